import type { Point } from '../picture.ts';
import type { Curve } from './overview.ts';

/** Of each part of a curve. */
const STEPS = 24;

/** Points along a curve, close enough to be drawn and measured as a line. */
export function sample(curve: Curve, steps = STEPS): readonly Point[] {
  const points: Point[] = curve.slice(0, 1);
  for (let part = 0; part + 3 < curve.length; part += 3) {
    const [a, b, c, d] = curve.slice(part, part + 4) as [Point, Point, Point, Point];
    const isStraight = a.y === b.y && b.y === c.y && c.y === d.y;
    const count = isStraight ? 1 : steps;
    for (let i = 1; i <= count; i += 1) {
      const t = i / count;
      const [p, q, r, s] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
      points.push({ x: p * a.x + q * b.x + r * c.x + s * d.x, y: p * a.y + q * b.y + r * c.y + s * d.y });
    }
  }
  return points;
}

/** The line so far to its right, as seen in the direction of travel. */
export function beside(points: readonly Point[], distance: number): readonly Point[] {
  return points.map((point, at) => {
    const before = points[Math.max(0, at - 1)] as Point;
    const after = points[Math.min(points.length - 1, at + 1)] as Point;
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    return {
      x: point.x - ((after.y - before.y) / length) * distance,
      y: point.y + ((after.x - before.x) / length) * distance,
    };
  });
}
