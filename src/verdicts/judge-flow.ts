import type { Flow } from '../model/cluster.ts';
import type { Direction } from '../model/policy.ts';
import type { Decision, Verdict } from '../model/verdict.ts';
import { holds, intersection, isEmpty } from '../sets/connections.ts';
import { allowedIn } from './evaluate.ts';

/** Where a blocked connection stops. `nothing-in-common`: each end allows something of the protocol, but not the same. */
export type BlockedAt = 'source' | 'destination' | 'both' | 'nothing-in-common';

export interface FlowJudgement {
  readonly verdict: 'allowed' | 'blocked';
  readonly at: BlockedAt | null;
}

/** What a verdict means for one flow. */
export function judgeFlow(flow: Flow, verdict: Verdict): FlowJudgement {
  const leaves = decisionFor(flow, verdict, 'egress').action === 'allow';
  const arrives = decisionFor(flow, verdict, 'ingress').action === 'allow';
  if (leaves && arrives) return { verdict: 'allowed', at: null };
  if (leaves || arrives) {
    return { verdict: 'blocked', at: hasNothingInCommon(verdict) ? 'nothing-in-common' : leaves ? 'destination' : 'source' };
  }
  return { verdict: 'blocked', at: 'both' };
}

/** The slice of one end's decisions that a flow is in. */
export function decisionFor(flow: Flow, verdict: Verdict, direction: Direction): Decision {
  const decision = verdict.decisions[direction].find((slice) => holds(slice.connections, flow.protocol, flow.port));
  if (!decision) throw new Error(`no decision covers ${flow.port}/${flow.protocol}`);
  return decision;
}

function hasNothingInCommon({ decisions }: Verdict): boolean {
  const egress = allowedIn(decisions, 'egress');
  const ingress = allowedIn(decisions, 'ingress');
  return !isEmpty(egress) && !isEmpty(ingress) && isEmpty(intersection(egress, ingress));
}
