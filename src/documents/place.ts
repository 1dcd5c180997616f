/** 1-based, as editors and compilers count. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where line breaks are in one text, to turn offsets into places in logarithmic time. */
export interface LineIndex {
  placeOf(offset: number): Place;
  /** The text of a 1-based line, without its break; empty beyond the end. */
  lineAt(line: number): string;
}

/** Reads the text once; every look-up after that is a binary search. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);

  const placeOf = (offset: number): Place => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  const lineAt = (line: number): string => {
    const start = starts[line - 1];
    if (start === undefined) return '';
    const end = starts[line] ?? text.length + 1;
    return text.slice(start, end - 1).replace(/\r$/, '');
  };
  return { placeOf, lineAt };
}
