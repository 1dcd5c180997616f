import type {
  Cluster,
  Endpoint,
  ExternalEndpoint,
  HostEndpoint,
  HostNetworkEndpoint,
  Labels,
  Namespace,
  NetworkSetMembership,
  WorkloadEndpoint,
  WorkloadKind,
} from '../model/cluster.ts';
import type { EndpointId, NamespaceName } from '../model/ids.ts';
import type { Origin } from '../model/origin.ts';
import type { Problem } from '../model/problem.ts';
import { type Cidr, cidrHolds, parseAddress, parseNet } from '../sets/cidr.ts';
import { backendOf, resolveFlows } from './flows.ts';
import { hostIdentity, networkSetIdentity, podIdentity, withLabels } from './identities.ts';
import { groupPods, keyOf, ownersOf } from './pods-by-owner.ts';
import type { ClusterDraft, OwnerReference, PodTemplate } from './resource-kind.ts';
import { membershipsOf } from './services.ts';

/** Puts the objects together: Pods under their owners, endpoints in their namespaces, flows between endpoints. */
export function buildCluster(draft: ClusterDraft): {
  readonly cluster: Cluster;
  readonly problems: readonly Problem[];
} {
  const namespaces = new Map<NamespaceName, Namespace>();
  for (const { name, labels, origin } of draft.namespaces)
    namespaces.set(name as NamespaceName, { name: name as NamespaceName, labels: withOwnName(name, labels), origin });

  const namespaceOf = (name: string): Namespace => {
    const known = namespaces.get(name as NamespaceName);
    if (known) return known;
    const implied: Namespace = { name: name as NamespaceName, labels: withOwnName(name, {}), origin: null };
    namespaces.set(implied.name, implied);
    return implied;
  };

  const bare: readonly Endpoint[] = [
    ...workloadEndpoints(draft, namespaceOf),
    ...draft.hosts.map(hostEndpoint),
    ...draft.externals.map(externalEndpoint),
  ];
  const endpoints = withUniqueIds(bare).map(withSurroundings(draft, namespaceOf));
  const { flows, problems } = resolveFlows(draft, endpoints);
  return { cluster: { namespaces, endpoints, flows }, problems };
}

/** https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name */
function withOwnName(name: string, labels: Labels): Labels {
  return withLabels(labels, { 'kubernetes.io/metadata.name': name });
}

/** What an endpoint has before anything around it is known. */
const ALONE = { nodeLabels: null, identity: null, networkSets: [], services: [] } as const;

function workloadEndpoints(draft: ClusterDraft, namespaceOf: (name: string) => Namespace): readonly Endpoint[] {
  const byKey = new Map(draft.workloads.map((workload) => [keyOf(workload.namespace, workload), workload]));
  const accounts = new Map(
    draft.serviceAccounts.map(({ namespace, name, labels }) => [`${namespace}/${name}`, labels]),
  );
  const nodeAddresses = new Map(draft.nodes.map(({ name, addresses }) => [name, addresses]));
  const withPods = new Set(
    draft.pods.flatMap((pod) => ownersOf(pod, byKey).map((owner) => keyOf(pod.namespace, owner))),
  );
  const isOwned = (namespace: string, owner: OwnerReference | null): boolean =>
    owner !== null && byKey.has(keyOf(namespace, owner));

  const endpoint = (
    kind: WorkloadKind,
    name: string,
    namespace: string,
    template: PodTemplate,
    more: Extent,
  ): Endpoint =>
    workloadEndpoint(kind, name, namespaceOf(namespace), template, accounts, {
      ...more,
      addresses:
        template.hostNetwork && more.addresses.length === 0 && template.node !== null
          ? (nodeAddresses.get(template.node) ?? [])
          : more.addresses,
    });

  const fromTemplates = draft.workloads
    .filter(
      (workload) => !withPods.has(keyOf(workload.namespace, workload)) && !isOwned(workload.namespace, workload.owner),
    )
    .map(({ kind, name, namespace, template, replicas, origin }) =>
      endpoint(kind, name, namespace, template, { addresses: [], replicas, owner: null, origin }),
    );
  const fromPods = groupPods(draft.pods, draft.workloads).flatMap(({ kind, namespace, name, owner, pods }) => {
    const [first] = pods;
    if (!first) return [];
    const nodes = new Set(pods.map(({ template }) => template.node));
    const template = { ...first.template, node: nodes.size === 1 ? first.template.node : null };
    const addresses = [...new Set(pods.flatMap((pod) => pod.addresses))];
    const origin = byKey.get(keyOf(namespace, { kind, name }))?.origin ?? first.origin;
    const extent = { addresses, replicas: pods.length, owner: owner && `${owner.kind}/${owner.name}`, origin };
    return [endpoint(kind, name, namespace, template, extent)];
  });
  return [...fromTemplates, ...fromPods];
}

