import { indexLines, type LineIndex } from '../documents/place.ts';

const KEPT = 64;
/** Longer files are refused unread, and what is said about them stands at their beginning. In characters. */
export const MAX_FILE_LENGTH = 1_000_000;

const indexes = new Map<string, LineIndex>();

/** The line index of a text; a text that was asked about lately is not read again. */
export function linesOf(text: string): LineIndex {
  if (text.length > MAX_FILE_LENGTH) return indexLines(text.slice(0, 1000));
  const known = indexes.get(text);
  if (known !== undefined) return known;
  const oldest = indexes.size >= KEPT ? indexes.keys().next().value : undefined;
  if (oldest !== undefined) indexes.delete(oldest);
  const index = indexLines(text);
  indexes.set(text, index);
  return index;
}
