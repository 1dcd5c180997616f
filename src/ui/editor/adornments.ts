import type { FileReport, Mark } from '../../lab/report.ts';

/** Words behind the text of a line, and the look of the line itself; lines are 1-based. */
export interface LineAdornment {
  readonly line: number;
  /** The wash and the bar; null: only words. */
  readonly tone: Mark['tone'] | null;
  readonly words: string;
}

/** "selects 3 pods", quietly, on the line where each policy says whom it selects. */
export function subjectCounts(report: FileReport | null): readonly LineAdornment[] {
  return (report?.policies ?? []).map(({ subjectLine, selects }) => ({
    line: subjectLine,
    tone: null,
    words: selects,
  }));
}

/**
 * The lines that decided, one adornment for each: the first tone and note of a line win.
 * `fits` says whether a line has room for words behind its text.
 */
export function markedLines(
  marks: readonly Mark[],
  file: string,
  fits: (line: number, words: string) => boolean,
): readonly LineAdornment[] {
  const marked = new Map<number, LineAdornment>();
  for (const { file: name, line, tone, note, shortNote } of marks) {
    if (name !== file || marked.has(line)) continue;
    const words = [note, shortNote].find((candidate) => fits(line, candidate)) ?? '';
    marked.set(line, { line, tone, words });
  }
  return [...marked.values()];
}
