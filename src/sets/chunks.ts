/** Long enough that there are few pieces, short enough that one is copied in no time. */
const SHIFT = 8;
const LENGTH = 1 << SHIFT;

/** A long list that never changes: a changed copy shares with it all but the pieces that changes are in. */
export class Chunks<T> {
  readonly length: number;
  private readonly pieces: readonly (readonly T[])[];

  private constructor(length: number, pieces: readonly (readonly T[])[]) {
    this.length = length;
    this.pieces = pieces;
  }

  static of<T>(items: readonly T[]): Chunks<T> {
    const pieces: (readonly T[])[] = [];
    for (let at = 0; at < items.length; at += LENGTH) pieces.push(items.slice(at, at + LENGTH));
    return new Chunks(items.length, pieces);
  }

  /** undefined beyond the end. */
  at(index: number): T | undefined {
    return this.pieces[index >>> SHIFT]?.[index & (LENGTH - 1)];
  }

  /** A copy with other items at some places of the list. */
  with(changes: ReadonlyMap<number, T>): Chunks<T> {
    if (changes.size === 0) return this;
    const pieces = this.pieces.slice();
    const own = new Set<number>();
    for (const [index, item] of changes) {
      if (index < 0 || index >= this.length) throw new RangeError(`no place ${index} in a list of ${this.length}`);
      const number = index >>> SHIFT;
      const piece = own.has(number) ? (pieces[number] as T[]) : (pieces[number] ?? []).slice();
      own.add(number);
      piece[index & (LENGTH - 1)] = item;
      pieces[number] = piece;
    }
    return new Chunks(this.length, pieces);
  }
}
