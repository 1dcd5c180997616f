import { DIRECTIONS, type Direction, type Policy } from '../../model/policy.ts';
import { selects } from '../../selectors/selects.ts';
import type { Simulation } from '../../simulation.ts';
import type { Steady } from './steady.ts';

/** For each endpoint, by its number, how many enforced policies isolate it. */
export type Isolated = { readonly [D in Direction]: Uint16Array };

/** Asks each policy once whom it selects: after a key press only the one that was edited. */
export function createIsolation(): (simulation: Simulation, steady: Steady) => Isolated {
  let known: Steady | null = null;
  let subjects = new WeakMap<Policy, readonly number[]>();
  let byNamespace: ReadonlyMap<string | null, readonly number[]> = new Map();
  return (simulation, steady) => {
    if (steady !== known) {
      subjects = new WeakMap();
      byNamespace = inNamespaces(steady);
    }
    known = steady;
    const { endpoints } = steady;
    const isolated = { egress: new Uint16Array(endpoints.length), ingress: new Uint16Array(endpoints.length) };
    for (const { policies } of simulation.tiers) {
      for (const policy of policies) {
        if (policy.staged) continue;
        let selected = subjects.get(policy);
        if (!selected) {
          // A policy of a namespace has its subjects there, and most clusters have many of both.
          const candidates = byNamespace.get(policy.namespace) ?? [];
          selected = candidates.filter((index) => {
            const endpoint = endpoints[index];
            return endpoint !== undefined && selects(policy.subject, endpoint);
          });
          subjects.set(policy, selected);
        }
        for (const direction of DIRECTIONS) {
          if (policy.governs[direction] === null) continue;
          const counts = isolated[direction];
          for (const index of selected) counts[index] = (counts[index] ?? 0) + 1;
        }
      }
    }
    return isolated;
  };
}

/** The numbers of the endpoints in each namespace; under null those of all. */
function inNamespaces({ endpoints }: Steady): ReadonlyMap<string | null, readonly number[]> {
  const all: number[] = [];
  const indexes = new Map<string | null, number[]>([[null, all]]);
  endpoints.forEach((endpoint, index) => {
    all.push(index);
    if (!('namespace' in endpoint)) return;
    const known = indexes.get(endpoint.namespace);
    if (known) known.push(index);
    else indexes.set(endpoint.namespace, [index]);
  });
  return indexes;
}
