import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import type { ProblemCode } from '../model/problem.ts';
import type { Entry, MapNode, Node } from './node.ts';
import { resolvePlain } from './scalar.ts';

/** A fault in the text of one document; offsets as in `Node`. */
export interface ParseFault {
  readonly code: ProblemCode;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Either a value, or the faults that keep the text from being one. */
export interface Parsed {
  readonly root: Node | null;
  readonly faults: readonly ParseFault[];
}

const MAX_DEPTH = 100;
/** More nodes than any manifest has, once aliases are written out. */
const MAX_EXPANDED_NODES = 2_000_000;
/** A list of a whole cluster may have more, as long as they are really written: aliases may not make them so many times more. */
const MAX_GROWTH = 4;

/** Reads the text of one document. Never throws: what is wrong comes back as faults with places. */
export function parseDocument(source: string): Parsed {
  let events: Event[];
  try {
    events = parseEvents(source, { maxDepth: MAX_DEPTH });
  } catch (error) {
    return { root: null, faults: [yamlFault(error, source)] };
  }
  const builder = new TreeBuilder(source, events);
  const root = builder.build();
  return builder.faults.length > 0 ? { root: null, faults: builder.faults } : { root, faults: [] };
}

function yamlFault(error: unknown, source: string): ParseFault {
  if (!(error instanceof YAMLException)) throw error;
  // A fault found at the end is shown on the last character rather than on what is empty behind it.
  const last = Math.max(0, source.trimEnd().length - 1);
  const start = Math.min(error.mark?.position ?? 0, last);
  return { code: 'bad-yaml', message: `This cannot be read as YAML: ${error.reason}.`, start, end: start + 1 };
}

/** Walks the events once. Offsets stay those of the source. */
class TreeBuilder {
  readonly faults: ParseFault[] = [];
  private readonly anchors = new Map<string, Node>();
  /** How many nodes a shared node stands for, aliases written out. */
  private readonly expanded = new Map<Node, number>();
  /** How many nodes stand in the text. */
  private written = 0;
  private mergedEntries = 0;
  private next = 0;
  /** Where the last thing with a place ended: the place of an empty value. */
  private lastEnd = 0;

  private readonly source: string;
  private readonly events: readonly Event[];

  constructor(source: string, events: readonly Event[]) {
    this.source = source;
    this.events = events;
  }

  build(): Node | null {
    this.next = 1; // the document event
    const first = this.events[this.next];
    if (!first || first.type === EVENT_ID.POP) return null;
    return this.node();
  }

  private node(): Node {
    const event = this.events[this.next];
    this.next += 1;
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.remember(this.scalar(event), 1, event);
      case EVENT_ID.SEQUENCE: {
        const list: Node[] = [];
        this.lastEnd = Math.max(this.lastEnd, event.start);
        while (!this.atPop()) list.push(this.node());
        const end = this.collectionEnd(event.start);
        const size = list.reduce((sum, item) => sum + this.sizeOf(item), 1);
        return this.remember({ type: 'list', items: list, start: event.start, end }, size, event);
      }
      case EVENT_ID.MAPPING: {
        this.lastEnd = Math.max(this.lastEnd, event.start);
        return this.map(event);
      }
      case EVENT_ID.ALIAS: {
        const name = this.source.slice(event.anchorStart, event.anchorEnd);
        this.lastEnd = event.anchorEnd;
        const target = this.anchors.get(name);
        if (target) return target;
        return this.fault('bad-yaml', `No anchor is called ${name}.`, event.anchorStart, event.anchorEnd);
      }
      default:
        return this.fault('bad-yaml', 'The document ends in the middle of a value.', this.lastEnd, this.lastEnd);
    }
  }

