import { describe, expect, it } from 'vitest';
import { recipeFor } from '../../bench/cluster/recipe.ts';
import { generateCluster } from '../../bench/cluster/write.ts';
import { simulate } from '../simulate.ts';
import type { Simulation } from '../simulation.ts';
import { rowAt } from '../verdicts/table/rows.ts';

function filesOf(pods: number) {
  const { cluster, policies } = generateCluster(recipeFor(pods));
  return [cluster, ...policies.map(({ file, text }) => ({ name: file, text }))];
}

/** Works out what an edit left open. */
function settle({ evaluation: { table } }: Simulation): void {
  for (const index of table.touched ?? table.ground.classes.all.keys()) {
    rowAt(table, 'egress', index, 0);
    rowAt(table, 'ingress', index, 0);
  }
}

// What an edit costs is counted, and must not grow with the cluster.
describe.each([200, 1000])('an edit in a cluster of %i Pods', (pods) => {
  const files = filesOf(pods);
  const before = simulate({ files });
  settle(before);
  const at = files.findIndex(({ name, text }) => name !== 'cluster.yaml' && /app: [\s\S]*port: \d{4}/.test(text));
  const edited = (how: (text: string) => string) =>
    files.map((file, place) => (place === at ? { ...file, text: how(file.text) } : file));

  it('of a port parses one document, lowers one policy and asks one class', () => {
    const after = simulate({ files: edited((text) => text.replace(/port: \d{4}/, 'port: 4321')), previous: before });
    settle(after);
    // The policy as it was, and as it is.
    expect(after.counters).toMatchObject({ documentsParsed: 1, policies: 2, classes: 1 });
    expect(after.evaluation.counters.rows).toBeLessThanOrEqual(1);
    expect(after.evaluation.table.ground).toBe(before.evaluation.table.ground);
    const judgedAgain = after.flows.filter((judged, place) => judged !== before.flows[place]);
    expect(judgedAgain.length).toBeLessThan(10);
  });

  it('that breaks the text leaves what was accepted in force, at its place in the new text', () => {
    const after = simulate({ files: edited((text) => `${text}  : [`), previous: before });
    expect(after.counters).toMatchObject({ documentsParsed: 1, policies: 2, classes: 1, rows: 0 });
    expect(after.flows.every((judged, place) => judged === before.flows[place])).toBe(true);
  });

  it('that takes a block in which no address is leaves all classes as they are', () => {
    const block =
      'kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: {name: block, namespace: shop-000}\n';
    const spec = 'spec: {podSelector: {}, egress: [{to: [{ipBlock: {cidr: 198.51.100.0/24}}]}]}\n';
    const more = edited((text) => `${text}---\n${block}${spec}`);
    const after = simulate({ files: more, previous: before });
    expect(after.evaluation.table.ground).toBe(before.evaluation.table.ground);
    // The other document of the file may have moved, so its policy is lowered again.
    expect(after.counters).toMatchObject({ documentsParsed: 1, policies: 3 });
  });
});
