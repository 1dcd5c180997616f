import { centreOf } from '../box.ts';
import type { Point } from '../picture.ts';
import type { Heading } from '../walk.ts';
import type { GroupId } from './ids.ts';
import type { Bundle, DrawnGroup, Overview } from './overview.ts';

const TITLE = 22;

/** Where a group is met by who walks through the picture: a frame at its title. */
export function stopAt({ box, shape }: DrawnGroup): Point {
  return shape === 'frame' ? { x: box.x + box.width / 2, y: box.y + TITLE } : centreOf(box);
}

/** The nearest group that way, or null. What is straight ahead counts as nearer than what is aside. */
export function nearestGroup({ groups }: Overview, from: Point, heading: Heading): GroupId | null {
  let best: GroupId | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const group of groups) {
    const at = stopAt(group);
    const [dx, dy] = [at.x - from.x, at.y - from.y];
    const ahead = { left: -dx, right: dx, up: -dy, down: dy }[heading];
    const aside = Math.abs(heading === 'left' || heading === 'right' ? dy : dx);
    if (ahead <= 1 || aside > ahead * 2) continue;
    const distance = ahead + aside * 2;
    if (distance < bestDistance) {
      best = group.id;
      bestDistance = distance;
    }
  }
  return best;
}

/** The bundles that touch a group: first what leaves it, then what arrives. */
export function bundlesAt({ bundles }: Overview, group: GroupId): readonly Bundle[] {
  return [...bundles.filter(({ from }) => from === group), ...bundles.filter(({ to }) => to === group)];
}
