import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../model/policy.ts';
import type { Verdict } from '../model/verdict.ts';
import { POLICY_KINDS } from '../policies/policy-kinds.ts';
import { simulate } from '../simulate.ts';
import type { Simulation } from '../simulation.ts';
import { differencesFromNaive, pairsOf } from './against-naive.ts';
import { clusterOf, GENERATED_KINDS, groupKind, toYaml } from './generate.ts';
import type { Manifest } from './naive/world.ts';

/**
 * Random clusters, asked of the engine and of an evaluator that was written from the specifications and shares no
 * code with it. A failure prints the seed and, as YAML, the smallest cluster that still fails.
 * SEGLAB_FUZZ_RUNS: how many clusters in all. SEGLAB_FUZZ_SEED: the seed of a run to see again.
 */
const RUNS = Number(process.env.SEGLAB_FUZZ_RUNS ?? 500);
const SEED = process.env.SEGLAB_FUZZ_SEED;
const TIMEOUT = 60_000 + RUNS * 1000;

const CLUSTER_WIDE = ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'].map(
  (kind) => `policy.networking.k8s.io/${kind}`,
);
const CALICO = Object.keys(GENERATED_KINDS).filter((kind) => kind.startsWith('projectcalico.org/'));
const KUBERNETES = 'networking.k8s.io/NetworkPolicy';

/** Kinds alone and together: what goes wrong in a simple mix is shrunk to a simpler cluster. */
const MIXES = [
  { name: 'NetworkPolicy', kinds: [KUBERNETES] },
  { name: 'NetworkPolicy and cluster-wide policies', kinds: [KUBERNETES, ...CLUSTER_WIDE] },
  { name: 'NetworkPolicy and Calico policies', kinds: [KUBERNETES, ...CALICO] },
  { name: 'all kinds', kinds: [KUBERNETES, ...CLUSTER_WIDE, ...CALICO] },
].map(({ name, kinds }) => ({ name, clusters: clusterOf({ kinds }) }));

const numRuns = Math.max(1, Math.ceil(RUNS / MIXES.length));
/** Of the properties that simulate one cluster many times, fewer clusters. */
const fewerRuns = Math.ceil(numRuns / 5);
const settings = { numRuns, ...(SEED === undefined ? {} : { seed: Number(SEED) }) };

it('every kind of policy that the engine reads is drawn', () => {
  const read = POLICY_KINDS.filter(({ category }) => category === 'policy').flatMap(
    ({ apiVersions: [apiVersion], kind }) => (apiVersion === undefined ? [] : groupKind({ apiVersion, kind })),
  );
  expect(Object.keys(GENERATED_KINDS).sort()).toEqual(read.sort());
});

