import type { EndpointId } from '../model/ids.ts';
import { centreOf } from './box.ts';
import type { Edge, Picture, Point } from './picture.ts';

export type Heading = 'left' | 'right' | 'up' | 'down';

/** The nearest card that way, or null. */
export function nearestCard(picture: Picture, from: Point, heading: Heading): EndpointId | null {
  return nearest(picture.cards, ({ box }) => centreOf(box), from, heading)?.id ?? null;
}

/** What is nearest that way, or null. What is straight ahead counts as nearer than what is aside. */
export function nearest<T>(all: readonly T[], placeOf: (one: T) => Point, from: Point, heading: Heading): T | null {
  let best: T | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const one of all) {
    const place = placeOf(one);
    const [dx, dy] = [place.x - from.x, place.y - from.y];
    const ahead = { left: -dx, right: dx, up: -dy, down: dy }[heading];
    const aside = Math.abs(heading === 'left' || heading === 'right' ? dy : dx);
    if (ahead <= 1 || aside > ahead * 2) continue;
    const distance = ahead + aside * 2;
    if (distance < bestDistance) {
      best = one;
      bestDistance = distance;
    }
  }
  return best;
}

/** The edges that touch a card: first what leaves it, then what arrives. */
export function edgesOf(picture: Picture, endpoint: EndpointId): readonly Edge[] {
  return [
    ...picture.edges.filter((edge) => edge.from === endpoint),
    ...picture.edges.filter((edge) => edge.to === endpoint),
  ];
}
