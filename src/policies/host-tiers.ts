import type { PolicyId } from '../model/ids.ts';
import type { Origin } from '../model/origin.ts';
import type { Direction, Policy, Rule, Tier } from '../model/policy.ts';
import type { Selector } from '../model/selector.ts';
import type { ConnectionSet } from '../sets/connections.ts';
import { type IntervalSet, intervals } from '../sets/intervals.ts';

const BUILT_IN = 'built-in ';
/** No tier that somebody declares can be called so. */
const FAILSAFE_TIER = 'failsafe ports';
const PROFILES_TIER = 'no profile';

const HOST: Selector = { op: 'is', kind: 'host' };
const EVERYTHING: Selector = { op: 'and', operands: [] };

/**
 * The ports that keep a host reachable whatever its policies say.
 * https://docs.tigera.io/calico/latest/reference/host-endpoints/failsafe
 */
const FAILSAFE: { readonly [D in Direction]: ConnectionSet } = {
  ingress: { TCP: ports(22, 179, 2379, 2380, 5473, 6443, 6666, 6667), UDP: ports(68) },
  egress: { TCP: ports(179, 2379, 2380, 5473, 6443, 6666, 6667), UDP: ports(53, 67) },
};

/**
 * What Calico programs for host endpoints around all policies: the failsafe ports before them, and after them the
 * end of what no profile lets pass. `origin` is where host endpoints are declared.
 */
export function aroundHosts(tiers: readonly Tier[], origin: Origin): readonly Tier[] {
  let around = builtInTiers.get(origin);
  if (!around) {
    around = [failsafeTier(origin), profilesTier(origin)];
    builtInTiers.set(origin, around);
  }
  const [first, last] = around;
  return [first, ...tiers, last];
}

/** The same tiers for the same cluster, so that an edit of policies leaves them as they are. */
const builtInTiers = new WeakMap<Origin, readonly [Tier, Tier]>();

function failsafeTier(origin: Origin): Tier {
  const failsafe = policy(FAILSAFE_TIER, HOST, origin, (direction) => [allow(FAILSAFE[direction], origin)]);
  return { name: FAILSAFE_TIER, order: Number.NEGATIVE_INFINITY, defaultAction: 'pass', policies: [failsafe] };
}

function profilesTier(origin: Origin): Tier {
  const closed = policy(PROFILES_TIER, { op: 'and', operands: [HOST, { op: 'unprofiled' }] }, origin, () => []);
  return { name: PROFILES_TIER, order: Number.POSITIVE_INFINITY, defaultAction: 'deny', policies: [closed] };
}

/** Whether Calico itself puts the policy around those that people write. */
export function isBuiltIn({ id }: Pick<Policy, 'id'>): boolean {
  return id.startsWith(BUILT_IN);
}

function policy(
  name: string,
  subject: Selector,
  origin: Origin,
  rulesOf: (direction: Direction) => readonly Rule[],
): Policy {
  return {
    id: `${BUILT_IN}${name}` as PolicyId,
    kind: 'HostEndpoint',
    name,
    namespace: null,
    tier: name,
    order: 0,
    tieBreaker: name,
    stage: 'normal',
    onForward: false,
    staged: null,
    origin,
    subject,
    subjectOrigin: origin,
    governs: {
      ingress: { origin, rules: rulesOf('ingress') },
      egress: { origin, rules: rulesOf('egress') },
    },
  };
}

function allow(within: ConnectionSet, origin: Origin): Rule {
  return {
    action: 'allow',
    name: null,
    origin,
    subject: EVERYTHING,
    peer: EVERYTHING,
    within,
    ports: 'all',
    notPorts: [],
    hinge: null,
  };
}

function ports(...numbers: readonly number[]): IntervalSet {
  return intervals(numbers.map((port) => [port, port]));
}
