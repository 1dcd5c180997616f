import { addBit, allBits, type Bits, countBits, dropBits, hasBit, listBits, noBits } from '../../sets/bits.ts';

/** Which classes a selector selects, kept in little space: few are listed, many are bits. */
export interface Members {
  readonly count: number;
  /** Ascending; null where there are many. */
  readonly list: Uint32Array | null;
  readonly bits: Bits | null;
  /** Those that are none, ascending, where there are few of them. */
  readonly others: Uint32Array | null;
}

/** Up to one in so many, a list is gone through faster than bits, and takes little more space. */
const FEW = 12;

export function membersOf(bits: Bits, size: number): Members {
  const count = countBits(bits);
  if (count * FEW <= size) return { count, list: listBits(bits, count), bits: null, others: null };
  const without = size - count;
  if (without * FEW > size) return { count, list: null, bits, others: null };
  const others = allBits(size);
  dropBits(others, bits);
  return { count, list: null, bits, others: listBits(others, without) };
}

/** Of a list, ascending. */
export function listed(list: readonly number[], size: number): Members {
  if (list.length * FEW <= size) return { count: list.length, list: Uint32Array.from(list), bits: null, others: null };
  const bits = noBits(size);
  for (const index of list) addBit(bits, index);
  return membersOf(bits, size);
}

export function isMember({ list, bits }: Members, index: number): boolean {
  if (bits) return hasBit(bits, index);
  return list !== null && isListed(list, index);
}

/** Whether a list in ascending order holds a number. */
export function isListed(list: ArrayLike<number>, index: number): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] as number) < index) low = middle + 1;
    else high = middle;
  }
  return list[low] === index;
}

/** The members, ascending. */
export function listOf({ list, bits, count }: Members): Uint32Array {
  return list ?? (bits ? listBits(bits, count) : new Uint32Array(0));
}
