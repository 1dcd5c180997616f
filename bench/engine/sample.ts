import assert from 'node:assert/strict';
import type { Endpoint } from '../../src/model/cluster.ts';
import { DIRECTIONS } from '../../src/model/policy.ts';
import type { SourceFile } from '../../src/model/source.ts';
import { simulate } from '../../src/simulate.ts';
import type { Simulation } from '../../src/simulation.ts';
import { passageOf } from '../../src/verdicts/passage.ts';
import { rowAt } from '../../src/verdicts/table/rows.ts';
import type { Table } from '../../src/verdicts/table/table.ts';
import type { Random } from '../cluster/random.ts';
import type { Recipe } from '../cluster/recipe.ts';
import { generateCluster } from '../cluster/write.ts';
import { passesByPair } from './pair-loop.ts';

/** A generated cluster, read. */
export interface Sample {
  readonly files: readonly SourceFile[];
  readonly simulation: Simulation;
}

export function readSample(recipe: Recipe): Sample {
  const { cluster, policies } = generateCluster(recipe);
  const files = [cluster, ...policies.map(({ file, text }) => ({ name: file, text }))];
  const simulation = simulate({ files });
  const fault = simulation.problems.find(({ severity }) => severity === 'error');
  assert.equal(fault, undefined, 'a generated cluster has no faults');
  return { files, simulation };
}

/** Works out all verdicts of a table that are not there yet: of all classes, or of those that an edit touched. */
export function settle(table: Table): void {
  const { families, classes } = table.ground;
  for (let plane = 0; plane < families.length; plane += 1)
    for (const direction of DIRECTIONS)
      for (const index of table.touched ?? classes.all.keys()) rowAt(table, direction, index, plane);
}

/** Draws pairs of endpoints. */
export function drawPairs(
  { cluster }: Simulation,
  random: Random,
  count: number,
): readonly (readonly [Endpoint, Endpoint])[] {
  return Array.from({ length: count }, () => [random.pick(cluster.endpoints), random.pick(cluster.endpoints)] as const);
}

/** Fails where the engine and the loop over pairs disagree. */
export function checkPairs({ evaluation, tiers }: Simulation, pairs: readonly (readonly [Endpoint, Endpoint])[]): void {
  for (const [from, to] of pairs)
    assert.deepEqual(passageOf(evaluation).allowed(from, to), passesByPair(tiers, from, to), `${from.id} → ${to.id}`);
}
