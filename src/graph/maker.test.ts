import { expect, test } from 'vitest';
import type { EndpointId } from '../model/ids.ts';
import { createPictureMaker } from './maker.ts';
import { flow, pod, viewOf } from './testing/demo.ts';

test('what says the same is handed on as the same object', () => {
  const make = createPictureMaker();
  const first = make(viewOf(1));
  expect(make(viewOf(1))).toBe(first);
  const second = make(viewOf(2));
  const renewed = second.edges.filter((edge, i) => edge !== first.edges[i]).map(({ key }) => key);
  expect(renewed).toEqual(['microseg/mydummycrm>mydummytask:8080/TCP']);
  expect(second.cards.filter((card, i) => card !== first.cards[i]).map(({ id }) => id)).toEqual([
    'microseg/mydummycrm',
  ]);
  expect(second.namespaces).toBe(first.namespaces);
});

test('cards stay where they are when others are added, without any layout by hand', () => {
  const make = createPictureMaker();
  const layout = null;
  let more = '';
  let before = make(viewOf(0, { layout }));
  for (const [namespace, name] of [
    ['microseg', 'a'],
    ['aaa', 'b'],
    ['microseg2', 'c'],
    ['zzz', 'd'],
    ['microseg', 'e'],
  ] as const) {
    more += pod(namespace, name);
    const after = make(viewOf(0, { layout }, more));
    expect(after.cards).toHaveLength(before.cards.length + 1);
    for (const card of before.cards) expect(after.cards.find(({ id }) => id === card.id)?.box).toEqual(card.box);
    before = after;
  }
});

test('while a card is dragged only the lines at it change, and all find their way once it is let go', () => {
  const make = createPictureMaker();
  const dragged = 'microseg/mydummyclient' as EndpointId;
  // Into the way of lines between other cards.
  const moved = new Map([[dragged, { x: 424, y: 180 }]]);
  const more = flow('microseg/mydummycrm', 'microseg2/mydummybill', 9090);
  const before = make(viewOf(0, {}, more));
  const during = make(viewOf(0, { moved, dragged }, more));
  for (const edge of during.edges) {
    const points = before.edges.find(({ key }) => key === edge.key)?.points;
    if (edge.from === dragged || edge.to === dragged) expect(edge.points).not.toEqual(points);
    else expect(edge.points).toBe(points);
  }
  const after = make(viewOf(0, { moved, dragged: null }, more));
  expect(after.edges).toEqual(createPictureMaker()(viewOf(0, { moved }, more)).edges);
});
