import { expect, test } from 'vitest';
import type { EndpointId } from '../model/ids.ts';
import { centreOf } from './box.ts';
import { build } from './build.ts';
import { viewOf } from './testing/demo.ts';
import { edgesOf, nearestCard } from './walk.ts';

const { picture } = build(viewOf(2));

test('arrows go to the nearest card that way', () => {
  const from = (id: string) =>
    centreOf((picture.cards.find((card) => card.id === id) as (typeof picture.cards)[0]).box);
  expect(nearestCard(picture, from('microseg/mydummycrm'), 'down')).toBe('microseg/mydummyclient');
  expect(nearestCard(picture, from('microseg/mydummyclient'), 'right')).toBe('microseg2/mydummybill');
  expect(nearestCard(picture, from('microseg2/mydummybill'), 'right')).toBe('mydummytask');
  expect(nearestCard(picture, from('microseg/mydummycrm'), 'right')).toBe('microseg2/mydummybill');
  expect(nearestCard(picture, from('microseg/mydummycrm'), 'up')).toBeNull();
});

test('E walks first what leaves a card, then what arrives', () => {
  expect(edgesOf(picture, 'microseg2/mydummybill' as EndpointId).map(({ from }) => from)).toEqual([
    'microseg2/mydummybill',
    'microseg/mydummycrm',
    'microseg/mydummycrm-dev',
    'microseg/mydummyclient',
    'mydummytask',
  ]);
});
