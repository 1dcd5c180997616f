/** A range of a text, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

interface Member extends Range {
  readonly key: string;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * The members of a JSON object, by the places of their values; null where the text is no JSON object.
 * The values are not read, so that numbers, doubled keys and their order stay as they were written.
 */
export function jsonMembers(text: string): readonly Member[] | null {
  const opening = /^\uFEFF?(?:---(?=[ \t\r\n]))?\s*\{/.exec(text);
  if (opening === null || !isJson(text.slice(opening[0].length - 1))) return null;
  const members: Member[] = [];
  let key: string | null = null;
  let start = -1;
  let depth = 0;
  for (const { 0: token, index } of tokensFrom(text, opening[0].length - 1)) {
    if (depth === 1 && start === -1 && token !== '}' && token !== ',') {
      if (key === null) key = stringOf(token);
      else if (token !== ':') start = index;
    }
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (key !== null && start !== -1 && depth <= 1) {
      members.push({ key, start, end: index + token.length });
      key = null;
      start = -1;
    }
    if (depth === 0) break;
  }
  return members;
}

/** Where the elements of an array stand, each with the blanks around it. */
export function jsonElements(text: string, array: Range): readonly Range[] {
  const elements: Range[] = [];
  let depth = 0;
  let start = array.start + 1;
  for (const { 0: token, index } of tokensFrom(text, array.start)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if ((depth === 1 && token === ',') || depth === 0) {
      if (text.slice(start, index).trim() !== '') elements.push({ start, end: index });
      start = index + 1;
    }
    if (depth === 0) break;
  }
  return elements;
}

/** The text of a string member; null where there is none. */
export function jsonText(text: string, members: readonly Member[], key: string): string | null {
  const member = members.find((candidate) => candidate.key === key);
  return member === undefined || text[member.start] !== '"' ? null : stringOf(text.slice(member.start, member.end));
}

/** Writes JSON over several lines, token by token: nothing in it becomes something else. */
export function prettyJson(text: string): string {
  let out = '';
  let depth = 0;
  let before = '';
  const isOpening = (token: string) => token === '{' || token === '[';
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const { 0: token } of tokensFrom(text, 0)) {
    if (token === '}' || token === ']') {
      depth -= 1;
      if (!isOpening(before)) out += line();
    } else if (isOpening(before) || before === ',') out += line();
    out += token === ':' ? ': ' : token;
    if (isOpening(token)) depth += 1;
    before = token;
  }
  return `${out}\n`;
}

function tokensFrom(text: string, start: number): Iterable<RegExpExecArray> {
  const token = new RegExp(TOKEN);
  token.lastIndex = start;
  return {
    *[Symbol.iterator]() {
      for (let match = token.exec(text); match !== null; match = token.exec(text)) yield match;
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function stringOf(token: string): string {
  return JSON.parse(token) as string;
}
