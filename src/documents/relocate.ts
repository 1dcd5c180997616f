import type { Origin } from '../model/origin.ts';
import type { Locate } from './report.ts';
import type { Chunk } from './split.ts';

/** Places in a document as it stands. */
export function locateIn(file: string, chunk: Chunk): Locate {
  return ({ start, end }) => ({ file, start: chunk.offset + start, end: chunk.offset + end });
}

/**
 * Places of an earlier text of a document, in the text as it stands now: what was typed lies between
 * a common beginning and a common end, and only what lies behind it has moved.
 */
export function relocate(file: string, earlier: string, now: Chunk): Locate {
  const shorter = Math.min(earlier.length, now.text.length);
  let head = 0;
  while (head < shorter && earlier[head] === now.text[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && earlier.at(-1 - tail) === now.text.at(-1 - tail)) tail += 1;
  const tailStart = earlier.length - tail;
  const shift = now.text.length - earlier.length;
  const moved = (offset: number): number => {
    if (offset <= head) return offset;
    return offset >= tailStart ? offset + shift : head;
  };
  return ({ start, end }): Origin => ({
    file,
    start: now.offset + moved(start),
    end: now.offset + Math.max(moved(end), moved(start)),
  });
}
