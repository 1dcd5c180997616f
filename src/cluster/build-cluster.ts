import type {
  Cluster,
  Endpoint,
  Flow,
  HostNetworkEndpoint,
  Labels,
  Namespace,
  WorkloadEndpoint,
  WorkloadKind,
} from '../model/cluster.ts';
import type { EndpointId, NamespaceName } from '../model/ids.ts';
import type { Origin } from '../model/origin.ts';
import type { Problem } from '../model/problem.ts';
import { groupPods, keyOf, ownersOf } from './pods-by-owner.ts';
import type { ClusterDraft, PodTemplate } from './resource-kind.ts';

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

  const endpoints = withUniqueIds([
    ...workloadEndpoints(draft, namespaceOf),
    ...draft.externals.map(
      ({ name, addresses, origin }): Endpoint => ({
        kind: 'external',
        id: name as EndpointId,
        name,
        addresses,
        origin,
      }),
    ),
  ]);
  const { flows, problems } = resolveFlows(draft, endpoints);
  return { cluster: { namespaces, endpoints, flows }, problems };
}

/** https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name */
function withOwnName(name: string, labels: Labels): Labels {
  return Object.assign(Object.create(null), labels, { 'kubernetes.io/metadata.name': name });
}

function workloadEndpoints(draft: ClusterDraft, namespaceOf: (name: string) => Namespace): readonly Endpoint[] {
  const byKey = new Map(draft.workloads.map((workload) => [keyOf(workload.namespace, workload), workload]));
  const withPods = new Set(
    draft.pods.flatMap((pod) => ownersOf(pod, byKey).map((owner) => keyOf(pod.namespace, owner))),
  );
  const owned = (namespace: string, owner: WorkloadOwner): boolean =>
    owner !== null && byKey.has(keyOf(namespace, owner));
  const templates = draft.workloads.filter(
    (workload) => !withPods.has(keyOf(workload.namespace, workload)) && !owned(workload.namespace, workload.owner),
  );

  const fromTemplates = templates.map((workload) =>
    endpoint(workload.kind, workload.name, namespaceOf(workload.namespace), workload.template, {
      addresses: [],
      replicas: workload.replicas,
      origin: workload.origin,
    }),
  );
  const fromPods = groupPods(draft.pods, draft.workloads).flatMap(({ kind, namespace, name, pods }) => {
    const [first] = pods;
    if (!first) return [];
    const addresses = [...new Set(pods.flatMap((pod) => pod.addresses))];
    const origin = byKey.get(keyOf(namespace, { kind, name }))?.origin ?? first.origin;
    return [endpoint(kind, name, namespaceOf(namespace), first.template, { addresses, replicas: pods.length, origin })];
  });
  return [...fromTemplates, ...fromPods];
}

type WorkloadOwner = ClusterDraft['workloads'][number]['owner'];

function endpoint(
  workloadKind: WorkloadKind,
  name: string,
  namespace: Namespace,
  template: PodTemplate,
  more: { readonly addresses: readonly string[]; readonly replicas: number; readonly origin: Origin },
): WorkloadEndpoint | HostNetworkEndpoint {
  const { hostNetwork, node, ...look } = template;
  const common = {
    id: `${namespace.name}/${name}` as EndpointId,
    workloadKind,
    name,
    namespace: namespace.name,
    namespaceLabels: namespace.labels,
    ...look,
    ...more,
  };
  return hostNetwork ? { kind: 'host-network', node, ...common } : { kind: 'workload', ...common };
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
  return endpoint.kind === 'external' ? 'ExternalHost' : endpoint.workloadKind;
}

function resolveFlows(
  draft: ClusterDraft,
  endpoints: readonly Endpoint[],
): { readonly flows: readonly Flow[]; readonly problems: readonly Problem[] } {
  const byId = new Map(endpoints.map(({ id }) => [id as string, id]));
  const flows: Flow[] = [];
  const problems: Problem[] = [];
  for (const { ends, ...flow } of draft.flows) {
    const from = byId.get(flow.from);
    const to = byId.get(flow.to);
    if (from && to) flows.push({ ...flow, from, to });
    for (const [name, found, origin] of [
      [flow.from, from, ends.from],
      [flow.to, to, ends.to],
    ] as const) {
      if (found) continue;
      const message = `No endpoint is called "${name}", so the flow ${flow.name} is left out.`;
      problems.push({ code: 'unknown-endpoint', severity: 'error', message, origin });
    }
  }
  return { flows, problems };
}
