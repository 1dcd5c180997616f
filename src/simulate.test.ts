import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { SourceFile } from './model/source.ts';
import { formatPorts } from './sets/connections.ts';
import { simulate } from './simulate.ts';
import type { Simulation } from './simulation.ts';

const DEMO = fileURLToPath(new URL('../scenarios/icp-demo/', import.meta.url));
const cluster: SourceFile = { name: 'cluster.yaml', text: readFileSync(`${DEMO}cluster.yaml`, 'utf8') };

const presets = readdirSync(DEMO, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.includes('/') && path.endsWith('.yaml'))
  .sort()
  .map((path): SourceFile => ({ name: path, text: readFileSync(`${DEMO}${path}`, 'utf8') }));

/** Everything that a simulation says, as plain data. */
function said({ cluster: { endpoints }, tiers, problems, flows, explain, isolation, subjectsOf }: Simulation): unknown {
  const policies = tiers.flatMap((tier) => tier.policies);
  return {
    endpoints,
    problems,
    flows,
    tiers,
    stories: flows.map(({ flow }) => explain(flow)),
    isolation: endpoints.map(({ id }) => isolation(id)),
    subjects: policies.map(({ id }) => subjectsOf(id)),
  };
}

/** The problems whose place is not in the text of their file. */
function astray({ problems }: Simulation, files: readonly SourceFile[]): unknown[] {
  const lengths = new Map(files.map(({ name, text }) => [name, text.length]));
  return problems.filter(
    ({ origin: { file, start, end } }) => start < 0 || end < start || end > (lengths.get(file) ?? -1),
  );
}

describe('an edit, letter by letter', () => {
  it('finds the preset policies of the demo', () => {
    expect(presets.length).toBeGreaterThanOrEqual(7);
  });

  // As an editor would send it: every beginning of the text, each after the one before.
  it.each(presets.map((preset) => [preset.name, preset] as const))(
    '%s',
    (_, preset) => {
      let previous: Simulation | undefined;
      for (let length = 0; length <= preset.text.length; length += 1) {
        const files = [cluster, { ...preset, text: preset.text.slice(0, length) }];
        previous = simulate({ files, ...(previous && { previous }) });
        expect(astray(previous, files)).toEqual([]);
        expect(previous.flows).toHaveLength(10);
      }
      expect(previous && said(previous)).toEqual(said(simulate({ files: [cluster, preset] })));
    },
    60_000,
  );

  it('backwards: what was accepted stays in force while the text is refused', () => {
    const preset = presets.find(({ name }) => name.endsWith('case-1/deny_all_egress.yaml'));
    if (!preset) throw new Error('case 1 has no such file');
    const before = simulate({ files: [cluster, preset] });
    const cut = preset.text.slice(0, preset.text.indexOf('Egress') + 3);
    const after = simulate({ files: [cluster, { ...preset, text: cut }], previous: before });
    expect(after.flows.map(({ verdict }) => verdict)).toEqual(before.flows.map(({ verdict }) => verdict));
    expect(after.problems.map(({ code }) => code)).toEqual(['bad-value', 'last-accepted-in-force']);
    expect(simulate({ files: [cluster, { ...preset, text: '' }], previous: after }).tiers).toEqual([]);
  });

  it('parses only the document that was edited', () => {
    const [first, ...others] = presets;
    if (!first) throw new Error('no preset');
    const files = [cluster, first, ...others];
    const before = simulate({ files });
    const edited = { ...first, text: `${first.text}# x\n` };
    expect(simulate({ files: [cluster, edited, ...others], previous: before }).counters.documentsParsed).toBe(1);
    expect(simulate({ files, previous: before }).counters.documentsParsed).toBe(0);
  });
});

