import { type Address, type Cidr, cidrCovers, cidrHolds } from './cidr.ts';

/**
 * Address blocks, numbered so that what lies in a block follows it. Two blocks never overlap in part, so the innermost
 * one that holds an address tells all that do.
 */
export class CidrTree {
  /** By number. */
  readonly blocks: readonly Cidr[];
  private readonly keys: readonly string[];
  /** The number of the block around it, or -1. */
  private readonly parents: Int32Array;
  /** The number after the last block in it. */
  private readonly ends: Int32Array;
  private readonly numbers: ReadonlyMap<string, number>;

  constructor(cidrs: Iterable<Cidr>) {
    const unique = new Map<string, { readonly cidr: Cidr; readonly key: string }>();
    for (const cidr of cidrs) if (!unique.has(cidr.key)) unique.set(cidr.key, { cidr, key: keyOf(cidr) });
    const sorted = [...unique.values()].sort((a, b) =>
      a.key < b.key ? -1 : a.key > b.key ? 1 : a.cidr.prefixLength - b.cidr.prefixLength,
    );
    this.blocks = sorted.map(({ cidr }) => cidr);
    this.keys = sorted.map(({ key }) => key);
    this.numbers = new Map(this.blocks.map(({ key }, number) => [key, number]));
    this.parents = new Int32Array(this.blocks.length).fill(-1);
    this.ends = new Int32Array(this.blocks.length).fill(this.blocks.length);
    const around: number[] = [];
    for (const [number, block] of this.blocks.entries()) {
      for (let open = around.at(-1); open !== undefined && !this.covers(open, block); open = around.at(-1)) {
        this.ends[open] = number;
        around.pop();
      }
      this.parents[number] = around.at(-1) ?? -1;
      around.push(number);
    }
  }

  has(cidr: Cidr): boolean {
    return this.numbers.has(cidr.key);
  }

  /** The number of the innermost block that holds an address; -1: none does. */
  innermost(address: Address): number {
    const key = keyOf(address);
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle] as string) <= key) low = middle + 1;
      else high = middle;
    }
    let number = low - 1;
    while (number >= 0 && !cidrHolds(this.blocks[number] as Cidr, address)) number = this.parents[number] ?? -1;
    return number;
  }

  /** The numbers of a block and of all in it, from the first to before the last. Throws on a block that is not here. */
  within(cidr: Cidr): readonly [first: number, end: number] {
    const first = this.numbers.get(cidr.key);
    if (first === undefined) throw new Error(`no block ${cidr.key}`);
    return [first, this.ends[first] ?? first + 1];
  }

  private covers(outer: number, inner: Cidr): boolean {
    return cidrCovers(this.blocks[outer] as Cidr, inner);
  }
}

/** Sorts as addresses do, those of one version together. */
function keyOf({ family, bytes }: Address): string {
  return String.fromCharCode(family, ...bytes);
}
