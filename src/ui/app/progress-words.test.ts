import { expect, test } from 'vitest';
import { progressInWords } from './progress-words.ts';

test.each([
  [{ step: 'reading', done: 4200, total: 12_700 }, 'Reading 4,200 of 12,700 documents'],
  [{ step: 'reading', done: 0, total: 1 }, 'Reading the files'],
  [{ step: 'building', done: 0, total: 1 }, 'Putting the cluster together'],
] as const)('%j', (progress, words) => {
  expect(progressInWords(progress)).toBe(words);
});
