import type { Flow } from '../model/cluster.ts';
import type { FlowJudgement } from './judge-flow.ts';

/** What makes it the same flow in two simulations. */
export function flowKey(flow: Flow): string {
  return `${flow.from}>${flow.to}:${flow.port}/${flow.protocol}`;
}

export interface FlowChanges {
  readonly opened: readonly string[];
  readonly blocked: readonly string[];
}

/** Which flows flipped, by key, in the order of `after`. A flow that is only in one of the two did not flip. */
export function compareFlows(
  before: readonly (FlowJudgement & { readonly flow: Flow })[],
  after: readonly (FlowJudgement & { readonly flow: Flow })[],
): FlowChanges {
  // An edit of policies leaves the flows as they are: each stands where it stood.
  const isAligned = before.length === after.length && after.every(({ flow }, at) => before[at]?.flow === flow);
  const earlier = isAligned ? null : new Map(before.map(({ flow, verdict }) => [flowKey(flow), verdict]));
  const opened: string[] = [];
  const blocked: string[] = [];
  for (const [at, { flow, verdict }] of after.entries()) {
    const old = earlier ? earlier.get(flowKey(flow)) : before[at]?.verdict;
    if (old === 'blocked' && verdict === 'allowed') opened.push(flowKey(flow));
    if (old === 'allowed' && verdict === 'blocked') blocked.push(flowKey(flow));
  }
  return { opened, blocked };
}
