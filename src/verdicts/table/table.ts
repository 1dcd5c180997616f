import type { Endpoint } from '../../model/cluster.ts';
import { DIRECTIONS, type Direction, type Policy, type Tier } from '../../model/policy.ts';
import { inOrder } from '../../policies/tiers.ts';
import { Chunks } from '../../sets/chunks.ts';
import type { ConnectionId } from '../../sets/connection-table.ts';
import { changesBetween, tierKey, tiersByKey } from './changes.ts';
import type { EndpointClass } from './classes.ts';
import { type Ground, layGround, type Profile } from './ground.ts';
import { isMember, listOf } from './members.ts';
import { mentionedBy } from './mentioned.ts';
import { inForceAmong, profileOf, rowOf, type TierOf } from './profile.ts';
import { inRow, type Row } from './row.ts';

type PerDirection<T> = { readonly [D in Direction]: T };

/** What the engine did, for tests that count work instead of time. */
export interface TableCounters {
  /** Classes whose policies were put together. */
  classes: number;
  /** Policies whose subjects were looked up. */
  policies: number;
  /** Rows that were worked out. */
  rows: number;
}

/** For each class the policies that concern it, and what they let pass to and from all others. */
export interface Table {
  readonly ground: Ground;
  readonly tiers: readonly Tier[];
  readonly tierOf: TierOf;
  /** By class: the policies that select it and govern the direction, staged ones too, in the order they are asked. */
  readonly concerning: PerDirection<Chunks<readonly Policy[]>>;
  /** By class; null: nothing governs it. */
  readonly profiles: PerDirection<Chunks<Profile | null>>;
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
      for (const index of listOf(ground.whole.index.membersOf(policy.subject))) {
        const list = lists[index];
        if (list) list.push(policy);
        else lists[index] = [policy];
      }
    }
    return Chunks.of(Array.from({ length: size }, (_, index) => lists[index] ?? NONE));
  };
  const concerning = { egress: listsFor('egress'), ingress: listsFor('ingress') };
  const profilesFor = (direction: Direction): Chunks<Profile | null> =>
    Chunks.of(
      ground.classes.all.map((each) =>
        profileOf(ground, direction, each, concerning[direction].at(each.index) ?? NONE, tierOf),
      ),
    );
  const profiles = { egress: profilesFor('egress'), ingress: profilesFor('ingress') };
  counters.policies = policies.length;
  counters.classes = size;
  return {
    ground,
    tiers,
    tierOf,
    concerning,
    profiles,
    familyTellers: mentioned.familyTellers,
    forwarders: mentioned.forwarders,
    touched: null,
    counters,
  };
}

/** More profiles than that, for each class, are of policies that were typed and are gone. */
const STALE = 8;

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
      for (const index of listOf(ground.whole.index.membersOf(policy.subject))) here.add(index);
    }
    const known = ground.profiles[direction];
    if (known.size > STALE * ground.classes.all.length + 1000) known.clear();
    const concerning = new Map<number, readonly Policy[]>();
    const profiles = new Map<number, Profile | null>();
    for (const index of here) {
      touched.add(index);
      const list = (before.concerning[direction].at(index) ?? NONE).filter((policy) => !gone.has(policy));
      for (const policy of added)
        if (policy.governs[direction] !== null && isMember(ground.whole.index.membersOf(policy.subject), index))
          list.push(policy);
      list.sort(order);
      concerning.set(index, list);
      profiles.set(index, profileOf(ground, direction, ground.classes.all[index] as EndpointClass, list, tierOf));
    }
    return {
      concerning: before.concerning[direction].with(concerning),
      profiles: before.profiles[direction].with(profiles),
    };
  });
  counters.classes = touched.size;
  const [egress, ingress] = edited as [(typeof edited)[number], (typeof edited)[number]];
  return {
    ground,
    tiers,
    tierOf,
    concerning: { egress: egress.concerning, ingress: ingress.concerning },
    profiles: { egress: egress.profiles, ingress: ingress.profiles },
    familyTellers: before.familyTellers - less.familyTellers + more.familyTellers,
    forwarders: before.forwarders - less.forwarders + more.forwarders,
    touched: [...touched],
    counters,
  };
}

/** What an end lets pass to or from all classes, in a plane; null: everything. */
export function rowAt(table: Table, direction: Direction, index: number, plane: number): Row | null {
  const profile = table.profiles[direction].at(index);
  if (!profile) return null;
  return rowOf(table.ground, direction, profile, plane, () => {
    table.counters.rows += 1;
  });
}

/** What both ends let pass from a class to another, in a plane. */
export function passingAt(table: Table, from: number, to: number, plane: number): ConnectionId {
  const { connections } = table.ground;
  const leaving = rowAt(table, 'egress', from, plane);
  const arriving = rowAt(table, 'ingress', to, plane);
  return connections.intersection(
    leaving ? inRow(leaving, to) : connections.all,
    arriving ? inRow(arriving, from) : connections.all,
  );
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
