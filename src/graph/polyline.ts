import type { Point } from './picture.ts';

/** How far apart two points are; lines run at right angles, so this is exact for them as well. */
function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** The length of a line along its corners. */
export function lengthOf(points: readonly Point[]): number {
  let length = 0;
  for (let i = 1; i < points.length; i++) length += distance(points[i - 1] as Point, points[i] as Point);
  return length;
}

/** The point `along` units from the start, and the unit direction of travel there; clamped to the line. */
export function pointAt(points: readonly Point[], along: number): Point & { readonly dx: number; readonly dy: number } {
  let rest = Math.max(0, along);
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1] as Point;
    const b = points[i] as Point;
    const length = distance(a, b);
    if (length === 0) continue;
    if (rest <= length || i === points.length - 1) {
      const part = Math.min(rest, length) / length;
      const dx = (b.x - a.x) / length;
      const dy = (b.y - a.y) / length;
      return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part, dx, dy };
    }
    rest -= length;
  }
  const first = points[0] ?? { x: 0, y: 0 };
  return { x: first.x, y: first.y, dx: 1, dy: 0 };
}

/** The part of a line between two distances from its start, with its corners. */
export function slice(points: readonly Point[], from: number, to: number): readonly Point[] {
  const start = pointAt(points, from);
  const end = pointAt(points, to);
  const between: Point[] = [];
  let passed = 0;
  for (let i = 1; i < points.length - 1; i++) {
    passed += distance(points[i - 1] as Point, points[i] as Point);
    if (passed > from && passed < to) between.push(points[i] as Point);
  }
  return [{ x: start.x, y: start.y }, ...between, { x: end.x, y: end.y }];
}

/** SVG path data through the corners, each rounded by `radius` or by what its shorter leg leaves. */
export function roundedPath(points: readonly Point[], radius: number): string {
  const first = points[0];
  if (!first) return '';
  let path = `M${round(first.x)} ${round(first.y)}`;
  for (let i = 1; i < points.length; i++) {
    const corner = points[i] as Point;
    const next = points[i + 1];
    if (!next) {
      path += `L${round(corner.x)} ${round(corner.y)}`;
      break;
    }
    const before = points[i - 1] as Point;
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, next) / 2);
    const enter = towards(corner, before, r);
    const leave = towards(corner, next, r);
    path += `L${round(enter.x)} ${round(enter.y)}Q${round(corner.x)} ${round(corner.y)} ${round(leave.x)} ${round(leave.y)}`;
  }
  return path;
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
