import type { Endpoint } from '../../model/cluster.ts';
import type { Direction, Policy } from '../../model/policy.ts';
import { addressesOf, type Family } from '../../selectors/selects.ts';
import { cidrHolds } from '../../sets/cidr.ts';
import { CidrTree } from '../../sets/cidr-tree.ts';
import { ConnectionTable } from '../../sets/connection-table.ts';
import type { TierInForce } from '../decide.ts';
import { type Classes, classify, type EndpointClass, ignorableKeys } from './classes.ts';
import { Fates } from './fates.ts';
import { type Mentioned, mentionedBy } from './mentioned.ts';
import { Plane } from './plane.ts';
import { type Row, RowLedger } from './row.ts';

/** The policies that govern some classes in a direction, and what they let pass. */
export interface Profile {
  readonly inForce: readonly TierInForce[];
  /** One of the classes; what the policies say is the same for all of them. */
  readonly sample: EndpointClass;
  /** By plane; worked out when first asked for. */
  readonly rows: (Row | undefined)[];
}

/** What stays as it is while policies are edited: the classes of a cluster, and what is known about them. */
export interface Ground {
  readonly endpoints: readonly Endpoint[];
  readonly classes: Classes;
  readonly connections: ConnectionTable;
  readonly fates: Fates;
  readonly ledger: RowLedger;
  /** One for each IP version where policies can tell the versions apart and there are both, else one for all traffic. */
  readonly planes: readonly [Plane, ...Plane[]];
  /** Looks at all traffic; selects whom policies are about. */
  readonly whole: Plane;
  /** What is known of sets of policies, by what makes them the same. */
  readonly profiles: { readonly [D in Direction]: Map<string, Profile> };
  readonly serialOf: (policy: Policy) => number;
  /** Whether policies that came later tell endpoints apart no finer than this does. */
  readonly fits: (added: readonly Policy[]) => boolean;
}

/** Prepares a cluster for policies that mention this. `isGuarded` tells which endpoints are told apart by their nodes. */
export function layGround(
  endpoints: readonly Endpoint[],
  mentioned: Mentioned,
  isGuarded: (endpoint: Endpoint) => boolean,
): Ground {
  const blocks = mentioned.familyTellers > 0 ? new CidrTree(mentioned.blocks) : null;
  const ignoredKeys = ignorableKeys(endpoints, mentioned.labelKeys);
  const classes = classify(endpoints, { blocks, ignoredKeys, isGuarded });
  const connections = new ConnectionTable();
  const fates = new Fates(connections);
  const planeOf = (family: Family): Plane => new Plane(classes.all, family, blocks, connections);
  const whole = planeOf(null);
  const planes: Ground['planes'] =
    mentioned.familyTellers > 0 && hasBothFamilies(endpoints) ? [whole, planeOf(4), planeOf(6)] : [whole];
  const serials = new WeakMap<Policy, number>();
  let last = 0;
  return {
    endpoints,
    classes,
    connections,
    fates,
    ledger: new RowLedger(classes.all, fates),
    planes,
    whole,
    profiles: { egress: new Map(), ingress: new Map() },
    serialOf(policy) {
      let serial = serials.get(policy);
      if (serial === undefined) {
        last += 1;
        serial = last;
        serials.set(policy, serial);
      }
      return serial;
    },
    fits(added) {
      const more = mentionedBy(added);
      if (more.familyTellers > 0 && !blocks) return false;
      for (const key of ignoredKeys) if (more.labelKeys.has(key)) return false;
      return more.blocks.every(
        (block) =>
          blocks?.has(block) ||
          // A block without any address of the cluster tells nobody apart.
          !endpoints.some((endpoint) => addressesOf(endpoint, null).some((address) => cidrHolds(block, address))),
      );
    },
  };
}

function hasBothFamilies(endpoints: readonly Endpoint[]): boolean {
  return ([4, 6] as const).every((family) =>
    endpoints.some((endpoint) => addressesOf(endpoint, null).some((address) => address.family === family)),
  );
}
