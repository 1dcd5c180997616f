import type { Endpoint } from '../../model/cluster.ts';
import { formatPorts, holds, PORT_PROTOCOLS } from '../../sets/connections.ts';
import { simulate } from '../../simulate.ts';
import type { Simulation } from '../../simulation.ts';

/**
 * A cluster small enough to know by heart, for tests of what a policy means.
 *
 *   namespace a (team=red)   web  app=web, tier=front   10.0.1.1   http 8080/TCP, dns 53/UDP, dns 53/TCP
 *                            db   app=db                10.0.1.2   http 5432/TCP
 *                            node app=web               192.168.0.9, on its node's network
 *   namespace b (no labels)  web  app=web               10.0.2.1   http 80/TCP
 *                            api  no labels             10.0.2.2
 *   outside                  out                        203.0.113.7
 *                            out6                       2001:db8::7
 */
const CLUSTER = `
apiVersion: v1
kind: Namespace
metadata: {name: a, labels: {team: red}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: a, labels: {app: web, tier: front}}
spec:
  containers:
  - ports: [{name: http, containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}]
  - ports: [{name: dns, containerPort: 53}]
status: {podIP: 10.0.1.1}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: a, labels: {app: db}}
spec: {containers: [{ports: [{name: http, containerPort: 5432}]}]}
status: {podIP: 10.0.1.2}
---
apiVersion: v1
kind: Pod
metadata: {name: node, namespace: a, labels: {app: web}}
spec: {hostNetwork: true}
status: {podIP: 192.168.0.9}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: b, labels: {app: web}}
spec: {containers: [{ports: [{name: http, containerPort: 80}]}]}
status: {podIP: 10.0.2.1}
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: b}
status: {podIP: 10.0.2.2}
---
apiVersion: seglab.dev/v1
kind: ExternalHost
metadata: {name: out}
spec: {ips: [203.0.113.7]}
---
apiVersion: seglab.dev/v1
kind: ExternalHost
metadata: {name: out6}
spec: {ips: ['2001:db8::7']}
`;

/** The cluster under some policies, each given as a whole manifest. Throws when one of them is refused. */
export function underPolicies(...manifests: readonly string[]): Simulation {
  const files = [
    { name: 'cluster.yaml', text: CLUSTER },
    ...manifests.map((text, index) => ({ name: `${index}.yaml`, text })),
  ];
  const simulation = simulate({ files });
  if (simulation.problems.length > 0)
    throw new Error(simulation.problems.map(({ message, origin }) => `${origin.file}: ${message}`).join('\n'));
  return simulation;
}

/** Who reaches an endpoint, or whom it reaches: `reach(simulation, '* > a/web 8080/TCP')` is "a/db b/web out". */
export function reach(simulation: Simulation, question: string): string {
  const [, from = '', to = '', port = '', name = ''] = /^(\S+) > (\S+) (\d+)\/(\w+)$/.exec(question) ?? [];
  const protocol = PORT_PROTOCOLS.find((each) => each === name);
  if (!protocol) throw new Error(`"${question}" is no question`);
  const { endpoints } = simulation.cluster;
  const passes = (source: Endpoint, target: Endpoint): boolean =>
    holds(simulation.verdict(source.id, target.id).allowed, protocol, Number(port));
  const one = (id: string): Endpoint => {
    const endpoint = endpoints.find((candidate) => candidate.id === id);
    if (!endpoint) throw new Error(`the cluster has no ${id}`);
    return endpoint;
  };
  const fixed = one(from === '*' ? to : from);
  const others = endpoints.filter((endpoint) => endpoint !== fixed);
  return others
    .filter((other) => (from === '*' ? passes(other, fixed) : passes(fixed, other)))
    .map(({ id }) => id)
    .join(' ');
}

/** Which ports are open from one endpoint to another: "TCP 80,443-445 UDP 53", or "none". */
export function openPorts(simulation: Simulation, from: string, to: string): string {
  const idOf = (id: string): Endpoint['id'] => id as Endpoint['id'];
  const { allowed } = simulation.verdict(idOf(from), idOf(to));
  const ports = Object.entries(formatPorts(allowed)).map(([protocol, ranges]) => `${protocol} ${ranges}`);
  return ports.join(' ') || 'none';
}
