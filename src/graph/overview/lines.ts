import type { Box } from '../../catalog/scenario.ts';
import { centreOf } from '../box.ts';
import { isLevel, portAt, type Side } from '../connector.ts';
import type { Point } from '../picture.ts';
import type { Boxes } from './arrange.ts';
import type { BundleKey, GroupId } from './ids.ts';
import type { Curve } from './overview.ts';

/** Two groups beside each other have at least this much between them. */
const CLEAR = 24;
const HANDLE = { least: 32, most: 200 } as const;
/** Between two lines on one side of a group, and from its corners. */
const SPREAD = { most: 18, corner: 8 } as const;
/** How far a line swings out that leaves and arrives on one side. */
const SWING = 56;

interface Line {
  readonly key: BundleKey;
  readonly from: GroupId;
  readonly to: GroupId;
}

/** The curves of all bundles: where they leave and arrive they share a side in the order of their other ends. */
export function curvesOf(lines: readonly Line[], boxes: Boxes): ReadonlyMap<BundleKey, Curve> {
  const sided = lines.flatMap(({ key, from, to }) => {
    const [a, b] = [boxes.get(from), boxes.get(to)];
    return a && b ? [{ key, from, to, a, b, sides: sidesOf(a, b, boxes) }] : [];
  });
  const ends = new Map<
    string,
    { readonly key: BundleKey; readonly end: 0 | 1; readonly box: Box; readonly towards: Point }[]
  >();
  const put = (group: GroupId, side: Side, entry: { key: BundleKey; end: 0 | 1; box: Box; towards: Point }) => {
    const known = ends.get(`${side} ${group}`);
    if (known) known.push(entry);
    else ends.set(`${side} ${group}`, [entry]);
  };
  for (const { key, from, to, a, b, sides } of sided) {
    put(from, sides[0], { key, end: 0, box: a, towards: centreOf(b) });
    put(to, sides[1], { key, end: 1, box: b, towards: centreOf(a) });
  }
  const ports = new Map<string, Point>();
  for (const [place, entries] of ends) {
    const side = place.slice(0, place.indexOf(' ')) as Side;
    const level = isLevel(side);
    const along = (entry: (typeof entries)[number]) => (level ? entry.towards.y : entry.towards.x);
    entries.sort((x, y) => along(x) - along(y) || (x.key < y.key ? -1 : 1));
    entries.forEach(({ key, end, box }, at) => {
      const length = level ? box.height : box.width;
      const step = Math.min(SPREAD.most, (length - 2 * SPREAD.corner) / entries.length);
      const offset = length / 2 + (at - (entries.length - 1) / 2) * step;
      const { x, y } = portAt(box, side, Math.round(offset));
      ports.set(`${end} ${key}`, { x, y });
    });
  }
  return new Map(
    sided.flatMap(({ key, sides }) => {
      const [start, end] = [ports.get(`0 ${key}`), ports.get(`1 ${key}`)];
      return start && end ? [[key, curve(start, end, sides)] as const] : [];
    }),
  );
}

/** Through the gap between two groups; past what stands between two of one column. */
function sidesOf(a: Box, b: Box, boxes: Boxes): readonly [Side, Side] {
  if (b.x >= a.x + a.width + CLEAR) return ['right', 'left'];
  if (a.x >= b.x + b.width + CLEAR) return ['left', 'right'];
  const isBelow = centreOf(b).y > centreOf(a).y;
  const [upper, lower] = isBelow ? [a, b] : [b, a];
  const gap: Box = {
    x: Math.max(a.x, b.x),
    y: upper.y + upper.height,
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: lower.y - upper.y - upper.height,
  };
  const isFree = gap.height > 0 && gap.width > 0 && ![...boxes.values()].some((box) => stands(box, gap));
  if (isFree) return isBelow ? ['bottom', 'top'] : ['top', 'bottom'];
  return isBelow ? ['right', 'right'] : ['left', 'left'];
}

/** Whether a box stands in a gap; a frame around the gap does not. */
function stands(box: Box, gap: Box): boolean {
  return (
    box.y >= gap.y && box.y + box.height <= gap.y + gap.height && box.x < gap.x + gap.width && gap.x < box.x + box.width
  );
}

function curve(start: Point, end: Point, [leaving, arriving]: readonly [Side, Side]): Curve {
  const far = isLevel(leaving) ? Math.abs(end.x - start.x) : Math.abs(end.y - start.y);
  const swing = leaving === arriving ? SWING + Math.abs(end.y - start.y) / 8 : far / 2;
  const reach = Math.round(Math.min(HANDLE.most, Math.max(HANDLE.least, swing)));
  return [start, out(start, leaving, reach), out(end, arriving, reach), end];
}

function out({ x, y }: Point, side: Side, by: number): Point {
  if (side === 'right') return { x: x + by, y };
  if (side === 'left') return { x: x - by, y };
  return { x, y: side === 'bottom' ? y + by : y - by };
}
