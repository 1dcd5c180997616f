import { field, type Node, text as textOf } from '../documents/node.ts';
import { parseDocument } from '../documents/parse.ts';
import { splitDocuments } from '../documents/split.ts';
import { jsonElements, jsonMembers, jsonText, prettyJson, type Range } from './json-scan.ts';
import { isPolicy, kindOf, kindOfItems, type Told } from './kind-of.ts';

/** What became of the items of a list. */
export interface Carving {
  /** The policies, each as a document of its own, in their order. */
  readonly policies: readonly string[];
  /** Where they stood in the text. */
  readonly cuts: readonly Range[];
  /** How many items are left in the list, and how many of these are policies that could not be taken out. */
  readonly left: number;
  readonly policiesLeft: number;
}

const ITEMS = /^items:[ \t]*(?:#[^\n]*)?\r?\n/gm;
const ANCHOR_OR_ALIAS = /(?:^|[\s[{,])[&*][\w-]/;

/**
 * Takes the policies out of a list, each with its own text: comments and format survive. What cannot be taken out
 * without a doubt about its meaning stays. null: the items cannot be told apart, so all of them stay.
 */
export function carveList(list: string, told: Told): Carving | null {
  const members = jsonMembers(list);
  return members === null ? carveYaml(list, told) : carveJson(list, told, members);
}

function carveJson(list: string, told: Told, members: NonNullable<ReturnType<typeof jsonMembers>>): Carving | null {
  const array = members.find(({ key }) => key === 'items');
  if (array === undefined || list[array.start] !== '[') return null;
  const inherited = kindOfItems(told);
  const elements = jsonElements(list, array);
  const policies: string[] = [];
  const cuts: Range[] = [];
  for (const { start, end } of elements) {
    const text = list.slice(start, end);
    const own = jsonMembers(text);
    if (own === null) continue;
    const apiVersion = jsonText(text, own, 'apiVersion');
    const kind = jsonText(text, own, 'kind');
    if (!isPolicy({ apiVersion: apiVersion ?? inherited?.apiVersion ?? '', kind: kind ?? inherited?.kind ?? '' })) {
      continue;
    }
    const added = [
      ...(apiVersion === null && inherited ? [`"apiVersion": ${JSON.stringify(inherited.apiVersion)},`] : []),
      ...(kind === null && inherited ? [`"kind": ${JSON.stringify(inherited.kind)},`] : []),
    ];
    policies.push(prettyJson(text.trim().replace('{', () => `{${added.join('')}`)));
    cuts.push({ start, end });
  }
  // With an element goes the comma behind it; with the last one, the comma before what is cut at the end.
  const isCut = new Set(cuts.map(({ start }) => start));
  const lastKept = elements.findLast(({ start }) => !isCut.has(start));
  const widened = cuts.map(({ start, end }) =>
    lastKept !== undefined && start > lastKept.start ? { start: start - 1, end } : { start, end: end + 1 },
  );
  return { policies, cuts: widened, left: elements.length - cuts.length, policiesLeft: 0 };
}

function carveYaml(list: string, told: Told): Carving | null {
  const items = yamlItems(list);
  if (items === null) return null;
  const inherited = kindOfItems(told);
  const policies: string[] = [];
  const cuts: Range[] = [];
  let policiesLeft = 0;
  for (const item of items) {
    const text = list.slice(item.start, item.end);
    const own = kindOfItem(text, item) ?? inherited;
    if (own === null || !isPolicy(own)) continue;
    const carved = carvedItem(text, item, inherited);
    if (carved === null) {
      policiesLeft += 1;
      continue;
    }
    policies.push(carved);
    cuts.push({ start: item.start, end: item.end });
  }
  return { policies, cuts, left: items.length - policies.length, policiesLeft };
}

interface Item extends Range {
  /** How far the dash is indented, and how much wider the item's own lines are. */
  readonly indent: number;
  readonly width: number;
}

/** The items of the one block list called `items`; comments before an item belong to it. */
function yamlItems(list: string): readonly Item[] | null {
  const heads = [...list.matchAll(ITEMS)];
  const head = heads[0];
  if (head === undefined || heads.length > 1) return null;
  const from = head.index + head[0].length;
  const first = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)-(?=[ \t\r\n])/.exec(list.slice(from, from + 10_000));
  if (first === null) return null;
  const indent = first[1]?.length ?? 0;

  const items: Item[] = [];
  const starts: { readonly dash: number; readonly start: number; readonly width: number }[] = [];
  // Whatever is not deeper than the dashes is the next item, or the end of the list.
  const shallow = new RegExp(`^ {0,${indent}}[^\\s#]`, 'gm');
  shallow.lastIndex = from;
  let end = list.length;
  for (let match = shallow.exec(list); match !== null; match = shallow.exec(list)) {
    const after = list[match.index + indent + 1] ?? '\n';
    if (match[0].length !== indent + 1 || !match[0].endsWith('-') || !/\s/.test(after)) {
      end = match.index;
      break;
    }
    const width = /- */y;
    width.lastIndex = match.index + indent;
    const start = withComments(list, match.index, indent, from);
    starts.push({ dash: match.index, start, width: width.exec(list)?.[0].length ?? 2 });
  }
  for (const [at, { start, width }] of starts.entries()) {
    const next = starts[at + 1]?.start ?? withComments(list, end, indent, start);
    items.push({ start, end: next, indent, width });
  }
  return items;
}

/** The start of the comment lines that stand directly before a line, as far in as the dashes or less. */
function withComments(list: string, line: number, indent: number, from: number): number {
  let start = line;
  while (start > from) {
    const before = list.lastIndexOf('\n', start - 2) + 1;
    const text = list.slice(before, start);
    if (before < from || !/^ *#/.test(text) || text.indexOf('#') > indent) return start;
    start = before;
  }
  return start;
}

const KIND_LINES = new Map<string, RegExp>();

function kindOfItem(text: string, { indent, width }: Item): Told | null {
  const value = (key: string): string => {
    const name = `${key} ${indent} ${width}`;
    const known = KIND_LINES.get(name);
    const start = `^(?: {${indent + width}}| {${indent}}- {${width - 1}})`;
    const line = known ?? new RegExp(`${start}${key}:[ \\t]+(["']?)([\\w./-]+)\\1[ \\t]*(?:#[^\\n]*)?\\r?$`, 'm');
    KIND_LINES.set(name, line);
    return line.exec(text)?.[2] ?? '';
  };
  const told = { apiVersion: value('apiVersion'), kind: value('kind') };
  if (told.apiVersion !== '' && told.kind !== '') return told;
  return kindOf(dedented(text, { indent, width }) ?? '');
}

function carvedItem(text: string, item: Item, inherited: Told | null): string | null {
  const own = dedented(text, item);
  if (own === null || ANCHOR_OR_ALIAS.test(own) || splitDocuments(own).length !== 1) return null;
  const alone = parseDocument(own).root;
  const inList = parseDocument(text).root;
  if (alone?.type !== 'map' || inList?.type !== 'list' || !isSame(alone, inList.items[0])) return null;
  const added = [
    ...(inherited && field(alone, 'apiVersion') === null ? [`apiVersion: ${inherited.apiVersion}\n`] : []),
    ...(inherited && textOf(field(alone, 'kind')) === null ? [`kind: ${inherited.kind}\n`] : []),
  ];
  return `${added.join('')}${own.trimEnd()}\n`;
}

/** An item's lines as far to the left as a document's; null where a line stands further left than the item. */
function dedented(text: string, { indent, width }: Pick<Item, 'indent' | 'width'>): string | null {
  const lines: string[] = [];
  const by = indent + width;
  let isBegun = false;
  for (const line of text.split('\n')) {
    const blanks = /^ */.exec(line)?.[0].length ?? 0;
    const isComment = line[blanks] === '#';
    if (!isBegun && !isComment && line.trim() !== '') {
      isBegun = true;
      lines.push(line.slice(by));
    } else if (blanks >= by) lines.push(line.slice(by));
    else if (line.trim() === '' || isComment) lines.push(line.slice(blanks));
    else return null;
  }
  return lines.join('\n');
}

function isSame(one: Node, other: Node | undefined): boolean {
  if (one.type === 'map') {
    return (
      other?.type === 'map' &&
      one.entries.length === other.entries.length &&
      one.entries.every(({ key, value }, at) => {
        const entry = other.entries[at];
        return entry !== undefined && entry.key === key && isSame(value, entry.value);
      })
    );
  }
  if (one.type === 'list') {
    return (
      other?.type === 'list' &&
      one.items.length === other.items.length &&
      one.items.every((item, at) => isSame(item, other.items[at]))
    );
  }
  return other?.type === 'scalar' && one.value === other.value;
}