interface Extent {
  readonly addresses: readonly string[];
  readonly replicas: number;
  readonly owner: string | null;
  readonly origin: Origin;
}

function workloadEndpoint(
  workloadKind: WorkloadKind,
  name: string,
  namespace: Namespace,
  template: PodTemplate,
  accounts: ReadonlyMap<string, Labels>,
  extent: Extent,
): WorkloadEndpoint | HostNetworkEndpoint {
  const { hostNetwork, ...look } = template;
  const common = {
    ...ALONE,
    id: `${namespace.name}/${name}` as EndpointId,
    workloadKind,
    name,
    namespace: namespace.name,
    namespaceLabels: namespace.labels,
    ...look,
    ...extent,
  };
  if (hostNetwork) return { kind: 'host-network', ...common };
  const accountLabels = accounts.get(`${namespace.name}/${template.serviceAccount}`) ?? {};
  const identity = podIdentity(template.labels, namespace, template.serviceAccount, accountLabels);
  return { kind: 'workload', ...common, identity };
}

function hostEndpoint(host: ClusterDraft['hosts'][number]): HostEndpoint {
  return { ...ALONE, kind: 'host', id: host.name as EndpointId, ...host, identity: hostIdentity(host) };
}

function externalEndpoint({ name, addresses, origin }: ClusterDraft['externals'][number]): ExternalEndpoint {
  return { ...ALONE, kind: 'external', id: name as EndpointId, name, addresses, origin };
}

/** Adds what the other objects say about an endpoint: nodes, network sets and Services. */
function withSurroundings(
  draft: ClusterDraft,
  namespaceOf: (name: string) => Namespace,
): (endpoint: Endpoint) => Endpoint {
  const nodeByAddress = new Map<string, Labels>();
  for (const { labels, addresses } of draft.nodes) for (const ip of addresses) nodeByAddress.set(ip, labels);
  const networkSets = draft.networkSets.map(
    (set): KnownAddresses => ({
      name: set.namespace === null ? set.name : `${set.namespace}/${set.name}`,
      nets: set.nets,
      identity: networkSetIdentity(set, namespaceOf),
    }),
  );
  const hosts = draft.hosts.map(
    (host): KnownAddresses => ({
      name: `HostEndpoint ${host.name}`,
      nets: host.addresses.flatMap((ip) => parseNet(ip) ?? []),
      identity: hostIdentity(host),
    }),
  );
  const sets = [...networkSets, ...hosts];
  if (nodeByAddress.size === 0 && sets.length === 0 && draft.services.length === 0) return (endpoint) => endpoint;
  return (endpoint) => {
    const nodeAddress = endpoint.addresses.find((ip) => nodeByAddress.has(ip));
    const nodeLabels = nodeAddress === undefined ? null : (nodeByAddress.get(nodeAddress) ?? null);
    // What a host endpoint is known as, it is already.
    const known = endpoint.kind === 'host' ? networkSets : sets;
    const memberships = known.flatMap(({ name, nets, identity }): readonly NetworkSetMembership[] =>
      ([4, 6] as const).flatMap((family) => {
        const addresses = endpoint.addresses.flatMap((text) => parseAddress(text) ?? []);
        const isIn = addresses.some(
          (address) => address.family === family && nets.some((net) => cidrHolds(net, address)),
        );
        return isIn ? [{ name, family, identity }] : [];
      }),
    );
    return { ...endpoint, nodeLabels, networkSets: memberships, services: membershipsOf(backendOf(endpoint), draft) };
  };
}

/** Addresses that Calico's selectors see under labels, whoever has them. */
interface KnownAddresses extends Pick<NetworkSetMembership, 'name' | 'identity'> {
  readonly nets: readonly Cidr[];
}

/** Endpoints that share a name get their kind behind it, all of them, so that no id depends on the order. */
function withUniqueIds(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const count = new Map<string, number>();
  for (const { id } of endpoints) count.set(id, (count.get(id) ?? 0) + 1);
  return endpoints.map((each) => {
    if (count.get(each.id) === 1) return each;
    return { ...each, id: `${each.id}[${kindName(each)}]` as EndpointId };
  });
}

/** The kind that identifies an endpoint for a reader. */
export function kindName(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'workload':
    case 'host-network':
      return endpoint.workloadKind;
    case 'host':
      return 'HostEndpoint';
    case 'external':
      return 'ExternalHost';
    default:
      return unreachable(endpoint);
  }
}

function unreachable(value: never): never {
  throw new Error(`no such endpoint: ${JSON.stringify(value)}`);
}
