/**
 * What a key press in a policy costs: its document parsed, its policy lowered, the verdicts of the classes that it
 * concerns. Against all verdicts of the cluster. Prints JSON. `edits.ts PODS PRESSES [CASE]`
 */
import assert from 'node:assert/strict';
import { simulate } from '../../src/simulate.ts';
import { evaluate } from '../../src/verdicts/evaluate.ts';
import { passageOf } from '../../src/verdicts/passage.ts';
import { createRandom } from '../cluster/random.ts';
import { recipeOfCase } from '../cluster/recipe.ts';
import { costOf, median, percentile } from './clock.ts';
import { checkPairs, drawPairs, readSample, settle } from './sample.ts';
import { typingIn } from './typing.ts';

const [pods = 1000, count = 600] = process.argv.slice(2, 4).map(Number);
const sample = readSample(recipeOfCase(process.argv[4] ?? 'usual', pods));
const random = createRandom(11);
const presses = typingIn(sample.files, random, count);
let { files, simulation } = sample;
settle(simulation.evaluation.table);
const place = new Map(files.map(({ name }, at) => [name, at]));

const costs: number[] = [];
const touched: number[] = [];
for (const [at, { file, text }] of presses.entries()) {
  const index = place.get(file) ?? -1;
  const edited = files.with(index, { name: file, text });
  const cost = costOf(() => {
    simulation = simulate({ files: edited, previous: simulation });
    settle(simulation.evaluation.table);
  });
  files = edited;
  assert.ok(simulation.counters.documentsParsed <= 1, 'a key press parses one document');
  touched.push(simulation.evaluation.table.touched?.length ?? simulation.evaluation.classes.all.length);
  // The first presses are there to warm up.
  if (at >= presses.length / 6) costs.push(cost);
  if (at % 40 === 0) checkPairs(simulation, drawPairs(simulation, random, 10));
}
const anew = simulate({ files });
for (const [from, to] of drawPairs(anew, random, 50))
  assert.deepEqual(simulation.verdict(from.id, to.id).allowed, passageOf(anew.evaluation).allowed(from, to));

const full: number[] = [];
for (let round = 0; round < (pods > 20_000 ? 2 : 7); round += 1)
  full.push(costOf(() => settle(evaluate(simulation.cluster.endpoints, simulation.tiers).table)));

console.log(
  JSON.stringify({
    pods,
    presses: presses.length,
    rebuilt: touched.filter((size) => size === simulation.evaluation.classes.all.length).length,
    touchedMedian: median(touched),
    editMedianMs: median(costs),
    editP95Ms: percentile(costs, 95),
    fullMs: median(full),
    vsFullP95: percentile(costs, 95) / median(full),
  }),
);
