import type { Problem, Severity } from '../model/problem.ts';
import type { SourceFile } from '../model/source.ts';
import { linesOf } from './lines.ts';
import type { FoundProblems, PlacedProblem } from './report.ts';

/** More than anyone reads; a broken paste can have thousands. */
const MOST = 500;

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Worst first, then in the order of the files and lines. */
export function placeProblems(problems: readonly Problem[], files: readonly SourceFile[]): FoundProblems {
  const textOf = new Map(files.map((file) => [file.name, file.text]));
  const order = new Map(files.map((file, at) => [file.name, at]));
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of problems) counts[severity] += 1;
  const list = problems
    .toSorted(
      (one, other) =>
        RANK[one.severity] - RANK[other.severity] ||
        (order.get(one.origin.file) ?? 0) - (order.get(other.origin.file) ?? 0) ||
        one.origin.start - other.origin.start,
    )
    .slice(0, MOST)
    .map((problem) => placed(problem, textOf.get(problem.origin.file) ?? ''));
  return { counts, list };
}

/** An empty place is widened to the character beside it, so that it can be seen. */
function placed({ code, severity, message, origin }: Problem, text: string): PlacedProblem {
  const lines = linesOf(text);
  const { line, column } = lines.placeOf(origin.start);
  const end = lines.placeOf(Math.max(origin.end, origin.start + 1));
  return { code, severity, message, file: origin.file, line, column, endLine: end.line, endColumn: end.column };
}
