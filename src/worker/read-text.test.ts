import { expect, test } from 'vitest';
import { readText, UnreadableFile } from './read-text.ts';

const TEXT = 'kind: Pod # größer\n';
const utf16 = (text: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16());
};

test.each([
  ['UTF-8', TEXT],
  ['UTF-8 with its mark', `\uFEFF${TEXT}`],
  ['UTF-16, as Windows writes it', utf16(TEXT, 'le')],
  ['UTF-16 the other way round', utf16(TEXT, 'be')],
])('%s is read', async (_, bytes) => {
  expect(await readText(new Blob([bytes]), () => undefined)).toBe(TEXT);
});

test('a file that arrives in parts is read across their borders, and tells how far it is', async () => {
  const bytes = new TextEncoder().encode('größer');
  const parts = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
      controller.close();
    },
  });
  const file = Object.assign(new Blob([bytes]), { stream: () => parts });
  const told: number[] = [];
  expect(await readText(file, (read) => told.push(read))).toBe('größer');
  expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('what is no text is refused', async () => {
  await expect(readText(new Blob([new Uint8Array([80, 75, 3, 4, 0, 0])]), () => undefined)).rejects.toThrow(
    UnreadableFile,
  );
});