  private map(event: Extract<Event, { type: typeof EVENT_ID.MAPPING }>): Node {
    const own: Entry[] = [];
    const merged: Entry[] = [];
    const seen = new Set<string>();
    let size = 1;
    while (!this.atPop()) {
      const keyNode = this.node();
      const value = this.node();
      size += 1 + this.sizeOf(value);
      if (keyNode.type !== 'scalar') {
        this.fault('bad-yaml', 'A key must be a single word or string.', keyNode.start, keyNode.end);
        continue;
      }
      const key = String(keyNode.value);
      if (key === '<<') {
        for (const source of value.type === 'list' ? value.items : [value]) this.merge(source, merged);
        continue;
      }
      if (seen.has(key))
        this.fault('bad-yaml', `The key ${key} is given twice in the same place.`, keyNode.start, keyNode.end);
      seen.add(key);
      own.push({ key, keyStart: keyNode.start, keyEnd: keyNode.end, value });
    }
    for (const inherited of merged) {
      if (seen.has(inherited.key)) continue;
      seen.add(inherited.key);
      own.push(inherited);
    }
    const end = this.collectionEnd(event.start);
    const node: MapNode = { type: 'map', entries: own, start: event.start, end };
    return this.remember(node, size, event);
  }

  private scalar(event: Extract<Event, { type: typeof EVENT_ID.SCALAR }>): Node {
    if (event.valueStart < 0) {
      const place = this.emptyPlace();
      this.lastEnd = place;
      return { type: 'scalar', value: null, start: place, end: place };
    }
    const value = getScalarValue(this.source, event);
    const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    const start = quoted ? event.valueStart - 1 : event.valueStart;
    const end = quoted ? event.valueEnd + 1 : event.valueEnd;
    this.lastEnd = end;
    const isText = event.style !== SCALAR_STYLE.PLAIN || (event.tagStart >= 0 && this.isTextTag(event));
    return { type: 'scalar', value: isText ? value : resolvePlain(value), start, end };
  }

  private isTextTag(event: { readonly tagStart: number; readonly tagEnd: number }): boolean {
    return ['!', '!!str'].includes(this.source.slice(event.tagStart, event.tagEnd));
  }

  /** An empty value stands right behind its key's colon or its item's dash. */
  private emptyPlace(): number {
    const next = /[ \t]*(?::|\r?\n\s*-|-)/y;
    next.lastIndex = this.lastEnd;
    return next.test(this.source) ? next.lastIndex : this.lastEnd;
  }

  /** A collection ends where the last thing in it was written: for an alias or a merged key that is not its value's end. */
  private collectionEnd(start: number): number {
    const opening = this.source[start];
    let end = Math.max(this.lastEnd, start + 1);
    if (opening === '{' || opening === '[') {
      const closing = /(?:[\s,]|#[^\n]*\n)*[\]}]/y;
      closing.lastIndex = end;
      if (closing.test(this.source)) end = closing.lastIndex;
    }
    this.lastEnd = end;
    return end;
  }

  private remember(
    node: Node,
    size: number,
    event: { readonly anchorStart: number; readonly anchorEnd: number },
  ): Node {
    this.written += 1;
    if (node.type !== 'scalar') this.expanded.set(node, size);
    if (size > MAX_EXPANDED_NODES && size > this.written * MAX_GROWTH) this.refuseToGrow(node);
    if (event.anchorStart >= 0) this.anchors.set(this.source.slice(event.anchorStart, event.anchorEnd), node);
    return node;
  }

  /** `<<` copies what an alias only shares, so what it copies is counted for the document as a whole. */
  private merge(source: Node, into: Entry[]): void {
    if (source.type !== 'map') {
      this.fault('bad-yaml', 'What << merges must be an object, or a list of objects.', source.start, source.end);
      return;
    }
    this.mergedEntries += source.entries.length;
    if (this.mergedEntries > MAX_EXPANDED_NODES) this.refuseToGrow(source);
    else for (const entry of source.entries) into.push(entry);
  }

  private refuseToGrow({ start, end }: Node): void {
    if (this.faults.some(({ code }) => code === 'alias-bomb')) return;
    this.fault('alias-bomb', 'Aliases make this document grow beyond any use, so it is not read.', start, end);
  }

  private sizeOf(node: Node): number {
    return this.expanded.get(node) ?? 1;
  }

  private atPop(): boolean {
    const event = this.events[this.next];
    if (event && event.type !== EVENT_ID.POP) return false;
    this.next += 1;
    return true;
  }

  private fault(code: ProblemCode, message: string, start: number, end: number): Node {
    this.faults.push({ code, message, start, end });
    return { type: 'scalar', value: null, start, end };
  }
}
