import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBit, allBits, countBits, dropBits, hasBit, joinBits, keepBits, listBits, noBits } from './bits.ts';

const SIZE = 70;
const anyNumbers = fc.uniqueArray(fc.integer({ min: 0, max: SIZE - 1 }));
const setOf = (numbers: readonly number[]) => {
  const bits = noBits(SIZE);
  for (const number of numbers) addBit(bits, number);
  return bits;
};
const ascending = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);

describe('sets of bits', () => {
  it('agree with sets of numbers', () => {
    fc.assert(
      fc.property(anyNumbers, anyNumbers, (a, b) => {
        const [kept, dropped, joined] = [setOf(a), setOf(a), setOf(a)];
        keepBits(kept, setOf(b));
        dropBits(dropped, setOf(b));
        joinBits(joined, setOf(b));
        expect([...listBits(kept)]).toEqual(ascending(a.filter((number) => b.includes(number))));
        expect([...listBits(dropped)]).toEqual(ascending(a.filter((number) => !b.includes(number))));
        expect([...listBits(joined)]).toEqual(ascending(new Set([...a, ...b])));
        expect(countBits(joined)).toBe(new Set([...a, ...b]).size);
        for (let number = 0; number < SIZE; number += 1) expect(hasBit(setOf(a), number)).toBe(a.includes(number));
      }),
    );
  });

  it.each([0, 1, 31, 32, 33, 64, 70])('all of %i', (size) => {
    expect([...listBits(allBits(size))]).toEqual(Array.from({ length: size }, (_, index) => index));
  });
});
