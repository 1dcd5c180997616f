import type { Cluster, Endpoint } from '../../model/cluster.ts';
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
  let known: Cluster | null = null;
  let steady: Steady | null = null;
  return ({ cluster }) => {
    if (steady && known === cluster) return steady;
    known = cluster;
    steady = steadyOf({ cluster });
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
