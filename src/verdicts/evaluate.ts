import type { Endpoint } from '../model/cluster.ts';
import type { Direction, Policy, Tier } from '../model/policy.ts';
import type { Decisions, Gate, Path, Verdict } from '../model/verdict.ts';
import { addressesOf, type Family } from '../selectors/selects.ts';
import type { ConnectionId } from '../sets/connection-table.ts';
import { type ConnectionSet, holds, intersection, isEmpty, NO_CONNECTIONS, union } from '../sets/connections.ts';
import { allowedBy, decide, type Ends, type FindTiers, isOnNodeOf } from './decide.ts';
import { gatekeeper, hostsOnNodes } from './gates.ts';
import type { OnPort, Passing } from './passing.ts';
import type { Classes, EndpointClass } from './table/classes.ts';
import { countPassing } from './table/count-passing.ts';
import { listOf } from './table/members.ts';
import { editTable, passingAt, type Table, type TableCounters, tableOf, tiersAbout } from './table/table.ts';

/** The verdicts of a cluster under its policies, computed when asked for. */
export interface Evaluation {
  readonly classes: Classes;
  verdict(from: Endpoint, to: Endpoint): Verdict;
  /** What passes from one endpoint to another: `verdict` without the reasons. */
  allowed(from: Endpoint, to: Endpoint): ConnectionSet;
  /** What any endpoint of one class may send to any other of another class, but for a node and its own Pods. */
  allowedBetween(from: EndpointClass, to: EndpointClass): ConnectionSet;
  /**
   * What passes between groups of endpoints: `groupOf` gives the group of each endpoint in their order, -1 for none.
   * With a port, only that port counts.
   */
  passing(groupOf: ArrayLike<number>, groups: number, on: OnPort | null): Passing;
  /** The policies that select an endpoint and govern the direction, staged ones too, in the order they are asked. */
  concerning(direction: Direction, endpoint: Endpoint): readonly Policy[];
  /** The endpoints that a policy selects. */
  subjectsOf(policy: Policy): readonly Endpoint[];
  /** The indexes of the classes that other policies govern than in the evaluation before; null: all may differ. */
  readonly touched: readonly number[] | null;
  readonly counters: TableCounters;
  /** For the next evaluation. */
  readonly table: Table;
}

type Outcome = Pick<Verdict, 'allowed' | 'paths'>;

/** `previous`: an evaluation of the same endpoints under other policies; what stays the same is not worked out again. */
export function evaluate(endpoints: readonly Endpoint[], tiers: readonly Tier[], previous?: Evaluation): Evaluation {
  const hosts = hostsOnNodes(endpoints);
  const isGuarded = (endpoint: Endpoint): boolean => hosts(endpoint).length > 0;
  const isSameGround = previous?.table.ground.endpoints === endpoints;
  const table = (isSameGround && editTable(previous.table, tiers)) || tableOf(endpoints, tiers, isGuarded);
  const { ground } = table;
  const { classes, connections, planes } = ground;
  const { gatesBetween, isGated, hasGates } = gatekeeper(hosts, table.forwarders > 0 ? tiers : []);
  const find: FindTiers = (direction, subject) => tiersAbout(table, direction, subject);

  const judgePair = (from: Endpoint, to: Endpoint): Outcome =>
    judge(
      table.familyTellers > 0 ? sharedFamilies(from, to) : [null],
      (family): Path => judgePath(find, { from, to, family, gate: null }, gatesBetween(from, to, family)),
    );

  const betweenClasses = (from: EndpointClass, to: EndpointClass): ConnectionId => {
    if (planes.length === 1) return passingAt(table, from.index, to.index, 0);
    return sharedFamilies(from.representative, to.representative)
      .map((family) => planes.findIndex((plane) => plane.family === family))
      .reduce((sum, plane) => connections.union(sum, passingAt(table, from.index, to.index, plane)), connections.none);
  };
  const allowedBetween: Evaluation['allowedBetween'] = (from, to) =>
    isGated(from.representative, to.representative)
      ? judgePair(from.representative, to.representative).allowed
      : connections.setOf(betweenClasses(from, to));

  const allowed: Evaluation['allowed'] = (from, to) =>
    // What hangs on who the two are, rather than on what they are, is no matter of classes.
    from === to || isOnNodeOf(from, to)
      ? judgePair(from, to).allowed
      : allowedBetween(classes.of(from), classes.of(to));

  return {
    classes,
    verdict: (from, to) => ({ from: from.id, to: to.id, ...judgePair(from, to) }),
    allowed,
    allowedBetween,
    passing(groupOf, groups, on) {
      const isOpen = (passing: ConnectionSet): boolean =>
        on ? holds(passing, on.protocol, on.port) : !isEmpty(passing);
      return countPassing(table, {
        groupOf,
        groups,
        isOpen: (id) => isOpen(connections.setOf(id)),
        opensBetween: (from, to) => isOpen(connections.setOf(betweenClasses(from, to))),
        isApart: (from, to) => isOnNodeOf(from, to) || isGated(from, to),
        passesApart: (from, to) => isOpen(allowed(from, to)),
      });
    },
    concerning: (direction, endpoint) => table.concerning[direction].at(classes.of(endpoint).index) ?? [],
    subjectsOf: (policy) =>
      [...listOf(ground.whole.index.membersOf(policy.subject))].flatMap((index) => classes.all[index]?.members ?? []),
    // What a host forwards hangs on its policies, and not on those of the two ends.
    touched: hasGates ? null : table.touched,
    counters: table.counters,
    table,
  };
}

/** The IP versions that both ends have addresses of. [null]: it is not known, or there is none. */
function sharedFamilies(from: Endpoint, to: Endpoint): readonly Family[] {
  const shared = ([4, 6] as const).filter(
    (family) => addressesOf(from, family).length > 0 && addressesOf(to, family).length > 0,
  );
  return shared.length > 0 ? shared : [null];
}

function judge([first = null, ...others]: readonly Family[], pathOf: (family: Family) => Path): Outcome {
  const path = pathOf(first);
  const paths: Outcome['paths'] = [path, ...others.map(pathOf)];
  return { paths, allowed: paths.length === 1 ? path.allowed : paths.reduce(addPath, NO_CONNECTIONS) };
}

function addPath(sum: ConnectionSet, path: Path): ConnectionSet {
  return union(sum, path.allowed);
}

/** Both ends are asked; what passes is what both allow: https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation */
function judgePath(find: FindTiers, ends: Ends, gates: readonly Gate[]): Path {
  const decisions: Decisions = { egress: decide(find, 'egress', ends), ingress: decide(find, 'ingress', ends) };
  const allowed = [decisions.ingress, ...gates.map((gate) => gate.decisions)].reduce(
    (rest, each) => intersection(rest, allowedBy(each)),
    allowedBy(decisions.egress),
  );
  return { family: ends.family, decisions, gates, allowed };
}
