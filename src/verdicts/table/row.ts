import type { Direction, Policy, Rule, Tier } from '../../model/policy.ts';
import type { ConnectionId } from '../../sets/connection-table.ts';
import type { Ledger, TierInForce } from '../decide.ts';
import type { EndpointClass } from './classes.ts';
import type { FateId, Fates } from './fates.ts';
import { isMember, listOf, type Members } from './members.ts';
import type { Plane } from './plane.ts';

/** What one end lets pass to or from every class: one answer for nearly all, and the exceptions. */
export interface Row {
  readonly usual: ConnectionId;
  /** Ascending; null: `ids` holds every class. */
  readonly exceptions: Uint16Array | Uint32Array | null;
  /** What passes for each exception. */
  readonly ids: Uint16Array | Uint32Array;
}

/** Above this share of exceptions every class is listed: that takes less space. */
const MANY = 0.6;

export function inRow({ usual, exceptions, ids }: Row, peer: number): ConnectionId {
  if (!exceptions) return ids[peer] ?? usual;
  let low = 0;
  let high = exceptions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((exceptions[middle] as number) < peer) low = middle + 1;
    else high = middle;
  }
  return exceptions[low] === peer ? (ids[low] as number) : usual;
}

/** Whose policies are asked, in which direction, about which traffic. */
export interface Asked {
  readonly direction: Direction;
  readonly subject: EndpointClass;
  readonly plane: Plane;
}

/** The ledger that counts for all classes at once: what nothing was said about is kept as one. */
export class RowLedger implements Ledger {
  private readonly classes: readonly EndpointClass[];
  private readonly fates: Fates;
  /** The fates of the classes that something was said about; of the others, `usual`. */
  private readonly fateOf: Uint32Array;
  /** In which row a class was last spoken about. */
  private readonly spokenIn: Uint32Array;
  private readonly spoken: Uint32Array;
  /** Fates that must not change with the others. */
  private readonly kept: Uint32Array;
  private count = 0;
  private rows = 0;
  private usual: FateId = 0;
  private asked: Asked | null = null;

  constructor(classes: readonly EndpointClass[], fates: Fates) {
    this.classes = classes;
    this.fates = fates;
    this.fateOf = new Uint32Array(classes.length);
    this.spokenIn = new Uint32Array(classes.length);
    this.spoken = new Uint32Array(classes.length);
    this.kept = new Uint32Array(classes.length);
  }

  /** Begins a row. A row must be taken before the next one begins. */
  begin(asked: Asked): void {
    this.asked = asked;
    this.count = 0;
    this.rows += 1;
    this.usual = this.fates.start;
  }

  apply(rule: Rule, _policy: Policy, _tier: Tier): void {
    if (!this.asked) throw new Error('no row has begun');
    const { direction, subject, plane } = this.asked;
    const compiled = plane.compile(rule);
    if (compiled.subject && !isMember(compiled.subject, subject.index)) return;
    const traffic = compiled.traffic ?? (direction === 'ingress' ? plane.trafficAt(rule, subject) : null);
    if (traffic === null) this.applyAtDestinations(rule, plane, compiled.peer);
    else this.move(compiled.peer, (fate) => this.fates.afterRule(fate, rule.action, traffic));
  }

  endTier({ tier }: TierInForce): void {
    this.moveAll((fate) => this.fates.afterTier(fate, tier.defaultAction));
  }

  /** Ends the row. */
  take(): Row {
    const size = this.classes.length;
    const usual = this.fates.allowedBy(this.usual);
    let largest = usual;
    let count = 0;
    for (let at = 0; at < this.count; at += 1) {
      const peer = this.spoken[at] as number;
      const id = this.fates.allowedBy(this.fateOf[peer] as number);
      if (id === usual) continue;
      this.fateOf[peer] = id;
      if (id > largest) largest = id;
      this.spoken[count] = peer;
      count += 1;
    }
    const found = this.spoken.subarray(0, count);
    const numbers = largest < 0x10000 && size < 0x10000 ? Uint16Array : Uint32Array;
    if (count > size * MANY) {
      const ids = new numbers(size).fill(usual);
      for (let at = 0; at < count; at += 1) ids[found[at] as number] = this.fateOf[found[at] as number] as number;
      return { usual, exceptions: null, ids };
    }
    const exceptions = new numbers(found).sort();
    const ids = new numbers(count);
    for (let at = 0; at < count; at += 1) ids[at] = this.fateOf[exceptions[at] as number] as number;
    return { usual, exceptions, ids };
  }

  /** What a rule means is looked up at each destination. */
  private applyAtDestinations(rule: Rule, plane: Plane, peers: Members): void {
    for (const peer of listOf(peers)) {
      this.speakOf(peer);
      const traffic = plane.trafficAt(rule, this.classes[peer] as EndpointClass);
      this.fateOf[peer] = this.fates.afterRule(this.fateOf[peer] as number, rule.action, traffic);
    }
  }

  private move({ list, bits, others }: Members, next: (fate: FateId) => FateId): void {
    if (others) {
      this.moveAllBut(others, next);
      return;
    }
    const { fateOf, spoken, spokenIn, rows, usual } = this;
    let { count } = this;
    // Neighbours mostly share a fate, and so what becomes of it.
    let before = usual;
    let after = next(usual);
    const end = list ? list.length : (bits?.length ?? 0);
    for (let at = 0; at < end; at += 1) {
      // A list is a word of one peer after the other.
      let rest = list ? 1 : (bits?.[at] as number);
      for (; rest !== 0; rest &= rest - 1) {
        const peer = list ? (list[at] as number) : (at << 5) + 31 - Math.clz32(rest & -rest);
        let fate = usual;
        if (spokenIn[peer] === rows) fate = fateOf[peer] as number;
        else {
          spokenIn[peer] = rows;
          spoken[count] = peer;
          count += 1;
        }
        if (fate !== before) {
          before = fate;
          after = next(fate);
        }
        fateOf[peer] = after;
      }
    }
    this.count = count;
  }

  /** What is said about nearly all is said about the usual ones; the others are set apart from them first. */
  private moveAllBut(others: Uint32Array, next: (fate: FateId) => FateId): void {
    for (let at = 0; at < others.length; at += 1) {
      const peer = others[at] as number;
      this.speakOf(peer);
      this.kept[at] = this.fateOf[peer] as number;
    }
    this.moveAll(next);
    for (let at = 0; at < others.length; at += 1) this.fateOf[others[at] as number] = this.kept[at] as number;
  }

  private moveAll(next: (fate: FateId) => FateId): void {
    let before = -1;
    let after = -1;
    for (let at = 0; at < this.count; at += 1) {
      const peer = this.spoken[at] as number;
      const fate = this.fateOf[peer] as number;
      if (fate !== before) {
        before = fate;
        after = next(fate);
      }
      this.fateOf[peer] = after;
    }
    this.usual = next(this.usual);
  }

  /** A class of which something is said has a fate of its own from now on. */
  private speakOf(peer: number): void {
    if (this.spokenIn[peer] === this.rows) return;
    this.spokenIn[peer] = this.rows;
    this.spoken[this.count] = peer;
    this.count += 1;
    this.fateOf[peer] = this.usual;
  }
}
