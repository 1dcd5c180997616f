import fc from 'fast-check';
import type { Labels, Manifest } from '../naive/world.ts';
import { labels, NODES, namespaceName } from './alphabets.ts';

export interface PodSketch {
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: readonly object[];
  /** Where its address comes from; "host" is its node's. */
  readonly network: 'IPv4' | 'IPv6' | 'both' | 'none' | 'host';
  readonly node: string | null;
  readonly serviceAccount: { readonly name: string; readonly labels: Labels } | null;
}

const containerPort = fc.constantFrom(
  { name: 'web', containerPort: 80 },
  { name: 'web', containerPort: 8080, protocol: 'TCP' },
  { name: 'web', containerPort: 53, protocol: 'UDP' },
  { name: 'dns', containerPort: 53, protocol: 'UDP' },
  { name: 'sig', containerPort: 5000, protocol: 'SCTP' },
  { containerPort: 443 },
);

const podSketch: fc.Arbitrary<PodSketch> = fc.record({
  namespace: namespaceName,
  labels,
  ports: fc.uniqueArray<object & { name?: string }, string | undefined>(containerPort, {
    maxLength: 2,
    selector: ({ name }) => name,
  }),
  network: fc.oneof(
    { weight: 6, arbitrary: fc.constant('IPv4' as const) },
    { weight: 2, arbitrary: fc.constantFrom('IPv6' as const, 'both' as const, 'none' as const, 'host' as const) },
  ),
  node: fc.option(fc.constantFrom(...NODES)),
  serviceAccount: fc.option(fc.record({ name: fc.constantFrom('default', 'sa'), labels })),
});

const field = fc.constantFrom<keyof PodSketch>('labels', 'namespace', 'ports', 'network', 'node', 'serviceAccount');

/** Pods, about every second of them a twin of an earlier one that differs in one field only. */
export const podSketches: fc.Arbitrary<readonly PodSketch[]> = fc
  .array(fc.record({ drawn: podSketch, twin: fc.option(fc.record({ of: fc.nat(), apartIn: field }), { freq: 1 }) }), {
    minLength: 2,
    maxLength: 7,
  })
  .map((sketches) => {
    const pods: PodSketch[] = [];
    for (const { drawn, twin } of sketches) {
      const other = twin && pods[twin.of % pods.length];
      pods.push(other ? { ...other, [twin.apartIn]: drawn[twin.apartIn] } : drawn);
    }
    return pods;
  });

export function podsOf(sketches: readonly PodSketch[]): readonly Manifest[] {
  return sketches.map((pod, index): Manifest => {
    const addresses = addressesOf(pod, index);
    const isHost = pod.network === 'host';
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `pod-${index}`, namespace: pod.namespace, labels: pod.labels },
      spec: {
        containers: [{ name: 'main', image: 'main', ports: pod.ports }],
        ...(isHost && { hostNetwork: true }),
        ...(pod.node !== null && { nodeName: pod.node }),
        ...(pod.serviceAccount && { serviceAccountName: pod.serviceAccount.name }),
      },
      ...(addresses.length > 0 && { status: { podIPs: addresses.map((ip) => ({ ip })) } }),
    };
  });
}

/** Each Pod has an address of its own, but those on the network of one node share the node's. */
function addressesOf({ network, node }: PodSketch, index: number): readonly string[] {
  switch (network) {
    case 'IPv4':
      return [`10.0.0.${index + 1}`];
    case 'IPv6':
      return [`fd00::${index + 1}`];
    case 'both':
      return [`10.0.0.${index + 1}`, `fd00::${index + 1}`];
    case 'host':
      return [node === null ? `192.168.1.${index + 1}` : `192.168.0.${(NODES as readonly string[]).indexOf(node) + 1}`];
    case 'none':
      return [];
  }
}

/** The service accounts that the Pods name; of two with one name, the first one's labels count. */
export function serviceAccountsOf(sketches: readonly PodSketch[]): readonly Manifest[] {
  const accounts = new Map<string, Manifest>();
  for (const { namespace, serviceAccount } of sketches) {
    if (!serviceAccount || accounts.has(`${namespace}/${serviceAccount.name}`)) continue;
    const metadata = { name: serviceAccount.name, namespace, labels: serviceAccount.labels };
    accounts.set(`${namespace}/${serviceAccount.name}`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  }
  return [...accounts.values()];
}

const EXTERNAL_ADDRESSES = [['172.16.248.152'], ['2001:db8::9', '172.16.248.153']];

export function externalHosts(count: number): readonly Manifest[] {
  return EXTERNAL_ADDRESSES.slice(0, count).map((ips, index) => ({
    apiVersion: 'seglab.dev/v1',
    kind: 'ExternalHost',
    metadata: { name: `outside-${index}` },
    spec: { ips },
  }));
}
