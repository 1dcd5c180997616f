import { expect, test } from 'vitest';
import type { FileReport } from '../../lab/report.ts';
import { markedLines } from './adornments.ts';
import { statusOf } from './status.ts';

const policy = (from: number, status: string) => ({ from, status, subjectLine: from + 6, selects: 'selects 2 pods' });
const report: FileReport = { name: 'a.yaml', fault: null, policies: [policy(1, 'one'), policy(9, 'two')] };

test('the row speaks of the policy that the cursor is in', () => {
  expect(statusOf(report, true, 3).text).toBe('one');
  expect(statusOf(report, true, 12).text).toBe('two');
});

test('the row says that a file is set aside, holds nothing, or is at fault', () => {
  expect(statusOf(report, false, 1).text).toBe('Set aside · changes no verdict');
  expect(statusOf({ ...report, policies: [] }, true, 1).text).toBe('Applied · holds no policy');
  expect(statusOf({ ...report, fault: 'Line 7 cannot be read yet.' }, true, 1)).toEqual({
    text: 'Line 7 cannot be read yet.',
    isFault: true,
  });
});

test('the row is empty until the file has been judged', () => {
  expect(statusOf(null, true, 1).text).toBe('');
});

test('a line is marked once, with the longest note that it has room for', () => {
  const mark = {
    file: 'a.yaml',
    line: 1,
    column: 6,
    tone: 'block',
    note: 'blocks a → b',
    shortNote: 'blocks',
  } as const;
  const lines = (fits: (line: number, words: string) => boolean) => markedLines([mark, mark], 'a.yaml', fits);
  expect(lines(() => true)).toEqual([{ line: 1, tone: 'block', words: 'blocks a → b' }]);
  expect(lines((_, words) => words.length < 8)).toEqual([{ line: 1, tone: 'block', words: 'blocks' }]);
  expect(lines(() => false)).toEqual([{ line: 1, tone: 'block', words: '' }]);
  expect(markedLines([mark], 'other.yaml', () => true)).toEqual([]);
});
