import type { Identity, Labels, Namespace } from '../model/cluster.ts';
import type { NamespaceName } from '../model/ids.ts';
import type { HostDraft, NetworkSetDraft } from './resource-kind.ts';

/**
 * What Calico's selectors see of a Pod: its labels, the labels that Calico adds, and those of its namespace and
 * service account under a prefix.
 * https://github.com/projectcalico/calico/blob/master/libcalico-go/lib/backend/k8s/conversion/conversion.go
 */
export function podIdentity(
  labels: Labels,
  namespace: Namespace,
  serviceAccount: string,
  serviceAccountLabels: Labels,
): Identity {
  const namespaceLabels = calicoNamespaceLabels(namespace);
  return {
    namespace: namespace.name,
    namespaceLabels,
    serviceAccountLabels: withLabels(serviceAccountLabels, { 'projectcalico.org/name': serviceAccount }),
    labels: withLabels(prefixed('pcns.', namespaceLabels), prefixed('pcsa.', serviceAccountLabels), labels, {
      'projectcalico.org/namespace': namespace.name,
      'projectcalico.org/orchestrator': 'k8s',
      'projectcalico.org/serviceaccount': serviceAccount,
    }),
  };
}

/** A NetworkSet is in its namespace and has its labels; a GlobalNetworkSet is in none. */
export function networkSetIdentity(set: NetworkSetDraft, namespaceOf: (name: string) => Namespace): Identity {
  if (set.namespace === null)
    return { namespace: null, namespaceLabels: null, serviceAccountLabels: null, labels: set.labels };
  const namespace = namespaceOf(set.namespace);
  const namespaceLabels = calicoNamespaceLabels(namespace);
  return {
    namespace: set.namespace as NamespaceName,
    namespaceLabels,
    serviceAccountLabels: null,
    labels: withLabels(prefixed('pcns.', namespaceLabels), set.labels, {
      'projectcalico.org/namespace': set.namespace,
    }),
  };
}

/** A host endpoint is in no namespace: https://docs.tigera.io/calico/latest/reference/resources/hostendpoint */
export function hostIdentity({ labels }: Pick<HostDraft, 'labels'>): Identity {
  return { namespace: null, namespaceLabels: null, serviceAccountLabels: null, labels };
}

/** A map of labels without a prototype; later ones win. */
export function withLabels(...sources: readonly Labels[]): Labels {
  return Object.assign(Object.create(null), ...sources);
}

function calicoNamespaceLabels({ name, labels }: Namespace): Labels {
  return withLabels(labels, { 'projectcalico.org/name': name });
}

function prefixed(prefix: string, labels: Labels): Labels {
  const result: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(labels)) result[prefix + key] = value;
  return result;
}
