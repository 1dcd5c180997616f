import type { Cluster, Endpoint, Flow } from '../model/cluster.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Evaluation } from './evaluate.ts';
import { type FlowJudgement, judgeFlow } from './judge-flow.ts';

/** A flow, judged: its verdict, and where it stops if it does. */
export interface JudgedFlow extends FlowJudgement {
  readonly flow: Flow;
}

/**
 * The verdict of every flow. `previous`: what was judged before the policies were edited; a flow at whose ends nothing
 * changed is the same object as then.
 */
export function judgeFlows(
  { flows }: Cluster,
  evaluation: Evaluation,
  endpointOf: (id: EndpointId) => Endpoint,
  previous: { readonly flows: readonly JudgedFlow[]; readonly cluster: Cluster } | undefined,
): readonly JudgedFlow[] {
  const judge = (flow: Flow): JudgedFlow => ({
    flow,
    ...judgeFlow(flow, evaluation.verdict(endpointOf(flow.from), endpointOf(flow.to))),
  });
  const { touched } = evaluation;
  if (!touched || previous?.cluster.flows !== flows) return flows.map(judge);
  const byClass = flowsByClass(flows, evaluation, endpointOf);
  const judged = previous.flows.slice();
  for (const index of touched)
    for (const at of byClass[index] ?? []) judged[at] = kept(judged[at], judge(flows[at] as Flow));
  return judged;
}

/** An equal judgement is the same object, so that nothing is drawn again for it. */
function kept(before: JudgedFlow | undefined, now: JudgedFlow): JudgedFlow {
  return before?.verdict === now.verdict && before.at === now.at ? before : now;
}

type FlowsByClass = readonly (readonly number[] | undefined)[];

const known = new WeakMap<
  readonly Flow[],
  { readonly classes: Evaluation['classes']; readonly byClass: FlowsByClass }
>();

function flowsByClass(
  flows: readonly Flow[],
  { classes }: Evaluation,
  endpointOf: (id: EndpointId) => Endpoint,
): FlowsByClass {
  const before = known.get(flows);
  if (before?.classes === classes) return before.byClass;
  const byClass: number[][] = [];
  for (const [at, { from, to }] of flows.entries()) {
    for (const index of new Set([classes.of(endpointOf(from)).index, classes.of(endpointOf(to)).index])) {
      const list = byClass[index];
      if (list) list.push(at);
      else byClass[index] = [at];
    }
  }
  known.set(flows, { classes, byClass });
  return byClass;
}
