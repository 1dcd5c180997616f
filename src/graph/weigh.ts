import type { Box } from '../catalog/scenario.ts';
import type { EndpointId } from '../model/ids.ts';
import { inflate, runsThrough } from './box.ts';
import type { Point } from './picture.ts';
import { lengthOf } from './polyline.ts';

export type Line = readonly Point[];

export interface Frame {
  readonly title: string;
  readonly box: Box;
}

/** What lines are weighed against. */
export interface Surroundings {
  readonly cards: ReadonlyMap<EndpointId, Box>;
  readonly titles: readonly Box[];
  readonly borders: readonly Line[];
  /** Whether to look for ways around what is in the way; with many lines that takes longer than it helps. */
  readonly detours: boolean;
}

/** Lines nearer than this look like one. */
export const APART = 14;
/** What makes a line worse, in units of length. */
export const COST = {
  bend: 80,
  card: 4000,
  crossing: 60,
  shared: 1500,
  sharedDraft: 120,
  busySide: 30,
  title: 250,
  border: 250,
} as const;

/** Cards to keep off, and the frames' titles and borders. */
export function surroundingsOf(
  cards: ReadonlyMap<EndpointId, Box>,
  frames: readonly Frame[],
  detours: boolean,
): Surroundings {
  return { detours, cards, titles: frames.map(titleOf), borders: frames.map(({ box }) => borderOf(box)) };
}

export interface Scale {
  /** What is worse than this is not weighed to the end. */
  readonly limit: number;
  /** Counts on top. */
  readonly extra: number;
  /** What running on another line costs: little before the ends are spread along their sides, much afterwards. */
  readonly shared: number;
}

/** How bad a line is: long, bent, over cards or titles, across or on other lines. */
export function costOf(
  line: Line,
  { from, to }: { readonly from: EndpointId; readonly to: EndpointId },
  { cards, titles, borders }: Surroundings,
  drawn: readonly Line[],
  { limit, extra, shared }: Scale,
): number {
  let cost = extra + lengthOf(line) + (line.length - 2) * COST.bend;
  if (cost >= limit) return Number.POSITIVE_INFINITY;
  cost += cardsOn(line, from, to, cards) * COST.card;
  for (const title of titles) if (runsOver(line, title)) cost += COST.title;
  for (const border of borders) if (sharedLength(line, border, 7) > 24) cost += COST.border;
  for (const other of drawn) {
    if (cost >= limit) return Number.POSITIVE_INFINITY;
    cost += crossings(line, other) * COST.crossing;
    if (sharedLength(line, other, APART) > 0) cost += shared;
  }
  return cost;
}

/** How many cards a line runs over; its own two only count where it runs through their inside. */
export function cardsOn(line: Line, from: EndpointId, to: EndpointId, cards: ReadonlyMap<EndpointId, Box>): number {
  let count = 0;
  for (const [id, card] of cards) {
    const box = id === from || id === to ? card : inflate(card, 12);
    if (runsOver(line, box)) count += 1;
  }
  return count;
}

export function runsOver(line: Line, box: Box): boolean {
  for (let i = 1; i < line.length; i++) {
    if (runsThrough(line[i - 1] as Point, line[i] as Point, box)) return true;
  }
  return false;
}

/** About where the words of a frame's title stand. */
function titleOf({ title, box }: Frame): Box {
  return { x: box.x + 12, y: box.y + 8, width: 24 + title.length * 8, height: 24 };
}

function borderOf({ x, y, width, height }: Box): Line {
  const [right, bottom] = [x + width, y + height];
  return [
    { x, y },
    { x: right, y },
    { x: right, y: bottom },
    { x, y: bottom },
    { x, y },
  ];
}

function crossings(line: Line, other: Line): number {
  let count = 0;
  for (let i = 1; i < line.length; i++) {
    for (let j = 1; j < other.length; j++) {
      const [a, b, c, d] = [line[i - 1] as Point, line[i] as Point, other[j - 1] as Point, other[j] as Point];
      const level = a.y === b.y;
      if (level === (c.y === d.y)) continue;
      const [h, i2, v, w] = level ? [a, b, c, d] : [c, d, a, b];
      if (between(v.x, h.x, i2.x) && between(h.y, v.y, w.y)) count += 1;
    }
  }
  return count;
}

function between(value: number, a: number, b: number): boolean {
  return value > Math.min(a, b) && value < Math.max(a, b);
}

/** How far two lines run on, or nearly on, one another. */
export function sharedLength(line: Line, other: Line, near: number): number {
  let length = 0;
  for (let i = 1; i < line.length; i++) {
    for (let j = 1; j < other.length; j++) {
      const [a, b, c, d] = [line[i - 1] as Point, line[i] as Point, other[j - 1] as Point, other[j] as Point];
      const level = a.y === b.y;
      if (level !== (c.y === d.y)) continue;
      const [apart, p, q, r, s] = level ? [a.y - c.y, a.x, b.x, c.x, d.x] : [a.x - c.x, a.y, b.y, c.y, d.y];
      if (Math.abs(apart) >= near) continue;
      length += Math.max(0, Math.min(Math.max(p, q), Math.max(r, s)) - Math.max(Math.min(p, q), Math.min(r, s)));
    }
  }
  return length;
}
