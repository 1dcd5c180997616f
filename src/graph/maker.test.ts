import { expect, test } from 'vitest';
import { createPictureMaker } from './maker.ts';
import { pod, viewOf } from './testing/demo.ts';

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
