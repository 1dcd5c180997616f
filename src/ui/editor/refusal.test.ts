import { expect, test } from 'vitest';
import { refusalOf } from './refusal.ts';

test('a text that is too long is told with its length and the limit', () => {
  expect(refusalOf(10_485_760)).toBe(
    'The pasted text has 10,485,760 characters. More than 1,000,000 are not read here, so it was left out.',
  );
});
