import type { Box, HandLayout } from '../catalog/scenario.ts';
import type { EndpointId } from '../model/ids.ts';
import { centreOf, inflate, runsThrough } from './box.ts';
import type { Port, Side } from './connector.ts';
import { connectors, isLevel, portAt, SIDES } from './connector.ts';
import type { FlowKey, Point } from './picture.ts';
import { lengthOf } from './polyline.ts';

type Line = readonly Point[];

/** What a line to be routed joins. */
export interface Connection {
  readonly key: FlowKey;
  readonly from: EndpointId;
  readonly to: EndpointId;
}

export interface RouteInput {
  readonly connections: readonly Connection[];
  readonly cards: ReadonlyMap<EndpointId, Box>;
  readonly layout: HandLayout | null;
  /** Lines keep off their titles, and do not run along their borders. */
  readonly frames: readonly Frame[];
}

export interface Frame {
  readonly title: string;
  readonly box: Box;
}

/** What lines are weighed against. */
interface Surroundings {
  readonly cards: ReadonlyMap<EndpointId, Box>;
  readonly titles: readonly Box[];
  readonly borders: readonly Line[];
}

/** Lines nearer than this look like one. */
const APART = 14;
/** Between the lines that leave one side of a card, where there is room. */
const SLOT = 40;
/** Of a slot from the card's corner. */
const CORNER = 12;
/** What makes a line worse, in units of length. */
const COST = { bend: 80, card: 4000, crossing: 60, shared: 1500, busySide: 30, title: 250, border: 250 } as const;

/**
 * The corners of a right-angled line for every connection. Lines drawn by hand are used where both cards stand at
 * their hand place and nothing else stands on the line; further flows between the same two run beside it.
 * All others leave and reach their cards in slots spread along the sides, with at most two bends.
 */
export function route({ connections, cards, layout, frames }: RouteInput): ReadonlyMap<FlowKey, Line> {
  const lines = new Map<FlowKey, Line>();
  const automatic: Connection[] = [];
  for (const connection of connections) {
    const line = handLine(connection, layout, cards, [...lines.values()]);
    if (line) lines.set(connection.key, line);
    else if (cards.has(connection.from) && cards.has(connection.to)) automatic.push(connection);
  }
  const surroundings: Surroundings = {
    cards,
    titles: frames.map(titleOf),
    borders: frames.map(({ box }) => borderOf(box)),
  };
  const sides = new Map<FlowKey, readonly [Side, Side]>();
  const busy = new Map<string, number>();
  const drafts: Line[] = [...lines.values()];
  for (const connection of automatic) {
    const { line, from, to } = draft(connection, surroundings, drafts, busy);
    sides.set(connection.key, [from, to]);
    drafts.push(line);
    for (const end of [`${connection.from} ${from}`, `${connection.to} ${to}`]) busy.set(end, (busy.get(end) ?? 0) + 1);
  }
  const slots = spread(automatic, sides, cards, [...lines.values()]);
  const drawn = [...lines.values()];
  for (const connection of automatic) {
    const line = finish(connection, sides, slots, surroundings, drawn);
    lines.set(connection.key, line);
    drawn.push(line);
  }
  return lines;
}

function handLine(
  { from, to }: Connection,
  layout: HandLayout | null,
  cards: ReadonlyMap<EndpointId, Box>,
  drawn: readonly Line[],
): Line | null {
  const hand = layout?.edges[`${from}>${to}`];
  if (!hand || hand.length < 2 || !atHandPlace(from, layout, cards) || !atHandPlace(to, layout, cards)) return null;
  const line = hand.map(([x, y]) => ({ x, y }));
  if (cardsOn(line, from, to, cards) > 0) return null;
  const [a, b] = [cards.get(from), cards.get(to)];
  for (const by of [0, 20, -20, 40, -40]) {
    const shifted = shift(line, by);
    const [first, last] = [shifted[0], shifted.at(-1)];
    if (!a || !b || !first || !last || !withinSide(first, a) || !withinSide(last, b)) continue;
    if (by === 0 ? !drawn.some((other) => sharedLength(shifted, other, APART) > 0) : isFree(shifted, drawn))
      return shifted;
  }
  return null;
}

function atHandPlace(id: EndpointId, layout: HandLayout | null, cards: ReadonlyMap<EndpointId, Box>): boolean {
  const hand = layout?.cards[id];
  const card = cards.get(id);
  return !!hand && !!card && hand.x === card.x && hand.y === card.y;
}

/** The same line beside itself; its ends stay on the borders of the cards. */
function shift(line: Line, by: number): Line {
  if (by === 0) return line;
  const isLevelAt = (i: number) => (line[i] as Point).y === (line[i + 1] as Point).y;
  return line.map((point, i) => {
    const before = i > 0 ? isLevelAt(i - 1) : null;
    const after = i < line.length - 1 ? isLevelAt(i) : null;
    const level = before === true || after === true;
    const upright = before === false || after === false;
    return { x: upright ? point.x + by : point.x, y: level ? point.y + by : point.y };
  });
}

