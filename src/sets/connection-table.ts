import {
  ALL_CONNECTIONS,
  type ConnectionSet,
  difference,
  intersection,
  NO_CONNECTIONS,
  PROTOCOLS,
  union,
} from './connections.ts';

/** The number of a set in a `ConnectionTable`. */
export type ConnectionId = number;

/** More sets than a table is to hold: pairs of numbers must stay exact. */
const LIMIT = 0x4000000;

/** Keeps each set of connections once, under a number: equal sets, equal numbers, and each two are met only once. */
export class ConnectionTable {
  readonly none: ConnectionId;
  readonly all: ConnectionId;
  private readonly sets: ConnectionSet[] = [];
  private readonly ids = new Map<string, ConnectionId>();
  private readonly unions = new Map<number, ConnectionId>();
  private readonly intersections = new Map<number, ConnectionId>();
  private readonly differences = new Map<number, ConnectionId>();

  constructor() {
    this.none = this.idOf(NO_CONNECTIONS);
    this.all = this.idOf(ALL_CONNECTIONS);
  }

  get size(): number {
    return this.sets.length;
  }

  idOf(set: ConnectionSet): ConnectionId {
    const text = textOf(set);
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.sets.length;
      this.sets.push(set);
      this.ids.set(text, id);
    }
    return id;
  }

  setOf(id: ConnectionId): ConnectionSet {
    const set = this.sets[id];
    if (!set) throw new Error(`no set of connections has the number ${id}`);
    return set;
  }

  union(a: ConnectionId, b: ConnectionId): ConnectionId {
    if (a === b || b === this.none) return a;
    if (a === this.none) return b;
    return this.remember(this.unions, a, b, union);
  }

  intersection(a: ConnectionId, b: ConnectionId): ConnectionId {
    if (a === b || b === this.all) return a;
    if (a === this.all) return b;
    if (a === this.none || b === this.none) return this.none;
    return this.remember(this.intersections, a, b, intersection);
  }

  /** What is in `a` and not in `b`. */
  difference(a: ConnectionId, b: ConnectionId): ConnectionId {
    if (a === b || a === this.none || b === this.all) return this.none;
    if (b === this.none) return a;
    return this.remember(this.differences, a, b, difference);
  }

  private remember(
    known: Map<number, ConnectionId>,
    a: ConnectionId,
    b: ConnectionId,
    how: (a: ConnectionSet, b: ConnectionSet) => ConnectionSet,
  ): ConnectionId {
    const key = a * LIMIT + b;
    let id = known.get(key);
    if (id === undefined) {
      id = this.idOf(how(this.setOf(a), this.setOf(b)));
      known.set(key, id);
    }
    return id;
  }
}

function textOf(set: ConnectionSet): string {
  let text = '';
  for (const protocol of PROTOCOLS) {
    const numbers = set[protocol];
    if (numbers) text += `${protocol} ${numbers.join()};`;
  }
  return text;
}
