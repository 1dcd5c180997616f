import { type FlowKey, flowKey } from '../graph/picture.ts';
import type { JudgedFlow, Simulation } from '../simulation.ts';

/** The connections that can be walked through, in reading order; hidden probes are left out. */
export function connectionsOf(simulation: Simulation, probes: boolean): readonly FlowKey[] {
  return simulation.flows.filter(({ flow }) => probes || flow.role === 'app').map(({ flow }) => flowKey(flow));
}

export function findFlow(simulation: Simulation, key: FlowKey): JudgedFlow | null {
  return simulation.flows.find(({ flow }) => flowKey(flow) === key) ?? null;
}
