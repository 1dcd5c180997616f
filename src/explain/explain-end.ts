import type { Endpoint, Flow } from '../model/cluster.ts';
import type { Direction, Policy, Rule, Tier } from '../model/policy.ts';
import type { Decision, Exemption, Step } from '../model/verdict.ts';
import { isBuiltIn } from '../policies/host-tiers.ts';
import type { Plugin } from '../policies/policy-kind.ts';
import { DEFAULT_TIER } from '../policies/tiers.ts';
import { describeSelector } from '../selectors/describe.ts';
import { ALL_CONNECTIONS, holds } from '../sets/connections.ts';
import { type Ends, governs, matchedBy, peerOf, subjectOf } from '../verdicts/decide.ts';
import type { Paragraph } from './explanation.ts';
import { isByAddress, matchedLine } from './matched-line.ts';
import { nearMisses } from './near-misses.ts';

interface EndStory {
  readonly direction: Direction;
  readonly ends: Ends;
  readonly flow: Flow;
  readonly decision: Decision;
  readonly tiers: readonly Tier[];
  readonly plugin: Plugin;
}

/** What one end of a connection says: every step that had a say in order, and what almost matched. */
export function tellEnd({ direction, ends, flow, decision, tiers, plugin }: EndStory): readonly Paragraph[] {
  if (plugin === 'none') {
    const text = 'The network plug-in of this cluster enforces no policy, so nothing is stopped.';
    return [{ role: 'decides', text, origin: null }];
  }
  const last = decision.trace.length - 1;
  const told = decision.trace.flatMap((step, index) => tellStep(step, index === last, direction, ends, flow));
  if (decision.action === 'allow') return told;

  const near = nearMisses(ends.gate ? tiers.map(onForward) : tiers, direction, ends, flow);
  // A policy that is told as a near miss need not be told a second time as one of those that isolate.
  const isTold = (policy: Policy): boolean => near.some((miss) => miss.policy === policy);
  const [decisive, ...others] = told;
  const rest = others.filter((paragraph) => !paragraph.policy || !isTold(paragraph.policy));
  return [...(decisive ? [decisive] : []), ...rest, ...near.map(({ paragraph }) => paragraph)].map(
    ({ text, origin, role }) => ({ text, origin, role }),
  );
}

/** The part of a tier that is asked about what a host forwards. */
function onForward(tier: Tier): Tier {
  return { ...tier, policies: tier.policies.filter((policy) => policy.onForward) };
}

type ToldStep = Paragraph & { readonly policy?: Policy };

function tellStep(step: Step, isLast: boolean, direction: Direction, ends: Ends, flow: Flow): readonly ToldStep[] {
  const role = isLast ? 'decides' : 'context';
  switch (step.by) {
    case 'exemption':
      return [{ role, text: tellExemption(step.reason, direction, subjectOf(direction, ends)), origin: null }];
    case 'rule':
      return isBuiltIn(step.policy)
        ? [{ role, text: tellFailsafe(flow), origin: step.policy.origin }]
        : tellRuleStep(step, role, direction, ends, flow);
    case 'tier-default':
      return tellTierDefault(step, role, direction, subjectOf(direction, ends));
    default:
      return unreachable(step);
  }
}

function tellExemption(reason: Exemption, direction: Direction, subject: Endpoint): string {
  const [word, motion] = direction === 'ingress' ? ['In', 'comes in'] : ['Out', 'goes out'];
  switch (reason) {
    case 'no-policy-selects':
      return `No policy selects ${subject.name} for ${word}, so nothing stops what ${motion}.`;
    case 'all-tiers-passed':
      if (subject.kind === 'host') return `${subject.name} has a profile that lets pass what no policy decides.`;
      return `Every tier passes it on, and nothing after them stops what ${motion}.`;
    case 'outside-cluster':
      return 'Outside the cluster: no policy applies.';
    case 'host-network':
      return `${subject.name} is on its node's network: no policy selects it as a pod.`;
    case 'itself':
      return 'A pod always reaches itself.';
    case 'own-node':
      return `A node always reaches the pods it runs, so no policy stops it at ${subject.name}.`;
    default:
      return unreachable(reason);
  }
}

function tellRuleStep(
  step: Extract<Step, { by: 'rule' }>,
  role: Paragraph['role'],
  direction: Direction,
  ends: Ends,
  flow: Flow,
): readonly ToldStep[] {
  const { rule } = step;
  const peer = peerOf(direction, ends);
  const origin = matchedLine(rule, peer, ends.family);
  const told: ToldStep[] = [{ role, text: tellRule(step, direction), origin }];
  if (rule.hinge)
    told.push({ role: 'context', text: `Depends on ${rule.hinge.dependsOn}.`, origin: rule.hinge.origin });
  if (
    step.policy.id.startsWith('networking.k8s.io/') &&
    peer.kind === 'workload' &&
    isByAddress(rule, peer, ends.family)
  ) {
    const text = 'Depends on the network plug-in: this one takes a pod for its address too, others never do.';
    told.push({ role: 'context', text, origin });
  }
  for (const rival of rivalsOf(step, direction, ends, flow)) {
    const text = `Depends on which goes first: ${rival.name} has the same priority and decides otherwise.`;
    told.push({ role: 'context', text, origin: rival.origin });
  }
  return told;
}

