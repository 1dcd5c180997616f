import type { EndpointId } from '../model/ids.ts';
import { centreOf } from './box.ts';
import type { Edge, Picture, Point } from './picture.ts';

export type Heading = 'left' | 'right' | 'up' | 'down';

/** The nearest card that way, or null. What is straight ahead counts as nearer than what is aside. */
export function nearestCard(picture: Picture, from: Point, heading: Heading): EndpointId | null {
  let best: EndpointId | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const card of picture.cards) {
    const centre = centreOf(card.box);
    const [dx, dy] = [centre.x - from.x, centre.y - from.y];
    const ahead = { left: -dx, right: dx, up: -dy, down: dy }[heading];
    const aside = Math.abs(heading === 'left' || heading === 'right' ? dy : dx);
    if (ahead <= 1 || aside > ahead * 2) continue;
    const distance = ahead + aside * 2;
    if (distance < bestDistance) {
      best = card.id;
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
