import type { Endpoint } from '../model/cluster.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Direction } from '../model/policy.ts';
import type { ConnectionSet } from '../sets/connections.ts';
import { ALL_PORTS, formatPorts, isEmpty } from '../sets/connections.ts';
import { formatIntervals } from '../sets/intervals.ts';
import type { Simulation } from '../simulation.ts';

export interface Reach {
  readonly endpoint: Endpoint;
  /** "every port", "8080/TCP, 53/UDP" */
  readonly ports: string;
}

/** Whom an endpoint reaches (`egress`) or is reached by (`ingress`), and on which ports; both ends have their say. */
export function reachOf(simulation: Simulation, id: EndpointId, direction: Direction): readonly Reach[] {
  const { cluster, evaluation } = simulation;
  const own = cluster.endpoints.find((endpoint) => endpoint.id === id);
  const reached: Reach[] = [];
  for (const endpoint of cluster.endpoints) {
    if (endpoint === own || own === undefined) continue;
    // Without the reasons: in a large cluster these would take seconds.
    const allowed = direction === 'egress' ? evaluation.allowed(own, endpoint) : evaluation.allowed(endpoint, own);
    if (!isEmpty(allowed)) reached.push({ endpoint, ports: portsInWords(allowed) });
  }
  return reached;
}

/** "every port"; "80,443/TCP, 53/UDP". Protocols without ports are only told where nothing else passes. */
export function portsInWords(allowed: ConnectionSet): string {
  const everything = formatIntervals(ALL_PORTS);
  const ports = Object.entries(formatPorts(allowed));
  if (ports.length === 3 && ports.every(([, ranges]) => ranges === everything)) return 'every port';
  if (ports.length === 0) return 'no port, other protocols only';
  return ports
    .map(([protocol, ranges]) => (ranges === everything ? `all ${protocol}` : `${ranges}/${protocol}`))
    .join(', ');
}
