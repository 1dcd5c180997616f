import type { Severity } from '../model/problem.ts';
import type { FoundProblems } from './report.ts';

/** "1 error, 2 hints"; "No problems". */
export function countInWords(counts: FoundProblems['counts']): string {
  const words: readonly (readonly [Severity, string])[] = [
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'hint'],
  ];
  const parts = words.flatMap(([severity, word]) => {
    const count = counts[severity];
    return count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? 'No problems' : parts.join(', ');
}
