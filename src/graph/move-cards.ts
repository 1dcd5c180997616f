import type { EndpointId } from '../model/ids.ts';
import type { Card, Picture, Point } from './picture.ts';

/**
 * The picture with moved cards where they are by now: they follow the pointer at once, their lines with the next
 * picture. The same object where every card is there already.
 */
export function moveCards(picture: Picture, moved: ReadonlyMap<EndpointId, Point>): Picture {
  let isAhead = false;
  const cards = picture.cards.map((card): Card => {
    const to = moved.get(card.id);
    if (to === undefined || (to.x === card.box.x && to.y === card.box.y)) return card;
    isAhead = true;
    return { ...card, box: { ...card.box, x: to.x, y: to.y } };
  });
  return isAhead ? { ...picture, cards } : picture;
}
