import type { Endpoint } from '../model/cluster.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Policy } from '../model/policy.ts';
import type { Simulation } from '../simulation.ts';

export function endpointOf(simulation: Simulation, id: EndpointId): Endpoint | null {
  return simulation.cluster.endpoints.find((endpoint) => endpoint.id === id) ?? null;
}

/** Whether an endpoint is still there: another case or course may not have it. */
export function isThere(simulation: Simulation, id: EndpointId): boolean {
  return endpointOf(simulation, id) !== null;
}

export function nameOf(simulation: Simulation, id: EndpointId): string {
  return endpointOf(simulation, id)?.name ?? id;
}

/** How many Pods a policy selects; a workload stands for all of its own. */
export function podsSelectedBy(simulation: Simulation, policy: Policy): number {
  let pods = 0;
  for (const endpoint of simulation.evaluation.subjectsOf(policy)) {
    pods += 'replicas' in endpoint ? endpoint.replicas : 0;
  }
  return pods;
}

/** "3 pods" */
export function podsInWords(pods: number): string {
  return `${pods === 0 ? 'no' : pods} pod${pods === 0 || pods === 1 ? '' : 's'}`;
}
