import { expect, test } from 'vitest';
import { linesOf, MAX_FILE_LENGTH } from './lines.ts';

test('a long text has its lines as a short one has', () => {
  const lines = Array.from({ length: 200_000 }, (_, at) => `line ${at + 1}`);
  const text = lines.join('\n');
  expect(text.length).toBeGreaterThan(MAX_FILE_LENGTH);
  const index = linesOf(text);
  expect(index.placeOf(0)).toEqual({ line: 1, column: 1 });
  expect(index.placeOf(text.indexOf('line 150000') + 2)).toEqual({ line: 150_000, column: 3 });
  expect(index.lineAt(150_000)).toBe('line 150000');
});
