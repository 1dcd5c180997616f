import type { Endpoint, HostEndpoint } from '../model/cluster.ts';
import type { Tier } from '../model/policy.ts';
import type { Gate } from '../model/verdict.ts';
import type { Family } from '../selectors/selects.ts';
import { asking, decide } from './decide.ts';

/** The host endpoints of the node that runs an endpoint. */
export type HostsOf = (endpoint: Endpoint) => readonly HostEndpoint[];

const knownHosts = new WeakMap<readonly Endpoint[], HostsOf>();

export function hostsOnNodes(endpoints: readonly Endpoint[]): HostsOf {
  const known = knownHosts.get(endpoints) ?? hostsAmong(endpoints);
  knownHosts.set(endpoints, known);
  return known;
}

function hostsAmong(endpoints: readonly Endpoint[]): HostsOf {
  const hosts = new Map<string, HostEndpoint[]>();
  for (const endpoint of endpoints) {
    if (endpoint.kind !== 'host' || endpoint.node === null) continue;
    const known = hosts.get(endpoint.node);
    if (known) known.push(endpoint);
    else hosts.set(endpoint.node, [endpoint]);
  }
  return (endpoint) => (endpoint.kind === 'workload' && endpoint.node !== null ? (hosts.get(endpoint.node) ?? []) : []);
}

/** What host endpoints say about what their hosts forward. */
export interface Gatekeeper {
  /** Whether policies are there that are asked about what hosts forward. */
  readonly hasGates: boolean;
  /** Whether there may be gates on the way. */
  readonly isGated: (from: Endpoint, to: Endpoint) => boolean;
  /** The gates on the way, asked. */
  readonly gatesBetween: (from: Endpoint, to: Endpoint, family: Family) => readonly Gate[];
}

/**
 * Policies with applyOnForward are also asked for traffic between Pods and what is outside the cluster, at the host
 * endpoints of the Pod's node. A host endpoint that no such policy governs forwards freely.
 * https://docs.tigera.io/calico/latest/network-policy/hosts/host-forwarded-traffic
 * Traffic between Pods of two nodes is taken to travel in a tunnel, which host endpoints do not look into.
 */
export function gatekeeper(hostsOf: HostsOf, tiers: readonly Tier[]): Gatekeeper {
  const forwarding = tiers
    .map((tier) => ({ ...tier, policies: tier.policies.filter(({ onForward }) => onForward) }))
    .filter(({ policies }) => policies.length > 0);
  const ask = asking(forwarding);
  const behindGates = (from: Endpoint, to: Endpoint): readonly HostEndpoint[] => {
    if (forwarding.length === 0 || (from.kind !== 'external' && to.kind !== 'external')) return [];
    return hostsOf(from.kind === 'external' ? to : from);
  };
  return {
    hasGates: forwarding.length > 0,
    isGated: (from, to) => behindGates(from, to).length > 0,
    gatesBetween(from, to, family) {
      const direction = from.kind === 'external' ? 'ingress' : 'egress';
      return behindGates(from, to)
        .filter((host) => ask(direction, host).length > 0)
        .map((host) => ({ host, direction, decisions: decide(ask, direction, { from, to, family, gate: host }) }));
    },
  };
}
