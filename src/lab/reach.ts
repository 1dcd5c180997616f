import { flowKey } from '../graph/picture.ts';
import type { Endpoint } from '../model/cluster.ts';
import type { Direction } from '../model/policy.ts';
import type { ConnectionSet } from '../sets/connections.ts';
import { ALL_PORTS, formatPorts, isEmpty } from '../sets/connections.ts';
import { formatIntervals } from '../sets/intervals.ts';
import type { Simulation } from '../simulation.ts';
import { passageOf } from '../verdicts/passage.ts';
import type { ReachStory } from './report.ts';

/** More rows than anyone reads. */
const MAX_ROWS = 50;

interface Reach {
  readonly endpoint: Endpoint;
  readonly allowed: ConnectionSet;
}

/** Tells whom an endpoint reaches (`egress`) or is reached by (`ingress`), and on which ports. */
export function reachStoryOf(simulation: Simulation, endpoint: Endpoint, direction: Direction): ReachStory {
  const reached = reachOf(simulation, endpoint, direction);
  const verb = direction === 'ingress' ? 'Reached by' : 'Reaches';
  const nothing = direction === 'ingress' ? 'Nothing reaches it.' : 'It reaches nothing.';
  const others = simulation.cluster.endpoints.length - 1;
  return {
    title: reached.length === 0 ? nothing : `${verb} ${reached.length} of ${others}`,
    rows: reached.slice(0, MAX_ROWS).map(({ endpoint: other, allowed }) => {
      const [from, to] = direction === 'ingress' ? [other.id, endpoint.id] : [endpoint.id, other.id];
      const drawn = simulation.flows.find(({ flow }) => flow.from === from && flow.to === to);
      return {
        endpoint: other.id,
        name: other.name,
        ports: portsInWords(allowed),
        flow: drawn === undefined ? null : flowKey(drawn.flow),
      };
    }),
    more: Math.max(0, reached.length - MAX_ROWS),
  };
}

/** Both ends have their say. */
function reachOf({ cluster, evaluation }: Simulation, endpoint: Endpoint, direction: Direction): readonly Reach[] {
  const reached: Reach[] = [];
  for (const other of cluster.endpoints) {
    if (other.id === endpoint.id) continue;
    const allowed =
      direction === 'egress'
        ? passageOf(evaluation).allowed(endpoint, other)
        : passageOf(evaluation).allowed(other, endpoint);
    if (!isEmpty(allowed)) reached.push({ endpoint: other, allowed });
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
