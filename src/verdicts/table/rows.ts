import type { Direction, Policy, Tier } from '../../model/policy.ts';
import type { ConnectionId } from '../../sets/connection-table.ts';
import { askTiers } from '../decide.ts';
import { dependsOnDestination } from '../rule-traffic.ts';
import type { EndpointClass } from './classes.ts';
import { inForceAmong, isDeciding } from './in-force.ts';
import { isMember } from './members.ts';
import { inRow, type Row } from './row.ts';
import type { Table } from './table.ts';
import { type Profile, type Workings, workingsOf } from './workings.ts';

/** More profiles than that, for each class, are of policies that were typed and are gone. */
const STALE = 8;

const profilesOf = new WeakMap<readonly Policy[], Profile | null>();

/**
 * The profile of a class; classes that the same policies govern in the same way have one profile.
 * null: nothing governs it, so it lets everything pass.
 */
function profileAt(table: Table, direction: Direction, index: number): Profile | null {
  const policies = table.concerning[direction].at(index) ?? [];
  if (policies.length === 0) return null;
  // Each class has a list of its own, and another one as soon as something in it changes.
  let profile = profilesOf.get(policies);
  if (profile === undefined) {
    profile = findProfile(table, direction, table.ground.classes.all[index] as EndpointClass, policies);
    profilesOf.set(policies, profile);
  }
  return profile;
}

function findProfile(
  { ground, tierOf }: Table,
  direction: Direction,
  subject: EndpointClass,
  policies: readonly Policy[],
): Profile | null {
  const { kind } = subject.representative;
  if (kind === 'external' || kind === 'host-network') return null;
  const workings = workingsOf(ground);
  let key = '';
  for (const policy of policies) {
    if (!isDeciding(policy, direction)) continue;
    key += `${workings.serialOf(policy)}${waysOf(workings, policy, direction, subject)} ${frameOf(tierOf(policy))},`;
  }
  if (key === '') return null;
  const known = workings.profiles[direction];
  if (known.size > STALE * ground.classes.all.length + 1000) known.clear();
  let profile = known.get(key);
  if (!profile) {
    profile = { inForce: inForceAmong(policies, direction, tierOf), sample: subject, rows: [] };
    known.set(key, profile);
  }
  return profile;
}

/** What an end lets pass to or from all classes, in a plane; null: everything. */
export function rowAt(table: Table, direction: Direction, index: number, plane: number): Row | null {
  const profile = profileAt(table, direction, index);
  if (!profile) return null;
  let row = profile.rows[plane];
  if (!row) {
    table.counters.rows += 1;
    const { ledger, planes } = workingsOf(table.ground);
    ledger.begin({ direction, subject: profile.sample, plane: planes[plane] ?? planes[0] });
    askTiers(profile.inForce, direction, ledger);
    row = ledger.take();
    profile.rows[plane] = row;
  }
  return row;
}

/** What both ends let pass from a class to another, in a plane. */
export function passingAt(table: Table, from: number, to: number, plane: number): ConnectionId {
  const { connections } = workingsOf(table.ground);
  const leaving = rowAt(table, 'egress', from, plane);
  const arriving = rowAt(table, 'ingress', to, plane);
  return connections.intersection(
    leaving ? inRow(leaving, to) : connections.all,
    arriving ? inRow(arriving, from) : connections.all,
  );
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

/** Where what a policy says hangs on more of its subject than being selected: in which way it does. */
function waysOf(workings: Workings, policy: Policy, direction: Direction, subject: EndpointClass): string {
  let ways = '';
  for (const rule of policy.governs[direction]?.rules ?? []) {
    const isLookedUp = direction === 'ingress' && dependsOnDestination(rule);
    const isForAll = rule.subject.op === 'and' && rule.subject.operands.length === 0;
    if (isForAll && !isLookedUp) continue;
    for (const plane of workings.planes) {
      const { subject: subjects } = plane.compile(rule);
      if (subjects) ways += isMember(subjects, subject.index) ? '+' : '-';
    }
    if (isLookedUp) ways += `:${workings.planes[0].trafficAt(rule, subject)}`;
  }
  return ways;
}
