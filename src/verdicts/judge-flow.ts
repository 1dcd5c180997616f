import type { Flow } from '../model/cluster.ts';
import type { Direction } from '../model/policy.ts';
import type { Decision, Gate, Path, Verdict } from '../model/verdict.ts';
import { holds, intersection, isEmpty } from '../sets/connections.ts';
import { allowedBy } from './decide.ts';

/** Where a blocked connection stops. `nothing-in-common`: each end allows something of the protocol, but not the same. */
export type BlockedAt = 'source' | 'destination' | 'both' | 'nothing-in-common';

export interface FlowJudgement {
  readonly verdict: 'allowed' | 'blocked';
  readonly at: BlockedAt | null;
}

/** What a verdict means for one flow. */
export function judgeFlow(flow: Flow, verdict: Verdict): FlowJudgement {
  const path = pathOf(flow, verdict);
  const passes = (direction: Direction): boolean =>
    [path.decisions[direction], ...path.gates.filter((gate) => gate.direction === direction).map(decisionsOf)].every(
      (decisions) => decisionFor(flow, decisions).action === 'allow',
    );
  const leaves = passes('egress');
  const arrives = passes('ingress');
  if (leaves && arrives) return { verdict: 'allowed', at: null };
  if (!leaves && !arrives) return { verdict: 'blocked', at: 'both' };
  if (hasNothingInCommon(path)) return { verdict: 'blocked', at: 'nothing-in-common' };
  return { verdict: 'blocked', at: leaves ? 'destination' : 'source' };
}

/** The path that a flow takes: one on which it passes, if there is one. */
export function pathOf({ protocol, port }: Flow, { paths }: Verdict): Path {
  return paths.find(({ allowed }) => holds(allowed, protocol, port)) ?? paths[0];
}

/** The slice of an end's decisions, or of a gate's, that a flow is in. */
export function decisionFor(flow: Flow, decisions: readonly Decision[]): Decision {
  const decision = decisions.find((slice) => holds(slice.connections, flow.protocol, flow.port));
  if (!decision) throw new Error(`no decision covers ${flow.port}/${flow.protocol}`);
  return decision;
}

function decisionsOf({ decisions }: Gate): readonly Decision[] {
  return decisions;
}

/** Said of the two ends only: what a gate between them stops is not theirs. */
function hasNothingInCommon({ decisions }: Path): boolean {
  const leaving = allowedBy(decisions.egress);
  const arriving = allowedBy(decisions.ingress);
  return !isEmpty(leaving) && !isEmpty(arriving) && isEmpty(intersection(leaving, arriving));
}
