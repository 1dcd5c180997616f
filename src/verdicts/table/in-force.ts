import type { Direction, Policy, Tier } from '../../model/policy.ts';
import type { TierInForce } from '../decide.ts';

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

/** Whether a policy that concerns a class decides anything there. */
export function isDeciding(policy: Policy, direction: Direction): boolean {
  return !policy.staged && policy.governs[direction] !== null;
}
