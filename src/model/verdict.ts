import type { ConnectionSet } from '../sets/connections.ts';
import type { HostEndpoint } from './cluster.ts';
import type { EndpointId } from './ids.ts';
import type { Action, Direction, Policy, Rule, Tier } from './policy.ts';

/** One thing that had a say in a decision, in the order in which it was asked. */
export type Step =
  | { readonly by: 'rule'; readonly tier: Tier; readonly policy: Policy; readonly action: Action; readonly rule: Rule }
  /** No rule of the tier matched; `selectedBy` are the policies that made the tier count at all. */
  | {
      readonly by: 'tier-default';
      readonly tier: Tier;
      readonly action: 'deny' | 'pass';
      readonly selectedBy: readonly Policy[];
    }
  | { readonly by: 'exemption'; readonly reason: Exemption };

/** Why an end lets pass what no rule decided. */
export type Exemption =
  | 'no-policy-selects'
  | 'all-tiers-passed'
  | 'outside-cluster'
  | 'host-network'
  | 'itself'
  | 'own-node';

/** One slice of the connections with one fate; the slices of a direction are disjoint and cover everything. */
export interface Decision {
  readonly connections: ConnectionSet;
  readonly action: 'allow' | 'deny';
  readonly trace: readonly Step[];
}

export type Decisions = { readonly [D in Direction]: readonly Decision[] };

/** A host endpoint on the way that has a say in what its host forwards. */
export interface Gate {
  readonly host: HostEndpoint;
  readonly direction: Direction;
  readonly decisions: readonly Decision[];
}

/** What both ends say about the traffic of one IP version. */
export interface Path {
  /** null: the addresses leave the version open, or it makes no difference. */
  readonly family: 4 | 6 | null;
  readonly decisions: Decisions;
  /** In the order of travel; none where no host endpoint is in the way. */
  readonly gates: readonly Gate[];
  /** What both ends and all gates allow. */
  readonly allowed: ConnectionSet;
}

/** What may pass from one endpoint to another, and why. */
export interface Verdict {
  readonly from: EndpointId;
  readonly to: EndpointId;
  /** What passes on any path. */
  readonly allowed: ConnectionSet;
  /** One, unless policies tell the IP versions of two dual-stack endpoints apart. */
  readonly paths: readonly [Path, ...Path[]];
}
