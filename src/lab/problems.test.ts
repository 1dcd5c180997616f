import { expect, test } from 'vitest';
import type { Problem, Severity } from '../model/problem.ts';
import { countInWords } from './problem-counts.ts';
import { placeProblems } from './problems.ts';

const at = (severity: Severity, file: string, start: number, end = start + 1): Problem => ({
  code: 'bad-value',
  severity,
  message: `${severity} ${file}`,
  origin: { file, start, end },
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
  const { list, counts } = placeProblems(problems, files);
  expect(list.map(({ message, line }) => `${message}:${line}`)).toEqual([
    'error b.yaml:2',
    'error b.yaml:3',
    'error a.yaml:2',
    'info b.yaml:1',
  ]);
  expect(counts).toEqual({ error: 3, warning: 0, info: 1 });
});

test('a fault without length is widened so that it can be seen', () => {
  const files = [{ name: 'a.yaml', text: 'one' }];
  expect(placeProblems([at('error', 'a.yaml', 0, 0)], files).list).toMatchObject([
    { line: 1, column: 1, endLine: 1, endColumn: 2 },
  ]);
});

test('of a great many all are counted and the worst are told', () => {
  const many = Array.from({ length: 3000 }, () => at('info', 'a.yaml', 0));
  const { list, counts } = placeProblems([...many, at('error', 'a.yaml', 0)], [{ name: 'a.yaml', text: 'one' }]);
  expect(counts).toEqual({ error: 1, warning: 0, info: 3000 });
  expect(list.length).toBeLessThan(1000);
  expect(list[0]?.severity).toBe('error');
});

test.each([
  [{}, 'No problems'],
  [{ error: 1 }, '1 error'],
  [{ info: 2, error: 1, warning: 1 }, '1 error, 1 warning, 2 hints'],
])('%j: %s', (counts, words) => {
  expect(countInWords({ error: 0, warning: 0, info: 0, ...counts })).toBe(words);
});
