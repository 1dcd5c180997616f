import type { Endpoint, HostEndpoint } from '../model/cluster.ts';
import type { Action, Direction, Policy, Rule, Tier } from '../model/policy.ts';
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

/** Whether a policy has a say about an endpoint in a direction. */
export function governs(policy: Policy, direction: Direction, subject: Endpoint): boolean {
  return !policy.staged && policy.governs[direction] !== null && selects(policy.subject, subject);
}

/** A tier, and its policies that govern an endpoint in a direction, in their order; at least one. */
export interface TierInForce {
  readonly tier: Tier;
  readonly policies: readonly Policy[];
}

/** Keeps account of connections while tiers are asked about them. */
export interface Ledger {
  /** A rule is asked about what nothing of its tier has decided yet. */
  apply(rule: Rule, policy: Policy, tier: Tier): void;
  /** All rules of a tier were asked. */
  endTier(inForce: TierInForce): void;
}

/** Where a rule sends what it matches: to an end, out of its tier, or nowhere. */
export const SENDS_TO: { readonly [A in Action]: 'allowed' | 'denied' | 'passed' | 'on' } = {
  allow: 'allowed',
  deny: 'denied',
  pass: 'passed',
  log: 'on',
};

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
 */
export function askTiers(inForce: readonly TierInForce[], direction: Direction, ledger: Ledger): void {
  for (const each of inForce) {
    for (const policy of each.policies) {
      for (const rule of policy.governs[direction]?.rules ?? []) ledger.apply(rule, policy, each.tier);
    }
    ledger.endTier(each);
  }
}

/** The tiers that have a say about an endpoint. */
function tiersInForce(tiers: readonly Tier[], direction: Direction, subject: Endpoint): readonly TierInForce[] {
  return tiers.flatMap((tier) => {
    const policies = tier.policies.filter((policy) => governs(policy, direction, subject));
    return policies.length === 0 ? [] : [{ tier, policies }];
  });
}

/** Finds the tiers that have a say about an endpoint; an index can do so faster than `tiersInForce`. */
export type FindTiers = (direction: Direction, subject: Endpoint) => readonly TierInForce[];

/** Looks through all tiers for those that have a say. */
export function asking(tiers: readonly Tier[]): FindTiers {
  return (direction, subject) => tiersInForce(tiers, direction, subject);
}

/** What one end of a connection, or a gate, does with it. The slices are disjoint and cover all connections. */
export function decide(find: FindTiers, direction: Direction, ends: Ends): readonly Decision[] {
  const exemption = exemptionOf(direction, ends);
  if (exemption)
    return [{ connections: ALL_CONNECTIONS, action: 'allow', trace: [{ by: 'exemption', reason: exemption }] }];
  const inForce = find(direction, subjectOf(direction, ends));
  const trace = new Trace(direction, ends);
  askTiers(inForce, direction, trace);
  return trace.decisions(inForce.length > 0 ? 'all-tiers-passed' : 'no-policy-selects');
}

/** The ledger that remembers why: a slice of the connections for each way through the tiers. */
class Trace implements Ledger {
  private readonly direction: Direction;
  private readonly ends: Ends;
  private readonly decided: Decision[] = [];
  private open: readonly Slice[] = [{ connections: ALL_CONNECTIONS, trace: [] }];
  private passed: Slice[] = [];

  constructor(direction: Direction, ends: Ends) {
    this.direction = direction;
    this.ends = ends;
  }

  apply(rule: Rule, policy: Policy, tier: Tier): void {
    const matched = matchedBy(rule, this.direction, this.ends);
    if (isEmpty(matched)) return;
    const step: Step = { by: 'rule', tier, policy, action: rule.action, rule };
    const rest: Slice[] = [];
    for (const slice of this.open) {
      const hit = intersection(slice.connections, matched);
      if (isEmpty(hit)) {
        rest.push(slice);
        continue;
      }
      const told: Slice = { connections: hit, trace: [...slice.trace, step] };
      switch (SENDS_TO[rule.action]) {
        case 'allowed':
          this.decided.push({ ...told, action: 'allow' });
          break;
        case 'denied':
          this.decided.push({ ...told, action: 'deny' });
          break;
        case 'passed':
          this.passed.push(told);
          break;
        case 'on':
          rest.push(told);
      }
      const missed = difference(slice.connections, matched);
      if (!isEmpty(missed)) rest.push({ connections: missed, trace: slice.trace });
    }
    this.open = rest;
  }

  endTier({ tier, policies }: TierInForce): void {
    const step: Step = { by: 'tier-default', tier, action: tier.defaultAction, selectedBy: policies };
    const told = this.open.map((slice) => ({ ...slice, trace: [...slice.trace, step] }));
    if (tier.defaultAction === 'deny') for (const slice of told) this.decided.push({ ...slice, action: 'deny' });
    this.open = tier.defaultAction === 'deny' ? this.passed : [...this.passed, ...told];
    this.passed = [];
  }

  /** What every tier passed, or none had a say in, is allowed. */
  decisions(reason: Exemption): readonly Decision[] {
    const step: Step = { by: 'exemption', reason };
    return [
      ...this.decided,
      ...this.open.map((slice): Decision => ({ ...slice, action: 'allow', trace: [...slice.trace, step] })),
    ];
  }
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

/** What an end, or a gate, lets pass. */
export function allowedBy(decisions: readonly Decision[]): ConnectionSet {
  return decisions
    .filter(({ action }) => action === 'allow')
    .reduce((sum, decision) => union(sum, decision.connections), NO_CONNECTIONS);
}
