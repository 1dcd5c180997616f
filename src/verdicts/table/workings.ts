import type { Direction, Policy } from '../../model/policy.ts';
import { ConnectionTable } from '../../sets/connection-table.ts';
import type { TierInForce } from '../decide.ts';
import type { EndpointClass } from './classes.ts';
import { Fates } from './fates.ts';
import type { Ground } from './ground.ts';
import { Plane } from './plane.ts';
import { type Row, RowLedger } from './row.ts';
import { SelectorIndex } from './selector-index.ts';

/** The policies that govern some classes in a direction, and what they let pass. */
export interface Profile {
  readonly inForce: readonly TierInForce[];
  /** One of the classes; what the policies say is the same for all of them. */
  readonly sample: EndpointClass;
  /** By plane; worked out when first asked for. */
  readonly rows: (Row | undefined)[];
}

/** What is worked out over a ground, and kept as long as it stays. */
export interface Workings {
  readonly connections: ConnectionTable;
  readonly fates: Fates;
  readonly ledger: RowLedger;
  /** One for each of the ground's families. */
  readonly planes: readonly [Plane, ...Plane[]];
  /** What is known of sets of policies, by what makes them the same. */
  readonly profiles: { readonly [D in Direction]: Map<string, Profile> };
  readonly serialOf: (policy: Policy) => number;
}

const workings = new WeakMap<Ground, Workings>();

/** Made when something that hangs on rows is first asked. */
export function workingsOf(ground: Ground): Workings {
  const known = workings.get(ground) ?? begin(ground);
  workings.set(ground, known);
  return known;
}

function begin({ classes, index, blocks, families: [, ...versions] }: Ground): Workings {
  const connections = new ConnectionTable();
  const fates = new Fates(connections);
  const planes: Workings['planes'] = [
    new Plane(null, index, connections),
    ...versions.map((family) => new Plane(family, new SelectorIndex(classes.all, family, blocks), connections)),
  ];
  const serials = new WeakMap<Policy, number>();
  let last = 0;
  const serialOf = (policy: Policy): number => {
    let serial = serials.get(policy);
    if (serial === undefined) {
      last += 1;
      serial = last;
      serials.set(policy, serial);
    }
    return serial;
  };
  const profiles = { egress: new Map(), ingress: new Map() };
  return { connections, fates, ledger: new RowLedger(classes.all, fates), planes, profiles, serialOf };
}
