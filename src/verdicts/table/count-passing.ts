import type { Endpoint } from '../../model/cluster.ts';
import type { ConnectionId } from '../../sets/connection-table.ts';
import type { Passing } from '../passing.ts';
import type { EndpointClass } from './classes.ts';
import { inRow, type Row } from './row.ts';
import { rowAt } from './rows.ts';
import type { Table } from './table.ts';
import { workingsOf } from './workings.ts';

/** What `countPassing` asks. */
export interface Question {
  /** The group of each endpoint, in their order; -1 leaves it out. */
  readonly groupOf: ArrayLike<number>;
  readonly groups: number;
  /** Whether a set of connections counts as open. */
  readonly isOpen: (connections: ConnectionId) => boolean;
  /** Whether one class may open anything to another. */
  readonly opensBetween: (from: EndpointClass, to: EndpointClass) => boolean;
  /** Whether a pair is judged by who the two are, rather than by their classes; what it gets then. */
  readonly isApart: (from: Endpoint, to: Endpoint) => boolean;
  readonly passesApart: (from: Endpoint, to: Endpoint) => boolean;
}

/** How many members of a class are in a group. */
interface Share {
  readonly group: number;
  readonly count: number;
}

/** Counts what passes between groups of endpoints, class by class. */
export function countPassing(table: Table, question: Question): Passing {
  const { groups } = question;
  const shares = sharesOf(table, question);
  const open = new Float64Array(groups * groups);
  if (table.ground.families.length === 1) countByRow(table, question, shares, open);
  else countByPair(table, question, shares, open);
  takeBackItself(table, question, shares, open);
  judgeApart(table, question, open);
  return { groups, pairs: pairsOf(table, question), open };
}

function pairsOf({ ground }: Table, { groups, groupOf }: Question): Float64Array {
  const sizes = new Float64Array(groups);
  for (let at = 0; at < ground.endpoints.length; at += 1) {
    const group = groupOf[at] ?? -1;
    if (group >= 0) sizes[group] = (sizes[group] ?? 0) + 1;
  }
  const pairs = new Float64Array(groups * groups);
  for (let from = 0; from < groups; from += 1)
    for (let to = 0; to < groups; to += 1)
      pairs[from * groups + to] = (sizes[from] ?? 0) * ((sizes[to] ?? 0) - (from === to ? 1 : 0));
  return pairs;
}

type Shares = readonly (readonly Share[])[];

/** Classes with one profile are looked at together, and what arrives at them is spread out once. */
function countByRow(table: Table, question: Question, shares: Shares, open: Float64Array): void {
  const { classes } = table.ground;
  const { connections } = workingsOf(table.ground);
  const isOpen = remembering(question.isOpen);
  const size = classes.all.length;
  const leaving = classes.all.map(({ index }) => rowAt(table, 'egress', index, 0));
  const arriving = new Uint32Array(size);
  for (const [row, members] of byRow(table)) {
    const sums = sumOf(members, shares);
    if (sums.length === 0) continue;
    spread(row, connections.all, arriving);
    for (let from = 0; from < size; from += 1) {
      const own = shares[from] as readonly Share[];
      const arrives = arriving[from] as number;
      if (own.length === 0 || arrives === connections.none) continue;
      const leaves = leaving[from];
      if (!leaves) {
        if (isOpen(arrives)) add(open, question, own, sums);
        continue;
      }
      for (const to of members)
        if (isOpen(connections.intersection(inRow(leaves, to), arrives))) add(open, question, own, shares[to] ?? []);
    }
  }
}

function countByPair({ ground }: Table, question: Question, shares: Shares, open: Float64Array): void {
  for (const from of ground.classes.all) {
    const own = shares[from.index] ?? [];
    if (own.length === 0) continue;
    for (const to of ground.classes.all)
      if (question.opensBetween(from, to)) add(open, question, own, shares[to.index] ?? []);
  }
}

function add(open: Float64Array, { groups }: Question, own: readonly Share[], others: readonly Share[]): void {
  for (const share of own) {
    for (const other of others) {
      const at = share.group * groups + other.group;
      open[at] = (open[at] ?? 0) + share.count * other.count;
    }
  }
}

function sumOf(members: readonly number[], shares: Shares): readonly Share[] {
  const sums = new Map<number, number>();
  for (const to of members)
    for (const { group, count } of shares[to] ?? []) sums.set(group, (sums.get(group) ?? 0) + count);
  return [...sums].map(([group, count]) => ({ group, count }));
}

function remembering(isOpen: Question['isOpen']): Question['isOpen'] {
  const known: (boolean | undefined)[] = [];
  return (id) => {
    const open = known[id] ?? isOpen(id);
    known[id] = open;
    return open;
  };
}

function sharesOf({ ground }: Table, { groupOf }: Question): readonly (readonly Share[])[] {
  const counts: Map<number, number>[] = ground.classes.all.map(() => new Map());
  for (let at = 0; at < ground.endpoints.length; at += 1) {
    const group = groupOf[at] ?? -1;
    const own = counts[ground.classes.indexes[at] ?? 0];
    if (group >= 0) own?.set(group, (own.get(group) ?? 0) + 1);
  }
  return counts.map((own) => [...own].map(([group, count]) => ({ group, count })));
}

function byRow(table: Table): ReadonlyMap<Row | null, readonly number[]> {
  const members = new Map<Row | null, number[]>();
  for (const { index } of table.ground.classes.all) {
    const row = rowAt(table, 'ingress', index, 0);
    const known = members.get(row);
    if (known) known.push(index);
    else members.set(row, [index]);
  }
  return members;
}

function spread(row: Row | null, everything: ConnectionId, into: Uint32Array): void {
  if (!row) {
    into.fill(everything);
    return;
  }
  const { usual, exceptions, ids } = row;
  if (!exceptions) {
    into.set(ids);
    return;
  }
  into.fill(usual);
  for (let at = 0; at < exceptions.length; at += 1) into[exceptions[at] as number] = ids[at] as number;
}

/** An endpoint and itself are no pair, but were counted with its class. */
function takeBackItself({ ground }: Table, question: Question, shares: Shares, open: Float64Array): void {
  for (const each of ground.classes.all) {
    const own = shares[each.index] ?? [];
    if (own.length === 0 || !question.opensBetween(each, each)) continue;
    for (const { group, count } of own) {
      const at = group * question.groups + group;
      open[at] = (open[at] ?? 0) - count;
    }
  }
}

/** Pairs that are judged by who they are were counted by what their classes get. */
function judgeApart({ ground }: Table, question: Question, open: Float64Array): void {
  const { groups, groupOf, isApart, passesApart, opensBetween } = question;
  const { endpoints, classes } = ground;
  const judge = (i: number, j: number): void => {
    const [from, to] = [endpoints[i] as Endpoint, endpoints[j] as Endpoint];
    const [row, column] = [groupOf[i] ?? -1, groupOf[j] ?? -1];
    if (row < 0 || column < 0 || i === j || !isApart(from, to)) return;
    const at = row * groups + column;
    open[at] = (open[at] ?? 0) + Number(passesApart(from, to)) - Number(opensBetween(classes.of(from), classes.of(to)));
  };
  // One of such a pair is never a Pod of the usual kind.
  for (const [i, endpoint] of endpoints.entries()) {
    if (endpoint.kind === 'workload') continue;
    for (const [j, other] of endpoints.entries()) {
      judge(i, j);
      if (other.kind === 'workload') judge(j, i);
    }
  }
}
