import { expect, test } from 'vitest';
import { lengthOf, pointAt, roundedPath, slice } from './polyline.ts';

const LINE = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 50 },
];

test('lengths and points along a line with a corner', () => {
  expect(lengthOf(LINE)).toBe(150);
  expect(pointAt(LINE, 30)).toEqual({ x: 30, y: 0, dx: 1, dy: 0 });
  expect(pointAt(LINE, 120)).toEqual({ x: 100, y: 20, dx: 0, dy: 1 });
  expect(pointAt(LINE, 999)).toMatchObject({ x: 100, y: 50 });
});

test('a slice keeps the corners between', () => {
  expect(slice(LINE, 90, 110)).toEqual([
    { x: 90, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 10 },
  ]);
  expect(slice(LINE, 10, 20)).toEqual([
    { x: 10, y: 0 },
    { x: 20, y: 0 },
  ]);
});

test('corners are rounded by no more than half of the shorter leg', () => {
  expect(roundedPath(LINE, 16)).toBe('M0 0L84 0Q100 0 100 16L100 50');
  expect(roundedPath(LINE, 40)).toBe('M0 0L75 0Q100 0 100 25L100 50');
  expect(roundedPath([], 16)).toBe('');
});
