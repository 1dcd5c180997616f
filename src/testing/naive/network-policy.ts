import { inBlock } from './address.ts';
import { type LabelSelector, labelSelectorMatches } from './label-selector.ts';
import { type End, type Manifest, type NaivePolicy, type NaiveProtocol, namespaceOf, type Packet } from './world.ts';

interface Peer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Port {
  readonly protocol?: NaiveProtocol;
  readonly port?: number | string;
  readonly endPort?: number;
}

interface Spec {
  readonly podSelector?: LabelSelector;
  readonly policyTypes?: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly Port[] }[];
  readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly Port[] }[];
}

/** networking.k8s.io/v1 NetworkPolicy, by semantics §1; its place among the tiers by §4. */
export function networkPolicy({ metadata, spec }: Manifest): NaivePolicy {
  const { podSelector = {}, policyTypes = [], ingress = [], egress = [] } = (spec ?? {}) as Spec;
  const namespace = namespaceOf(metadata);

  // policyTypes empty or absent: Ingress, and Egress too if there is at least one egress rule.
  const types = policyTypes.length > 0 ? policyTypes : egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];

  /** `podSelector` alone means the policy's namespace; with `namespaceSelector`, both must match. */
  const peerMatches = (peer: Peer, { pod, addresses }: End): boolean => {
    if (peer.ipBlock) {
      const { cidr, except = [] } = peer.ipBlock;
      return addresses.some((each) => inBlock(each, cidr) && !except.some((block) => inBlock(each, block)));
    }
    if (!pod) return false;
    const inNamespace = peer.namespaceSelector
      ? labelSelectorMatches(peer.namespaceSelector, pod.namespaceLabels)
      : pod.namespace === namespace;
    return inNamespace && labelSelectorMatches(peer.podSelector ?? {}, pod.labels);
  };

  return {
    tier: 'default',
    order: 1000,
    tieBreak: `${metadata.name}/${namespace}/KubernetesNetworkPolicy`,
    governs: (pod, direction) =>
      pod.namespace === namespace &&
      types.includes(direction === 'ingress' ? 'Ingress' : 'Egress') &&
      labelSelectorMatches(podSelector, pod.labels),
    decide: (packet, direction) => {
      const rules =
        direction === 'ingress'
          ? ingress.map(({ from = [], ports = [] }) => ({ peers: from, ports }))
          : egress.map(({ to = [], ports = [] }) => ({ peers: to, ports }));
      const other = direction === 'ingress' ? packet.from : packet.to;
      for (const { peers, ports } of rules) {
        // Peers absent or empty: everyone, the outside included. Ports absent or empty: every port of every protocol.
        const peerFits = peers.length === 0 || peers.some((peer) => peerMatches(peer, other));
        const portFits = ports.length === 0 || ports.some((port) => portMatches(port, packet));
        if (peerFits && portFits) return 'allow';
      }
      return null;
    },
  };
}

/** TCP by default; no port is every port of the protocol; a name is looked up on the destination Pod, same protocol. */
function portMatches({ protocol = 'TCP', port, endPort }: Port, packet: Packet): boolean {
  if (packet.protocol !== protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'number') return packet.port >= port && packet.port <= (endPort ?? port);
  const declared = packet.to.pod?.ports ?? [];
  return declared.some((each) => each.name === port && each.protocol === protocol && each.port === packet.port);
}
