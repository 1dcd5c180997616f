/** The text of one YAML document and where it begins in its file. */
export interface Chunk {
  readonly text: string;
  readonly offset: number;
}

/** `---` and `...` at the start of a line are markers, even inside a scalar: https://yaml.org/spec/1.2.2/#rule-c-forbidden */
const MARKER = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;

/**
 * Cuts a file into its documents, so that a broken one never hides the others.
 * A document keeps its leading `---`. What holds only blanks and comments is no document.
 */
export function splitDocuments(text: string): Chunk[] {
  const cuts: number[] = [0];
  for (const marker of text.matchAll(MARKER)) {
    const from = cuts.at(-1) ?? 0;
    if (marker[0] === '---' && isDirectives(text.slice(from, marker.index))) continue;
    cuts.push(marker[0] === '---' ? marker.index : marker.index + marker[0].length);
  }
  const chunks: Chunk[] = [];
  for (const [index, offset] of cuts.entries()) {
    const end = cuts[index + 1] ?? text.length;
    const chunk = text.slice(offset, end).replace(/\n\.\.\.$/, '\n');
    if (!isBlank(chunk)) chunks.push({ text: chunk, offset });
  }
  return chunks;
}

function isBlank(text: string): boolean {
  // A comment runs to its line's end and nowhere else: with one way to read a text, the time stays linear.
  return /^(?:\uFEFF|---(?=[ \t\r\n]|$)|[ \t\r\n]|#[^\n]*(?:\n|$))*$/.test(text);
}

/** `%YAML 1.2` and its like belong to the document that the next marker opens. */
function isDirectives(text: string): boolean {
  return /^%/m.test(text) && /^(?:\uFEFF|[%#][^\n]*(?:\n|$)|\s)*$/.test(text);
}
