import { expect, it } from 'vitest';
import type { Endpoint } from '../../model/cluster.ts';
import type { EndpointId } from '../../model/ids.ts';
import { type ConnectionSet, formatPorts, holds, isEmpty, type Protocol } from '../../sets/connections.ts';
import { simulate } from '../../simulate.ts';
import type { SimulateInput } from '../../simulate-with.ts';
import type { Simulation } from '../../simulation.ts';

/**
 * A cluster small enough to know by heart. What a law needs beyond it, its case adds.
 *
 *   namespace red  (team=red)    web   app=web, tier=front   10.0.1.1, fd00:1::1   http 8080/TCP, dns 53/UDP
 *                                      runs as the service account "front" (role=front)
 *                                db    app=db                10.0.1.2              http 5432/TCP
 *   namespace blue (team=blue)   web   app=web               10.0.2.1              http 80/TCP
 *                                api   app=api               10.0.2.2, fd00:2::2   runs as "back" (role=back)
 *   outside                      far                         203.0.113.7
 *                                far6                        2001:db8::7
 */
const CLUSTER: readonly string[] = [
  'Namespace red [team=red]',
  'Namespace blue [team=blue]',
  'ServiceAccount red/front [role=front]',
  'ServiceAccount blue/back [role=back]',
  'Pod red/web [app=web tier=front] @10.0.1.1,fd00:1::1 {serviceAccountName: front, containers: [{ports: [{name: http, containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}]}]}',
  'Pod red/db [app=db] @10.0.1.2 {containers: [{ports: [{name: http, containerPort: 5432}]}]}',
  'Pod blue/web [app=web] @10.0.2.1 {containers: [{ports: [{name: http, containerPort: 80}]}]}',
  'Pod blue/api [app=api] @10.0.2.2,fd00:2::2 {serviceAccountName: back}',
  'ExternalHost far @203.0.113.7',
  'ExternalHost far6 @2001:db8::7',
];

/** How a kind is written here, and how in YAML. `KNP`: the NetworkPolicy of Kubernetes; `NP`: that of Calico. */
const KINDS: Readonly<Record<string, string>> = {
  KNP: 'networking.k8s.io/v1 NetworkPolicy',
  CNP: 'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy',
  ANP: 'policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy',
  BANP: 'policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy',
  NP: 'projectcalico.org/v3 NetworkPolicy',
  GNP: 'projectcalico.org/v3 GlobalNetworkPolicy',
  OldGNP: 'crd.projectcalico.org/v1 GlobalNetworkPolicy',
  StagedNP: 'projectcalico.org/v3 StagedNetworkPolicy',
  StagedGNP: 'projectcalico.org/v3 StagedGlobalNetworkPolicy',
  StagedKNP: 'projectcalico.org/v3 StagedKubernetesNetworkPolicy',
  Tier: 'projectcalico.org/v3 Tier',
  NetworkSet: 'projectcalico.org/v3 NetworkSet',
  GlobalNetworkSet: 'projectcalico.org/v3 GlobalNetworkSet',
  HostEndpoint: 'projectcalico.org/v3 HostEndpoint',
  ExternalHost: 'seglab.dev/v1 ExternalHost',
  Flow: 'seglab.dev/v1 Flow',
};

/** An object in a line: `Kind namespace/name [labels] @addresses {spec}`, all but the first two where needed. */
function toYaml(line: string): string {
  const form = /^(\w+) (?:([\w-]+)\/)?([\w.-]+)(?: \[(.*?)\])?(?: @(\S+))?(?: (\{.*\}))?$/s.exec(line);
  if (!form) throw new Error(`"${line}" is no object`);
  const [, kind = '', namespace, name, labels = '', addresses, spec] = form;
  const [apiVersion, fullKind] = (KINDS[kind] ?? `v1 ${kind}`).split(' ');
  const pairs = labels.split(' ').map((pair) => pair.replace('=', ': '));
  const where = namespace ? `, namespace: ${namespace}` : '';
  const quoted = addresses?.split(',').map((address) => `'${address}'`) ?? [];
  const status = `{addresses: [${quoted.map((ip) => `{address: ${ip}}`)}], podIPs: [${quoted.map((ip) => `{ip: ${ip}}`)}]}`;
  return [
    `apiVersion: ${apiVersion}\nkind: ${fullKind}`,
    `metadata: {name: ${name}${where}, labels: {${pairs.join(', ')}}}`,
    ...(kind === 'ExternalHost' ? [`spec: {ips: [${quoted}]}`] : spec ? [`spec: ${spec}`] : []),
    ...(addresses && kind !== 'ExternalHost' ? [`status: ${status}`] : []),
  ].join('\n');
}

