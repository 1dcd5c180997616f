import type { Endpoint } from '../../model/cluster.ts';
import { DIRECTIONS, type Direction, type Policy, type Tier } from '../../model/policy.ts';
import { inOrder } from '../../policies/tiers.ts';
import { Chunks } from '../../sets/chunks.ts';
import { changesBetween, tierKey, tiersByKey } from './changes.ts';
import { type Ground, layGround } from './ground.ts';
import { inForceAmong, type TierOf } from './in-force.ts';
import { isMember, listOf } from './members.ts';
import { mentionedBy } from './mentioned.ts';

type PerDirection<T> = { readonly [D in Direction]: T };

/** What the engine did, for tests that count work instead of time. */
export interface TableCounters {
  /** Classes whose policies were put together. */
  classes: number;
  /** Policies whose subjects were looked up. */
  policies: number;
  /** Rows that were worked out since. */
  rows: number;
}

/** For each class the policies that concern it, and what they let pass to and from all others. */
export interface Table {
  readonly ground: Ground;
  readonly tiers: readonly Tier[];
  readonly tierOf: TierOf;
  /** By class: the policies that select it and govern the direction, staged ones too, in the order they are asked. */
  readonly concerning: PerDirection<Chunks<readonly Policy[]>>;
  /** How many policies can tell IPv4 and IPv6 traffic apart. */
  readonly familyTellers: number;
  /** How many policies are also asked about what hosts only forward. */
  readonly forwarders: number;
  /** The classes that other policies govern than in the table before; null: there was none to compare with. */
  readonly touched: readonly number[] | null;
  readonly counters: TableCounters;
}

const NONE: readonly Policy[] = [];

/** Puts all policies together. `isGuarded`: see `layGround`. */
export function tableOf(
  endpoints: readonly Endpoint[],
  tiers: readonly Tier[],
  isGuarded: (endpoint: Endpoint) => boolean,
): Table {
  const policies = tiers.flatMap((tier) => tier.policies);
  const mentioned = mentionedBy(policies);
  const ground = layGround(endpoints, mentioned, isGuarded);
  const counters: TableCounters = { classes: 0, policies: 0, rows: 0 };
  const tierOf = tierFinder(tiers);
  const size = ground.classes.all.length;
  const listsFor = (direction: Direction): Chunks<readonly Policy[]> => {
    const lists: Policy[][] = [];
    for (const policy of policies) {
      if (policy.governs[direction] === null) continue;
      for (const index of listOf(ground.index.membersOf(policy.subject))) {
        const list = lists[index];
        if (list) list.push(policy);
        else lists[index] = [policy];
      }
    }
    return Chunks.of(Array.from({ length: size }, (_, index) => lists[index] ?? NONE));
  };
  const concerning = { egress: listsFor('egress'), ingress: listsFor('ingress') };
  counters.policies = policies.length;
  counters.classes = size;
  return {
    ground,
    tiers,
    tierOf,
    concerning,
    familyTellers: mentioned.familyTellers,
    forwarders: mentioned.forwarders,
    touched: null,
    counters,
  };
}

/**
 * The table after an edit of policies: only the classes that what changed selects are looked at again.
 * null: the policies tell endpoints apart that are in one class, so all must be put together anew.
 */
export function editTable(before: Table, tiers: readonly Tier[]): Table | null {
  const { ground } = before;
  const { removed, added } = changesBetween(before.tiers, tiers);
  if (!ground.fits(added)) return null;
  const counters: TableCounters = { classes: 0, policies: removed.length + added.length, rows: 0 };
  const tierOf = tierFinder(tiers);
  const order = inOrder(tiers, tierOf);
  const [less, more] = [mentionedBy(removed), mentionedBy(added)];
  const gone = new Set(removed);
  const touched = new Set<number>();
  const edited = DIRECTIONS.map((direction) => {
    const here = new Set<number>();
    for (const policy of [...removed, ...added]) {
      if (policy.governs[direction] === null) continue;
      for (const index of listOf(ground.index.membersOf(policy.subject))) here.add(index);
    }
    const concerning = new Map<number, readonly Policy[]>();
    for (const index of here) {
      touched.add(index);
      const list = (before.concerning[direction].at(index) ?? NONE).filter((policy) => !gone.has(policy));
      for (const policy of added)
        if (policy.governs[direction] !== null && isMember(ground.index.membersOf(policy.subject), index))
          list.push(policy);
      list.sort(order);
      concerning.set(index, list);
    }
    return before.concerning[direction].with(concerning);
  });
  counters.classes = touched.size;
  const [egress, ingress] = edited as [(typeof edited)[number], (typeof edited)[number]];
  return {
    ground,
    tiers,
    tierOf,
    concerning: { egress, ingress },
    familyTellers: before.familyTellers - less.familyTellers + more.familyTellers,
    forwarders: before.forwarders - less.forwarders + more.forwarders,
    touched: [...touched],
    counters,
  };
}

/** The tiers that have a say about an endpoint, found by its class. */
export function tiersAbout(table: Table, direction: Direction, subject: Endpoint): ReturnType<typeof inForceAmong> {
  const { index } = table.ground.classes.of(subject);
  return inForceAmong(table.concerning[direction].at(index) ?? NONE, direction, table.tierOf);
}

function tierFinder(tiers: readonly Tier[]): TierOf {
  const byKey = tiersByKey(tiers);
  return (policy) => {
    const tier = byKey.get(tierKey(policy));
    if (!tier) throw new Error(`no tier ${policy.tier} holds ${policy.id}`);
    return tier;
  };
}