function withinSide(end: Point, card: Box): boolean {
  const onLevelSide = end.x === card.x || end.x === card.x + card.width;
  return onLevelSide
    ? end.y >= card.y + CORNER && end.y <= card.y + card.height - CORNER
    : end.x >= card.x + CORNER && end.x <= card.x + card.width - CORNER;
}

function isFree(line: Line, drawn: readonly Line[]): boolean {
  return !drawn.some((other) => sharedLength(line, other, APART) > 0);
}

/** The best line between the middles of two sides, and which sides these are. */
function draft(
  connection: Connection,
  surroundings: Surroundings,
  drawn: readonly Line[],
  busy: ReadonlyMap<string, number>,
) {
  const { cards } = surroundings;
  const a = cards.get(connection.from) as Box;
  const b = cards.get(connection.to) as Box;
  let best: { line: Line; from: Side; to: Side } = { line: [centreOf(a), centreOf(b)], from: 'right', to: 'left' };
  let bestCost = Number.POSITIVE_INFINITY;
  for (const around of [false, true]) {
    // Ways around other cards are looked for only when no plain line is free.
    if (around && bestCost < COST.card) break;
    const channels = around ? channelsOf(cards) : { x: [], y: [] };
    for (const from of SIDES) {
      for (const to of SIDES) {
        const crowd = (busy.get(`${connection.from} ${from}`) ?? 0) + (busy.get(`${connection.to} ${to}`) ?? 0);
        for (const [start, end] of portPairs(a, from, b, to)) {
          for (const line of connectors(start, end, channels)) {
            const cost = costOf(line, connection, surroundings, drawn) + crowd * COST.busySide;
            if (cost < bestCost) {
              best = { line, from, to };
              bestCost = cost;
            }
          }
        }
      }
    }
  }
  return best;
}

/** The middles of both sides; where the sides face each other also a pair that makes the line straight. */
function portPairs(a: Box, from: Side, b: Box, to: Side): readonly (readonly [Port, Port])[] {
  const middle = (card: Box, side: Side) => (isLevel(side) ? card.height : card.width) / 2;
  const pairs: (readonly [Port, Port])[] = [[portAt(a, from, middle(a, from)), portAt(b, to, middle(b, to))]];
  if (isLevel(from) === isLevel(to)) {
    const [aStart, aLength, bStart, bLength] = isLevel(from)
      ? [a.y, a.height, b.y, b.height]
      : [a.x, a.width, b.x, b.width];
    const low = Math.max(aStart, bStart) + CORNER;
    const high = Math.min(aStart + aLength, bStart + bLength) - CORNER;
    if (low <= high) {
      const at = (low + high) / 2;
      pairs.push([portAt(a, from, at - aStart), portAt(b, to, at - bStart)]);
    }
  }
  return pairs;
}

/** How far from a card lines may pass: between its frame's border and the next one. */
const CHANNELS = [40, 56] as const;

function channelsOf(cards: ReadonlyMap<EndpointId, Box>) {
  const x = new Set<number>();
  const y = new Set<number>();
  for (const card of cards.values()) {
    for (const off of CHANNELS) {
      x.add(card.x - off).add(card.x + card.width + off);
      y.add(card.y - off).add(card.y + card.height + off);
    }
  }
  return { x: [...x], y: [...y] };
}

interface Slot {
  readonly key: FlowKey;
  readonly end: 'from' | 'to';
  /** Where the other end is, along this side: lines in this order do not cross. */
  readonly towards: number;
}

/** Where along its side each end stands, by flow and end. */
function spread(
  connections: readonly Connection[],
  sides: ReadonlyMap<FlowKey, readonly [Side, Side]>,
  cards: ReadonlyMap<EndpointId, Box>,
  fixed: readonly Line[],
): ReadonlyMap<string, number> {
  const bySide = new Map<string, { card: Box; side: Side; slots: Slot[] }>();
  const add = (id: EndpointId, side: Side, slot: Slot) => {
    const entry = bySide.get(`${id} ${side}`) ?? { card: cards.get(id) as Box, side, slots: [] };
    entry.slots.push(slot);
    bySide.set(`${id} ${side}`, entry);
  };
  for (const { key, from, to } of connections) {
    const [out, into] = sides.get(key) ?? (['right', 'left'] as const);
    const [a, b] = [centreOf(cards.get(from) as Box), centreOf(cards.get(to) as Box)];
    add(from, out, { key, end: 'from', towards: isLevel(out) ? b.y : b.x });
    add(to, into, { key, end: 'to', towards: isLevel(into) ? a.y : a.x });
  }
  const along = new Map<string, number>();
  for (const { card, side, slots } of bySide.values()) {
    slots.sort((p, q) => p.towards - q.towards);
    const length = isLevel(side) ? card.height : card.width;
    const taken = fixed
      .flatMap((line) => [line[0], line.at(-1)])
      .flatMap((end) => (end ? alongSide(end, card, side) : []));
    const gap = Math.min(SLOT, (length - 2 * CORNER) / Math.max(1, slots.length - 1));
    slots.forEach((slot, i) => {
      const wish = length / 2 + (i - (slots.length - 1) / 2) * gap;
      const at = nearestFree(wish, length, taken);
      if (taken.length > 0) taken.push(at);
      along.set(`${slot.end} ${slot.key}`, at);
    });
  }
  return along;
}

