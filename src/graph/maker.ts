import type { EndpointId } from '../model/ids.ts';
import { build } from './build.ts';
import type { Card, Edge, FlowKey, NamespaceFrame, Picture, Point } from './picture.ts';
import { reuse } from './reuse.ts';
import { route } from './route.ts';
import type { View } from './view.ts';

/**
 * Makes one picture after the other. It remembers where it put what nobody placed, so that cards stay when others
 * are added, and hands unchanged cards and edges on as the same objects, so that only what changed is drawn again.
 */
export function createPictureMaker(): (view: View) => Picture {
  let automatic: ReadonlyMap<EndpointId, Point> = new Map();
  let layout: View['layout'] = null;
  let last: Picture | null = null;
  let dragged: EndpointId | null = null;
  const findLines = rememberLast(route, () => dragged);
  return (view) => {
    // Another layout is another course; its cards have nothing to do with the old places.
    if (view.layout !== layout) automatic = new Map();
    layout = view.layout;
    dragged = view.dragged ?? null;
    const built = build(view, automatic, findLines);
    automatic = built.automatic;
    last = last ? reusePicture(last, built.picture) : built.picture;
    return last;
  };
}

/** Matches parts by what they are, not by their place in the list. */
function reusePicture(before: Picture, now: Picture): Picture {
  const cards = new Map(before.cards.map((card) => [card.id, card]));
  const edges = new Map(before.edges.map((edge) => [edge.key, edge]));
  const frames = new Map(before.namespaces.map((frame) => [frame.name, frame]));
  return reuse(before, {
    ...now,
    cards: now.cards.map((card): Card => reuse(cards.get(card.id), card)),
    edges: now.edges.map((edge): Edge => reuse(edges.get(edge.key), edge)),
    namespaces: now.namespaces.map((frame): NamespaceFrame => reuse(frames.get(frame.name), frame)),
  });
}

/** Routing is most of the work: a verdict that flips moves nothing, a card that is dragged only the lines at it. */
function rememberLast(find: typeof route, dragged: () => EndpointId | null): typeof route {
  let question: unknown = null;
  let lines: ReturnType<typeof route> | null = null;
  return (input) => {
    const moving = dragged();
    const asked = reuse(question, { ...input, cards: [...input.cards], moving });
    if (lines === null || asked !== question) lines = find({ ...input, kept: linesAwayFrom(moving, input, lines) });
    question = asked;
    return lines;
  };
}

/** The lines that stay while a card is dragged; none when nothing is. */
function linesAwayFrom(
  moving: EndpointId | null,
  { connections }: Parameters<typeof route>[0],
  lines: ReturnType<typeof route> | null,
): ReturnType<typeof route> {
  const kept = new Map<FlowKey, readonly Point[]>();
  if (moving === null || lines === null) return kept;
  for (const { key, from, to } of connections) {
    const line = lines.get(key);
    if (line && from !== moving && to !== moving) kept.set(key, line);
  }
  return kept;
}
