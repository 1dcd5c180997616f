import { describe, expect, it } from 'vitest';
import { type Options, readOptions } from './options.ts';
import type { ScenarioInput } from './read-input.ts';
import { evaluateScenario, type ScenarioResult } from './result.ts';
import { tableLines } from './table.ts';

const CLUSTER = `
apiVersion: v1
kind: Pod
metadata: {name: web}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: db}
spec: {template: {metadata: {labels: {app: db}}}}
---
apiVersion: seglab.dev/v1
kind: ExternalHost
metadata: {name: out}
spec: {ips: [203.0.113.7]}
---
apiVersion: seglab.dev/v1
kind: ExternalHost
metadata: {name: out2}
spec: {ips: [203.0.113.8]}
---
apiVersion: seglab.dev/v1
kind: Flow
metadata: {name: f}
spec: {from: default/web, to: default/db, port: 80}
---
apiVersion: seglab.dev/v1
kind: Flow
metadata: {name: g}
spec: {from: out, to: default/db, port: 53, protocol: UDP, role: probe}
`;
const POLICY = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from: [{podSelector: {}}]
    ports: [{port: 80, endPort: 90}, {port: 53}]
`;

const options = (line = ''): Options => {
  const read = readOptions([...line.split(' ').filter(Boolean), 'x']);
  if (typeof read === 'string') throw new Error(read);
  return read;
};

const input = (...texts: readonly string[]): ScenarioInput => ({
  name: 'test',
  files: texts.map((text, index) => ({ name: `${index}.yaml`, text })),
  readme: null,
  problems: [],
});

const evaluate = (line = '', more: Partial<ScenarioInput> = {}): ScenarioResult =>
  evaluateScenario({ ...input(CLUSTER, POLICY), ...more }, options(line));

const README = (expectations: string): ScenarioInput['readme'] => ({
  name: 'README.md',
  text: `---\ntitle: a\nsummary: b\nteaches: c\nexpect: {${expectations}}\n---\n`,
});

describe('evaluateScenario', () => {
  it('names endpoints as the contract does', () => {
    expect(evaluate().endpoints).toEqual([
      { id: 'default/db', kind: 'Deployment', namespace: 'default', name: 'db', ips: [] },
      { id: 'default/web', kind: 'Pod', namespace: 'default', name: 'web', ips: [] },
      { id: 'out', kind: 'ExternalHost', name: 'out', ips: ['203.0.113.7'] },
      { id: 'out2', kind: 'ExternalHost', name: 'out2', ips: ['203.0.113.8'] },
    ]);
  });

  it('has every pair of two endpoints of which one is in the cluster, and only those', () => {
    const pairs = [...evaluate().connections()].map(({ from, to }) => `${from}>${to}`);
    expect(pairs).toHaveLength(10);
    expect(new Set(pairs).size).toBe(10);
    expect(pairs).not.toContain('out>out2');
    expect(pairs).not.toContain('default/db>default/db');
  });

  // Ranges are sorted, disjoint and maximal; a protocol without a port is absent.
  it.each<[string, object[]]>([
    ['--from default/web --to default/db', [{ from: 'default/web', to: 'default/db', allowed: { TCP: '53,80-90' } }]],
    ['--from out --to default/db', [{ from: 'out', to: 'default/db', allowed: {} }]],
    [
      '--from default/db --to out',
      [{ from: 'default/db', to: 'out', allowed: { TCP: '1-65535', UDP: '1-65535', SCTP: '1-65535' } }],
    ],
    [
      '--from default/web --to default/db --port 85',
      [{ from: 'default/web', to: 'default/db', allowed: { TCP: '85' } }],
    ],
    ['--from default/web --to default/db --port 53/UDP', [{ from: 'default/web', to: 'default/db', allowed: {} }]],
  ])('%s', (line, rows) => {
    expect([...evaluate(line).connections()]).toEqual(rows);
  });

  it('judges flows, and says what was expected where something was', () => {
    expect(evaluate('', { readme: README('f: blocked') }).flows).toEqual([
      {
        name: 'f',
        from: 'default/web',
        to: 'default/db',
        port: 80,
        protocol: 'TCP',
        role: 'app',
        verdict: 'allowed',
        expected: 'blocked',
      },
      { name: 'g', from: 'out', to: 'default/db', port: 53, protocol: 'UDP', role: 'probe', verdict: 'blocked' },
    ]);
  });

  it.each([
    ['--from out', ['g']],
    ['--to default/db', ['f', 'g']],
    ['--port 53/UDP', ['g']],
    ['--port 53/TCP', []],
  ])('%s narrows the flows', (line, names) => {
    expect(evaluate(line).flows.map(({ name }) => name)).toEqual(names);
  });

  it('counts pairs by what passes', () => {
    expect(evaluate().summary).toEqual({ endpoints: 4, policies: 1, pairs: 10, open: 7, partly: 1, blocked: 2 });
  });

  // Lines and columns are 1-based and point at the value that is at fault.
  it.each<[string, ScenarioResult['diagnostics'][number]]>([
    [
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: Web\n',
      { severity: 'error', code: 'bad-name', message: expect.any(String), file: '0.yaml', line: 4, column: 9 },
    ],
    [
      'a: [\n',
      { severity: 'error', code: 'bad-yaml', message: expect.any(String), file: '0.yaml', line: 1, column: 4 },
    ],
    [
      '# one\r\n---\r\napiVersion: v1\r\nkind: Pood\r\n',
      {
        severity: 'error',
        code: 'unknown-kind',
        message: 'There is no kind Pood in v1.',
        file: '0.yaml',
        line: 4,
        column: 7,
      },
    ],
  ])('%j is at its place', (text, diagnostic) => {
    const { diagnostics } = evaluateScenario(input(text), options());
    expect(diagnostics).toMatchObject([diagnostic]);
    expect(Object.keys(diagnostics[0] ?? {}).slice(0, 6)).toEqual(Object.keys(diagnostic));
  });

  it('reports what is wrong with the README, and names that it does not know', () => {
    expect(evaluate('', { readme: README('x: allowed') }).diagnostics).toMatchObject([
      { code: 'unknown-endpoint', file: 'README.md', line: 5, column: 10 },
    ]);
    expect(evaluate('--from nobody').diagnostics).toMatchObject([
      { code: 'unknown-endpoint', severity: 'error', file: '--from', message: 'No endpoint is called "nobody".' },
    ]);
  });

  it('a broken document never hides the others', () => {
    const result = evaluateScenario(input(`${CLUSTER}---\na: [\n`, POLICY), options());
    expect(result.flows.map(({ verdict }) => verdict)).toEqual(['allowed', 'blocked']);
    expect(result.diagnostics).toHaveLength(1);
  });
});

describe('the table for people', () => {
  const lines = (line: string, more: Partial<ScenarioInput> = {}): string[] => [
    ...tableLines(evaluate(line, more), options(line)),
  ];

  it('shows flows, counts and what is wrong', () => {
    expect(lines('', { readme: README('f: blocked') })).toEqual([
      'test',
      '  FAILED  allowed  default/web -> default/db  80/TCP  app    f  expected blocked',
      '          blocked  out -> default/db          53/UDP  probe  g',
      '  4 endpoints, 1 policies; of 10 pairs 7 open, 1 partly open, 2 blocked',
      '',
    ]);
  });

  it('shows connections where they are asked for', () => {
    expect(lines('--from default/web --to default/db')).toContain('  default/web -> default/db  TCP 53,80-90');
    expect(lines('--from out --to default/db')).toContain('  out -> default/db  blocked');
    expect(lines('').some((line) => line.includes('53,80-90'))).toBe(false);
  });
});