/** The text of the cluster with some objects in it. */
export function manifests(objects: readonly string[]): string {
  return [...CLUSTER, ...objects].map(toYaml).join('\n---\n');
}

/** The cluster with some objects in it. Throws when one of them is refused. */
export function withObjects(objects: readonly string[], settings: Omit<SimulateInput, 'files'> = {}): Simulation {
  const text = manifests(objects);
  const simulation = simulate({ files: [{ name: 'all.yaml', text }], ...settings });
  const refused = simulation.problems.map(
    ({ message, origin }) => `${message} ${text.slice(origin.start, origin.end)}`,
  );
  if (refused.length > 0) throw new Error(refused.join('\n'));
  return simulation;
}

/**
 * A law, the objects that it is about, and what then holds, a line for each question:
 * "* > red/web: red/db far" who reaches it at 80/TCP, and nobody else does; "red/web > *: …" whom it reaches;
 * "blue/api > red/web: TCP 80 UDP 53" which ports are open, "all" or "none";
 * "blue/api > red/web 53/UDP: allowed" or "blocked"; messages of ICMP are "8.0/ICMP", other protocols "47/other";
 * "… v6: …" of the traffic of one IP version.
 */
export type Law = readonly [law: string, objects: readonly string[], verdicts: readonly string[]];

/** One test for each law. */
export function laws(table: readonly Law[], settings: Omit<SimulateInput, 'files'> = {}): void {
  it.each(table)('%s', (_, objects, verdicts) => {
    const simulation = withObjects(objects, settings);
    expect(verdicts.map((line) => answer(simulation, line.replace(/: .*$|:$/, '')))).toEqual(verdicts);
  });
}

type Passes = (from: Endpoint, to: Endpoint) => boolean;

function answer(simulation: Simulation, question: string): string {
  const form = /^(\S+) > (\S+?)(?: ([\d.]+)\/(\w+))?(?: v([46]))?$/.exec(question);
  if (!form) throw new Error(`"${question}" is no question`);
  const [, from = '', to = '', port, protocol = 'TCP', version] = form;
  const [type, code] = (port ?? '80').split('.').map(Number);
  const value = code === undefined ? (type ?? 0) : (type ?? 0) * 256 + code;

  const allowedBetween = (source: string, target: string): ConnectionSet => {
    const verdict = simulation.verdict(source as EndpointId, target as EndpointId);
    if (!version) return verdict.allowed;
    return verdict.paths.find(({ family }) => family === null || family === Number(version))?.allowed ?? {};
  };
  const passes: Passes = (source, target) => holds(allowedBetween(source.id, target.id), protocol as Protocol, value);
  const { endpoints } = simulation.cluster;
  const one = (id: string): Endpoint => {
    const found = endpoints.find((endpoint) => endpoint.id === id);
    if (!found) throw new Error(`the cluster has no ${id}`);
    return found;
  };
  if (from === '*' || to === '*') {
    const fixed = one(from === '*' ? to : from);
    const others = endpoints.filter((other) => other !== fixed);
    const reached = others.filter((other) => (from === '*' ? passes(other, fixed) : passes(fixed, other)));
    return `${question}: ${reached.map(({ id }) => id).join(' ')}`.replace(/: $/, ':');
  }
  if (port) return `${question}: ${passes(one(from), one(to)) ? 'allowed' : 'blocked'}`;
  const allowed = allowedBetween(from, to);
  const open = formatPorts(allowed);
  const isAll = Object.values(open).length === 3 && Object.values(open).every((ports) => ports === '1-65535');
  const listed = Object.entries(open).map(([name, ports]) => `${name} ${ports}`);
  return `${question}: ${isAll ? 'all' : isEmpty(allowed) ? 'none' : listed.join(' ') || 'no ports'}`;
}
