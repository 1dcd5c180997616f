import type { Rule } from '../../model/policy.ts';
import type { Family } from '../../selectors/selects.ts';
import type { ConnectionId, ConnectionTable } from '../../sets/connection-table.ts';
import { dependsOnDestination, trafficOf } from '../rule-traffic.ts';
import type { EndpointClass } from './classes.ts';
import type { Members } from './members.ts';
import type { SelectorIndex } from './selector-index.ts';

/** A rule with its selectors and ports looked up. */
export interface CompiledRule {
  readonly rule: Rule;
  /** null: whoever the policy selects. */
  readonly subject: Members | null;
  readonly peer: Members;
  /** null: it is another one at each destination. */
  readonly traffic: ConnectionId | null;
}

/** The traffic of one IP version, or all of it where nothing tells the versions apart. */
export class Plane {
  readonly family: Family;
  readonly index: SelectorIndex;
  private readonly connections: ConnectionTable;
  private readonly compiled = new WeakMap<Rule, CompiledRule>();
  private readonly atDestination = new WeakMap<Rule, Map<number, ConnectionId>>();

  constructor(family: Family, index: SelectorIndex, connections: ConnectionTable) {
    this.family = family;
    this.index = index;
    this.connections = connections;
  }

  compile(rule: Rule): CompiledRule {
    let compiled = this.compiled.get(rule);
    if (!compiled) {
      const isForAll = rule.subject.op === 'and' && rule.subject.operands.length === 0;
      compiled = {
        rule,
        subject: isForAll ? null : this.index.membersOf(rule.subject),
        peer: this.index.membersOf(rule.peer),
        traffic: dependsOnDestination(rule) ? null : this.connections.idOf(trafficOf(rule, null)),
      };
      this.compiled.set(rule, compiled);
    }
    return compiled;
  }

  /** What a rule is about where its ports or Services are looked up at a destination. */
  trafficAt(rule: Rule, { index, representative }: EndpointClass): ConnectionId {
    let known = this.atDestination.get(rule);
    if (!known) {
      known = new Map();
      this.atDestination.set(rule, known);
    }
    let traffic = known.get(index);
    if (traffic === undefined) {
      traffic = this.connections.idOf(trafficOf(rule, representative));
      known.set(index, traffic);
    }
    return traffic;
  }
}
