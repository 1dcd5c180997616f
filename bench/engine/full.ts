/**
 * All verdicts of a cluster, against a loop over pairs of Pods and one over pairs of workloads, in one process and in
 * turns. Prints JSON. `full.ts PODS ROUNDS [CASE]`
 */
import { evaluate } from '../../src/verdicts/evaluate.ts';
import { workingsOf } from '../../src/verdicts/table/workings.ts';
import { createRandom } from '../cluster/random.ts';
import { recipeOfCase } from '../cluster/recipe.ts';
import { costOf, median } from './clock.ts';
import { passesByPair } from './pair-loop.ts';
import { checkPairs, drawPairs, readSample, settle } from './sample.ts';

const [pods = 1000, rounds = 9] = process.argv.slice(2, 4).map(Number);
const { simulation } = readSample(recipeOfCase(process.argv[4] ?? 'usual', pods));
const { cluster, tiers } = simulation;
const random = createRandom(7);

const run = () => {
  const evaluation = evaluate(cluster.endpoints, tiers);
  settle(evaluation.table);
  return evaluation;
};
const full: number[] = [];
const pair: number[] = [];
const pairsPerRound = Math.max(20, Math.round(200_000 / tiers.reduce((sum, { policies }) => sum + policies.length, 0)));
for (let round = -2; round < rounds; round += 1) {
  const cost = costOf(run);
  const pairs = drawPairs(simulation, random, Math.min(pairsPerRound, 2000));
  const loop = costOf(() => {
    for (const [from, to] of pairs) passesByPair(tiers, from, to);
  });
  checkPairs(simulation, pairs.slice(0, 200));
  // The first rounds are there to warm up.
  if (round < 0) continue;
  full.push(cost);
  pair.push(loop / pairs.length);
}

const inUse = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
const before = inUse();
const kept = [run(), run(), run()];
const bytes = (inUse() - before) / kept.length;

const { ground } = simulation.evaluation.table;
const workloads = cluster.endpoints.length;
console.log(
  JSON.stringify({
    pods,
    workloads,
    classes: ground.classes.all.length,
    sets: workingsOf(ground).connections.size,
    fullMs: median(full),
    pairUs: median(pair) * 1000,
    bytes,
    vsPairs: (median(pair) * pods * (pods - 1)) / median(full),
    vsWorkloadPairs: (median(pair) * workloads * (workloads - 1)) / median(full),
    bytesVsDense: bytes / (2 * pods * pods),
  }),
);
