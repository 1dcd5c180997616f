import type { EndExplanation } from '../explain/explanation.ts';
import type { Selection } from '../graph/picture.ts';
import type { Endpoint } from '../model/cluster.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Origin } from '../model/origin.ts';
import type { Direction, Policy } from '../model/policy.ts';
import type { Simulation } from '../simulation.ts';
import { findFlow } from './connections.ts';

/** A line that is marked because of what is selected. */
export interface Mark {
  readonly origin: Origin;
  /** `chosen`: the line of a policy that a chosen lock or card belongs to. */
  readonly tone: 'allow' | 'block' | 'chosen';
  /** "blocks mydummycrm-dev → mydummytask" */
  readonly note: string;
  /** Where there is no room for names: "blocks this connection". */
  readonly shortNote: string;
}

/** The lines that decide what is selected, in the order of travel. */
export function marksOf(simulation: Simulation, selection: Selection): readonly Mark[] {
  switch (selection.kind) {
    case 'nothing':
    case 'group':
    case 'bundle':
      return [];
    case 'endpoint':
      return marksOfIsolation(simulation, selection.endpoint, ['ingress', 'egress']);
    case 'lock':
      return marksOfIsolation(simulation, selection.endpoint, [selection.direction]);
    case 'flow': {
      const judged = findFlow(simulation, selection.flow);
      if (judged === null) return [];
      const { from, to } = judged.flow;
      const names = `${nameOf(simulation, from)} → ${nameOf(simulation, to)}`;
      return simulation.explain(judged.flow).ends.flatMap((end) => marksOfEnd(end, names));
    }
  }
}

/** Whether an end lets the connection pass, whatever the other end says. */
export function lets(end: EndExplanation): boolean {
  return end.outcome === 'passes' || end.outcome === 'would pass';
}

export function endpointOf(simulation: Simulation, id: EndpointId): Endpoint | null {
  return simulation.cluster.endpoints.find((endpoint) => endpoint.id === id) ?? null;
}

export function nameOf(simulation: Simulation, id: EndpointId): string {
  return endpointOf(simulation, id)?.name ?? id;
}

/** How many Pods a policy selects; a workload stands for all of its own. */
export function podsSelectedBy(simulation: Simulation, policy: Policy): number {
  const selected = new Set(simulation.subjectsOf(policy.id));
  let pods = 0;
  for (const endpoint of simulation.cluster.endpoints) {
    if (selected.has(endpoint.id)) pods += 'replicas' in endpoint ? endpoint.replicas : 0;
  }
  return pods;
}

/** "selects 3 pods" */
export function selectsInWords(pods: number): string {
  return pods === 0 ? 'selects no pod' : `selects ${pods} pod${pods === 1 ? '' : 's'}`;
}

function marksOfEnd(end: EndExplanation, names: string): readonly Mark[] {
  const verb = lets(end) ? 'allows' : 'blocks';
  return end.paragraphs.flatMap(({ role, origin }): readonly Mark[] =>
    role === 'decides' && origin !== null
      ? [
          {
            origin,
            tone: lets(end) ? 'allow' : 'block',
            note: `${verb} ${names}`,
            shortNote: `${verb} this connection`,
          },
        ]
      : [],
  );
}

function marksOfIsolation(simulation: Simulation, id: EndpointId, directions: readonly Direction[]): readonly Mark[] {
  const isolation = simulation.isolation(id);
  const name = nameOf(simulation, id);
  return directions.flatMap((direction) =>
    isolation[direction].flatMap((policy): readonly Mark[] => {
      const governed = policy.governs[direction];
      if (governed === null) return [];
      const isolates = `isolates ${direction === 'ingress' ? 'In' : 'Out'}`;
      return [
        { origin: policy.subjectOrigin, tone: 'chosen', note: `selects ${name}`, shortNote: `selects ${name}` },
        { origin: governed.origin, tone: 'chosen', note: `${isolates} of ${name}`, shortNote: isolates },
      ];
    }),
  );
}
