import type { Box, HandLayout } from '../catalog/scenario.ts';
import type { EndpointId } from '../model/ids.ts';
import { around, centreOf, inflate, overlaps } from './box.ts';
import type { Port, Side } from './connector.ts';
import { CORNER, connectors, isLevel, portAt, SIDES, withinSide } from './connector.ts';
import { handLine } from './hand-line.ts';
import type { FlowKey, Point } from './picture.ts';
import type { Frame, Line, Surroundings } from './weigh.ts';
import { APART, COST, costOf, surroundingsOf } from './weigh.ts';

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
  /** Lines that stay as they are. */
  readonly kept?: ReadonlyMap<FlowKey, Line>;
  /** Lines keep off their titles, and do not run along their borders. */
  readonly frames: readonly Frame[];
}

/** Up to so many lines look for ways around cards. */
const DETOURED = 80;
/** Between the lines that leave one side of a card, where there is room. */
const SLOT = 40;

/**
 * The corners of a right-angled line for every connection. Lines drawn by hand are used where both cards stand at
 * their hand place and nothing else stands on the line; further flows between the same two run beside it.
 * All others leave and reach their cards in slots spread along the sides, with at most two bends.
 */
export function route({ connections, cards, layout, frames, kept }: RouteInput): ReadonlyMap<FlowKey, Line> {
  const surroundings = surroundingsOf(cards, frames, connections.length <= DETOURED);
  const lines = new Map<FlowKey, Line>(kept);
  const automatic: Connection[] = [];
  for (const connection of connections) {
    if (lines.has(connection.key)) continue;
    const line = layout && handLine(connection, layout, surroundings, [...lines.values()]);
    if (line) lines.set(connection.key, line);
    else if (cards.has(connection.from) && cards.has(connection.to)) automatic.push(connection);
  }
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
  for (const detour of [false, true]) {
    // Ways around other cards are looked for only when no plain line is free.
    if (detour && (bestCost < COST.card || !surroundings.detours)) break;
    const channels = detour ? channelsBetween(a, b, cards) : { x: [], y: [] };
    for (const from of SIDES) {
      for (const to of SIDES) {
        const crowd = (busy.get(`${connection.from} ${from}`) ?? 0) + (busy.get(`${connection.to} ${to}`) ?? 0);
        for (const [start, end] of portPairs(a, from, b, to)) {
          for (const line of connectors(start, end, channels)) {
            const cost = costOf(line, connection, surroundings, drawn, {
              limit: bestCost,
              extra: crowd * COST.busySide,
              shared: COST.sharedDraft,
            });
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

/** The ways past the cards that may be in the way. */
function channelsBetween(a: Box, b: Box, cards: ReadonlyMap<EndpointId, Box>) {
  const x = new Set<number>();
  const y = new Set<number>();
  const region = inflate(around([a, b]) ?? a, 120);
  for (const card of cards.values()) {
    if (!overlaps(card, region)) continue;
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
  let best: Line = [from, to].map(({ x, y }) => ({ x, y }));
  let bestCost = Number.POSITIVE_INFINITY;
  const weigh = (pairs: readonly (readonly [Port, Port])[], channels: Channels) => {
    for (const [start, end] of pairs) {
      for (const line of connectors(start, end, channels)) {
        const cost = costOf(line, connection, surroundings, drawn, { limit: bestCost, extra: 0, shared: COST.shared });
        if (cost >= bestCost) continue;
        best = line;
        bestCost = cost;
      }
    }
  };
  const own = facing(from, a, to, b);
  weigh(own, nearChannels(from, to));
  if (bestCost < (surroundings.detours ? COST.shared : Number.POSITIVE_INFINITY)) return best;
  weigh(own, channelsBetween(a, b, cards));
  if (bestCost < COST.shared) return best;
  // From these slots every way is barred or taken: any other sides will do.
  for (const other of SIDES)
    for (const side of SIDES) weigh(portPairs(a, other, b, side), channelsBetween(a, b, cards));
  return best;
}

/** The two ports; where their sides face each other also pairs that make the line straight. */
function facing(from: Port, a: Box, to: Port, b: Box): readonly (readonly [Port, Port])[] {
  if (isLevel(from.side) !== isLevel(to.side)) return [[from, to]];
  const atFrom = isLevel(from.side) ? { ...to, y: from.y } : { ...to, x: from.x };
  const atTo = isLevel(from.side) ? { ...from, y: to.y } : { ...from, x: to.x };
  return [
    [from, to],
    ...(withinSide(atFrom, b) ? [[from, atFrom] as const] : []),
    ...(withinSide(atTo, a) ? [[atTo, to] as const] : []),
  ];
}

interface Channels {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Places beside the usual middle stretch, so that parallel lines do not fall on one another. */
function nearChannels(from: Port, to: Port) {
  const beside = (middle: number) => [-48, -32, -16, 16, 32, 48].map((by) => middle + by);
  const beyond = (a: number, b: number) => [
    Math.max(a, b) + 56,
    Math.max(a, b) + 72,
    Math.min(a, b) - 56,
    Math.min(a, b) - 72,
  ];
  return {
    x: [...beside((from.x + to.x) / 2), ...beyond(from.x, to.x)],
    y: [...beside((from.y + to.y) / 2), ...beyond(from.y, to.y)],
  };
}
