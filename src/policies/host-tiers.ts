import type { PolicyId } from '../model/ids.ts';
import type { Origin } from '../model/origin.ts';
import type { Direction, Policy, Rule, Tier } from '../model/policy.ts';
import type { Selector } from '../model/selector.ts';
import type { ConnectionSet } from '../sets/connections.ts';
import { type IntervalSet, intervals } from '../sets/intervals.ts';

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
  const failsafe = policy('failsafe ports', HOST, origin, (direction) => [allow(FAILSAFE[direction], origin)]);
  const closed = policy('no profile', { op: 'and', operands: [HOST, { op: 'unprofiled' }] }, origin, () => []);
  return [
    { name: 'failsafe', order: Number.NEGATIVE_INFINITY, defaultAction: 'pass', policies: [failsafe] },
    ...tiers,
    { name: 'profiles', order: Number.POSITIVE_INFINITY, defaultAction: 'deny', policies: [closed] },
  ];
}

function policy(
  name: string,
  subject: Selector,
  origin: Origin,
  rulesOf: (direction: Direction) => readonly Rule[],
): Policy {
  return {
    id: `built-in ${name}` as PolicyId,
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
