import type { Endpoint, Flow } from '../model/cluster.ts';
import type { Direction, Tier } from '../model/policy.ts';
import type { Decisions, Verdict } from '../model/verdict.ts';
import { formatPorts, isEmpty } from '../sets/connections.ts';
import { allowedIn } from '../verdicts/evaluate.ts';
import { decisionFor, type FlowJudgement, judgeFlow, pathOf } from '../verdicts/judge-flow.ts';
import { tellEnd } from './explain-end.ts';
import type { EndExplanation, Explanation } from './explanation.ts';

interface FlowStory {
  readonly flow: Flow;
  readonly verdict: Verdict;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly tiers: readonly Tier[];
}

/** Why one flow passes or not: both ends, in the order of travel. */
export function explainFlow(story: FlowStory): Explanation {
  const judgement = judgeFlow(story.flow, story.verdict);
  const leaving = explainEnd(story, 'egress', true);
  const arriving = explainEnd(story, 'ingress', leaving.outcome === 'passes');
  return { ...judgement, ...headline(story, judgement), ends: [leaving, arriving] };
}

function explainEnd(
  { flow, verdict, from, to, tiers }: FlowStory,
  direction: Direction,
  isReached: boolean,
): EndExplanation {
  const path = pathOf(flow, verdict);
  const decision = decisionFor(flow, path, direction);
  const endpoint = direction === 'egress' ? from : to;
  const passes = decision.action === 'allow';
  const [now, otherwise] = passes ? (['passes', 'would pass'] as const) : (['stops here', 'would stop'] as const);
  return {
    direction,
    endpoint: endpoint.id,
    title: direction === 'egress' ? `Leaving ${endpoint.name}` : `Arriving at ${endpoint.name}`,
    outcome: isReached ? now : otherwise,
    paragraphs: tellEnd({ direction, ends: { from, to, family: path.family }, flow, decision, tiers }),
  };
}

function headline(
  { flow, verdict, from, to }: FlowStory,
  { at }: FlowJudgement,
): { readonly lead: string; readonly reason: string } {
  const { decisions } = pathOf(flow, verdict);
  switch (at) {
    case null:
      return { lead: 'Allowed.', reason: 'Both ends let it pass.' };
    case 'source':
      return { lead: 'Blocked at the source.', reason: `No policy lets ${from.name} open it.` };
    case 'destination': {
      const lets = isEmpty(allowedIn(decisions, 'ingress'))
        ? `lets nothing in from ${from.name}`
        : `does not let ${from.name} in here`;
      return { lead: 'Blocked at the destination.', reason: `${to.name} ${lets}.` };
    }
    case 'both':
      return { lead: 'Blocked at both ends.', reason: 'The source already stops it.' };
    case 'nothing-in-common': {
      const leaves = portsInWords(decisions, 'egress');
      const arrives = portsInWords(decisions, 'ingress');
      return {
        lead: 'Blocked.',
        reason: `The source allows ${leaves}, the destination ${arrives}: nothing in common.`,
      };
    }
    default:
      return unreachable(at);
  }
}

function portsInWords(decisions: Decisions, direction: Direction): string {
  return Object.entries(formatPorts(allowedIn(decisions, direction)))
    .map(([protocol, ports]) => `${ports}/${protocol}`)
    .join(' and ');
}

function unreachable(value: never): never {
  throw new Error(`no such place: ${value}`);
}
