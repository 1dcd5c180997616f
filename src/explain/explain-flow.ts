import type { Endpoint, Flow } from '../model/cluster.ts';
import type { Direction, Tier } from '../model/policy.ts';
import type { Decisions, Gate, Verdict } from '../model/verdict.ts';
import type { Plugin } from '../policies/policy-kind.ts';
import { formatPorts, isEmpty } from '../sets/connections.ts';
import { allowedBy, subjectOf } from '../verdicts/decide.ts';
import { decisionFor, type FlowJudgement, judgeFlow, pathOf } from '../verdicts/judge-flow.ts';
import { tellEnd } from './explain-end.ts';
import type { EndExplanation, Explanation } from './explanation.ts';

interface FlowStory {
  readonly flow: Flow;
  readonly verdict: Verdict;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly tiers: readonly Tier[];
  readonly plugin: Plugin;
}

/** Why one flow passes or not: both ends, in the order of travel. */
export function explainFlow(story: FlowStory): Explanation {
  const judgement = judgeFlow(story.flow, story.verdict);
  const { gates } = pathOf(story.flow, story.verdict);
  const stops = [
    { direction: 'egress', gate: null } as const,
    ...gates.map((gate) => ({ direction: gate.direction, gate })),
    { direction: 'ingress', gate: null } as const,
  ];
  let isReached = true;
  const ends = stops.map(({ direction, gate }) => {
    const end = explainEnd(story, direction, gate, isReached);
    isReached &&= end.outcome === 'passes';
    return end;
  });
  return { ...judgement, ...headline(story, judgement), ends };
}

function explainEnd(
  { flow, verdict, from, to, tiers, plugin }: FlowStory,
  direction: Direction,
  gate: Gate | null,
  isReached: boolean,
): EndExplanation {
  const { decisions, family } = pathOf(flow, verdict);
  const decision = decisionFor(flow, gate ? gate.decisions : decisions[direction]);
  const ends = { from, to, family, gate: gate ? gate.host : null };
  const endpoint = subjectOf(direction, ends);
  const passes = decision.action === 'allow';
  const [now, otherwise] = passes ? (['passes', 'would pass'] as const) : (['stops here', 'would stop'] as const);
  return {
    direction,
    endpoint: endpoint.id,
    title: titleOf(direction, endpoint, gate),
    outcome: isReached ? now : otherwise,
    paragraphs: tellEnd({ direction, ends, flow, decision, tiers, plugin }),
  };
}

function titleOf(direction: Direction, endpoint: Endpoint, gate: Gate | null): string {
  if (gate) return `Forwarded past ${endpoint.name}`;
  return direction === 'egress' ? `Leaving ${endpoint.name}` : `Arriving at ${endpoint.name}`;
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
      const lets = isEmpty(allowedBy(decisions.ingress))
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
  return Object.entries(formatPorts(allowedBy(decisions[direction])))
    .map(([protocol, ports]) => `${ports}/${protocol}`)
    .join(' and ');
}

function unreachable(value: never): never {
  throw new Error(`no such place: ${value}`);
}
