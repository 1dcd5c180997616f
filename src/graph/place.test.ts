import { expect, test } from 'vitest';
import { simulate } from '../simulate.ts';
import { overlaps } from './box.ts';
import { place } from './place.ts';
import { pod } from './testing/demo.ts';

const SERVER = '\n---\napiVersion: seglab.dev/v1\nkind: ExternalHost\nmetadata: {name: NAME}\nspec: {ips: [192.0.2.1]}';

test('cards and namespaces never overlap, and every card is in its frame', () => {
  const text = [1, 2, 3, 5, 9, 14]
    .flatMap((count, i) => Array.from({ length: count }, (_, j) => pod(`team-${i}`, `app-${i}-${j}`)))
    .concat(['one', 'two', 'three'].map((name) => SERVER.replace('NAME', name)))
    .join('');
  const { endpoints } = simulate({ files: [{ name: 'all.yaml', text }] }).cluster;
  const placed = place({ endpoints, layout: null, moved: new Map(), before: new Map() });
  const cards = [...placed.cards.values()];
  expect(cards).toHaveLength(37);
  expectsApart(cards);
  expectsApart(placed.namespaces.map(({ box }) => box));
  for (const endpoint of endpoints) {
    const card = placed.cards.get(endpoint.id);
    if (!card || !placed.cluster) throw new Error('a card is missing');
    if (!('namespace' in endpoint)) {
      expect(overlaps(card, placed.cluster)).toBe(false);
      continue;
    }
    const frame = placed.namespaces.find(({ name }) => name === endpoint.namespace)?.box;
    expect(frame && card.x > frame.x && card.y > frame.y && card.x + card.width < frame.x + frame.width).toBe(true);
  }
});

test('servers alone need no cluster', () => {
  const files = [{ name: 'all.yaml', text: SERVER.replace('NAME', 'one') }];
  const { endpoints } = simulate({ files }).cluster;
  const placed = place({ endpoints, layout: null, moved: new Map(), before: new Map() });
  expect(placed.cluster).toBeNull();
  expect(placed.cards.size).toBe(1);
});

function expectsApart(boxes: readonly Parameters<typeof overlaps>[0][]) {
  for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
}