/**
 * The policies of the same priority that would decide otherwise: which goes first is left to the implementation.
 * https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go
 */
function rivalsOf(
  { tier, policy, action }: Extract<Step, { by: 'rule' }>,
  direction: Direction,
  ends: Ends,
  { protocol, port }: Flow,
): readonly Policy[] {
  if (!isClusterWide(policy)) return [];
  return tier.policies.filter((other) => {
    if (other === policy || other.order !== policy.order || !isClusterWide(other)) return false;
    if (!governs(other, direction, subjectOf(direction, ends))) return false;
    const rules = other.governs[direction]?.rules ?? [];
    const first = rules.find((rule) => holds(matchedBy(rule, direction, ends), protocol, port));
    return first !== undefined && first.action !== action;
  });
}

function isClusterWide({ id }: Policy): boolean {
  return id.startsWith('policy.networking.k8s.io/');
}

function tellFailsafe({ port, protocol }: Flow): string {
  return `${port}/${protocol} is a failsafe port of hosts: it stays open whatever policies say.`;
}

function tellRule({ policy, rule, action }: Extract<Step, { by: 'rule' }>, direction: Direction): string {
  const peer = describeSelector(rule.peer);
  const way = direction === 'ingress' ? `from ${peer}` : `to ${peer}`;
  const name = rule.name ? `${policy.name} (rule ${rule.name})` : policy.name;
  switch (action) {
    case 'allow':
      return direction === 'ingress' ? `${name} lets in ${peer}.` : `${name} lets out to ${peer}.`;
    case 'deny':
      return `${name} denies what goes ${way}.`;
    case 'pass':
      return `${name} passes what goes ${way} on to the next tier.`;
    case 'log':
      return `${name} logs what goes ${way} and decides nothing.`;
    default:
      return unreachable(action);
  }
}

/** The policies that isolate an endpoint and let nothing of this pass; the first to be told is the strictest. */
function tellTierDefault(
  { selectedBy, action, tier }: Extract<Step, { by: 'tier-default' }>,
  role: Paragraph['role'],
  direction: Direction,
  subject: Endpoint,
): readonly ToldStep[] {
  if (selectedBy.every(isBuiltIn)) {
    if (action === 'pass') return [];
    const text = `No policy lets it pass, and ${subject.name} has no profile that does.`;
    return [{ role, text, origin: subject.origin }];
  }
  if (action === 'pass') {
    return [{ role, text: `No rule of tier ${tier.name} matches, so it passes on to the next.`, origin: null }];
  }
  const ruleCount = (policy: Policy): number => policy.governs[direction]?.rules.length ?? 0;
  const strictestFirst = [...selectedBy].sort((a, b) => ruleCount(a) - ruleCount(b));
  return strictestFirst.map((policy, index) => ({
    role: index === 0 ? role : 'context',
    text: `${tellIsolation(policy, direction, subject)}${index === 0 ? endOf(tier) : ''}`,
    origin: policy.governs[direction]?.origin ?? policy.origin,
    policy,
  }));
}

/** What the policy of a person's own tier cannot say alone: that the tier ends there. */
function endOf({ name }: Tier): string {
  return name === DEFAULT_TIER ? '' : ` Tier ${name} denies the rest.`;
}

function tellIsolation(policy: Policy, direction: Direction, subject: Endpoint): string {
  const [nothing, only] =
    direction === 'ingress' ? ['lets nothing in', 'lets in only'] : ['lets nothing out', 'lets out only to'];
  const rules = passingRules(policy, direction);
  const who = describeSelector(policy.subject);
  const selects = who.startsWith('every') ? `selects ${who}` : `selects ${subject.name}`;
  if (rules.length === 0) return `${policy.name} ${selects} and ${nothing}.`;
  const peers = [...new Set(rules.map((rule) => describeSelector(rule.peer)))];
  return `${policy.name} ${selects} and ${only} ${peers.join(' or ')}${portNote(policy, direction)}.`;
}

function portNote(policy: Policy, direction: Direction): string {
  const isOfAll = ({ ports, within }: Rule): boolean => ports === 'all' && within === ALL_CONNECTIONS;
  return passingRules(policy, direction).every(isOfAll) ? '' : ', on the ports it lists';
}

/** The rules that let something go on. */
function passingRules(policy: Policy, direction: Direction): readonly Rule[] {
  return (policy.governs[direction]?.rules ?? []).filter(({ action }) => action === 'allow' || action === 'pass');
}

function unreachable(value: never): never {
  throw new Error(`no such step: ${JSON.stringify(value)}`);
}
