import { expect, it } from 'vitest';
import { locateIn, relocate } from './relocate.ts';

/** A text with one place marked: "a: [b]c" is "a: bc" with the place of "b". */
function marked(notation: string): { readonly text: string; readonly start: number; readonly end: number } {
  const start = notation.indexOf('[');
  const end = notation.indexOf(']') - 1;
  return { text: notation.replace('[', '').replace(']', ''), start, end };
}

it('finds places of a document in its file', () => {
  const locate = locateIn('a.yaml', { text: 'a: 1', offset: 10 });
  expect(locate({ start: 3, end: 4 })).toEqual({ file: 'a.yaml', start: 13, end: 14 });
});

// A place of the earlier text, and the same place after the edit. What was typed over leaves an empty place behind.
it.each([
  ['nothing changed', 'a: [b]c', 'a: [b]c'],
  ['typed behind it', 'a: [b]', 'a: [b]cd'],
  ['typed before it', 'a: [b]', 'xya: [b]'],
  ['a line removed before it', 'x\ny\n[z]', 'y\n[z]'],
  ['a line removed behind it', 'x\n[y]\nz', 'x\n[y]'],
  ['typed inside it', 'a: [bc]d', 'a: [bxc]d'],
  ['part of it removed', 'a: [bcd]e', 'a: [bd]e'],
  ['it was replaced', 'a: [b]\nc', 'a: [xyz]\nc'],
  ['it was replaced, and what is behind it too', 'a: [bcd]\n', 'a: []xy'],
  ['it was removed', 'a: [b]\nc', 'a: []\nc'],
  ['everything was removed', 'a: [b]', '[]'],
])('%s', (_, before, after) => {
  const earlier = marked(before);
  const now = marked(after);
  const place = relocate('a.yaml', earlier.text, { text: now.text, offset: 100 })(earlier);
  expect(place).toEqual({ file: 'a.yaml', start: 100 + now.start, end: 100 + now.end });
});

it('never points outside of the text, whatever was edited', () => {
  const texts = ['', 'a', 'aa', 'aba', 'abab', 'ba\nba', 'aaaa'];
  for (const earlier of texts)
    for (const text of texts)
      for (let start = 0; start <= earlier.length; start += 1)
        for (let end = start; end <= earlier.length; end += 1) {
          const place = relocate('a.yaml', earlier, { text, offset: 0 })({ start, end });
          expect(place.start).toBeGreaterThanOrEqual(0);
          expect(place.end).toBeGreaterThanOrEqual(place.start);
          expect(place.end).toBeLessThanOrEqual(text.length);
        }
});
