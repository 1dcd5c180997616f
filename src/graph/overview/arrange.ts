import type { Box } from '../../catalog/scenario.ts';
import type { Point } from '../picture.ts';
import type { Cut } from './cut.ts';
import type { GroupId } from './ids.ts';
import type { Slots } from './slots.ts';

const CARD = { width: 184, height: 72 } as const;
const CHIP = { width: 120, height: 36 } as const;
const GAP = { x: { wide: 168, usual: 120 }, y: 48 } as const;
/** Of so few groups the lines get more room. */
const FEW = 16;
/** In a frame: around its entries, with room for the title above, and between them. */
const INSET = { left: 16, top: 52, right: 16, bottom: 20 } as const;
const BETWEEN = { chip: { x: 48, y: 22 }, card: { x: 24, y: 24 } } as const;
/** Width to height of a list of chips. */
const ASPECT = { chip: 0.95, card: 1.4 } as const;
const COLUMNS = { least: 2, most: 8 } as const;

export type Boxes = ReadonlyMap<GroupId, Box>;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Gives every drawn group its box. A closed group stands where its slot is; one that is opened takes room to the
 * right and below, and moves the gaps between the others, never their order.
 */
export function arrange(cuts: readonly Cut[], slots: Slots, moved: ReadonlyMap<string, Point>): Boxes {
  const children = new Map<GroupId | null, Cut[]>();
  for (const cut of cuts) {
    const siblings = children.get(cut.parent);
    if (siblings) siblings.push(cut);
    else children.set(cut.parent, [cut]);
  }
  const roots = children.get(null) ?? [];
  const sizes = new Map<GroupId, Size>();
  for (const cut of cuts.toReversed()) sizes.set(cut.id, sizeOf(cut, children, sizes));

  const boxes = new Map<GroupId, Box>();
  for (const [id, at] of placesOf(roots, slots, sizes)) {
    const size = sizes.get(id) ?? CARD;
    const own = moved.get(id);
    boxes.set(id, { x: own?.x ?? at.x, y: own?.y ?? at.y, ...size });
  }
  for (const cut of cuts) {
    const box = boxes.get(cut.id);
    if (!cut.isOpen || !box) continue;
    for (const { id, x, y } of inside(children.get(cut.id) ?? [], sizes).entries) {
      boxes.set(id, { x: box.x + x, y: box.y + y, ...(sizes.get(id) ?? CHIP) });
    }
  }
  return boxes;
}

/** Whether a group is drawn small: one workload, or one server. */
export function isChip({ kind, parent, isOpen }: Pick<Cut, 'kind' | 'parent' | 'isOpen'>): boolean {
  if (isOpen) return false;
  return kind === 'endpoint' || kind === 'workload' || (kind === 'rest' && parent !== null);
}

function sizeOf(
  cut: Cut,
  children: ReadonlyMap<GroupId | null, readonly Cut[]>,
  sizes: ReadonlyMap<GroupId, Size>,
): Size {
  if (!cut.isOpen) return isChip(cut) ? CHIP : CARD;
  const { width, height } = inside(children.get(cut.id) ?? [], sizes);
  return { width, height };
}

/** The entries of a frame: closed ones in a grid, under it the frames among them. */
function inside(
  entries: readonly Cut[],
  sizes: ReadonlyMap<GroupId, Size>,
): Size & { readonly entries: readonly (Point & { readonly id: GroupId })[] } {
  const closed = entries.filter(({ isOpen }) => !isOpen);
  const look = closed.every(isChip) ? 'chip' : 'card';
  const cell = look === 'chip' ? CHIP : CARD;
  const gap = BETWEEN[look];
  const pitch = { x: cell.width + gap.x, y: cell.height + gap.y };
  const ideal = Math.round(Math.sqrt((closed.length * pitch.y * ASPECT[look]) / pitch.x));
  const columns = Math.max(COLUMNS.least, Math.min(COLUMNS.most, ideal));
  const placed = closed.map(({ id }, at) => ({
    id,
    x: INSET.left + (at % columns) * pitch.x,
    y: INSET.top + Math.floor(at / columns) * pitch.y,
  }));
  let bottom =
    closed.length === 0 ? INSET.top - gap.y : INSET.top + Math.ceil(closed.length / columns) * pitch.y - gap.y;
  let right = INSET.left + Math.min(columns, Math.max(1, closed.length)) * pitch.x - gap.x;
  for (const { id, isOpen } of entries) {
    if (!isOpen) continue;
    const size = sizes.get(id) ?? CARD;
    placed.push({ id, x: INSET.left, y: bottom + gap.y });
    bottom += gap.y + size.height;
    right = Math.max(right, INSET.left + size.width);
  }
  return {
    width: Math.max(right, INSET.left + CARD.width) + INSET.right,
    height: bottom + INSET.bottom,
    entries: placed,
  };
}

/** Columns beside each other, each as wide as its widest; below them what stands apart. */
function placesOf(roots: readonly Cut[], slots: Slots, sizes: ReadonlyMap<GroupId, Size>): ReadonlyMap<GroupId, Point> {
  const columns: { readonly id: GroupId; readonly row: number; readonly apart: boolean }[][] = [];
  const last = 1 + Math.max(-1, ...roots.map(({ id }) => slots.get(id)?.row ?? 0));
  for (const { id } of roots) {
    const slot = slots.get(id) ?? { column: 0, row: last, apart: true };
    while (columns.length <= slot.column) columns.push([]);
    columns[slot.column]?.push({ id, row: slot.row, apart: slot.apart });
  }
  const plain = isChipOnly(roots) ? CHIP : CARD;
  const pitch = plain.height + GAP.y;
  const tallest = Math.max(0, ...columns.map((column) => column.filter(({ apart }) => !apart).length));
  const places = new Map<GroupId, Point>();
  let x = 0;
  let bottom = 0;
  const lefts: number[] = [];
  for (const column of columns) {
    const width = Math.max(plain.width, ...column.map(({ id }) => sizes.get(id)?.width ?? 0));
    lefts.push(x);
    const tied = column.filter(({ apart }) => !apart).sort((a, b) => a.row - b.row);
    // By whole rows, so that what stands beside each other is level.
    let y = Math.floor((tallest - tied.length) / 2) * pitch;
    for (const { id } of tied) {
      places.set(id, { x, y: Math.round(y) });
      y += (sizes.get(id)?.height ?? plain.height) + GAP.y;
    }
    bottom = Math.max(bottom, y);
    x += width + (roots.length <= FEW ? GAP.x.wide : GAP.x.usual);
  }
  const rows = new Map<number, { id: GroupId; column: number }[]>();
  columns.forEach((column, at) => {
    for (const { id, row, apart } of column) {
      if (apart) rows.set(row, [...(rows.get(row) ?? []), { id, column: at }]);
    }
  });
  let y = tallest === 0 ? 0 : bottom;
  for (const [, row] of [...rows].sort(([a], [b]) => a - b)) {
    for (const { id, column } of row) places.set(id, { x: lefts[column] ?? 0, y: Math.round(y) });
    y += Math.max(...row.map(({ id }) => sizes.get(id)?.height ?? plain.height)) + GAP.y;
  }
  return places;
}

function isChipOnly(cuts: readonly Cut[]): boolean {
  return cuts.every((cut) => isChip({ ...cut, isOpen: false }));
}
