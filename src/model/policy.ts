import type { ConnectionSet, PortProtocol } from '../sets/connections.ts';
import type { NamespaceName, PolicyId } from './ids.ts';
import type { Origin } from './origin.ts';
import type { Selector } from './selector.ts';

export const DIRECTIONS = ['egress', 'ingress'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What a rule does with what it matches. `log` decides nothing: evaluation goes on with the next rule. */
export type Action = 'allow' | 'deny' | 'pass' | 'log';

/** A set of ports. A name is looked up among the destination's container ports, a Service among its backends. */
export type PortMatch =
  | { readonly by: 'number'; readonly connections: ConnectionSet; readonly origin: Origin }
  | {
      readonly by: 'name';
      readonly name: string;
      /** null: the protocol that the container declares the port with. */
      readonly protocol: PortProtocol | null;
      /** Only destinations that this selects have the port; null: all that declare it. */
      readonly holder: Selector | null;
      readonly origin: Origin;
    }
  | { readonly by: 'service'; readonly service: string; readonly origin: Origin };

export interface Rule {
  readonly action: Action;
  readonly name: string | null;
  readonly origin: Origin;
  /** Whose traffic; narrows the policy's own subject. */
  readonly subject: Selector;
  readonly peer: Selector;
  /** The protocols it is about, and in them these ports but not those. */
  readonly within: ConnectionSet;
  readonly ports: readonly PortMatch[] | 'all';
  readonly notPorts: readonly PortMatch[];
  /** What the rule depends on that the input does not tell; the rule then fails closed. */
  readonly hinge: Hinge | null;
}

/** An open question: "depends on the port that the client uses". */
export interface Hinge {
  readonly dependsOn: string;
  readonly origin: Origin;
}

/** When a policy is asked: before connections are tracked, before destinations are translated, or as usual. */
export const STAGES = ['untracked', 'pre-dnat', 'normal'] as const;
export type Stage = (typeof STAGES)[number];

/** https://docs.tigera.io/calico/latest/reference/resources/stagednetworkpolicy */
export interface Staging {
  readonly action: 'set' | 'delete' | 'ignore';
  /** The policy that it stands for: `set` takes its place, `delete` takes it away. */
  readonly target: PolicyId;
}

/** The one normal form: every kind of policy is lowered to it, and one loop decides (`verdicts/decide.ts`). */
export interface Policy {
  readonly id: PolicyId;
  readonly kind: string;
  readonly name: string;
  readonly namespace: NamespaceName | null;
  readonly tier: string;
  /** Lower goes first; `Infinity` where none was given. */
  readonly order: number;
  /** Sorts policies of one order: the name, namespace and kind under which the dataplane keeps them. */
  readonly tieBreaker: string;
  readonly stage: Stage;
  /** Also asked for traffic that a host only forwards. */
  readonly onForward: boolean;
  /** null: enforced. Otherwise written down to be tried, and what it would do to which policy. */
  readonly staged: Staging | null;
  readonly origin: Origin;
  readonly subject: Selector;
  /** Where the text says whom the policy selects. */
  readonly subjectOrigin: Origin;
  /**
   * What makes the policy govern a direction, and its rules for it.
   * null: this direction is not governed. No rules: governed, and nothing matches.
   */
  readonly governs: { readonly [D in Direction]: { readonly origin: Origin; readonly rules: readonly Rule[] } | null };
}

export interface Tier {
  readonly name: string;
  readonly order: number;
  readonly defaultAction: 'deny' | 'pass';
  /** In the order in which they are asked. */
  readonly policies: readonly Policy[];
}
