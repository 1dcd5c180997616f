import { centreOf } from '../box.ts';
import type { Point } from '../picture.ts';
import { type Heading, nearest } from '../walk.ts';
import type { GroupId } from './ids.ts';
import type { Bundle, DrawnGroup, Overview } from './overview.ts';

const TITLE = 22;

/** Where a group is met by who walks through the picture: a frame at its title. */
export function stopAt({ box, shape }: DrawnGroup): Point {
  return shape === 'frame' ? { x: box.x + box.width / 2, y: box.y + TITLE } : centreOf(box);
}

/** The nearest group that way, or null. */
export function nearestGroup({ groups }: Overview, from: Point, heading: Heading): GroupId | null {
  return nearest(groups, stopAt, from, heading)?.id ?? null;
}

/** The bundles that touch a group: first what leaves it, then what arrives. */
export function bundlesAt({ bundles }: Overview, group: GroupId): readonly Bundle[] {
  return [...bundles.filter(({ from }) => from === group), ...bundles.filter(({ to }) => to === group)];
}
