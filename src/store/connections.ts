import { type FlowKey, flowKey, type Selection } from '../graph/picture.ts';
import type { JudgedFlow, Simulation } from '../simulation.ts';

/** The connections that can be walked through, in reading order; hidden probes are left out. */
export function shownFlows(simulation: Simulation, probes: boolean): readonly JudgedFlow[] {
  return probes ? simulation.flows : simulation.flows.filter(({ flow }) => flow.role === 'app');
}

export function findFlow(simulation: Simulation, key: FlowKey): JudgedFlow | null {
  return simulation.flows.find(({ flow }) => flowKey(flow) === key) ?? null;
}

/** The connection so many steps on, around the ends; from nothing, the first or the last. */
export function flowBeside(flows: readonly JudgedFlow[], selection: Selection, steps: number): FlowKey | null {
  const at = selection.kind === 'flow' ? flows.findIndex(({ flow }) => flowKey(flow) === selection.flow) : -1;
  const from = at === -1 && steps < 0 ? 0 : at;
  const next = flows[(from + steps + flows.length) % flows.length];
  return next === undefined ? null : flowKey(next.flow);
}

/** Whether what is selected is still there: another case or course may not have it. */
export function isThere(simulation: Simulation, selection: Selection): boolean {
  switch (selection.kind) {
    case 'nothing':
    // Groups are told of by the picture that has them.
    case 'group':
    case 'bundle':
      return true;
    case 'flow':
      return findFlow(simulation, selection.flow) !== null;
    case 'endpoint':
    case 'lock':
      return simulation.cluster.endpoints.some((endpoint) => endpoint.id === selection.endpoint);
  }
}
