import type { Card, Edge, NamespaceFrame, Picture } from './picture.ts';
import { reuse } from './reuse.ts';

/** The new picture with its unchanged parts as the objects they were: matched by what they are, not by their place. */
export function reusePicture(before: Picture, now: Picture): Picture {
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
