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
  const earlier = new Map(before.map(({ flow, verdict }) => [flowKey(flow), verdict]));
  const flipped = (from: string, to: string): readonly string[] =>
    after
      .filter(({ flow, verdict }) => verdict === to && earlier.get(flowKey(flow)) === from)
      .map(({ flow }) => flowKey(flow));
  return { opened: flipped('blocked', 'allowed'), blocked: flipped('allowed', 'blocked') };
}
