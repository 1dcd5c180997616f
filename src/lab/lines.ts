import { indexLines, type LineIndex } from '../documents/place.ts';
import type { Origin } from '../model/origin.ts';
import type { SourceFile } from '../model/source.ts';
import type { Quotation } from './report.ts';

const KEPT = 64;

const indexes = new Map<string, LineIndex>();

/** The line index of a text; a text that was asked about lately is not read again. */
export function linesOf(text: string): LineIndex {
  const known = indexes.get(text);
  if (known !== undefined) return known;
  const oldest = indexes.size >= KEPT ? indexes.keys().next().value : undefined;
  if (oldest !== undefined) indexes.delete(oldest);
  const index = indexLines(text);
  indexes.set(text, index);
  return index;
}

/** The line that an origin is on, ready to show; null when its file is not among the sources. */
export function quotationOf(sources: readonly SourceFile[], { file, start }: Origin): Quotation | null {
  const text = sources.find(({ name }) => name === file)?.text;
  if (text === undefined) return null;
  const lines = linesOf(text);
  const { line, column } = lines.placeOf(start);
  return { file, line, column, text: lines.lineAt(line).trim() };
}
