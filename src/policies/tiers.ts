import type { Policy, Tier } from '../model/policy.ts';

/** Kubernetes NetworkPolicies are in this tier, at this order: https://docs.tigera.io/calico/latest/network-policy/policy-tiers/tiered-policy */
export const DEFAULT_TIER = 'default';
export const KUBERNETES_ORDER = 1000;

const BUILT_IN: readonly Omit<Tier, 'policies'>[] = [{ name: DEFAULT_TIER, order: 1_000_000, defaultAction: 'deny' }];

/** The tiers that hold a policy, and in each the policies, in the order in which they are asked. */
export function arrangeTiers(policies: readonly Policy[]): readonly Tier[] {
  return BUILT_IN.map((tier) => ({
    ...tier,
    policies: policies.filter((policy) => policy.tier === tier.name).sort(byOrder),
  })).filter((tier) => tier.policies.length > 0);
}

function byOrder(a: Policy, b: Policy): number {
  return a.order - b.order || compareText(a.name, b.name) || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
