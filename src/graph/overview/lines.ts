import type { Box } from '../../catalog/scenario.ts';
import { centreOf } from '../box.ts';
import { isLevel, portAt, type Side } from '../connector.ts';
import type { Point } from '../picture.ts';
import type { BundleKey, GroupId } from './ids.ts';
import { lanesFor, type Span } from './lanes.ts';
import type { Curve } from './overview.ts';
import { joined, straightOver, swing, through } from './paths.ts';
import { type Place, sidesOf } from './sides.ts';

/** Between two lines on one side of a group, and from its corners. */
const SPREAD = { most: 18, corner: 8 } as const;
/** From the border of a frame to where such a line turns. */
const RIM = 12;

interface Line {
  readonly key: BundleKey;
  readonly from: GroupId;
  readonly to: GroupId;
}

/** Where a line runs, and how far it is from the next where it leaves or arrives. */
export interface Course {
  readonly curve: Curve;
  readonly room: number;
}

interface Port extends Point {
  readonly room: number;
}

interface Sided extends Line {
  readonly a: Place;
  readonly b: Place;
  readonly sides: readonly [Side, Side];
}

/**
 * The curves of all bundles. Where they leave and arrive they share a side in the order of their other ends; over
 * several columns they go between the cards, never behind them.
 */
export function coursesOf(lines: readonly Line[], places: readonly Place[]): ReadonlyMap<BundleKey, Course> {
  const byId = new Map(places.map((place) => [place.id, place]));
  const sided = lines.flatMap((line): readonly Sided[] => {
    const [a, b] = [byId.get(line.from), byId.get(line.to)];
    return a && b ? [{ ...line, a, b, sides: sidesOf(a, b, places) }] : [];
  });
  const ports = portsOf(sided);
  const placed = sided.flatMap((line): readonly Way[] => {
    const [start, end] = [ports.get(`0 ${line.key}`), ports.get(`1 ${line.key}`)];
    if (!start || !end) return [];
    const room = Math.min(start.room, end.room);
    return [{ ...line, start: pointOf(start), end: pointOf(end), room, rim: rimOf(line, places) }];
  });
  const lanes = lanesFor(placed.flatMap(spansOf), places);
  const along = ({ key, start, end }: Pick<Span, 'key' | 'start' | 'end'>): Curve =>
    through([start, ...(lanes.get(key) ?? []), end]);
  return new Map(
    placed.map((way) => {
      const { key, a, b, start, end, sides, room } = way;
      const [leaving, entering] = spansOf(way);
      const isListed = a.parent !== null && a.parent === b.parent;
      if (leaving && entering) {
        const around = swing(leaving.end, entering.start, sides[0], isListed);
        return [key, { curve: joined([along(leaving), around, along(entering)]), room }];
      }
      if (leaving && (lanes.get(key)?.length ?? 0) > 0) return [key, { curve: along(leaving), room }];
      const curve = sides[0] === sides[1] ? swing(start, end, sides[0], isListed) : straightOver(start, end, sides);
      return [key, { curve, room }];
    }),
  );
}

/** A line with its ends. */
interface Way extends Sided {
  readonly start: Point;
  readonly end: Point;
  readonly room: number;
  /** Where it must be out of the way of what is wider than its ends, before it turns back; null: nothing is. */
  readonly rim: number | null;
}

/** The parts of a line that pass others: all of it, or how it gets out to the rim and back in. */
function spansOf({ key, from, to, start, end, sides: [leaving, arriving], rim }: Way): readonly Span[] {
  if (rim !== null) {
    return [
      { key: `${key} out`, from, to, start, end: { x: rim, y: start.y } },
      { key: `${key} in`, from, to, start: { x: rim, y: end.y }, end },
    ];
  }
  return isLevel(leaving) && leaving !== arriving ? [{ key, from, to, start, end }] : [];
}

/** Of a line that turns back on one side: how far the widest reaches that stands beside it. */
function rimOf({ a, b, sides: [side, other] }: Sided, places: readonly Place[]): number | null {
  if (side !== other || !isLevel(side) || (a.parent !== null && a.parent === b.parent)) return null;
  const edge = ({ x, width }: Box) => (side === 'right' ? x + width : -x);
  const [top, bottom] = [Math.min(a.box.y, b.box.y), Math.max(a.box.y + a.box.height, b.box.y + b.box.height)];
  const [left, right] = [Math.min(a.box.x, b.box.x), Math.max(a.box.x + a.box.width, b.box.x + b.box.width)];
  let widest = Math.max(edge(a.box), edge(b.box));
  const own = Math.min(edge(a.box), edge(b.box));
  for (const { box, parent } of places) {
    const isBeside = box.y < bottom && box.y + box.height > top && box.x < right && box.x + box.width > left;
    if (parent === null && isBeside) widest = Math.max(widest, edge(box));
  }
  if (widest <= own) return null;
  return side === 'right' ? widest + RIM : -widest - RIM;
}

/** Where each line leaves and arrives: "0 key" and "1 key". */
function portsOf(lines: readonly Sided[]): ReadonlyMap<string, Port> {
  interface End {
    readonly name: string;
    readonly box: Box;
    readonly towards: Point;
  }
  const ends = new Map<string, End[]>();
  const put = (group: GroupId, side: Side, end: End) => {
    const known = ends.get(`${side} ${group}`);
    if (known) known.push(end);
    else ends.set(`${side} ${group}`, [end]);
  };
  for (const { key, from, to, a, b, sides } of lines) {
    put(from, sides[0], { name: `0 ${key}`, box: a.box, towards: centreOf(b.box) });
    put(to, sides[1], { name: `1 ${key}`, box: b.box, towards: centreOf(a.box) });
  }
  const ports = new Map<string, Port>();
  for (const [place, some] of ends) {
    const side = place.slice(0, place.indexOf(' ')) as Side;
    const level = isLevel(side);
    const along = ({ towards }: End) => (level ? towards.y : towards.x);
    // Both lines between two groups are told apart by their keys, at both ends alike: so they do not cross.
    some.sort((x, y) => along(x) - along(y) || (x.name.slice(2) < y.name.slice(2) ? -1 : 1));
    some.forEach(({ name, box }, at) => {
      const length = level ? box.height : box.width;
      const step = Math.min(SPREAD.most, (length - 2 * SPREAD.corner) / some.length);
      const { x, y } = portAt(box, side, Math.round(length / 2 + (at - (some.length - 1) / 2) * step));
      ports.set(name, { x, y, room: some.length > 1 ? step : SPREAD.most });
    });
  }
  return ports;
}

function pointOf({ x, y }: Port): Point {
  return { x, y };
}
