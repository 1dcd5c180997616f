import type { Action, Tier } from '../../model/policy.ts';
import type { ConnectionId, ConnectionTable } from '../../sets/connection-table.ts';
import { SENDS_TO } from '../decide.ts';

/** The number of a fate. */
export type FateId = number;

/** The connections between two ends, by what became of them so far; what was denied is none of them. */
interface Fate {
  /** What no rule of the tier that is being asked has decided. */
  readonly open: ConnectionId;
  /** What goes on to the next tier whatever else this one says. */
  readonly passed: ConnectionId;
  readonly allowed: ConnectionId;
}

/** More numbers of connections than there are: a fate and what happens to it must stay one exact number. */
const LIMIT = 0x4000000;
const ACTIONS: { readonly [A in Action]: number } = { allow: 0, deny: 1, pass: 2, log: 3 };

/**
 * Where connections stand while tiers are asked, without the reasons. There are few different fates in a cluster, so
 * what a rule does to one is worked out once.
 */
export class Fates {
  readonly start: FateId;
  private readonly connections: ConnectionTable;
  private readonly fates: Fate[] = [];
  private readonly ids = new Map<string, FateId>();
  private readonly afterRules = new Map<number, FateId>();
  private readonly afterTiers = { deny: new Map<FateId, FateId>(), pass: new Map<FateId, FateId>() };

  constructor(connections: ConnectionTable) {
    this.connections = connections;
    this.start = this.idOf({ open: connections.all, passed: connections.none, allowed: connections.none });
  }

  /** What becomes of a fate by a rule that matches some connections. */
  afterRule(id: FateId, action: Action, matched: ConnectionId): FateId {
    const key = (id * 4 + ACTIONS[action]) * LIMIT + matched;
    let after = this.afterRules.get(key);
    if (after === undefined) {
      after = this.idOf(this.decide(this.fateOf(id), action, matched));
      this.afterRules.set(key, after);
    }
    return after;
  }

  /** What becomes of a fate when all rules of a tier were asked. */
  afterTier(id: FateId, defaultAction: Tier['defaultAction']): FateId {
    const known = this.afterTiers[defaultAction];
    let after = known.get(id);
    if (after === undefined) {
      const { open, passed, allowed } = this.fateOf(id);
      const on = defaultAction === 'deny' ? passed : this.connections.union(open, passed);
      after = this.idOf({ open: on, passed: this.connections.none, allowed });
      known.set(id, after);
    }
    return after;
  }

  /** What is allowed in the end: also what every tier passed on. */
  allowedBy(id: FateId): ConnectionId {
    const { open, allowed } = this.fateOf(id);
    return this.connections.union(allowed, open);
  }

  private decide({ open, passed, allowed }: Fate, action: Action, matched: ConnectionId): Fate {
    const sets = this.connections;
    const hit = sets.intersection(open, matched);
    const rest = sets.difference(open, matched);
    switch (SENDS_TO[action]) {
      case 'allowed':
        return { open: rest, passed, allowed: sets.union(allowed, hit) };
      case 'denied':
        return { open: rest, passed, allowed };
      case 'passed':
        return { open: rest, passed: sets.union(passed, hit), allowed };
      case 'on':
        return { open, passed, allowed };
    }
  }

  private idOf(fate: Fate): FateId {
    const text = `${fate.open} ${fate.passed} ${fate.allowed}`;
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.fates.length;
      this.fates.push(fate);
      this.ids.set(text, id);
    }
    return id;
  }

  private fateOf(id: FateId): Fate {
    const fate = this.fates[id];
    if (!fate) throw new Error(`no fate has the number ${id}`);
    return fate;
  }
}
