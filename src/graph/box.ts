import type { Box } from '../catalog/scenario.ts';
import type { Point } from './picture.ts';

/** The smallest box around all of them; null for none. */
export function around(boxes: readonly Box[]): Box | null {
  const first = boxes[0];
  if (!first) return null;
  let { x, y } = first;
  let right = first.x + first.width;
  let bottom = first.y + first.height;
  for (const box of boxes) {
    x = Math.min(x, box.x);
    y = Math.min(y, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return { x, y, width: right - x, height: bottom - y };
}

export interface Margin {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The box made larger on each side. */
export function inflate(box: Box, by: number | Margin): Box {
  const margin = typeof by === 'number' ? { left: by, top: by, right: by, bottom: by } : by;
  return {
    x: box.x - margin.left,
    y: box.y - margin.top,
    width: box.width + margin.left + margin.right,
    height: box.height + margin.top + margin.bottom,
  };
}

/** Whether two boxes share more than a border. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function centreOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The smallest box around a line. */
export function boxOf(points: readonly Point[]): Box | null {
  return around(points.map((point) => ({ x: point.x, y: point.y, width: 0, height: 0 })));
}

/** Whether a horizontal or vertical stretch runs through the inside of a box. */
export function runsThrough(a: Point, b: Point, box: Box): boolean {
  return (
    Math.min(a.x, b.x) < box.x + box.width &&
    Math.max(a.x, b.x) > box.x &&
    Math.min(a.y, b.y) < box.y + box.height &&
    Math.max(a.y, b.y) > box.y
  );
}
