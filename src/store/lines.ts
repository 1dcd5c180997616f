import { indexLines, type LineIndex } from '../documents/place.ts';

const KEPT = 64;
/** Longer policy files are refused unread, and what is said about them stands at their beginning. In characters. */
export const MAX_FILE_LENGTH = 1_000_000;

const indexes = new Map<string, LineIndex>();

/** The line index of a text; a text that was asked about lately is not read again. */
export function linesOf(text: string): LineIndex {
  if (text.length > MAX_FILE_LENGTH) return linesOfLong(text);
  const known = indexes.get(text);
  if (known !== undefined) return known;
  const oldest = indexes.size >= KEPT ? indexes.keys().next().value : undefined;
  if (oldest !== undefined) indexes.delete(oldest);
  const index = indexLines(text);
  indexes.set(text, index);
  return index;
}

const BEGINNING = 1000;
const longIndexes = new Map<string, LineIndex>();

/** A long text is read through only when somebody asks for what is not at its beginning. */
function linesOfLong(text: string): LineIndex {
  const known = longIndexes.get(text);
  if (known !== undefined) return known;
  const beginning = indexLines(text.slice(0, BEGINNING));
  let all: LineIndex | null = null;
  const whole = () => {
    all ??= indexLines(text);
    return all;
  };
  const index: LineIndex = {
    placeOf: (offset) => (offset < BEGINNING ? beginning : whole()).placeOf(offset),
    lineAt: (line) => whole().lineAt(line),
  };
  // One of them at a time: it is the cluster's, or what was just pasted.
  longIndexes.clear();
  longIndexes.set(text, index);
  return index;
}
