import { type ChildProcess, execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';
import { readEach } from './read-input.ts';
import { evaluateScenario } from './result.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DEMO = 'scenarios/icp-demo';

/** The contract: what passes (A) and what is blocked (B) in the cases 0 to 6. */
const VERDICTS: Readonly<Record<string, string>> = {
  'crm-client': 'ABBBAAA',
  'crm-bill': 'ABBBAAA',
  'crm-task': 'ABAAAAA',
  'dev-client': 'ABBBABB',
  'dev-bill': 'ABBBAAB',
  'dev-task': 'ABBAAAB',
  'client-bill': 'ABBBAAB',
  'bill-client': 'AAABABB',
  'task-bill': 'AAABBAB',
  'task-client': 'AAABABB',
};

interface FlowOutput {
  readonly name: string;
  readonly verdict: string;
  readonly expected: string;
}

/** The verdicts of scenarios in the form of the contract's table. */
function inTable(
  scenarios: readonly { readonly flows: readonly { name: string; verdict: string }[] }[],
): Record<string, string> {
  const table: Record<string, string> = {};
  for (const { flows } of scenarios)
    for (const { name, verdict } of flows) table[name] = (table[name] ?? '') + (verdict === 'allowed' ? 'A' : 'B');
  return table;
}

interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts the command as the npm script does. */
function run(line: string, stdin = ''): Promise<Run> {
  const args = ['--import', 'tsx', 'src/command/evaluate.ts', ...line.split(' ').filter(Boolean)];
  return new Promise((resolve) => {
    const child: ChildProcess = execFile(process.execPath, args, { cwd: ROOT, maxBuffer: 1 << 28 }, (_, out, err) =>
      resolve({ status: child.exitCode, out, err }),
    );
    child.stdin?.end(stdin);
  });
}

const jsonLines = ({ out }: Run): unknown[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

let folder = '';

/** Writes a file below a folder of this test's own. Returns its path. */
function write(path: string, text: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

const pod = (name: string, labels = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: {${labels}}}\n`;
const README = (expectation: string): string =>
  `---\ntitle: a\nsummary: b\nteaches: c\nexpect: {${expectation}}\n---\n`;
const CLUSTER = `${pod('a')}---\n${pod('b')}---\napiVersion: seglab.dev/v1\nkind: Flow\nmetadata: {name: f}\nspec: {from: default/a, to: default/b, port: 80}\n`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seglab-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the seven cases of the demo', () => {
  const options = readOptions([DEMO]);

  it('have the verdicts of the contract, through the engine', () => {
    if (typeof options === 'string') throw new Error(options);
    const results = readEach([join(ROOT, DEMO)]).map((input) => evaluateScenario(input, options));
    expect(results.map(({ scenario }) => scenario)).toEqual([0, 1, 2, 3, 4, 5, 6].map((number) => `case-${number}`));
    expect(inTable(results)).toEqual(VERDICTS);
    expect(results.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  });

  it('have the verdicts of the contract, through the command', async () => {
    const done = await run(`--json --each ${DEMO}`);
    expect(done).toMatchObject({ status: 0, err: '' });
    const scenarios = jsonLines(done) as { scenario: string; flows: FlowOutput[] }[];
    expect(inTable(scenarios)).toEqual(VERDICTS);
    expect(scenarios.flatMap(({ flows }) => flows.filter(({ verdict, expected }) => verdict !== expected))).toEqual([]);
  }, 60_000);

  it('are printed in the form of the contract', async () => {
    const done = await run(`--json ${DEMO}/case-2`);
    const [result] = jsonLines(done) as Record<string, unknown[]>[];
    expect(Object.keys(result ?? {})).toEqual([
      'version',
      'scenario',
      'endpoints',
      'connections',
      'flows',
      'diagnostics',
    ]);
    expect(result).toMatchObject({ version: 1, scenario: 'case-2', diagnostics: [] });
    expect(result?.endpoints).toContainEqual({
      id: 'microseg/mydummycrm',
      kind: 'Pod',
      namespace: 'microseg',
      name: 'mydummycrm',
      ips: ['10.1.77.11'],
    });
    expect(result?.endpoints).toContainEqual({
      id: 'mydummytask',
      kind: 'ExternalHost',
      name: 'mydummytask',
      ips: ['172.16.248.152'],
    });
    expect(result?.connections).toHaveLength(20);
    expect(result?.connections).toContainEqual({
      from: 'microseg/mydummycrm',
      to: 'mydummytask',
      allowed: { TCP: '1-65535', UDP: '1-65535', SCTP: '1-65535' },
    });
    expect(result?.connections).toContainEqual({
      from: 'microseg/mydummycrm',
      to: 'microseg2/mydummybill',
      allowed: {},
    });
    expect(result?.flows).toContainEqual({
      name: 'crm-task',
      from: 'microseg/mydummycrm',
      to: 'mydummytask',
      port: 8080,
      protocol: 'TCP',
      role: 'app',
      verdict: 'allowed',
      expected: 'allowed',
    });
  }, 60_000);
});

describe('exit status', () => {
  it('0: all read, all expectations met; a cluster.yaml above is inherited', async () => {
    write('good/cluster.yaml', CLUSTER);
    write('good/one/README.md', README('f: allowed'));
    write('good/notes/README.md', '# no scenario\n');
    write('good/empty/.keep', '');
    const done = await run(`--each ${folder}/good`);
    expect(done).toMatchObject({ status: 0, err: '' });
    expect(done.out).toMatch(/^one\n {2}allowed {2}default\/a -> default\/b/);
    expect(done.out).not.toMatch(/notes|empty/);
  }, 60_000);

  it('1: an expectation failed', async () => {
    write('failed/cluster.yaml', CLUSTER);
    write('failed/README.md', README('f: blocked'));
    const done = await run(`${folder}/failed`);
    expect(done).toMatchObject({ status: 1, err: '' });
    expect(done.out).toContain('FAILED');
  }, 60_000);

  it('2: a broken document; what can be read beside it is evaluated', async () => {
    const path = write('broken/a.yaml', `${CLUSTER}---\na: [\n---\n${pod('c')}`);
    const done = await run(`--json ${path}`);
    expect(done.status).toBe(2);
    expect(jsonLines(done)).toMatchObject([
      {
        scenario: 'a',
        endpoints: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
        flows: [{ name: 'f', verdict: 'allowed' }],
        diagnostics: [{ severity: 'error', code: 'bad-yaml', file: path, line: 14, column: 4 }],
      },
    ]);
  }, 60_000);

  // What cannot be used at all, and what is said about it.
  it.each([
    ['', /No PATH is given/],
    ['--port http x', /is no port/],
    ['no-such-file.yaml', /There is no file or folder no-such-file.yaml/],
    ['--each package.json', /package.json is no folder/],
    [`--from nobody ${DEMO}/case-0`, /No endpoint is called "nobody"/],
    ['--each src/sets', /No scenario is in src\/sets/],
  ])(
    '2: %s',
    async (line, said) => {
      const { status, out, err } = await run(line);
      expect(status).toBe(2);
      expect(`${out}${err}`).toMatch(said);
      expect(err).not.toMatch(/^\s+at /m);
    },
    60_000,
  );
});

describe('what is read', () => {
  it('standard input, JSON and YAML', async () => {
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } }],
    };
    const done = await run('--json -', `${JSON.stringify(list)}\n---\n${pod('y')}`);
    expect(done.status).toBe(0);
    expect(jsonLines(done)).toMatchObject([
      { scenario: 'stdin', endpoints: [{ id: 'default/x' }, { id: 'default/y' }] },
    ]);
  }, 60_000);

  it('several folders as one, also where their files have the same names', async () => {
    write('left/pod.yaml', pod('left'));
    write('right/pod.yaml', pod('right'));
    write('right/deep/layout.json', '{"cards": {}}');
    write('right/notes.txt', 'kind: Pod');
    const done = await run(`--json ${folder}/left ${folder}/right`);
    expect(done.status).toBe(0);
    expect(jsonLines(done)).toMatchObject([
      {
        scenario: 'left',
        endpoints: [{ id: 'default/left' }, { id: 'default/right' }],
        diagnostics: [{ severity: 'info', code: 'not-a-manifest' }],
      },
    ]);
  }, 60_000);

  it('only what is asked for', async () => {
    const done = await run(
      `--json --from microseg/mydummycrm --to microseg2/mydummybill --port 8080/TCP ${DEMO}/case-6`,
    );
    expect(jsonLines(done)).toMatchObject([
      {
        connections: [{ from: 'microseg/mydummycrm', to: 'microseg2/mydummybill', allowed: { TCP: '8080' } }],
        flows: [{ name: 'crm-bill' }],
      },
    ]);
  }, 60_000);

  it('ten thousand Pods and a thousand policies', async () => {
    const pods = Array.from({ length: 10_000 }, (_, index) =>
      pod(`p${index}`, `app: a${index % 100}, tier: t${index % 7}`),
    );
    const policies = Array.from({ length: 1000 }, (_, index) =>
      [
        'apiVersion: networking.k8s.io/v1',
        'kind: NetworkPolicy',
        `metadata: {name: n${index}}`,
        `spec: {podSelector: {matchLabels: {app: a${index % 100}}}, ingress: [{from: [{podSelector: {matchLabels: {app: a${(index * 7) % 100}}}}], ports: [{port: ${1 + index}}]}]}`,
        '',
      ].join('\n'),
    );
    const path = write('large/all.yaml', [...pods, ...policies].join('---\n'));
    const done = await run(`--json --summary ${path}`);
    expect(done).toMatchObject({ status: 0, err: '' });
    const [result] = jsonLines(done) as { readonly summary: Record<string, number> }[];
    expect(result).not.toHaveProperty('connections');
    const { endpoints, policies: count, pairs, open, partly, blocked } = result?.summary ?? {};
    expect([endpoints, count, pairs]).toEqual([10_000, 1000, 10_000 * 9999]);
    expect((open ?? 0) + (partly ?? 0) + (blocked ?? 0)).toBe(pairs);
    expect([open, (partly ?? 0) > 0, (blocked ?? 0) > 0]).toEqual([0, true, true]);
  }, 120_000);
});
