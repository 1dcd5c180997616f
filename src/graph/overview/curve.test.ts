import { expect, test } from 'vitest';
import { beside, sample } from './curve.ts';

const at = (x: number, y: number) => ({ x, y });

test('begins and ends where the curve does', () => {
  const points = sample([at(0, 0), at(50, 0), at(50, 80), at(100, 80)]);
  expect(points[0]).toEqual(at(0, 0));
  expect(points.at(-1)).toEqual(at(100, 80));
  expect(points[12]).toEqual(at(50, 40));
});

test('a strand keeps its distance, to the right of the way it goes', () => {
  const line = [at(0, 0), at(30, 0), at(60, 0), at(90, 0)];
  expect(beside(line, 4).map(({ y }) => y)).toEqual([4, 4, 4, 4]);
  expect(beside(line.toReversed(), 4).map(({ y }) => y)).toEqual([-4, -4, -4, -4]);
});
