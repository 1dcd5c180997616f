import { describe, expect, it } from 'vitest';
import { splitDocuments } from './split.ts';

const textsOf = (text: string): string[] => splitDocuments(text).map((chunk) => chunk.text);

describe('splitDocuments', () => {
  // One line per file: what it holds, its text, the texts of its documents.
  it.each<[string, string, string[]]>([
    ['one document', 'a: 1\n', ['a: 1\n']],
    ['two documents; each keeps the marker that opens it', 'a: 1\n---\nb: 2', ['a: 1\n', '---\nb: 2']],
    ['a leading marker opens no document of its own', '---\na: 1', ['---\na: 1']],
    ['content behind a marker', '--- {a: 1}\n--- {b: 2}', ['--- {a: 1}\n', '--- {b: 2}']],
    ['comments before the first marker', '# top\n---\na: 1', ['---\na: 1']],
    ['an indented marker in a block scalar is text', 'a: |\n  ---\n  ...\nb: 1', ['a: |\n  ---\n  ...\nb: 1']],
    ['a marker at the line start ends even a block scalar', 'a: |\n---\nb: 1', ['a: |\n', '---\nb: 1']],
    ['a marker at the line start ends even a quoted scalar', 'a: "x\n---\nb: 1', ['a: "x\n', '---\nb: 1']],
    ['four dashes, or dashes with text behind, are no marker', '----\n---a\n', ['----\n---a\n']],
    ['three dots end a document', 'a: 1\n...\nb: 2', ['a: 1\n', '\nb: 2']],
    ['three dots, twice', 'a: 1\n...\n...\n', ['a: 1\n']],
    ['three dots and then a marker', 'a: 1\n...\n---\nb: 2', ['a: 1\n', '---\nb: 2']],
    ['directives belong to the marker behind them', '%YAML 1.2\n---\na: 1', ['%YAML 1.2\n---\na: 1']],
    ['directives behind three dots, too', 'a: 1\n...\n%YAML 1.2\n---\nb: 2', ['a: 1\n', '\n%YAML 1.2\n---\nb: 2']],
    ['directives behind a comment, too', '# top\n%YAML 1.2\n---\na: 1', ['# top\n%YAML 1.2\n---\na: 1']],
    [
      'directives behind several documents, too',
      'a: 1\n---\nb: 2\n...\n%YAML 1.2\n---\nc: 3',
      ['a: 1\n', '---\nb: 2\n', '\n%YAML 1.2\n---\nc: 3'],
    ],
    ['directives that three dots end', '%YAML 1.2\n...\na: 1', ['%YAML 1.2\n', '\na: 1']],
    ['a comment with a percent sign is no directive', '# 100%\n---\na: 1', ['---\na: 1']],
    ['nor is a percent sign behind a value', 'a: 1\n%b\n---\nc: 1', ['a: 1\n%b\n', '---\nc: 1']],
    ['three dots with text behind are no marker', 'a: 1\n...b\nc', ['a: 1\n...b\nc']],
    ['a marker at the very end', 'a: 1\n---', ['a: 1\n']],
    ['a comment at the very end', 'a: 1\n---\n# b', ['a: 1\n']],
    ['line breaks of Windows', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
    ['a byte order mark', '\uFEFFa: 1\n---\nb: 2', ['\uFEFFa: 1\n', '---\nb: 2']],
    ['nothing', '', []],
    ['blanks, comments, markers and a byte order mark', '\uFEFF \n# one\n---\n\t# two\n--- # three\n---\n', []],
    ['an empty document between others', 'a: 1\n---\n# none\n---\nb: 2', ['a: 1\n', '---\nb: 2']],
  ])('%s', (_, text, documents) => {
    expect(textsOf(text)).toEqual(documents);
  });

  it('says where in the file each document begins', () => {
    for (const text of ['a: 1\n---\nb: 2\n---\nc: 3', '\uFEFFa: 1\r\n...\r\nb: 2', '# x\n---\n\n---\na: 1']) {
      const chunks = splitDocuments(text);
      expect(chunks.length).toBeGreaterThan(0);
      for (const chunk of chunks) expect(text.startsWith(chunk.text, chunk.offset)).toBe(true);
    }
  });

  it('reads a ruler of number signs in one pass', () => {
    // Read in more than one way, these would take longer than the universe has had.
    const ruler = `${'#'.repeat(1000)}\n${'# '.repeat(1000)}\n`;
    expect(textsOf(`${ruler}a: 1`)).toEqual([`${ruler}a: 1`]);
    expect(textsOf(ruler)).toEqual([]);
  });
});