describe('input that means no good', () => {
  const only = (text: string, name = 'a.yaml'): Simulation => {
    const files = [{ name, text }];
    const simulation = simulate({ files, maxFileLength: 5_000_000 });
    expect(astray(simulation, files)).toEqual([]);
    return simulation;
  };
  const codes = (text: string): string[] => [...new Set(only(text).problems.map(({ code }) => code))];

  it('ten million letters are not read', () => {
    expect(codes('a'.repeat(10_000_000))).toEqual(['too-large']);
  });

  it('aliases that grow beyond any use', () => {
    const levels = Array.from({ length: 20 }, (_, level) =>
      level === 0 ? 'a0: &a0 [x, x]' : `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`,
    );
    expect(codes(levels.join('\n'))).toEqual(['alias-bomb']);
  });

  it('brackets without end', () => {
    expect(codes('['.repeat(100_000))).toEqual(['bad-yaml']);
    expect(codes('- '.repeat(100_000))).toEqual(['bad-yaml']);
  });

  it.each([
    '\u0000',
    '\uFFFE',
    '\uD800',
    '%',
    '%YAML 9.9\n---\na: 1',
    '--- ---',
    '...',
    '---\n...\n---',
    '? ',
    ': ',
    '- - -',
    '&a',
    '*a',
    '!!binary x',
    '!!python/object:os.system x',
    '<<: [1, 2]',
    '{<<: {<<: {a: 1}}}',
    'apiVersion: v1\nkind: List\nitems: [~, 1, [], {}, {kind: Pod}]',
    'apiVersion: v1\nkind: PodList\nitems: {a: b}',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [~, {ports: [~]}]}',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a, ownerReferences: [~, 1, {kind: 1}]}',
  ])('%j never throws', (text) => {
    expect(() => said(only(text))).not.toThrow();
    expect(() => said(only(text, 'a.json'))).not.toThrow();
  });

  it('labels and keys that every object has', () => {
    const pod = (name: string, labels: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: {${labels}}}\n`;
    const policy = (key: string): string =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: {matchExpressions: [{key: ${key}, operator: Exists}]}}\n`;
    const selected = (key: string): readonly string[] => {
      const simulation = only([pod('a', 'app: web'), pod('b', `${key}: x`), policy(key)].join('---\n'));
      const [tier] = simulation.tiers;
      return tier?.policies.flatMap(({ id }) => simulation.subjectsOf(id)) ?? [];
    };
    for (const key of ['constructor', 'toString', 'hasOwnProperty', 'valueOf'])
      expect(selected(key)).toEqual(['default/b']);
    expect(codes(pod('a', '__proto__: x'))).toEqual(['bad-label']);
    expect(codes('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n__proto__: {x: 1}\nconstructor: 2\n')).toEqual([
      'unknown-field',
    ]);
    expect(codes('__proto__: {apiVersion: v1, kind: Pod, metadata: {name: a}}')).toEqual(['missing-field']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('what a simulation tells', () => {
  const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p}
spec:
  podSelector: {}
  ingress:
  - from: [{ipBlock: {cidr: 'fd00::/8'}}]
    ports: [{port: 443}]
  - from: [{ipBlock: {cidr: 10.0.0.0/8}}]
    ports: [{port: 80}]
`;
  const pod = (name: string, ...addresses: readonly string[]): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nstatus: {podIPs: [${addresses.map((ip) => `{ip: '${ip}'}`).join(', ')}]}\n`;
  const simulation = simulate({
    files: [
      {
        name: 'a.yaml',
        text: [pod('both', '10.0.0.1', 'fd00::1'), pod('four', '10.0.0.2'), pod('six', 'fd00::3'), policy].join(
          '---\n',
        ),
      },
    ],
  });
  const open = (from: string, to: string): unknown => {
    const id = (name: string): Simulation['cluster']['endpoints'][number]['id'] => {
      const endpoint = simulation.cluster.endpoints.find((each) => each.name === name);
      if (!endpoint) throw new Error(`no ${name}`);
      return endpoint.id;
    };
    return formatPorts(simulation.verdict(id(from), id(to)).allowed);
  };

  it('two endpoints meet in the IP versions that both have', () => {
    expect(open('four', 'both')).toEqual({ TCP: '80' });
    expect(open('six', 'both')).toEqual({ TCP: '443' });
    expect(open('both', 'four')).toEqual({ TCP: '80' });
    expect(open('both', 'six')).toEqual({ TCP: '443' });
  });

  it('whom a policy selects, and what isolates an endpoint', () => {
    const [p] = simulation.tiers.flatMap(({ policies }) => policies);
    const [both] = simulation.cluster.endpoints;
    if (!p || !both) throw new Error('the test has lost its objects');
    expect(simulation.subjectsOf(p.id)).toEqual(['default/both', 'default/four', 'default/six']);
    expect(simulation.isolation(both.id)).toEqual({ ingress: [p], egress: [] });
    expect(simulation.subjectsOf('nothing' as typeof p.id)).toEqual([]);
  });

  it('throws on an endpoint that the cluster does not have: that is our own mistake', () => {
    const [both] = simulation.cluster.endpoints;
    expect(() => both && simulation.verdict(both.id, 'nobody' as typeof both.id)).toThrow('no endpoint nobody');
  });
});
