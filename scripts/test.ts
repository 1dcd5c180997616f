/**
 * `npm test`: everything that must hold before a change is shared, the fast checks first.
 * Stops at the first stage that fails, says which, and ends with the line "N passed, M failed":
 * the unit and browser tests by number, and one for each other stage.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { findOrInstallBrowser } from './find-browser.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const UNIT_REPORT = 'reports/unit.json';
const BROWSER_REPORT = 'reports/browser.json';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface Stage {
  readonly name: string;
  /** What to do about it, in one sentence. */
  readonly whenItFails: string;
  run(): Promise<Counts> | Counts;
}

const STAGES: readonly Stage[] = [
  {
    name: 'Format and lint',
    whenItFails: '`npm run format` repairs what can be repaired by itself.',
    run: () => check('biome', 'check', '--error-on-warnings'),
  },
  {
    name: 'Types',
    whenItFails: 'The messages above name the lines.',
    run: () => check('tsc', '--project', 'tsconfig.json'),
  },
  {
    name: 'Types of the engine, without a DOM',
    whenItFails:
      'The engine must not know the page: only src/worker, src/store, src/ui, src/page.tsx and src/main.ts may.',
    run: () => check('tsc', '--project', 'tsconfig.engine.json'),
  },
  {
    name: 'Unused code',
    whenItFails: 'Remove what nothing uses, or stop exporting it.',
    run: () => check('knip'),
  },
  { name: 'Unit tests', whenItFails: '`npx vitest` runs them again at every change.', run: unitTests },
  {
    name: 'Build',
    whenItFails: 'The message above is from Vite.',
    run: () => check('vite', 'build', '--logLevel', 'warn'),
  },
  {
    name: 'Size of the page',
    whenItFails: 'What the first graph does not need must be loaded after it.',
    run: () => check('tsx', 'scripts/check-size.ts'),
  },
  {
    name: 'Browser tests',
    whenItFails: '`npx playwright test NAME` runs one file again; test-results/ has a trace of each failure.',
    run: browserTests,
  },
];

let passed = 0;
let failed = 0;
for (const { name, whenItFails, run } of STAGES) {
  console.log(`\n== ${name}`);
  const started = performance.now();
  const counts = await run();
  passed += counts.passed;
  failed += counts.failed;
  console.log(
    `== ${name}: ${counts.failed === 0 ? 'passed' : 'failed'}, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  if (counts.failed > 0) {
    console.log(`\n${name} failed. ${whenItFails}`);
    process.exitCode = 1;
    break;
  }
}
console.log(`\n${passed} passed, ${failed} failed`);

/** A stage that is one program: it passes or it fails. */
function check(command: string, ...args: readonly string[]): Counts {
  return start(command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function unitTests(): Counts {
  clear(UNIT_REPORT);
  const ok = start('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`]);
  const report = read(UNIT_REPORT) as { numPassedTests?: number; numFailedTests?: number } | null;
  return agree(ok, { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 });
}

async function browserTests(): Promise<Counts> {
  let browser: string;
  try {
    browser = await findOrInstallBrowser();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
  clear(BROWSER_REPORT);
  const ok = start('playwright', ['test', '--reporter=list,json'], {
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: BROWSER_REPORT,
  });
  const report = read(BROWSER_REPORT) as { stats?: { expected?: number; unexpected?: number; flaky?: number } } | null;
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  return agree(ok, { passed: expected, failed: unexpected + flaky });
}

/** A program that fails before it counted, or that ran nothing, is a failure too. */
function agree(ok: boolean, counts: Counts): Counts {
  const silent = counts.failed === 0 && (!ok || counts.passed === 0);
  return silent ? { passed: counts.passed, failed: 1 } : counts;
}

function start(command: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}): boolean {
  // Nothing may ask a question: there may be nobody to answer.
  const result = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, ...extra },
  });
  if (result.error) console.error(`${command} could not be started: ${result.error.message}`);
  return result.status === 0;
}

function clear(report: string): void {
  mkdirSync(`${ROOT}/reports`, { recursive: true });
  rmSync(`${ROOT}/${report}`, { force: true });
}

function read(report: string): unknown {
  try {
    return JSON.parse(readFileSync(`${ROOT}/${report}`, 'utf8'));
  } catch {
    return null;
  }
}
