import { expect, test } from 'vitest';
import { detailOf, fitInto } from './fit.ts';

const NONE = { left: 0, top: 0, right: 0, bottom: 0 };
const BOUNDS = { x: 16, y: 24, width: 968, height: 672 };

test('everything is in view, in the middle, as large as it may be', () => {
  expect(fitInto(BOUNDS, { width: 1000, height: 756 }, { left: 16, top: 12, right: 16, bottom: 52 }, 1.5)).toEqual({
    x: 0,
    y: -2,
    zoom: 1,
  });
  expect(fitInto(BOUNDS, { width: 4000, height: 4000 }, NONE, 1.5).zoom).toBe(1.5);
  expect(fitInto(BOUNDS, { width: 10, height: 10 }, NONE, 1.5).zoom).toBe(0.2);
});

test('zoom decides detail', () => {
  expect([1.2, 0.85, 0.84, 0.6, 0.59].map(detailOf)).toEqual(['full', 'full', 'compact', 'compact', 'far']);
});
