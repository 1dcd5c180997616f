/**
 * A YAML value with its place: offsets into the text of its document, end exclusive.
 * Aliases share the node that they name.
 */
export type Node = ScalarNode | ListNode | MapNode;

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface ScalarNode extends Span {
  readonly type: 'scalar';
  readonly value: string | number | boolean | null;
}

export interface ListNode extends Span {
  readonly type: 'list';
  readonly items: readonly Node[];
}

export interface MapNode extends Span {
  readonly type: 'map';
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: Node;
}

/** The value of a field; null where it is absent or null, which the API treats alike. */
export function field(node: Node | null, key: string): Node | null {
  const value = entry(node, key)?.value;
  return value === undefined || isNull(value) ? null : value;
}

export function entry(node: Node | null, key: string): Entry | null {
  if (node?.type !== 'map') return null;
  return node.entries.find((candidate) => candidate.key === key) ?? null;
}

/** The value at the end of a path of fields; null where the path breaks. */
export function at(node: Node | null, ...path: readonly string[]): Node | null {
  let current = node;
  for (const key of path) current = field(current, key);
  return current;
}

export function entries(node: Node | null): readonly Entry[] {
  return node?.type === 'map' ? node.entries : [];
}

export function items(node: Node | null): readonly Node[] {
  return node?.type === 'list' ? node.items : [];
}

export function text(node: Node | null): string | null {
  return node?.type === 'scalar' && typeof node.value === 'string' ? node.value : null;
}

export function whole(node: Node | null): number | null {
  return node?.type === 'scalar' && typeof node.value === 'number' ? node.value : null;
}

/** The strings of a list; what is no string is left out. */
export function texts(node: Node | null): readonly string[] {
  return items(node).flatMap((item) => text(item) ?? []);
}

export function isNull(node: Node): boolean {
  return node.type === 'scalar' && node.value === null;
}

/** A map of strings without a prototype, so that `constructor` and `__proto__` are keys like others. */
export function textMap(node: Node | null): Readonly<Record<string, string>> {
  const map: Record<string, string> = Object.create(null);
  for (const { key, value } of entries(node)) {
    const string = text(value);
    if (string !== null) map[key] = string;
  }
  return map;
}