function alongSide(end: Point, card: Box, side: Side): readonly number[] {
  const port = portAt(card, side, 0);
  if (isLevel(side))
    return end.x === port.x && end.y >= card.y && end.y <= card.y + card.height ? [end.y - card.y] : [];
  return end.y === port.y && end.x >= card.x && end.x <= card.x + card.width ? [end.x - card.x] : [];
}

function nearestFree(wish: number, length: number, taken: readonly number[]): number {
  for (let off = 0; off < length; off += 4) {
    for (const at of [wish + off, wish - off]) {
      if (at >= CORNER && at <= length - CORNER && !taken.some((other) => Math.abs(other - at) < APART)) return at;
    }
  }
  return wish;
}

/** The line between the two slots; a straight one where the slots nearly face each other. */
function finish(
  connection: Connection,
  sides: ReadonlyMap<FlowKey, readonly [Side, Side]>,
  slots: ReadonlyMap<string, number>,
  surroundings: Surroundings,
  drawn: readonly Line[],
): Line {
  const { cards } = surroundings;
  const a = cards.get(connection.from) as Box;
  const b = cards.get(connection.to) as Box;
  const [out, into] = sides.get(connection.key) ?? (['right', 'left'] as const);
  const from = portAt(a, out, slots.get(`from ${connection.key}`) ?? 0);
  const to = portAt(b, into, slots.get(`to ${connection.key}`) ?? 0);
  const pairs: [Port, Port][] = [[from, to]];
  if (isLevel(out) === isLevel(into)) {
    const atFrom = isLevel(out) ? { ...to, y: from.y } : { ...to, x: from.x };
    const atTo = isLevel(out) ? { ...from, y: to.y } : { ...from, x: to.x };
    if (withinSide(atFrom, b)) pairs.push([from, atFrom]);
    if (withinSide(atTo, a)) pairs.push([atTo, to]);
  }
  let best: Line = [from, to].map(({ x, y }) => ({ x, y }));
  let bestCost = Number.POSITIVE_INFINITY;
  for (const channels of [nearChannels(from, to), channelsOf(cards)]) {
    if (bestCost < COST.card) break;
    for (const [start, end] of pairs) {
      for (const line of connectors(start, end, channels)) {
        const cost = costOf(line, connection, surroundings, drawn);
        if (cost < bestCost) {
          best = line;
          bestCost = cost;
        }
      }
    }
  }
  return best;
}

/** Places beside the usual middle stretch, so that parallel lines do not fall on one another. */
function nearChannels(from: Port, to: Port) {
  const around = (middle: number) => [-48, -32, -16, 16, 32, 48].map((by) => middle + by);
  const beyond = (a: number, b: number) => [
    Math.max(a, b) + 56,
    Math.max(a, b) + 72,
    Math.min(a, b) - 56,
    Math.min(a, b) - 72,
  ];
  return {
    x: [...around((from.x + to.x) / 2), ...beyond(from.x, to.x)],
    y: [...around((from.y + to.y) / 2), ...beyond(from.y, to.y)],
  };
}

function costOf(
  line: Line,
  { from, to }: Connection,
  { cards, titles, borders }: Surroundings,
  drawn: readonly Line[],
): number {
  let cost = lengthOf(line) + (line.length - 2) * COST.bend + cardsOn(line, from, to, cards) * COST.card;
  for (const other of drawn) {
    cost += crossings(line, other) * COST.crossing;
    if (sharedLength(line, other, APART) > 0) cost += COST.shared;
  }
  for (const title of titles) if (runsOver(line, title)) cost += COST.title;
  for (const border of borders) if (sharedLength(line, border, 7) > 24) cost += COST.border;
  return cost;
}

/** How many cards a line runs over; its own two only count where it runs through their inside. */
function cardsOn(line: Line, from: EndpointId, to: EndpointId, cards: ReadonlyMap<EndpointId, Box>): number {
  let count = 0;
  for (const [id, card] of cards) {
    const box = id === from || id === to ? card : inflate(card, 12);
    if (runsOver(line, box)) count += 1;
  }
  return count;
}

function runsOver(line: Line, box: Box): boolean {
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
function sharedLength(line: Line, other: Line, near: number): number {
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
