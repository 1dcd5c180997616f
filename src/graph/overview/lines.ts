import type { Box } from '../../catalog/scenario.ts';
import { centreOf } from '../box.ts';
import { isLevel, portAt, type Side } from '../connector.ts';
import type { Point } from '../picture.ts';
import type { BundleKey, GroupId } from './ids.ts';
import { lanesFor } from './lanes.ts';
import type { Curve } from './overview.ts';
import { type Place, sidesOf } from './sides.ts';

const HANDLE = { least: 24, most: 160 } as const;
/** Between two lines on one side of a group, and from its corners. */
const SPREAD = { most: 18, corner: 8 } as const;
/** How far a line swings out that leaves and arrives on one side. */
const SWING = { least: 52, most: { alone: 140, listed: 56 } } as const;

interface Line {
  readonly key: BundleKey;
  readonly from: GroupId;
  readonly to: GroupId;
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
export function curvesOf(lines: readonly Line[], places: readonly Place[]): ReadonlyMap<BundleKey, Curve> {
  const byId = new Map(places.map((place) => [place.id, place]));
  const sided = lines.flatMap((line): readonly Sided[] => {
    const [a, b] = [byId.get(line.from), byId.get(line.to)];
    return a && b ? [{ ...line, a, b, sides: sidesOf(a, b, places) }] : [];
  });
  const ports = portsOf(sided);
  const placed = sided.flatMap((line) => {
    const [start, end] = [ports.get(`0 ${line.key}`), ports.get(`1 ${line.key}`)];
    return start && end ? [{ ...line, start, end }] : [];
  });
  const across = placed.filter(({ sides: [leaving, arriving] }) => isLevel(leaving) && leaving !== arriving);
  const lanes = lanesFor(across, places);
  return new Map(
    placed.map(({ key, start, end, sides, a, b }) => {
      const stops = lanes.get(key) ?? [];
      return [
        key,
        stops.length > 0
          ? through([start, ...stops, end])
          : simple(start, end, sides, a.parent !== null && a.parent === b.parent),
      ];
    }),
  );
}

/** Where each line leaves and arrives: "0 key" and "1 key". */
function portsOf(lines: readonly Sided[]): ReadonlyMap<string, Point> {
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
  const ports = new Map<string, Point>();
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
      ports.set(name, { x, y });
    });
  }
  return ports;
}

function simple(start: Point, end: Point, [leaving, arriving]: readonly [Side, Side], isListed: boolean): Curve {
  const far = isLevel(leaving) ? Math.abs(end.x - start.x) : Math.abs(end.y - start.y);
  const most = isListed ? SWING.most.listed : SWING.most.alone;
  const swing = Math.min(most, SWING.least + Math.abs(end.y - start.y) / 8);
  const reach = Math.round(leaving === arriving ? swing : Math.min(HANDLE.most, Math.max(HANDLE.least, far / 2)));
  return [start, out(start, leaving, reach), out(end, arriving, reach), end];
}

/** Level at every stop. */
function through(stops: readonly Point[]): Curve {
  const points: Point[] = [stops[0] as Point];
  for (let at = 1; at < stops.length; at += 1) {
    const [a, b] = [stops[at - 1] as Point, stops[at] as Point];
    const reach = Math.sign(b.x - a.x) * Math.min(HANDLE.most, Math.abs(b.x - a.x) * 0.55);
    points.push({ x: a.x + reach, y: a.y }, { x: b.x - reach, y: b.y }, b);
  }
  return points;
}

function out({ x, y }: Point, side: Side, by: number): Point {
  if (side === 'right') return { x: x + by, y };
  if (side === 'left') return { x: x - by, y };
  return { x, y: side === 'bottom' ? y + by : y - by };
}
