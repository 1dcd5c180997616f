import type { Endpoint } from '../model/cluster.ts';
import type { Direction, Policy, Tier } from '../model/policy.ts';
import type { Decisions, Gate, Path, Verdict } from '../model/verdict.ts';
import { addressesOf, type Family } from '../selectors/selects.ts';
import { type ConnectionSet, intersection, NO_CONNECTIONS, union } from '../sets/connections.ts';
import { allowedBy, decide, type Ends, type FindTiers } from './decide.ts';
import { gatekeeper, hostsOnNodes } from './gates.ts';
import type { Classes } from './table/classes.ts';
import { listOf } from './table/members.ts';
import { editTable, type Table, type TableCounters, tableOf, tiersAbout } from './table/table.ts';

/** The verdicts of a cluster under its policies, computed when asked for. */
export interface Evaluation {
  readonly classes: Classes;
  verdict(from: Endpoint, to: Endpoint): Verdict;
  /** Whether host endpoints on the way may have a say. */
  isGated(from: Endpoint, to: Endpoint): boolean;
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
  const { classes } = ground;
  const { gatesBetween, isGated, hasGates } = gatekeeper(hosts, table.forwarders > 0 ? tiers : []);
  const find: FindTiers = (direction, subject) => tiersAbout(table, direction, subject);

  const judgePair = (from: Endpoint, to: Endpoint): Outcome =>
    judge(
      table.familyTellers > 0 ? sharedFamilies(from, to) : [null],
      (family): Path => judgePath(find, { from, to, family, gate: null }, gatesBetween(from, to, family)),
    );

  return {
    classes,
    verdict: (from, to) => ({ from: from.id, to: to.id, ...judgePair(from, to) }),
    isGated,
    concerning: (direction, endpoint) => table.concerning[direction].at(classes.of(endpoint).index) ?? [],
    subjectsOf: (policy) =>
      [...listOf(ground.index.membersOf(policy.subject))].flatMap((index) => classes.all[index]?.members ?? []),
    // What a host forwards hangs on its policies, and not on those of the two ends.
    touched: hasGates ? null : table.touched,
    counters: table.counters,
    table,
  };
}

/** The IP versions that both ends have addresses of. [null]: it is not known, or there is none. */
export function sharedFamilies(from: Endpoint, to: Endpoint): readonly Family[] {
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
