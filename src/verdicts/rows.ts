import type { Direction, Policy, Tier } from '../model/policy.ts';
import type { Selector } from '../model/selector.ts';
import { selects } from '../selectors/selects.ts';
import { ALL_CONNECTIONS, type ConnectionSet, intersection } from '../sets/connections.ts';
import type { EndpointClass } from './classes.ts';
import { allowedBy, askTiers, governs } from './decide.ts';

/** What may pass between classes, without the reasons. */
export interface Rows {
  allowedBetween(from: EndpointClass, to: EndpointClass): ConnectionSet;
  /** How many rows were computed, for tests that count work instead of time. */
  readonly counters: { rows: number; decisions: number };
}

/**
 * Classes that the same policies govern in a direction share one row: what they let pass to or from every class.
 * In a row, classes that the same rules match share one decision, made by the loop that makes all decisions.
 * Nothing here knows of IP versions or gates: where those matter, pairs are judged one by one (`evaluate.ts`).
 */
export function rowsOf(classes: readonly EndpointClass[], tiers: readonly Tier[]): Rows {
  const counters = { rows: 0, decisions: 0 };
  const sets = new SetTable();
  const bitsOf = selectorBits(classes);
  const rows: { readonly [D in Direction]: Map<string, Uint32Array> } = { egress: new Map(), ingress: new Map() };
  const keys = { egress: profileKeys('egress'), ingress: profileKeys('ingress') };

  /** For each class, the policies that govern it, as a key that equal profiles share; null: it lets everything pass. */
  function profileKeys(direction: Direction): readonly (string | null)[] {
    const lists: string[] = classes.map(() => '');
    for (const [index, policy] of tiers.flatMap(({ policies }) => policies).entries()) {
      if (policy.staged || policy.governs[direction] === null) continue;
      const bits = bitsOf(policy.subject);
      const isPersonal = dependsOnSubject(policy, direction);
      for (const each of classes) {
        if (bits[each.index]) lists[each.index] += isPersonal ? `,${index}@${each.index}` : `,${index}`;
      }
    }
    return classes.map(({ index, representative: { kind } }) => {
      const list = lists[index] ?? '';
      return list === '' || kind === 'external' || kind === 'host-network' ? null : list;
    });
  }

  function rowOf(subject: EndpointClass, direction: Direction): Uint32Array | null {
    const key = keys[direction][subject.index] ?? null;
    if (key === null) return null;
    let row = rows[direction].get(key);
    if (!row) {
      row = computeRow(subject, direction);
      rows[direction].set(key, row);
    }
    return row;
  }

  function computeRow(subject: EndpointClass, direction: Direction): Uint32Array {
    counters.rows += 1;
    const policies = tiers
      .flatMap((tier) => tier.policies)
      .filter((policy) => governs(policy, direction, subject.representative));
    const rules = policies.flatMap((policy) => policy.governs[direction]?.rules ?? []);
    const groups = groupPeers(rules.map((rule) => bitsOf(rule.peer)));
    const isNamed = direction === 'egress' && policies.some((policy) => asksDestination(policy, direction));
    const row = new Uint32Array(classes.length);
    const known = new Map<number, number>();
    for (const peer of classes) {
      // Port names and Services are looked up at the destination, so peers cannot share what they ask of it.
      const group = isNamed ? -1 - peer.index : (groups[peer.index] ?? 0);
      let id = known.get(group);
      if (id === undefined) {
        counters.decisions += 1;
        const [from, to] = direction === 'egress' ? [subject, peer] : [peer, subject];
        const ends = { from: from.representative, to: to.representative, family: null, gate: null };
        id = sets.idOf(allowedBy(askTiers(tiers, direction, ends)));
        known.set(group, id);
      }
      row[peer.index] = id;
    }
    return row;
  }

  /** Numbers the classes so that those that match the same selectors have the same number. */
  function groupPeers(columns: readonly Uint8Array[]): Uint32Array {
    const groups = new Uint32Array(classes.length);
    let count = 1;
    for (const bits of new Set(columns)) {
      const split = new Int32Array(count * 2).fill(-1);
      count = 0;
      for (let index = 0; index < groups.length; index += 1) {
        const at = (groups[index] ?? 0) * 2 + (bits[index] ?? 0);
        if (split[at] === -1) {
          split[at] = count;
          count += 1;
        }
        groups[index] = split[at] ?? 0;
      }
    }
    return groups;
  }

  return {
    counters,
    allowedBetween(from, to) {
      const leaving = rowOf(from, 'egress');
      const arriving = rowOf(to, 'ingress');
      const leavingId = leaving ? (leaving[to.index] ?? 0) : sets.all;
      const arrivingId = arriving ? (arriving[from.index] ?? 0) : sets.all;
      return sets.meet(leavingId, arrivingId);
    },
  };
}

/** Which classes a selector selects; asked once for all selectors that say the same. */
function selectorBits(classes: readonly EndpointClass[]): (selector: Selector) => Uint8Array {
  const byObject = new WeakMap<Selector, Uint8Array>();
  const byText = new Map<string, Uint8Array>();
  return (selector) => {
    const known = byObject.get(selector);
    if (known) return known;
    const text = JSON.stringify(selector, (key, value: unknown) => (key === 'origin' ? undefined : value));
    let bits = byText.get(text);
    if (!bits) {
      bits = Uint8Array.from(classes, ({ representative }) => Number(selects(selector, representative)));
      byText.set(text, bits);
    }
    byObject.set(selector, bits);
    return bits;
  };
}

/** Whether what a policy lets pass hangs on more of its subject than being selected. */
function dependsOnSubject(policy: Policy, direction: Direction): boolean {
  const rules = policy.governs[direction]?.rules ?? [];
  const narrows = rules.some(({ subject }) => subject.op !== 'and' || subject.operands.length > 0);
  return narrows || (direction === 'ingress' && asksDestination(policy, direction));
}

/** Whether a rule names ports, or a Service, that are looked up at the destination. */
function asksDestination(policy: Policy, direction: Direction): boolean {
  const rules = policy.governs[direction]?.rules ?? [];
  return rules.some(({ ports, notPorts }) =>
    [...(ports === 'all' ? [] : ports), ...notPorts].some(({ by }) => by !== 'number'),
  );
}

/** Sets of connections by number, so that equal ones are kept once and met once. */
class SetTable {
  readonly all: number;
  private readonly sets: ConnectionSet[] = [];
  private readonly ids = new Map<string, number>();
  private readonly met = new Map<number, ConnectionSet>();

  constructor() {
    this.all = this.idOf(ALL_CONNECTIONS);
  }

  idOf(set: ConnectionSet): number {
    const text = JSON.stringify(set);
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.sets.length;
      this.sets.push(id === 0 ? ALL_CONNECTIONS : set);
      this.ids.set(text, id);
    }
    return id;
  }

  meet(a: number, b: number): ConnectionSet {
    const key = a * 0x100000 + b;
    let met = this.met.get(key);
    if (!met) {
      met = intersection(this.sets[a] ?? {}, this.sets[b] ?? {});
      this.met.set(key, met);
    }
    return met;
  }
}
