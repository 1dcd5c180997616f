import { describe, expect, it } from 'vitest';
import { Chunks } from './chunks.ts';

const numbers = (length: number) => Array.from({ length }, (_, index) => index);
const listed = (chunks: Chunks<number>) => numbers(chunks.length).map((index) => chunks.at(index));

describe('a list in pieces', () => {
  it.each([0, 1, 255, 256, 257, 1000])('holds %i items', (length) => {
    const chunks = Chunks.of(numbers(length));
    expect(listed(chunks)).toEqual(numbers(length));
    expect(chunks.at(length)).toBeUndefined();
  });

  it('leaves the list as it was when a copy is changed, twice in one piece too', () => {
    const before = Chunks.of(numbers(600));
    const after = before.with(
      new Map([
        [0, -1],
        [1, -2],
        [599, -3],
      ]),
    );
    expect(listed(before)).toEqual(numbers(600));
    expect([after.at(0), after.at(1), after.at(2), after.at(599), after.length]).toEqual([-1, -2, 2, -3, 600]);
    expect(before.with(new Map())).toBe(before);
  });

  it('has no other places', () => {
    expect(() => Chunks.of(numbers(3)).with(new Map([[3, 1]]))).toThrow('no place 3 in a list of 3');
    expect(() => Chunks.of(numbers(3)).with(new Map([[-1, 1]]))).toThrow(RangeError);
  });
});
