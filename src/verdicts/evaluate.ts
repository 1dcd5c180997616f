import type { Endpoint } from '../model/cluster.ts';
import type { Tier } from '../model/policy.ts';
import type { Decisions, Gate, Path, Verdict } from '../model/verdict.ts';
import { addressesOf, type Family } from '../selectors/selects.ts';
import { type ConnectionSet, intersection, NO_CONNECTIONS, union } from '../sets/connections.ts';
import { type Classes, classify, type EndpointClass } from './classes.ts';
import { allowedBy, decide, type Ends, isOnNodeOf } from './decide.ts';
import { gatekeeper } from './gates.ts';
import { mentionedBy } from './mentioned.ts';
import { countPassing, type OnPort, type Passing } from './passing.ts';
import { type Rows, rowsOf } from './rows.ts';

/** The verdicts of a cluster under its policies, computed when asked for. */
export interface Evaluation {
  readonly classes: Classes;
  verdict(from: Endpoint, to: Endpoint): Verdict;
  /** What passes from one endpoint to another: `verdict` without the reasons. */
  allowed(from: Endpoint, to: Endpoint): ConnectionSet;
  /** What any endpoint of one class may send to any other of another class, but for a node and its own Pods. */
  allowedBetween(from: EndpointClass, to: EndpointClass): ConnectionSet;
  /** What passes between groups of endpoints; see `countPassing`. */
  passing(groupOf: ArrayLike<number>, groups: number, on: OnPort | null): Passing;
  readonly counters: Rows['counters'];
}

type Outcome = Pick<Verdict, 'allowed' | 'paths'>;

export function evaluate(endpoints: readonly Endpoint[], tiers: readonly Tier[]): Evaluation {
  const mentioned = mentionedBy(tiers.flatMap(({ policies }) => policies));
  const { guards, gatesBetween } = gatekeeper(endpoints, tiers);
  const isByPair = endpoints.some(guards) || (mentioned.tellsFamiliesApart && hasBothFamilies(endpoints));

  // A few flows are judged at each key press; what serves whole clusters is only made when somebody asks for it.
  let made: Table | null = null;
  const table = (): Table => {
    made ??= tableOf(classify(endpoints, mentioned, guards), tiers);
    return made;
  };

  const judgePair = (from: Endpoint, to: Endpoint): Outcome =>
    judge(
      mentioned.tellsFamiliesApart ? sharedFamilies(from, to) : [null],
      (family): Path => judgePath(tiers, { from, to, family, gate: null }, gatesBetween(from, to, family)),
    );

  const outcomeOf = (from: EndpointClass, to: EndpointClass): Outcome => {
    const row = table().outcomes[from.index] ?? [];
    let outcome = row[to.index];
    if (!outcome) {
      outcome = judgePair(from.representative, otherThan(from.representative, to));
      row[to.index] = outcome;
    }
    return outcome;
  };

  const allowedBetween: Evaluation['allowedBetween'] = (from, to) =>
    isByPair ? outcomeOf(from, to).allowed : table().rows.allowedBetween(from, to);

  const allowed: Evaluation['allowed'] = (from, to) =>
    // What hangs on who the two are, rather than on what they are, is no matter of classes.
    from === to || isOnNodeOf(from, to)
      ? judgePair(from, to).allowed
      : allowedBetween(table().classes.of(from), table().classes.of(to));

  return {
    get classes() {
      return table().classes;
    },
    verdict: (from, to) => ({ from: from.id, to: to.id, ...judgePair(from, to) }),
    allowed,
    passing: (groupOf, groups, on) => countPassing(endpoints, groupOf, groups, on, allowed),
    allowedBetween,
    get counters() {
      return table().rows.counters;
    },
  };
}

interface Table {
  readonly classes: Classes;
  readonly rows: Rows;
  /** Where pairs must be judged one by one: what each pair of classes got. */
  readonly outcomes: (Outcome | undefined)[][];
}

function tableOf(classes: Classes, tiers: readonly Tier[]): Table {
  return { classes, rows: rowsOf(classes.all, tiers), outcomes: classes.all.map(() => []) };
}

function hasBothFamilies(endpoints: readonly Endpoint[]): boolean {
  return ([4, 6] as const).every((family) => endpoints.some((endpoint) => addressesOf(endpoint, family).length > 0));
}

/** Another endpoint, so that a class is not judged by what holds for one pair only. */
function otherThan(endpoint: Endpoint, { members, representative }: EndpointClass): Endpoint {
  return members.find((member) => member !== endpoint && !isOnNodeOf(endpoint, member)) ?? representative;
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
function judgePath(tiers: readonly Tier[], ends: Ends, gates: readonly Gate[]): Path {
  const decisions: Decisions = { egress: decide(tiers, 'egress', ends), ingress: decide(tiers, 'ingress', ends) };
  const allowed = [decisions.ingress, ...gates.map((gate) => gate.decisions)].reduce(
    (rest, each) => intersection(rest, allowedBy(each)),
    allowedBy(decisions.egress),
  );
  return { family: ends.family, decisions, gates, allowed };
}
