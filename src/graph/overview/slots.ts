import { Graph, layout } from '@dagrejs/dagre';
import type { GroupId } from './ids.ts';

/** Where a group stands: its column, and its place in it. */
export interface Slot {
  readonly column: number;
  readonly row: number;
  /** Under all columns: what has nothing to do with the others. */
  readonly apart: boolean;
}

export type Slots = ReadonlyMap<GroupId, Slot>;

/** How much runs between two groups, whatever the verdicts. */
export interface Tie {
  readonly from: GroupId;
  readonly to: GroupId;
  readonly weight: number;
}

/** Width to height of a stage, and of the room that a card takes with its share of the gaps. */
const ASPECT = 1.6;
const CELL = { width: 304, height: 120 } as const;
/** Lines from end to end of a picture help nobody: the heaviest ties decide. */
const TIES_PER_GROUP = 1.25;
const SWEEPS = 4;

/**
 * Puts groups into columns: who calls stands left of who is called, as far as that can be, and those that belong
 * together at one height. The columns fit a stage, however long the chains are.
 */
export function slotsFor(ids: readonly GroupId[], ties: readonly Tie[]): Slots {
  const tied = heaviest(ties, Math.round(ids.length * TIES_PER_GROUP));
  const connected = new Set(tied.flatMap(({ from, to }) => [from, to]));
  const inOrder = ids.filter((id) => connected.has(id));
  const apart = ids.filter((id) => !connected.has(id));
  const width = columnsFor(ids.length);
  const columns = inOrder.length === 0 ? [] : swept(cutIntoColumns(inReadingOrder(inOrder, tied), width), tied);
  const slots = new Map<GroupId, Slot>();
  columns.forEach((column, at) => {
    column.forEach((id, row) => {
      slots.set(id, { column: at, row, apart: false });
    });
  });
  const wide = Math.max(columns.length, Math.min(width, apart.length));
  apart.forEach((id, at) => {
    slots.set(id, { column: at % wide, row: Math.floor(at / wide), apart: true });
  });
  return slots;
}

/** The slots that stand, and new ones for what came: nothing moves that was there. */
export function slotsWith(slots: Slots, ids: readonly GroupId[]): Slots {
  const missing = ids.filter((id) => !slots.has(id));
  if (missing.length === 0) return slots;
  const all = new Map(slots);
  const columns = 1 + Math.max(0, ...[...slots.values()].map(({ column }) => column));
  const heights = Array.from({ length: columns }, () => 0);
  for (const { column, row, apart } of slots.values()) {
    if (apart) heights[column] = Math.max(heights[column] ?? 0, row + 1);
  }
  for (const id of missing) {
    const column = heights.indexOf(Math.min(...heights));
    all.set(id, { column, row: heights[column] ?? 0, apart: true });
    heights[column] = (heights[column] ?? 0) + 1;
  }
  return all;
}

function columnsFor(groups: number): number {
  return Math.max(1, Math.round(Math.sqrt((groups * CELL.height * ASPECT) / CELL.width)));
}

function heaviest(ties: readonly Tie[], most: number): readonly Tie[] {
  return ties
    .toSorted(
      (a, b) => b.weight - a.weight || (a.from < b.from ? -1 : a.from > b.from ? 1 : 0) || (a.to < b.to ? -1 : 1),
    )
    .slice(0, Math.max(most, 1));
}

/** From left to right, then from top to bottom, as a layered layout has them. */
function inReadingOrder(ids: readonly GroupId[], ties: readonly Tie[]): readonly (readonly GroupId[])[] {
  const graph = new Graph().setGraph({ rankdir: 'LR', nodesep: 1, ranksep: 1, ranker: 'network-simplex' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of ids) graph.setNode(id, { width: 1, height: 1 });
  for (const { from, to, weight } of ties) graph.setEdge(from, to, { weight: 1 + Math.log2(weight) });
  layout(graph);
  const ranks = new Map<number, { id: GroupId; y: number }[]>();
  for (const id of ids) {
    const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
    const rank = ranks.get(x);
    if (rank) rank.push({ id, y });
    else ranks.set(x, [{ id, y }]);
  }
  return [...ranks]
    .sort(([a], [b]) => a - b)
    .map(([, rank]) => rank.sort((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1)).map(({ id }) => id));
}

/** Short ranks share a column, long ones take several. */
function cutIntoColumns(ranks: readonly (readonly GroupId[])[], columns: number): readonly (readonly GroupId[])[] {
  const groups = ranks.reduce((sum, rank) => sum + rank.length, 0);
  const high = Math.ceil(groups / columns);
  const cut: GroupId[][] = [];
  let column: GroupId[] = [];
  const close = () => {
    if (column.length > 0) cut.push(column);
    column = [];
  };
  for (const rank of ranks) {
    if (column.length >= high * 0.6 && column.length + rank.length > high) close();
    for (const id of rank) {
      if (column.length >= high) close();
      column.push(id);
    }
  }
  close();
  return cut;
}

/** Orders each column by where those stand that its groups are tied to. */
function swept(columns: readonly (readonly GroupId[])[], ties: readonly Tie[]): readonly (readonly GroupId[])[] {
  const neighbours = new Map<GroupId, { id: GroupId; weight: number }[]>();
  const tie = (a: GroupId, b: GroupId, weight: number) => {
    const known = neighbours.get(a);
    if (known) known.push({ id: b, weight });
    else neighbours.set(a, [{ id: b, weight }]);
  };
  for (const { from, to, weight } of ties) {
    tie(from, to, weight);
    tie(to, from, weight);
  }
  const heights = new Map<GroupId, number>();
  const settle = (column: readonly GroupId[]) => {
    column.forEach((id, row) => {
      heights.set(id, row - (column.length - 1) / 2);
    });
  };
  let now = columns.map((column) => [...column]);
  now.forEach(settle);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    now = now.map((column) => {
      const wanted = new Map(
        column.map((id, row) => {
          const at = heights.get(id) ?? row;
          let sum = at * 0.5;
          let weights = 0.5;
          for (const { id: other, weight } of neighbours.get(id) ?? []) {
            if (column.includes(other)) continue;
            sum += (heights.get(other) ?? 0) * weight;
            weights += weight;
          }
          return [id, sum / weights] as const;
        }),
      );
      const sorted = column.toSorted((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || (a < b ? -1 : 1));
      settle(sorted);
      return sorted;
    });
  }
  return now;
}
