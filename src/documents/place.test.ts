import { expect, it } from 'vitest';
import { indexLines } from './place.ts';

// Lines and columns count from 1; a line break belongs to the line that it ends.
it.each([
  ['', 0, '1:1'],
  ['abc', 0, '1:1'],
  ['abc', 3, '1:4'],
  ['a\nbc', 1, '1:2'],
  ['a\nbc', 2, '2:1'],
  ['a\nbc', 3, '2:2'],
  ['a\n\n\nb', 3, '3:1'],
  ['a\r\nb', 3, '2:1'],
  ['a\n', 2, '2:1'],
])('in %j, offset %i is at %s', (text, offset, place) => {
  const { line, column } = indexLines(text).placeOf(offset);
  expect(`${line}:${column}`).toBe(place);
});

it('gives lines without their breaks', () => {
  const { lineAt } = indexLines('a\rb\r\n\nc');
  expect([1, 2, 3, 4].map(lineAt)).toEqual(['a\rb', '', 'c', '']);
});
