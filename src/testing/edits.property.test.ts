import fc from 'fast-check';
import { expect, it } from 'vitest';
import { simulate } from '../simulate.ts';
import type { Simulation } from '../simulation.ts';
import { passageOf } from '../verdicts/passage.ts';
import { differencesFromNaive } from './against-naive.ts';
import { clusterOf, GENERATED_KINDS, toYaml } from './generate.ts';

const RUNS = Math.ceil(Number(process.env.SEGLAB_FUZZ_RUNS ?? 500) / 10);
const clusters = clusterOf({ kinds: Object.keys(GENERATED_KINDS) });

/** Everything that a simulation says about every pair. */
function said({ cluster, evaluation, flows, isolation }: Simulation): unknown {
  const everyone = cluster.endpoints.map((_, at) => at % 2);
  return {
    pairs: cluster.endpoints.flatMap((from) =>
      cluster.endpoints.map((to) => [
        from.id,
        to.id,
        passageOf(evaluation).allowed(from, to),
        evaluation.verdict(from, to).paths,
      ]),
    ),
    flows: flows.map(({ flow, verdict, at }) => [flow.name, verdict, at]),
    isolation: cluster.endpoints.map(({ id }) => [
      isolation(id).egress.map(({ id }) => id),
      isolation(id).ingress.map(({ id }) => id),
    ]),
    passing: passageOf(evaluation).passing(everyone, 2, null),
  };
}

it('after a sequence of edits all is as if the text had been read for the first time', { timeout: 240_000 }, () => {
  const step = fc.record({
    // Which policies of the two clusters that were drawn are there after the step.
    kept: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    broken: fc.constantFrom(false, false, false, true),
  });
  fc.assert(
    fc.property(clusters, clusters, fc.array(step, { minLength: 1, maxLength: 4 }), (first, other, steps) => {
      const policies = new Set([...first.policies, ...other.policies]);
      const fixed = first.objects.filter((object) => !policies.has(object));
      const cluster = { name: 'cluster.yaml', text: toYaml(fixed) };
      let previous: Simulation | undefined;
      for (const { kept, broken } of steps) {
        const files = [
          cluster,
          ...[...policies].map((policy, at) => ({
            name: `${at}.yaml`,
            text: kept[at % kept.length] ? `${toYaml([policy])}${broken && at === 0 ? '\n  : [' : ''}` : '# nothing\n',
          })),
        ];
        const now: Simulation = simulate(previous ? { files, previous } : { files });
        if (!broken) {
          const anew = simulate({ files });
          expect(now.tiers.map(({ policies }) => policies.map(({ id }) => id))).toEqual(
            anew.tiers.map(({ policies }) => policies.map(({ id }) => id)),
          );
          expect(said(now)).toEqual(said(anew));
          previous = now;
        }
      }
    }),
    { numRuns: RUNS },
  );
});

it('after a sequence of edits verdicts are those that the specifications say', { timeout: 240_000 }, () => {
  const steps = fc.array(fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(clusters, steps, ({ objects, policies }, edits) => {
      const isKept = (object: (typeof objects)[number], kept: readonly boolean[]): boolean => {
        const at = policies.indexOf(object);
        return at < 0 || kept[at % kept.length] === true;
      };
      let previous: Simulation | undefined;
      for (const kept of edits) {
        const files = objects.map((object, at) => ({
          name: `${at}.yaml`,
          text: isKept(object, kept) ? toYaml([object]) : '# nothing\n',
        }));
        previous = simulate(previous ? { files, previous } : { files });
        const present = objects.filter((object) => isKept(object, kept));
        expect(differencesFromNaive(previous, present)).toEqual([]);
      }
    }),
    { numRuns: RUNS },
  );
});
