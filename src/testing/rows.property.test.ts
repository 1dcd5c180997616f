import fc from 'fast-check';
import { expect, it } from 'vitest';
import { simulate } from '../simulate.ts';
import { passageOf } from '../verdicts/passage.ts';
import { clusterOf, GENERATED_KINDS, toYaml } from './generate.ts';

const RUNS = Math.ceil(Number(process.env.SEGLAB_FUZZ_RUNS ?? 500) / 5);
const clusters = clusterOf({ kinds: Object.keys(GENERATED_KINDS) });

it('rows, shared by all that the same policies govern, hold what each pair gets on its own', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(clusters, ({ objects }) => {
      const { cluster, evaluation } = simulate({ files: [{ name: 'all.yaml', text: toYaml(objects) }] });
      for (const from of cluster.endpoints)
        for (const to of cluster.endpoints)
          expect(passageOf(evaluation).allowed(from, to), `${from.id} → ${to.id}`).toEqual(
            evaluation.verdict(from, to).allowed,
          );
    }),
    { numRuns: RUNS },
  );
});

it('computes one row for each set of policies', () => {
  const pods = Array.from(
    { length: 30 },
    (_, i) => `
apiVersion: v1
kind: Pod
metadata: {name: p${i}, namespace: n, labels: {app: a${i % 3}, unique: u${i}}}
`,
  );
  const policy = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: n}
spec:
  podSelector: {matchLabels: {app: a0}}
  ingress: [{from: [{podSelector: {matchLabels: {unique: u4}}}], ports: [{port: 80}]}]
`;
  const { cluster, evaluation } = simulate({ files: [{ name: 'all.yaml', text: [...pods, policy].join('---') }] });
  for (const from of cluster.endpoints) for (const to of cluster.endpoints) passageOf(evaluation).allowed(from, to);
  expect(evaluation.counters).toEqual({ classes: 30, policies: 1, rows: 1 });
});
