import { isLevel, type Side } from '../connector.ts';
import type { Point } from '../picture.ts';
import type { Curve } from './overview.ts';

const HANDLE = { least: 24, most: 160 } as const;
const SWING = { least: 52, most: 140, listed: 56 } as const;

/** From one side to another, in one curve. */
export function straightOver(start: Point, end: Point, [leaving, arriving]: readonly [Side, Side]): Curve {
  const far = isLevel(leaving) ? Math.abs(end.x - start.x) : Math.abs(end.y - start.y);
  const reach = Math.round(Math.min(HANDLE.most, Math.max(HANDLE.least, far / 2)));
  return [start, out(start, leaving, reach), out(end, arriving, reach), end];
}

/** Out to one side and back; in a list only as far as its gaps are wide. */
export function swing(start: Point, end: Point, side: Side, isListed: boolean): Curve {
  const most = isListed ? SWING.listed : SWING.most;
  const reach = Math.round(Math.min(most, SWING.least + Math.abs(end.y - start.y) / 8));
  return [start, out(start, side, reach), out(end, side, reach), end];
}

/** From stop to stop, level at each. */
export function through(stops: readonly Point[]): Curve {
  const points = stops.slice(0, 1);
  for (let at = 1; at < stops.length; at += 1) {
    const [a, b] = [stops[at - 1] as Point, stops[at] as Point];
    const reach = Math.sign(b.x - a.x) * Math.min(HANDLE.most, Math.abs(b.x - a.x) * 0.55);
    points.push({ x: a.x + reach, y: a.y }, { x: b.x - reach, y: b.y }, b);
  }
  return points;
}

/** One after the other; each begins where the one before it ends. */
export function joined(curves: readonly Curve[]): Curve {
  return curves.flatMap((curve, at) => (at === 0 ? curve : curve.slice(1)));
}

function out({ x, y }: Point, side: Side, by: number): Point {
  if (side === 'right') return { x: x + by, y };
  if (side === 'left') return { x: x - by, y };
  return { x, y: side === 'bottom' ? y + by : y - by };
}
