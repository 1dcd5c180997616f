/**
 * `npm run bench`: what the engine and the page take, against what the same work takes without their ideas. Tables for
 * people; `--json` prints one JSON object of ratios. `--only NAME` measures what begins with NAME.
 * Every part is a process of its own, checks its answers, and fails where one is wrong.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CASES } from './cluster/recipe.ts';
import { GOALS, isMet, type Measure, type Results } from './goals.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});

/** Runs a script of this folder; its last line is JSON. */
function run<Answer>(script: string, ...args: readonly (string | number)[]): Answer {
  tell(`${script} ${args.join(' ')}`);
  const command = [
    '--expose-gc',
    '--max-old-space-size=8192',
    '--import',
    'tsx',
    `bench/${script}`,
    ...args.map(String),
  ];
  const { status, stdout } = spawnSync(process.execPath, command, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`bench/${script} ${args.join(' ')} failed.`);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Answer;
}

/** What goes on, for whoever waits: beside the results. */
function tell(words: string): void {
  console.error(`… ${words}`);
}

/** Answers are asked for once, however many measures come from them. */
function once<Answer>(ask: () => Answer): () => Answer {
  let answer: { readonly is: Answer } | null = null;
  return () => {
    answer ??= { is: ask() };
    return answer.is;
  };
}

interface Full {
  readonly vsPairs: number;
  readonly vsWorkloadPairs: number;
  readonly bytesVsDense: number;
  readonly fullMs: number;
  readonly classes: number;
}

interface Edits {
  readonly editMedianMs: number;
  readonly editP95Ms: number;
  readonly vsFullP95: number;
  readonly rebuilt: number;
  readonly presses: number;
}

const full1k = once(() => run<Full>('engine/full.ts', 1000, 15));
const full10k = once(() => run<Full>('engine/full.ts', 10_000, 11));
const full100k = once(() => run<Full>('engine/full.ts', 100_000, 2));
const edits1k = once(() => run<Edits>('engine/edits.ts', 1000, 900));
const edits10k = once(() => run<Edits>('engine/edits.ts', 10_000, 900));
const edits100k = once(() => run<Edits>('engine/edits.ts', 100_000, 900));
const ratioOf = (script: string, ...args: readonly string[]): number =>
  run<{ readonly ratio: number }>(`browser/${script}`, ...args).ratio;

const MEASURES: { readonly [M in Measure]: () => number } = {
  engine_vs_pairs_1k: () => full1k().vsPairs,
  engine_vs_pairs_10k: () => full10k().vsPairs,
  engine_vs_workload_pairs_10k: () => full10k().vsWorkloadPairs,
  engine_vs_workload_pairs_100k: () => full100k().vsWorkloadPairs,
  edit_vs_full_10k_p95: () => edits10k().vsFullP95,
  edit_growth_1k_100k: () => edits100k().editP95Ms / edits1k().editP95Ms,
  bytes_vs_dense_10k: () => full10k().bytesVsDense,
  paint_vs_control_demo_p95: () => ratioOf('paint.ts', 'demo'),
  paint_vs_control_10k_p95: () => ratioOf('paint.ts', '10k'),
  recolour_vs_dom_p95: () => ratioOf('recolour.ts', '20'),
  first_graph_kb_gz: sizeOfStart,
};

function sizeOfStart(): number {
  const { stdout } = spawnSync('tsx', ['scripts/check-size.ts'], { cwd: ROOT, encoding: 'utf8' });
  const [, kilobytes] = /first graph: ([\d.]+) kB/.exec(stdout) ?? [];
  if (kilobytes === undefined) throw new Error('The size of the page could not be read.');
  return Number(kilobytes);
}

function build(): void {
  tell('vite build');
  const { status } = spawnSync('vite', ['build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0 || !existsSync(`${ROOT}/dist/index.html`)) throw new Error('The page could not be built.');
}

const short = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 4 });

/** How the engine does where clusters are awkward. */
function badCases(): void {
  const rows = Object.keys(CASES).map((name) => {
    const { fullMs, classes, vsPairs } = run<Full>('engine/full.ts', 10_000, 5, name);
    const { editMedianMs, editP95Ms, rebuilt, presses } = run<Edits>('engine/edits.ts', 10_000, 300, name);
    return {
      '10,000 Pods': name,
      classes,
      'all verdicts, ms': short(fullMs),
      'times the pair loop': short(vsPairs),
      'key press, ms': short(editMedianMs),
      'its 95th percentile': short(editP95Ms),
      'put together anew': `${rebuilt} of ${presses}`,
    };
  });
  console.table(rows);
}

const wanted = GOALS.filter(({ name }) => name.startsWith(values.only));
if (wanted.length === 0) throw new Error(`Nothing is called "${values.only}".`);
if (wanted.some(({ name }) => /paint|recolour|first/.test(name))) build();
const results: Partial<Results> = Object.fromEntries(wanted.map(({ name }) => [name, MEASURES[name]()]));

if (values.json) console.log(JSON.stringify(results));
else {
  console.table(
    wanted.map((goal) => ({
      measure: goal.name,
      is: short(results[goal.name] ?? Number.NaN),
      goal: `${goal.better === 'more' ? 'at least' : 'at most'} ${short(goal.goal)}`,
      met: isMet(goal, results[goal.name] ?? Number.NaN) ? 'yes' : 'NO',
      'what it is': goal.means,
    })),
  );
  if (values.only === '') badCases();
}
