import type { Place } from '../../documents/place.ts';
import type { Problem, Severity } from '../../model/problem.ts';
import type { SourceFile } from '../../model/source.ts';
import { linesOf } from '../../store/lines.ts';

/** A problem where a person can go to. */
export interface PlacedProblem {
  readonly problem: Problem;
  readonly place: Place;
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Worst first, then in the order of the files and lines. */
export function placeProblems(problems: readonly Problem[], files: readonly SourceFile[]): readonly PlacedProblem[] {
  const textOf = new Map(files.map((file) => [file.name, file.text]));
  const order = new Map(files.map((file, at) => [file.name, at]));
  return problems
    .map((problem) => ({
      problem,
      place: linesOf(textOf.get(problem.origin.file) ?? '').placeOf(problem.origin.start),
    }))
    .toSorted(
      (one, other) =>
        RANK[one.problem.severity] - RANK[other.problem.severity] ||
        (order.get(one.problem.origin.file) ?? 0) - (order.get(other.problem.origin.file) ?? 0) ||
        one.problem.origin.start - other.problem.origin.start,
    );
}

/** "1 error, 2 hints"; "No problems". */
export function countInWords(problems: readonly Problem[]): string {
  const words: readonly (readonly [Severity, string])[] = [
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'hint'],
  ];
  const counts = words.flatMap(([severity, word]) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`];
  });
  return counts.length === 0 ? 'No problems' : counts.join(', ');
}
