import type { Policy, Tier } from '../../model/policy.ts';

/** The policies that came, went, or are now asked at another time. */
export interface PolicyChanges {
  readonly removed: readonly Policy[];
  readonly added: readonly Policy[];
}

/** What tells a tier from all others: tiers of two stages may have one name. */
export function tierKey({ stage, tier }: Pick<Policy, 'stage' | 'tier'>): string {
  return `${stage} ${tier}`;
}

/** The tiers by key. */
export function tiersByKey(tiers: readonly Tier[]): ReadonlyMap<string, Tier> {
  const byKey = new Map<string, Tier>();
  for (const tier of tiers) {
    const [first] = tier.policies;
    if (first) byKey.set(tierKey(first), tier);
  }
  return byKey;
}

/** Looks at what differs only: policies keep their order among themselves as long as their tier keeps its own. */
export function changesBetween(before: readonly Tier[], after: readonly Tier[]): PolicyChanges {
  const removed: Policy[] = [];
  const added: Policy[] = [];
  const left = new Map(tiersByKey(before));
  for (const [key, tier] of tiersByKey(after)) {
    const old = left.get(key);
    left.delete(key);
    if (old === tier) continue;
    if (!old || old.order !== tier.order || old.defaultAction !== tier.defaultAction) {
      removed.push(...(old?.policies ?? []));
      added.push(...tier.policies);
      continue;
    }
    const [gone, come] = middles(old.policies, tier.policies);
    const stays = new Set(gone.filter((policy) => come.includes(policy)));
    removed.push(...gone.filter((policy) => !stays.has(policy)));
    added.push(...come.filter((policy) => !stays.has(policy)));
  }
  for (const tier of left.values()) removed.push(...tier.policies);
  return { removed, added };
}

/** What is left of two lists without what both begin and end with. */
function middles<T>(some: readonly T[], others: readonly T[]): readonly [readonly T[], readonly T[]] {
  let start = 0;
  while (start < some.length && start < others.length && some[start] === others[start]) start += 1;
  let end = 0;
  const most = Math.min(some.length, others.length) - start;
  while (end < most && some[some.length - 1 - end] === others[others.length - 1 - end]) end += 1;
  return [some.slice(start, some.length - end), others.slice(start, others.length - end)];
}
