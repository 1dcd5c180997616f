import type { ResourceKind } from '../../cluster/resource-kind.ts';
import type { Manifest } from '../../documents/manifest.ts';
import type { Endpoint } from '../../model/cluster.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { Simulation } from '../../simulation.ts';
import { flowKey } from '../picture.ts';

/** What stays the same while policies are edited. The numbers of endpoints and flows are their places in the cluster. */
export interface Steady {
  readonly endpoints: readonly Endpoint[];
  readonly indexOf: ReadonlyMap<EndpointId, number>;
  readonly namespaces: number;
  /** Of each flow that counts: from, to. Left out is what says an earlier one again, or leads to itself. */
  readonly flows: readonly SteadyFlow[];
}

export interface SteadyFlow {
  /** Its place in the simulation's list. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly key: string;
}

/** Hands the same object on for as long as no object of the cluster was touched. */
export function createSteady(): (simulation: Simulation) => Steady {
  let known: readonly Manifest[] | null = null;
  let steady: Steady | null = null;
  return (simulation) => {
    const resources = resourcesOf(simulation);
    if (steady && known && isSame(known, resources)) return steady;
    known = resources;
    steady = steadyOf(simulation);
    return steady;
  };
}

export function steadyOf({ cluster }: Pick<Simulation, 'cluster'>): Steady {
  const { endpoints } = cluster;
  const indexOf = new Map(endpoints.map(({ id }, at) => [id, at]));
  const seen = new Set<string>();
  const flows: SteadyFlow[] = [];
  cluster.flows.forEach((flow, at) => {
    const key = flowKey(flow);
    const [from, to] = [indexOf.get(flow.from), indexOf.get(flow.to)];
    if (seen.has(key) || from === undefined || to === undefined || from === to) return;
    seen.add(key);
    flows.push({ at, from, to, key });
  });
  const namespaces = new Set(endpoints.flatMap((endpoint) => ('namespace' in endpoint ? endpoint.namespace : [])));
  return { endpoints, indexOf, namespaces: namespaces.size, flows };
}

/** The objects that a cluster is made of; unchanged ones are the same from simulation to simulation. */
function resourcesOf({ admitted }: Simulation): readonly Manifest[] {
  const resources: Manifest[] = [];
  for (const { slots } of admitted.values()) {
    for (const { inForce } of slots) {
      for (const { manifest } of inForce) {
        if ((manifest.kind as Partial<ResourceKind>).category === 'resource') resources.push(manifest);
      }
    }
  }
  return resources;
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((each, at) => each === others[at]);
}
