import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  differenceOf,
  formatIntervals,
  type Interval,
  type IntervalSet,
  intersectionOf,
  intervals,
  unionOf,
} from './intervals.ts';

const LAST = 12;
const anySet = fc
  .array(fc.tuple(fc.integer({ min: 0, max: LAST }), fc.integer({ min: 0, max: LAST })))
  .map((ranges) => intervals(ranges));
const members = (set: IntervalSet): number[] =>
  Array.from({ length: LAST + 1 }, (_, value) => value).filter((value) => contains(set, value));

describe('interval sets', () => {
  it.each<[string, Interval[], string]>([
    ['nothing', [], ''],
    ['a single number', [[80, 80]], '80'],
    [
      'neighbours become one',
      [
        [1, 3],
        [4, 6],
      ],
      '1-6',
    ],
    [
      'overlaps become one',
      [
        [5, 9],
        [1, 6],
      ],
      '1-9',
    ],
    [
      'gaps stay',
      [
        [80, 90],
        [53, 53],
      ],
      '53,80-90',
    ],
    ['an empty range vanishes', [[9, 5]], ''],
  ])('normal form: %s', (_, ranges, text) => {
    expect(formatIntervals(intervals(ranges))).toBe(text);
  });

  it('agree with sets of numbers, member by member', () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        const inA = members(a);
        const inB = members(b);
        expect(members(unionOf(a, b))).toEqual([...new Set([...inA, ...inB])].sort((x, y) => x - y));
        expect(members(intersectionOf(a, b))).toEqual(inA.filter((value) => inB.includes(value)));
        expect(members(differenceOf(a, b))).toEqual(inA.filter((value) => !inB.includes(value)));
      }),
    );
  });

  it('are not copied where nothing is added', () => {
    const web: IntervalSet = [[80, 80]];
    expect(unionOf([], web)).toBe(web);
    expect(unionOf(web, [])).toBe(web);
  });

  it('have one form per set: results are already normal', () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        for (const set of [unionOf(a, b), intersectionOf(a, b), differenceOf(a, b)])
          expect(set).toEqual(intervals(set));
      }),
    );
  });
});
