import { type Policy, STAGES, type Tier } from '../model/policy.ts';

/** Cluster-wide policies are asked before and after the others, in tiers of their own. */
export const ADMIN_TIER = 'kube-admin';
export const BASELINE_TIER = 'kube-baseline';
/** Kubernetes NetworkPolicies are in this tier, at this order: https://docs.tigera.io/calico/latest/network-policy/policy-tiers/tiered-policy */
export const DEFAULT_TIER = 'default';
export const KUBERNETES_ORDER = 1000;

export type TierFrame = Omit<Tier, 'policies'>;

/** https://github.com/projectcalico/calico/blob/master/api/pkg/apis/projectcalico/v3/tier.go */
export const BUILT_IN_TIERS: readonly TierFrame[] = [
  { name: ADMIN_TIER, order: 1000, defaultAction: 'pass' },
  { name: DEFAULT_TIER, order: 1_000_000, defaultAction: 'deny' },
  { name: BASELINE_TIER, order: 10_000_000, defaultAction: 'pass' },
];

/**
 * The tiers that hold a policy, and in each the policies, in the order in which they are asked: lower order first,
 * none last, ties by name. Each stage has tiers of its own; before the last of them nothing is denied by default.
 * A policy in a tier that nobody declares is in one with neither order nor exception.
 * https://github.com/projectcalico/calico/blob/master/felix/rules/endpoints.go
 */
export function arrangeTiers(policies: readonly Policy[], declared: readonly TierFrame[]): readonly Tier[] {
  const frames = new Map([...declared, ...BUILT_IN_TIERS].map((frame) => [frame.name, frame]));
  return STAGES.flatMap((stage) => {
    const members = new Map<string, Policy[]>();
    for (const policy of policies) {
      if (policy.stage !== stage) continue;
      const known = members.get(policy.tier);
      if (known) known.push(policy);
      else members.set(policy.tier, [policy]);
    }
    const tiers = [...members].map(([name, inTier]): Tier => {
      const frame = frames.get(name) ?? { name, order: Number.POSITIVE_INFINITY, defaultAction: 'deny' };
      const defaultAction = stage === 'normal' ? frame.defaultAction : 'pass';
      return { ...frame, defaultAction, policies: inTier.sort(byOrder) };
    });
    return tiers.sort(byTierOrder);
  });
}

/**
 * The tiers after some policies went and others came, as `arrangeTiers` would arrange them; a tier of which nothing
 * changed is the same object. Only for tiers that are declared as they were.
 */
export function rearrangeTiers(
  tiers: readonly Tier[],
  removed: readonly Policy[],
  added: readonly Policy[],
  declared: readonly TierFrame[],
): readonly Tier[] {
  const placeOf = ({ stage, tier }: Policy): string => `${stage} ${tier}`;
  const known = new Map(tiers.flatMap((tier) => tier.policies.slice(0, 1).map((first) => [placeOf(first), tier])));
  for (const place of new Set([...removed, ...added].map(placeOf))) {
    const come = added.filter((policy) => placeOf(policy) === place);
    const tier = known.get(place) ?? arrangeTiers(come.slice(0, 1), declared)[0];
    if (!tier) continue;
    const policies = tier.policies.slice();
    for (const policy of removed) if (placeOf(policy) === place) policies.splice(policies.indexOf(policy), 1);
    for (const policy of come) if (!policies.includes(policy)) policies.splice(placeFor(policy, policies), 0, policy);
    if (policies.length > 0) known.set(place, { ...tier, policies });
    else known.delete(place);
  }
  const stageOf = ({ policies: [first] }: Tier): number => STAGES.indexOf(first?.stage ?? 'normal');
  return [...known.values()].sort((a, b) => stageOf(a) - stageOf(b) || byTierOrder(a, b));
}

/** Where a policy goes among others that are in order: after those of its own order and name. */
function placeFor(policy: Policy, others: readonly Policy[]): number {
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (byOrder(others[middle] as Policy, policy) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The order in which policies of any tiers are asked, for sorting. `tierOf` tells the tier of each. */
export function inOrder(tiers: readonly Tier[], tierOf: (policy: Policy) => Tier): (a: Policy, b: Policy) => number {
  const ranks = new Map(tiers.map((tier, rank) => [tier, rank]));
  return (a, b) => (ranks.get(tierOf(a)) ?? 0) - (ranks.get(tierOf(b)) ?? 0) || byOrder(a, b);
}

/** https://github.com/projectcalico/calico/blob/master/felix/calc/policy_sorter.go */
function byOrder(a: Policy, b: Policy): number {
  return compareNumbers(a.order, b.order) || compareText(a.tieBreaker, b.tieBreaker);
}

function byTierOrder(a: TierFrame, b: TierFrame): number {
  return compareNumbers(a.order, b.order) || compareText(a.name, b.name);
}

/** Also for Infinity, which equals itself. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
