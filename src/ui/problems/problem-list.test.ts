import { expect, test } from 'vitest';
import type { Problem, Severity } from '../../model/problem.ts';
import { countInWords, placeProblems } from './problem-list.ts';

const at = (severity: Severity, file: string, start: number): Problem => ({
  code: 'bad-value',
  severity,
  message: `${severity} ${file}`,
  origin: { file, start, end: start + 1 },
});

test('the worst comes first, then the order of files and lines', () => {
  const files = [
    { name: 'b.yaml', text: 'one\ntwo\nthree\n' },
    { name: 'a.yaml', text: 'one\ntwo\n' },
  ];
  const problems = [
    at('info', 'b.yaml', 0),
    at('error', 'a.yaml', 4),
    at('error', 'b.yaml', 8),
    at('error', 'b.yaml', 4),
  ];
  const rows = placeProblems(problems, files).map(({ problem, place }) => `${problem.message}:${place.line}`);
  expect(rows).toEqual(['error b.yaml:2', 'error b.yaml:3', 'error a.yaml:2', 'info b.yaml:1']);
});

test.each([
  [[], 'No problems'],
  [['error'], '1 error'],
  [['info', 'error', 'info', 'warning'], '1 error, 1 warning, 2 hints'],
] as const)('%j: %s', (severities, words) => {
  expect(countInWords(severities.map((severity) => at(severity, 'a.yaml', 0)))).toBe(words);
});
