import type { Endpoint } from '../model/cluster.ts';
import type { Tier } from '../model/policy.ts';
import type { Decisions, Verdict } from '../model/verdict.ts';
import { type ConnectionSet, intersection, NO_CONNECTIONS, union } from '../sets/connections.ts';
import { type Classes, classify, type EndpointClass } from './classes.ts';
import { decide, type Ends } from './decide.ts';
import { mentionedBy } from './mentioned.ts';

/** The verdicts of a cluster under its policies, computed when asked for and at most once per pair of classes. */
export interface Evaluation {
  readonly classes: Classes;
  verdict(from: Endpoint, to: Endpoint): Verdict;
  /** What any endpoint of one class may send to any other of another class. */
  allowedBetween(from: EndpointClass, to: EndpointClass): ConnectionSet;
}

interface Outcome {
  readonly allowed: ConnectionSet;
  readonly decisions: Decisions;
}

export function evaluate(endpoints: readonly Endpoint[], tiers: readonly Tier[]): Evaluation {
  const classes = classify(endpoints, mentionedBy(tiers.flatMap(({ policies }) => policies)));
  const rows: (Outcome | undefined)[][] = classes.all.map(() => []);

  const outcomeOf = (from: EndpointClass, to: EndpointClass): Outcome => {
    const row = rows[from.index] ?? [];
    let outcome = row[to.index];
    if (!outcome) {
      outcome = judge(tiers, { from: from.representative, to: otherThan(from.representative, to) });
      row[to.index] = outcome;
    }
    return outcome;
  };

  return {
    classes,
    verdict(from, to) {
      const outcome = from === to ? judge(tiers, { from, to }) : outcomeOf(classes.of(from), classes.of(to));
      return { from: from.id, to: to.id, ...outcome };
    },
    allowedBetween: (from, to) => outcomeOf(from, to).allowed,
  };
}

/** A second endpoint, so that a class is not taken for one endpoint that reaches itself. */
function otherThan(endpoint: Endpoint, { members, representative }: EndpointClass): Endpoint {
  return representative === endpoint ? (members[1] ?? representative) : representative;
}

/** Both ends are asked; what passes is what both allow: https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation */
function judge(tiers: readonly Tier[], ends: Ends): Outcome {
  const decisions: Decisions = { egress: decide(tiers, 'egress', ends), ingress: decide(tiers, 'ingress', ends) };
  return { decisions, allowed: intersection(allowedIn(decisions, 'egress'), allowedIn(decisions, 'ingress')) };
}

/** What one end lets pass. */
export function allowedIn(decisions: Decisions, direction: keyof Decisions): ConnectionSet {
  return decisions[direction]
    .filter(({ action }) => action === 'allow')
    .reduce((sum, decision) => union(sum, decision.connections), NO_CONNECTIONS);
}
