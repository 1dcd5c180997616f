import type { Box } from '../catalog/scenario.ts';
import type { Point } from './picture.ts';

export type Side = 'left' | 'right' | 'top' | 'bottom';
export const SIDES: readonly Side[] = ['right', 'bottom', 'left', 'top'];

/** Where a line leaves or reaches a card, and the way out from there. */
export interface Port extends Point {
  readonly side: Side;
}

/** A line goes at least this far straight out of a card, so that its cross and head have room. */
const STUB = 28;
/** And so far where it turns back: beyond the border of the card's frame, short of the next one. */
const DETOUR = 40;

/** From a card's corner to the nearest line. */
export const CORNER = 12;

/** Whether an end on a card's border keeps clear of the card's corners. */
export function withinSide(end: Point, card: Box): boolean {
  const onLevelSide = end.x === card.x || end.x === card.x + card.width;
  return onLevelSide
    ? end.y >= card.y + CORNER && end.y <= card.y + card.height - CORNER
    : end.x >= card.x + CORNER && end.x <= card.x + card.width - CORNER;
}

export function isLevel(side: Side): boolean {
  return side === 'left' || side === 'right';
}

/** The port on a side of a card, `along` from its top or left corner. */
export function portAt(card: Box, side: Side, along: number): Port {
  if (isLevel(side)) return { side, x: side === 'left' ? card.x : card.x + card.width, y: card.y + along };
  return { side, x: card.x + along, y: side === 'top' ? card.y : card.y + card.height };
}

/**
 * The lines of at most two bends from one port to another that leave and arrive straight.
 * `channels` are extra places for the middle stretch, to get around what is in the way.
 */
export function connectors(
  from: Port,
  to: Port,
  channels: { readonly x: readonly number[]; readonly y: readonly number[] },
): readonly (readonly Point[])[] {
  const a: Point = { x: from.x, y: from.y };
  const b: Point = { x: to.x, y: to.y };
  if (isLevel(from.side) !== isLevel(to.side)) {
    const corner = isLevel(from.side) ? { x: b.x, y: a.y } : { x: a.x, y: b.y };
    return isAhead(from, corner, STUB) && isAhead(to, corner, STUB) ? [[a, corner, b]] : [];
  }
  const lines: (readonly Point[])[] = [];
  const level = isLevel(from.side);
  const straight = level ? a.y === b.y : a.x === b.x;
  if (straight && isAhead(from, b, 0) && isAhead(to, a, 0)) lines.push([a, b]);

  const [start, end] = level ? [a.x, b.x] : [a.y, b.y];
  const outermost = isForward(from.side) ? Math.max(start, end) + DETOUR : Math.min(start, end) - DETOUR;
  const usual = from.side === to.side ? outermost : (start + end) / 2;
  for (const channel of [usual, ...(level ? channels.x : channels.y)]) {
    const first = level ? { x: channel, y: a.y } : { x: a.x, y: channel };
    const second = level ? { x: channel, y: b.y } : { x: b.x, y: channel };
    if (isAhead(from, first, STUB) && isAhead(to, second, STUB)) lines.push([a, first, second, b]);
  }
  return lines;
}

function isForward(side: Side): boolean {
  return side === 'right' || side === 'bottom';
}

/** Whether a point lies at least so far out in front of the port's side. */
function isAhead(port: Port, point: Point, by: number): boolean {
  if (port.side === 'right') return point.x >= port.x + by;
  if (port.side === 'left') return point.x <= port.x - by;
  if (port.side === 'bottom') return point.y >= port.y + by;
  return point.y <= port.y - by;
}
