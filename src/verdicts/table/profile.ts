import type { Direction, Policy, Tier } from '../../model/policy.ts';
import { askTiers, type TierInForce } from '../decide.ts';
import { dependsOnDestination } from '../rule-traffic.ts';
import type { EndpointClass } from './classes.ts';
import type { Ground, Profile } from './ground.ts';
import { isMember } from './members.ts';
import type { Row } from './row.ts';

/** Finds the tier that a policy is in. */
export type TierOf = (policy: Policy) => Tier;

/** Of the policies that concern a class, in their order, those that decide, under their tiers. */
export function inForceAmong(
  policies: readonly Policy[],
  direction: Direction,
  tierOf: TierOf,
): readonly TierInForce[] {
  const inForce: { readonly tier: Tier; readonly policies: Policy[] }[] = [];
  for (const policy of policies) {
    if (!isDeciding(policy, direction)) continue;
    const tier = tierOf(policy);
    const last = inForce.at(-1);
    if (last?.tier === tier) last.policies.push(policy);
    else inForce.push({ tier, policies: [policy] });
  }
  return inForce;
}

/**
 * The profile of a class; classes that the same policies govern in the same way have one profile.
 * null: nothing governs it, so it lets everything pass.
 */
export function profileOf(
  ground: Ground,
  direction: Direction,
  subject: EndpointClass,
  policies: readonly Policy[],
  tierOf: TierOf,
): Profile | null {
  const { kind } = subject.representative;
  if (kind === 'external' || kind === 'host-network') return null;
  let key = '';
  for (const policy of policies) {
    if (!isDeciding(policy, direction)) continue;
    key += `${ground.serialOf(policy)}${waysOf(ground, policy, direction, subject)} ${frameOf(tierOf(policy))},`;
  }
  if (key === '') return null;
  const known = ground.profiles[direction];
  let profile = known.get(key);
  if (!profile) {
    profile = { inForce: inForceAmong(policies, direction, tierOf), sample: subject, rows: [] };
    known.set(key, profile);
  }
  return profile;
}

/** The row of a profile in a plane. `count` is told of each one that had to be worked out. */
export function rowOf(ground: Ground, direction: Direction, profile: Profile, plane: number, count: () => void): Row {
  let row = profile.rows[plane];
  if (!row) {
    count();
    ground.ledger.begin({ direction, subject: profile.sample, plane: ground.planes[plane] ?? ground.whole });
    askTiers(profile.inForce, direction, ground.ledger);
    row = ground.ledger.take();
    profile.rows[plane] = row;
  }
  return row;
}

const framesBefore = new WeakMap<Tier, string>();

/** What of a tier decides beside its policies, and when it is asked. */
function frameOf(tier: Tier): string {
  let frame = framesBefore.get(tier);
  if (frame === undefined) {
    frame = `${tier.defaultAction} ${tier.order}`;
    framesBefore.set(tier, frame);
  }
  return frame;
}

function isDeciding(policy: Policy, direction: Direction): boolean {
  return !policy.staged && policy.governs[direction] !== null;
}

/** Where what a policy says hangs on more of its subject than being selected: in which way it does. */
function waysOf(ground: Ground, policy: Policy, direction: Direction, subject: EndpointClass): string {
  let ways = '';
  for (const rule of policy.governs[direction]?.rules ?? []) {
    const isLookedUp = direction === 'ingress' && dependsOnDestination(rule);
    const isForAll = rule.subject.op === 'and' && rule.subject.operands.length === 0;
    if (isForAll && !isLookedUp) continue;
    for (const plane of ground.planes) {
      const { subject: subjects } = plane.compile(rule);
      if (subjects) ways += isMember(subjects, subject.index) ? '+' : '-';
    }
    if (isLookedUp) ways += `:${ground.whole.trafficAt(rule, subject)}`;
  }
  return ways;
}
