import type { Endpoint } from '../model/cluster.ts';
import type { ConnectionId } from '../sets/connection-table.ts';
import { type ConnectionSet, holds, isEmpty } from '../sets/connections.ts';
import { isOnNodeOf } from './decide.ts';
import { type Evaluation, sharedFamilies } from './evaluate.ts';
import type { OnPort, Passing } from './passing.ts';
import type { EndpointClass } from './table/classes.ts';
import { countPassing } from './table/count-passing.ts';
import { passingAt } from './table/rows.ts';
import { workingsOf } from './table/workings.ts';

/** What passes in a whole cluster, without the reasons: for lists, tables and counts. */
export interface Passage {
  /** What passes from one endpoint to another. */
  allowed(from: Endpoint, to: Endpoint): ConnectionSet;
  /** What any endpoint of one class may send to any other of another class, but for a node and its own Pods. */
  allowedBetween(from: EndpointClass, to: EndpointClass): ConnectionSet;
  /**
   * What passes between groups of endpoints: `groupOf` gives the group of each endpoint in their order, -1 for none.
   * With a port, only that port counts.
   */
  passing(groupOf: ArrayLike<number>, groups: number, on: OnPort | null): Passing;
  /** The same, of pairs between which such connections pass. */
  counting(groupOf: ArrayLike<number>, groups: number, counts: (passing: ConnectionSet) => boolean): Passing;
}

const known = new WeakMap<Evaluation, Passage>();

/** Worked out by class, when asked for; the same answers as from `Evaluation.verdict`. */
export function passageOf(evaluation: Evaluation): Passage {
  const passage = known.get(evaluation) ?? begin(evaluation);
  known.set(evaluation, passage);
  return passage;
}

function begin({ classes, table, verdict, isGated }: Evaluation): Passage {
  const { families } = table.ground;
  const { connections } = workingsOf(table.ground);

  const betweenClasses = (from: EndpointClass, to: EndpointClass): ConnectionId => {
    if (families.length === 1) return passingAt(table, from.index, to.index, 0);
    return sharedFamilies(from.representative, to.representative)
      .map((family) => families.indexOf(family))
      .reduce((sum, plane) => connections.union(sum, passingAt(table, from.index, to.index, plane)), connections.none);
  };
  const allowedBetween: Passage['allowedBetween'] = (from, to) =>
    isGated(from.representative, to.representative)
      ? verdict(from.representative, to.representative).allowed
      : connections.setOf(betweenClasses(from, to));

  const allowed: Passage['allowed'] = (from, to) =>
    // What hangs on who the two are, rather than on what they are, is no matter of classes.
    from === to || isOnNodeOf(from, to) ? verdict(from, to).allowed : allowedBetween(classes.of(from), classes.of(to));

  const counting: Passage['counting'] = (groupOf, groups, counts) =>
    countPassing(table, {
      groupOf,
      groups,
      isOpen: (id) => counts(connections.setOf(id)),
      opensBetween: (from, to) => counts(connections.setOf(betweenClasses(from, to))),
      isApart: (from, to) => isOnNodeOf(from, to) || isGated(from, to),
      passesApart: (from, to) => counts(allowed(from, to)),
    });

  return {
    allowed,
    allowedBetween,
    counting,
    passing: (groupOf, groups, on) =>
      counting(groupOf, groups, (passing) => (on ? holds(passing, on.protocol, on.port) : !isEmpty(passing))),
  };
}