describe.each(MIXES)('random clusters with $name', ({ clusters }) => {
  it('are accepted as they are', { timeout: TIMEOUT }, () => {
    fc.assert(
      fc.property(clusters, ({ objects }) => {
        const errors = simulateObjects(objects).problems.filter(({ severity }) => severity === 'error');
        expect(errors.map(({ message }) => message)).toEqual([]);
      }),
      { ...settings, numRuns: fewerRuns },
    );
  });

  it('get the verdicts that the specifications say, on every port where they could change', {
    timeout: TIMEOUT,
  }, () => {
    fc.assert(
      fc.property(clusters, ({ objects }) => {
        const simulation = simulate({ files: [{ name: 'all.yaml', text: toYaml(objects) }] });
        expect(differencesFromNaive(simulation, objects)).toEqual([]);
      }),
      settings,
    );
  });

  it('keep a verdict when a policy that its trace does not name is taken away', { timeout: TIMEOUT }, () => {
    let changedByNamed = 0;
    fc.assert(
      fc.property(clusters, (sample) => {
        const whole = simulateObjects(sample.objects);
        for (const policy of sample.policies) {
          const file = fileName(sample.objects.indexOf(policy));
          const rest = simulateObjects(sample.objects, policy);
          for (const [from, to] of pairsOf(whole)) {
            const before = whole.verdict(from, to);
            const after = rest.verdict(from, to).allowed;
            if (!namedFiles(before).has(file)) {
              expect(after, `${from} → ${to} without ${policy.kind} ${policy.metadata.name}`).toEqual(before.allowed);
            } else if (JSON.stringify(after) !== JSON.stringify(before.allowed)) changedByNamed++;
          }
        }
      }),
      { ...settings, numRuns: fewerRuns },
    );
    // What a trace names has a say: without it the verdict can be another one.
    expect(changedByNamed).toBeGreaterThan(0);
  });

  it('are simulated after an edit as they are from the start', { timeout: TIMEOUT }, () => {
    const edits = fc.array(fc.record({ at: fc.nat(), how: fc.constantFrom('delete', 'insert', 'change') }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(clusters, edits, ({ objects, policies }, edited) => {
        // Every second policy is there at first; the others can be inserted.
        let pieces = objects
          .filter((object) => policies.indexOf(object) % 2 <= 0)
          .map((object): Piece => ({ object, text: object, isPolicy: policies.includes(object) }));
        let simulation = simulate({ files: oneFile(pieces) });
        for (const { at, how } of edited) {
          const absent = policies.filter((policy) => pieces.every(({ object }) => object !== policy));
          pieces = how === 'insert' ? inserted(pieces, absent, at) : changed(pieces, at, how === 'delete');
          simulation = simulate({ files: oneFile(pieces), previous: simulation });
          const fresh = simulate({ files: oneFile(pieces) });
          expect(simulation.problems).toEqual(fresh.problems);
          expect(simulation.tiers).toEqual(fresh.tiers);
          for (const [from, to] of pairsOf(fresh))
            expect(simulation.verdict(from, to)).toEqual(fresh.verdict(from, to));
        }
      }),
      { ...settings, numRuns: fewerRuns },
    );
  });
});

/** A file for each object, so that a policy's origin tells which object it is. */
function simulateObjects(objects: readonly Manifest[], without?: Manifest): Simulation {
  const files = objects.map((object, index) => ({ name: fileName(index), text: toYaml([object]) }));
  return simulate({ files: files.filter((_, index) => objects[index] !== without) });
}

function fileName(index: number): string {
  return `${index}.yaml`;
}

/** A document of a file that is edited: the object as drawn, and as it stands in the text. */
interface Piece {
  readonly object: Manifest;
  readonly text: Manifest;
  readonly isPolicy: boolean;
}

function oneFile(pieces: readonly Piece[]): readonly { readonly name: string; readonly text: string }[] {
  return [{ name: 'all.yaml', text: toYaml(pieces.map(({ text }) => text)) }];
}

/** The files of the policies that the traces of both ends name. */
function namedFiles({ paths }: Verdict): ReadonlySet<string> {
  const decisions = paths.flatMap((path) => [...path.decisions.egress, ...path.decisions.ingress]);
  const named = decisions.flatMap(({ trace }) =>
    trace.flatMap((step): readonly Policy[] => {
      if (step.by === 'rule') return [step.policy];
      return step.by === 'tier-default' ? step.selectedBy : [];
    }),
  );
  return new Set(named.map(({ origin }) => origin.file));
}

function inserted(pieces: Piece[], absent: readonly Manifest[], at: number): Piece[] {
  const object = absent[at % Math.max(1, absent.length)];
  if (!object) return pieces;
  return pieces.toSpliced(at % (pieces.length + 1), 0, { object, text: object, isPolicy: true });
}

/** Takes a policy away, or its rules for ingress, which every kind can do without. */
function changed(pieces: Piece[], at: number, isDeleted: boolean): Piece[] {
  const candidates = pieces.filter(({ isPolicy }) => isPolicy);
  const chosen = candidates[at % Math.max(1, candidates.length)];
  return pieces.flatMap((piece) => {
    if (piece !== chosen) return piece;
    const spec = { ...(piece.object.spec as object), ingress: undefined };
    return isDeleted ? [] : { ...piece, text: { ...piece.object, spec } };
  });
}
