import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, type Cidr, cidrCovers, cidrHolds, parseAddress, parseCidr } from './cidr.ts';
import { CidrTree } from './cidr-tree.ts';

const cidr = (text: string): Cidr => {
  const parsed = parseCidr(text);
  if (!parsed) throw new Error(`${text} is no block`);
  return parsed;
};
const address = (text: string): Address => {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(`${text} is no address`);
  return parsed;
};

const anyBlock = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 32 })).map(([b, n]) => `10.${b}.0.0/${n}`),
  fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 128 })).map(([b, n]) => `fd0${b}::/${n}`),
);
const anyAddress = fc.oneof(
  fc.tuple(fc.integer({ min: 9, max: 11 }), fc.integer({ min: 0, max: 4 })).map(([a, b]) => `${a}.${b}.0.1`),
  fc.integer({ min: 0, max: 4 }).map((b) => `fd0${b}::1`),
);

describe('a tree of address blocks', () => {
  it('tells the innermost block, and with it all that hold an address', () => {
    fc.assert(
      fc.property(fc.array(anyBlock), anyAddress, (texts, text) => {
        const tree = new CidrTree(texts.map(cidr));
        const found = tree.innermost(address(text));
        const holding = tree.blocks.filter((block) => cidrHolds(block, address(text)));
        if (found === -1) expect(holding).toEqual([]);
        else {
          const innermost = tree.blocks[found] as Cidr;
          expect(holding).toEqual(tree.blocks.filter((block) => cidrCovers(block, innermost)));
        }
      }),
    );
  });

  it('numbers what lies in a block right after it', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { minLength: 1 }), (texts) => {
        const tree = new CidrTree(texts.map(cidr));
        for (const block of tree.blocks) {
          const [first, end] = tree.within(block);
          expect(tree.blocks.slice(first, end)).toEqual(tree.blocks.filter((inner) => cidrCovers(block, inner)));
        }
      }),
    );
  });

  it('keeps a block once, however it is written, and knows no other', () => {
    const tree = new CidrTree([cidr('10.0.0.1/8'), cidr('10.0.0.0/8')]);
    expect(tree.blocks).toHaveLength(1);
    expect(tree.has(cidr('10.9.9.9/8'))).toBe(true);
    expect(tree.has(cidr('10.0.0.0/9'))).toBe(false);
    expect(() => tree.within(cidr('10.0.0.0/9'))).toThrow('no block 10.0.0.0/9');
  });
});
