import type { Endpoint } from '../model/cluster.ts';
import type { PortMatch, Rule } from '../model/policy.ts';
import { selects } from '../selectors/selects.ts';
import {
  ALL_CONNECTIONS,
  type ConnectionSet,
  connections,
  difference,
  intersection,
  NO_CONNECTIONS,
  union,
} from '../sets/connections.ts';

/** Whether a rule names ports, or a Service, that are looked up at the destination. */
export function dependsOnDestination({ ports, notPorts }: Rule): boolean {
  return (ports !== 'all' && ports.some(isLookedUp)) || notPorts.some(isLookedUp);
}

function isLookedUp({ by }: PortMatch): boolean {
  return by !== 'number';
}

/**
 * The connections that a rule's protocols and ports stand for at one destination; null: at any, for a rule that
 * depends on none.
 */
export function trafficOf(rule: Rule, destination: Endpoint | null): ConnectionSet {
  const ports = rule.ports === 'all' ? ALL_CONNECTIONS : anyOf(rule.ports, destination);
  const wanted = intersection(rule.within, ports);
  return rule.notPorts.length === 0 ? wanted : difference(wanted, anyOf(rule.notPorts, destination));
}

function anyOf(matches: readonly PortMatch[], destination: Endpoint | null): ConnectionSet {
  return matches.reduce((sum, match) => union(sum, resolvePort(match, destination)), NO_CONNECTIONS);
}

function resolvePort(match: PortMatch, destination: Endpoint | null): ConnectionSet {
  switch (match.by) {
    case 'number':
      return match.connections;
    case 'name':
      // A name stands for the destination's ports of that name and protocol; no such port, nothing.
      // On its node's network a Pod is known by the node's address, which has no port names.
      if (!destination || !('ports' in destination) || destination.kind === 'host-network') return NO_CONNECTIONS;
      if (match.holder && !selects(match.holder, destination)) return NO_CONNECTIONS;
      return destination.ports
        .filter(({ name, protocol }) => name === match.name && (match.protocol === null || protocol === match.protocol))
        .reduce((sum, { port, protocol }) => union(sum, connections(protocol, [[port, port]])), NO_CONNECTIONS);
    case 'service':
      return destination?.services.find(({ service }) => service === match.service)?.ports ?? NO_CONNECTIONS;
    default:
      return unreachable(match);
  }
}

function unreachable(value: never): never {
  throw new Error(`no such port: ${JSON.stringify(value)}`);
}
