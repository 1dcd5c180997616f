import type { Endpoint, HostEndpoint } from '../model/cluster.ts';
import type { Direction, Policy, Rule, Tier } from '../model/policy.ts';
import type { Decision, Exemption, Step } from '../model/verdict.ts';
import { type Family, selects } from '../selectors/selects.ts';
import {
  ALL_CONNECTIONS,
  type ConnectionSet,
  difference,
  intersection,
  isEmpty,
  NO_CONNECTIONS,
  union,
} from '../sets/connections.ts';
import { trafficOf } from './rule-traffic.ts';

/** A part of the connections whose fate is open, and what had a say in it so far. */
interface Slice {
  readonly connections: ConnectionSet;
  readonly trace: readonly Step[];
}

/** The two ends of a connection. */
export interface Ends {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** The IP version of the traffic. */
  readonly family: Family;
  /** The host endpoint that is asked about what its host forwards; null: the ends themselves are asked. */
  readonly gate: HostEndpoint | null;
}

/** Whose policies have the say: the source's for egress, the destination's for ingress, or a gate's between them. */
export function subjectOf(direction: Direction, { from, to, gate }: Ends): Endpoint {
  return gate ?? (direction === 'egress' ? from : to);
}

export function peerOf(direction: Direction, ends: Ends): Endpoint {
  return direction === 'egress' ? ends.to : ends.from;
}

/** Whether a policy has a say about an endpoint in a direction, or would have if it were enforced. */
export function concerns(policy: Policy, direction: Direction, subject: Endpoint): boolean {
  return policy.governs[direction] !== null && selects(policy.subject, subject);
}

/** Whether a policy has a say about an endpoint in a direction. */
export function governs(policy: Policy, direction: Direction, subject: Endpoint): boolean {
  return !policy.staged && concerns(policy, direction, subject);
}

/**
 * What one end of a connection does with it: the one loop that decides, for every kind of policy.
 *
 * 1. Tiers are asked in order; one in which no policy governs the endpoint is skipped.
 * 2. In a tier, policies are asked in order, and in each its rules. The first that matches decides:
 *    allow and deny are final, pass leaves the tier, log decides nothing.
 * 3. What no rule of the tier matched meets the tier's default.
 * 4. What every tier passed, or none had a say in, is allowed.
 *
 * https://docs.tigera.io/calico/latest/network-policy/policy-tiers/tiered-policy
 * The slices returned are disjoint and cover all connections.
 */
export function decide(tiers: readonly Tier[], direction: Direction, ends: Ends): readonly Decision[] {
  const exemption = exemptionOf(direction, ends);
  return exemption
    ? [allowed({ connections: ALL_CONNECTIONS, trace: [] }, exemption)]
    : askTiers(tiers, direction, ends);
}

/** The loop itself, for ends that no exemption is about. */
export function askTiers(tiers: readonly Tier[], direction: Direction, ends: Ends): readonly Decision[] {
  const subject = subjectOf(direction, ends);
  const decided: Decision[] = [];
  let open: readonly Slice[] = [{ connections: ALL_CONNECTIONS, trace: [] }];
  let anyTierCounts = false;
  for (const tier of tiers) {
    const policies = tier.policies.filter((policy) => governs(policy, direction, subject));
    if (policies.length === 0) continue;
    anyTierCounts = true;
    const { passed, unmatched } = askTier(tier, policies, direction, ends, open, decided);
    const step: Step = { by: 'tier-default', tier, action: tier.defaultAction, selectedBy: policies };
    if (tier.defaultAction === 'deny') {
      for (const slice of unmatched)
        decided.push({ connections: slice.connections, action: 'deny', trace: [...slice.trace, step] });
      open = passed;
    } else {
      open = [...passed, ...unmatched.map((slice) => ({ ...slice, trace: [...slice.trace, step] }))];
    }
  }
  const end: Exemption = anyTierCounts ? 'all-tiers-passed' : 'no-policy-selects';
  return [...decided, ...open.map((slice) => allowed(slice, end))];
}

function askTier(
  tier: Tier,
  policies: readonly Policy[],
  direction: Direction,
  ends: Ends,
  open: readonly Slice[],
  decided: Decision[],
): { readonly passed: readonly Slice[]; readonly unmatched: readonly Slice[] } {
  const passed: Slice[] = [];
  let unmatched = open;
  for (const policy of policies) {
    for (const rule of policy.governs[direction]?.rules ?? []) {
      const matched = matchedBy(rule, direction, ends);
      if (isEmpty(matched)) continue;
      const step: Step = { by: 'rule', tier, policy, action: rule.action, rule };
      const rest: Slice[] = [];
      for (const slice of unmatched) {
        const hit = intersection(slice.connections, matched);
        if (isEmpty(hit)) {
          rest.push(slice);
          continue;
        }
        const trace = [...slice.trace, step];
        switch (rule.action) {
          case 'allow':
          case 'deny':
            decided.push({ connections: hit, action: rule.action, trace });
            break;
          case 'pass':
            passed.push({ connections: hit, trace });
            break;
          case 'log':
            rest.push({ connections: hit, trace });
            break;
          default:
            unreachable(rule.action);
        }
        const missed = difference(slice.connections, matched);
        if (!isEmpty(missed)) rest.push({ connections: missed, trace: slice.trace });
      }
      unmatched = rest;
    }
  }
  return { passed, unmatched };
}

/** The connections between two endpoints that a rule is about; none when it is about other endpoints. */
export function matchedBy(rule: Rule, direction: Direction, ends: Ends): ConnectionSet {
  const { family } = ends;
  const isAboutThem =
    selects(rule.subject, subjectOf(direction, ends), family) && selects(rule.peer, peerOf(direction, ends), family);
  return isAboutThem ? trafficOf(rule, ends.to) : NO_CONNECTIONS;
}

/** Traffic that no policy governs, whatever it says. */
function exemptionOf(direction: Direction, ends: Ends): Exemption | null {
  const { from, to, gate } = ends;
  if (gate) return null;
  const subject = subjectOf(direction, ends);
  if (from.id === to.id) return 'itself';
  if (subject.kind === 'external') return 'outside-cluster';
  if (subject.kind === 'host-network') return 'host-network';
  // https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites
  if (direction === 'ingress' && isOnNodeOf(from, to)) return 'own-node';
  return null;
}

/** Whether one is on the network of the node that runs the other: a node always reaches the Pods it runs. */
export function isOnNodeOf(from: Endpoint, to: Endpoint): boolean {
  const isOnNode = from.kind === 'host-network' || from.kind === 'host';
  return isOnNode && to.kind === 'workload' && from.node !== null && from.node === to.node;
}

function allowed(slice: Slice, reason: Exemption): Decision {
  return { connections: slice.connections, action: 'allow', trace: [...slice.trace, { by: 'exemption', reason }] };
}

function unreachable(value: never): never {
  throw new Error(`no such action: ${value}`);
}

/** What an end, or a gate, lets pass. */
export function allowedBy(decisions: readonly Decision[]): ConnectionSet {
  return decisions
    .filter(({ action }) => action === 'allow')
    .reduce((sum, decision) => union(sum, decision.connections), NO_CONNECTIONS);
}
