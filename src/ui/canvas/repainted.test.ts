import { expect, test } from 'vitest';
import { build } from '../../graph/build.ts';
import { type Edge, NOTHING, type Picture } from '../../graph/picture.ts';
import { viewOf } from '../../graph/testing/demo.ts';
import { repainted } from './repainted.ts';
import { type Scene, sceneOf } from './scene.ts';

const { picture } = build(viewOf(2));
const look = { selection: NOTHING, highlight: null, hover: null, cursor: null };
const drawn = sceneOf({ ...look, picture }, null);

function withFirst(changes: Partial<Edge>): Picture {
  return { ...picture, edges: picture.edges.map((edge, i) => (i === 0 ? { ...edge, ...changes } : edge)) };
}

function next(another: Picture, more: Partial<typeof look> = {}): Scene {
  return sceneOf({ ...look, ...more, picture: another }, drawn);
}

const [first] = picture.edges as [Edge];
const flipped: Partial<Edge> = {
  verdict: first.verdict === 'allowed' ? 'blocked' : 'allowed',
  at: null,
  stopsAt: null,
  changed: 'opened',
  delay: 40,
  name: 'another name',
  label: { ...first.label, x: first.label.x + 9, short: true },
};

test('an edge with another verdict, name and remark is painted, and no other', () => {
  expect(repainted(drawn, next(withFirst(flipped)))?.map(({ id }) => id)).toEqual([first.key]);
  expect(repainted(drawn, next({ ...picture }))).toEqual([]);
});

test('a line that takes another way, and what is predicted, are rendered', () => {
  expect(repainted(drawn, next(withFirst({ points: [...first.points, { x: 1, y: 1 }] })))).toBeNull();
  expect(repainted(drawn, next(withFirst({ verdict: 'hidden' })))).toBeNull();
  expect(repainted(drawn, next(withFirst({ answer: 'right' })))).toBeNull();
});

test('more or fewer edges, or another card, are rendered', () => {
  expect(repainted(null, drawn)).toBeNull();
  expect(repainted(drawn, next({ ...picture, edges: picture.edges.slice(1) }))).toBeNull();
  const cards = picture.cards.map((card) => ({ ...card, title: `${card.title}!` }));
  expect(repainted(drawn, next({ ...picture, cards }))).toBeNull();
});

test('another selection is rendered', () => {
  const now = sceneOf({ ...look, picture, selection: { kind: 'flow', flow: first.key } }, drawn);
  expect(repainted(drawn, now)).toBeNull();
});
