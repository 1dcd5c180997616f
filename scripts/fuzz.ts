/**
 * Random clusters, round after round with fresh seeds, until one fails or the time is over:
 *
 *   npm run test:fuzz -- [MINUTES] [--seed SEED]
 *
 * Without MINUTES it goes on until it is stopped. A failure prints its seed and, as YAML, the smallest cluster that
 * still fails; `--seed` runs that one round again.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLUSTERS_PER_ROUND = env.SEGLAB_FUZZ_RUNS ?? '2000';

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  options: { seed: { type: 'string' } },
  allowPositionals: true,
});
const minutes = Number(positionals[0] ?? Number.POSITIVE_INFINITY);
if (Number.isNaN(minutes) || positionals.length > 1 || Number.isNaN(Number(values.seed ?? 0))) {
  console.error('usage: npm run test:fuzz -- [MINUTES] [--seed SEED]');
  process.exit(2);
}

const end = Date.now() + minutes * 60_000;
let rounds = 0;
do {
  const seed = values.seed ?? String(randomInt(2 ** 31 - 1));
  rounds++;
  console.log(`Round ${rounds}: seed ${seed}, ${CLUSTERS_PER_ROUND} clusters`);
  const { status, signal } = spawnSync('vitest', ['run', '--reporter=dot', 'src/testing/verdicts.property.test.ts'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...env, SEGLAB_FUZZ_RUNS: CLUSTERS_PER_ROUND, SEGLAB_FUZZ_SEED: seed },
  });
  if (signal) break;
  if (status !== 0) {
    console.log(`\nSeed ${seed} failed. To see it again: npm run test:fuzz -- --seed ${seed}`);
    process.exitCode = 1;
    break;
  }
} while (values.seed === undefined && Date.now() < end);
