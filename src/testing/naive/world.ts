export type Labels = Readonly<Record<string, string>>;
export type NaiveProtocol = 'TCP' | 'UDP' | 'SCTP';
export type NaiveDirection = 'ingress' | 'egress';

/** A document as any YAML parser gives it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly spec?: unknown;
  readonly status?: unknown;
}

/** What policies can tell a Pod by. */
export interface PodFace {
  readonly namespace: string;
  readonly labels: Labels;
  readonly namespaceLabels: Labels;
  readonly serviceAccount: string;
  readonly serviceAccountLabels: Labels;
  readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: NaiveProtocol }[];
}

/** One end of a connection. */
export interface End {
  readonly id: string;
  /** Those of the packet's IP version where that is known. */
  readonly addresses: readonly string[];
  /** null for a server outside, and for a Pod on its node's network: no policy selects it, no Pod peer matches it. */
  readonly pod: PodFace | null;
  /** The node that runs the Pod. */
  readonly node: string | null;
  readonly hostNetwork: boolean;
}

export interface Packet {
  readonly from: End;
  readonly to: End;
  readonly protocol: NaiveProtocol;
  readonly port: number;
  /** The IP version; null where the two ends have no address of one version that both have. */
  readonly version: 4 | 6 | null;
}

/** A (Global)NetworkSet: addresses with labels. */
export interface AddressSet {
  readonly namespace: string | null;
  readonly labels: Labels;
  readonly namespaceLabels: Labels;
  readonly nets: readonly string[];
}

export interface Node {
  readonly labels: Labels;
  readonly addresses: readonly string[];
}

export interface World {
  readonly ends: readonly End[];
  readonly sets: readonly AddressSet[];
  readonly nodes: readonly Node[];
}

/** What a policy of any kind is asked. The kinds differ in how they answer, not in what they are asked. */
export interface NaivePolicy {
  readonly tier: string;
  /** Lower goes first; Infinity where none is given. */
  readonly order: number;
  /** semantics of equal orders: "name/namespace/kind", compared as one string (Calico's PolKVLess). */
  readonly tieBreak: string;
  /** Whether it selects the Pod and has the direction among its types. */
  readonly governs: (pod: PodFace, direction: NaiveDirection) => boolean;
  /** What its first matching rule says; null when none matches. */
  readonly decide: (packet: Packet, direction: NaiveDirection) => 'allow' | 'deny' | 'pass' | null;
}

interface PodSpec {
  readonly nodeName?: string;
  readonly hostNetwork?: boolean;
  readonly serviceAccountName?: string;
  readonly containers?: readonly {
    readonly ports?: readonly {
      readonly name?: string;
      readonly containerPort: number;
      readonly protocol?: NaiveProtocol;
    }[];
  }[];
}

/** A field that is null is a field left out, as everywhere in the API. */
export function withoutNulls<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutNulls) as Value;
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(fields.map(([key, field]) => [key, withoutNulls(field)])) as Value;
}

interface PodStatus {
  readonly podIP?: string;
  readonly podIPs?: readonly { readonly ip: string }[];
}

export function readWorld(objects: readonly Manifest[]): World {
  const ofKind = (kind: string): readonly Manifest[] => objects.filter((object) => object.kind === kind);
  const labelsOfNamespace = (name: string): Labels => ({
    ...ofKind('Namespace').find((namespace) => namespace.metadata.name === name)?.metadata.labels,
    // Every namespace carries its name: semantics §1.
    'kubernetes.io/metadata.name': name,
  });
  const labelsOfServiceAccount = (namespace: string, name: string): Labels =>
    ofKind('ServiceAccount').find(({ metadata }) => metadata.name === name && namespaceOf(metadata) === namespace)
      ?.metadata.labels ?? {};

  const pods = ofKind('Pod').map(({ metadata, spec, status }): End => {
    const namespace = namespaceOf(metadata);
    const { nodeName, hostNetwork, serviceAccountName = 'default', containers = [] } = (spec ?? {}) as PodSpec;
    const { podIP, podIPs = [] } = (status ?? {}) as PodStatus;
    const face: PodFace = {
      namespace,
      labels: metadata.labels ?? {},
      namespaceLabels: labelsOfNamespace(namespace),
      serviceAccount: serviceAccountName,
      serviceAccountLabels: labelsOfServiceAccount(namespace, serviceAccountName),
      ports: containers
        .flatMap(({ ports = [] }) => ports)
        .flatMap(({ name, containerPort, protocol = 'TCP' }) =>
          name === undefined ? [] : [{ name, port: containerPort, protocol }],
        ),
    };
    return {
      id: `${namespace}/${metadata.name}`,
      addresses: podIPs.length > 0 ? podIPs.map(({ ip }) => ip) : podIP === undefined ? [] : [podIP],
      pod: hostNetwork ? null : face,
      node: nodeName ?? null,
      hostNetwork: hostNetwork ?? false,
    };
  });
  const outside = ofKind('ExternalHost').map(
    ({ metadata, spec }): End => ({
      id: metadata.name,
      addresses: (spec as { ips: readonly string[] }).ips,
      pod: null,
      node: null,
      hostNetwork: false,
    }),
  );
  const sets = objects
    .filter(({ kind }) => kind === 'NetworkSet' || kind === 'GlobalNetworkSet')
    .map(({ kind, metadata, spec }): AddressSet => {
      const namespace = kind === 'NetworkSet' ? namespaceOf(metadata) : null;
      return {
        namespace,
        labels: metadata.labels ?? {},
        namespaceLabels: namespace === null ? {} : labelsOfNamespace(namespace),
        nets: (spec as { nets?: readonly string[] } | undefined)?.nets ?? [],
      };
    });
  const nodes = ofKind('Node').map(
    ({ metadata, status }): Node => ({
      labels: metadata.labels ?? {},
      addresses: ((status as { addresses?: readonly { address: string }[] })?.addresses ?? []).map(
        ({ address }) => address,
      ),
    }),
  );
  return { ends: [...pods, ...outside], sets, nodes };
}

export function namespaceOf(metadata: Manifest['metadata']): string {
  return metadata.namespace ?? 'default';
}
