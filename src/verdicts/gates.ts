import type { Endpoint, HostEndpoint } from '../model/cluster.ts';
import type { Tier } from '../model/policy.ts';
import type { Gate } from '../model/verdict.ts';
import type { Family } from '../selectors/selects.ts';
import { decide, governs } from './decide.ts';

/** The host endpoints of each node, and what they say about what their hosts forward. */
export interface Gatekeeper {
  /** Whether an endpoint is behind a gate, so that its node matters for verdicts. */
  readonly guards: (endpoint: Endpoint) => boolean;
  /** The gates on the way, asked. */
  readonly gatesBetween: (from: Endpoint, to: Endpoint, family: Family) => readonly Gate[];
}

/**
 * Policies with applyOnForward are also asked for traffic between Pods and what is outside the cluster, at the host
 * endpoints of the Pod's node. A host endpoint that no such policy governs forwards freely.
 * https://docs.tigera.io/calico/latest/network-policy/hosts/host-forwarded-traffic
 * Traffic between Pods of two nodes is taken to travel in a tunnel, which host endpoints do not look into.
 */
export function gatekeeper(endpoints: readonly Endpoint[], tiers: readonly Tier[]): Gatekeeper {
  const forwarding = tiers
    .map((tier) => ({ ...tier, policies: tier.policies.filter(({ onForward }) => onForward) }))
    .filter(({ policies }) => policies.length > 0);
  const hosts = new Map<string, HostEndpoint[]>();
  for (const endpoint of endpoints) {
    if (endpoint.kind !== 'host' || endpoint.node === null) continue;
    hosts.set(endpoint.node, [...(hosts.get(endpoint.node) ?? []), endpoint]);
  }
  const hostsOf = (endpoint: Endpoint): readonly HostEndpoint[] =>
    forwarding.length > 0 && endpoint.kind === 'workload' && endpoint.node !== null
      ? (hosts.get(endpoint.node) ?? [])
      : [];

  const gatesBetween: Gatekeeper['gatesBetween'] = (from, to, family) => {
    const direction = from.kind === 'external' ? 'ingress' : 'egress';
    if (from.kind !== 'external' && to.kind !== 'external') return [];
    return hostsOf(direction === 'ingress' ? to : from)
      .filter((host) => forwarding.some(({ policies }) => policies.some((policy) => governs(policy, direction, host))))
      .map((host) => ({ host, direction, decisions: decide(forwarding, direction, { from, to, family, gate: host }) }));
  };
  return { guards: (endpoint) => hostsOf(endpoint).length > 0, gatesBetween };
}
