import type { Policy } from '../../model/policy.ts';
import type { Problem, Severity } from '../../model/problem.ts';
import type { Simulation } from '../../simulation.ts';
import { linesOf } from '../../store/lines.ts';
import { type Mark, podsSelectedBy, selectsInWords } from '../../store/marks.ts';

/** Words behind the text of a line, and the look of the line itself; lines are 1-based. */
export interface LineAdornment {
  readonly line: number;
  /** The wash and the bar; null: only words. */
  readonly tone: Mark['tone'] | null;
  readonly words: string;
}

export interface Squiggle {
  readonly severity: Severity;
  readonly message: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Every policy that a file holds, in the order of the text. */
export function policiesIn(simulation: Simulation, file: string): readonly Policy[] {
  return simulation.tiers
    .flatMap((tier) => tier.policies)
    .filter((policy) => policy.origin.file === file)
    .toSorted((one, other) => one.origin.start - other.origin.start);
}

/** "selects 3 pods", quietly, on the line where each policy says whom it selects. */
export function subjectCounts(simulation: Simulation, file: string, text: string): readonly LineAdornment[] {
  const lines = linesOf(text);
  return policiesIn(simulation, file).map((policy) => ({
    line: lines.placeOf(policy.subjectOrigin.start).line,
    tone: null,
    words: selectsInWords(podsSelectedBy(simulation, policy)),
  }));
}

/**
 * The lines that decided, one adornment for each: the first tone and note of a line win.
 * `fits` says whether a line has room for words behind its text.
 */
export function markedLines(
  marks: readonly Mark[],
  file: string,
  text: string,
  fits: (line: number, words: string) => boolean,
): readonly LineAdornment[] {
  const lines = linesOf(text);
  const marked = new Map<number, LineAdornment>();
  for (const { origin, tone, note, shortNote } of marks) {
    if (origin.file !== file) continue;
    const { line } = lines.placeOf(origin.start);
    if (marked.has(line)) continue;
    const words = [note, shortNote].find((candidate) => fits(line, candidate)) ?? '';
    marked.set(line, { line, tone, words });
  }
  return [...marked.values()];
}

/** Where the text is at fault. An empty place is widened to the character beside it, so that it can be seen. */
export function squiggles(problems: readonly Problem[], file: string, text: string): readonly Squiggle[] {
  const lines = linesOf(text);
  return problems
    .filter((problem) => problem.origin.file === file)
    .map(({ severity, message, origin }) => {
      const start = lines.placeOf(origin.start);
      const end = lines.placeOf(Math.max(origin.end, origin.start + 1));
      return {
        severity,
        message,
        startLine: start.line,
        startColumn: start.column,
        endLine: end.line,
        endColumn: end.column,
      };
    });
}
