import type { Box, HandLayout } from '../catalog/scenario.ts';
import type { EndpointId } from '../model/ids.ts';
import { withinSide } from './connector.ts';
import type { Line, Surroundings } from './weigh.ts';
import { APART, cardsOn, runsOver, sharedLength } from './weigh.ts';

/** How far beside the hand-made line further flows between the same two may run. */
const BESIDE = [0, 20, -20, 40, -40] as const;

/**
 * The line that the layout draws between two cards, or one beside it where it is taken.
 * null: none is drawn, a card is not where the hand put it, or something else has come to stand on the line.
 */
export function handLine(
  { from, to }: { readonly from: EndpointId; readonly to: EndpointId },
  layout: HandLayout,
  { cards, titles }: Surroundings,
  drawn: readonly Line[],
): Line | null {
  const hand = layout.edges[`${from}>${to}`];
  const [a, b] = [cards.get(from), cards.get(to)];
  if (!hand || hand.length < 2 || !isAt(layout.cards[from], a) || !isAt(layout.cards[to], b)) return null;
  const line = hand.map(([x, y]) => ({ x, y }));
  if (cardsOn(line, from, to, cards) > 0 || titles.some((title) => runsOver(line, title))) return null;
  for (const by of BESIDE) {
    const shifted = shift(line, by);
    const [first, last] = [shifted[0], shifted.at(-1)];
    if (!a || !b || !first || !last || !withinSide(first, a) || !withinSide(last, b)) continue;
    if (!drawn.some((other) => sharedLength(shifted, other, APART) > 0)) return shifted;
  }
  return null;
}

function isAt(hand: { readonly x: number; readonly y: number } | undefined, card: Box | undefined): boolean {
  return !!hand && !!card && hand.x === card.x && hand.y === card.y;
}

/** The same line beside itself; its ends stay on the borders of the cards. */
function shift(line: Line, by: number): Line {
  const isLevelAt = (i: number) => line[i]?.y === line[i + 1]?.y;
  return line.map((point, i) => {
    const before = i > 0 ? isLevelAt(i - 1) : null;
    const after = i < line.length - 1 ? isLevelAt(i) : null;
    const level = before === true || after === true;
    const upright = before === false || after === false;
    return { x: upright ? point.x + by : point.x, y: level ? point.y + by : point.y };
  });
}
