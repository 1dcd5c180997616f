import { type ClusterWidePeer, clusterWidePeerMatches, type Subject, subjectSelects } from './cluster-wide-peers.ts';
import type { Manifest, NaivePolicy, Packet, World } from './world.ts';

interface OfProtocol {
  readonly destinationPort?: {
    readonly number?: number;
    readonly range?: { readonly start: number; readonly end: number };
  };
}

interface ProtocolMatch {
  readonly tcp?: OfProtocol;
  readonly udp?: OfProtocol;
  readonly sctp?: OfProtocol;
  readonly destinationNamedPort?: string;
}

interface Rule {
  readonly action: 'Accept' | 'Deny' | 'Pass';
  readonly from?: readonly ClusterWidePeer[];
  readonly to?: readonly ClusterWidePeer[];
  readonly protocols?: readonly ProtocolMatch[];
}

interface Spec {
  readonly tier: 'Admin' | 'Baseline';
  readonly priority: number;
  readonly subject: Subject;
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy, by semantics §3. */
export function clusterNetworkPolicy({ metadata, spec }: Manifest, world: World): NaivePolicy {
  const { tier, priority, subject, ingress = [], egress = [] } = spec as Spec;
  const rulesOf = { ingress, egress };
  return {
    tier: tier === 'Admin' ? 'kube-admin' : 'kube-baseline',
    order: priority,
    tieBreak: `${metadata.name}//KubernetesClusterNetworkPolicy`,
    // Rules do not isolate, and a direction without rules is not governed.
    governs: (pod, direction) => rulesOf[direction].length > 0 && subjectSelects(subject, pod),
    decide: (packet, direction) => {
      const other = direction === 'ingress' ? packet.from : packet.to;
      for (const { action, from, to, protocols } of rulesOf[direction]) {
        const peers = (direction === 'ingress' ? from : to) ?? [];
        if (!peers.some((peer) => clusterWidePeerMatches(peer, other, world))) continue;
        if (protocols && !protocols.some((match) => protocolMatches(match, packet))) continue;
        // Accept, Deny and Pass in both tiers; Pass in Baseline leads to the default, which allows.
        return action === 'Accept' ? 'allow' : action === 'Deny' ? 'deny' : 'pass';
      }
      return null;
    },
  };
}

function protocolMatches(match: ProtocolMatch, { to, protocol, port }: Packet): boolean {
  if (match.destinationNamedPort !== undefined)
    return (to.pod?.ports ?? []).some(
      (declared) =>
        declared.name === match.destinationNamedPort && declared.protocol === protocol && declared.port === port,
    );
  const ofProtocol = { TCP: match.tcp, UDP: match.udp, SCTP: match.sctp }[protocol];
  if (!ofProtocol) return false;
  const { number, range } = ofProtocol.destinationPort ?? {};
  if (number !== undefined) return number === port;
  return !range || (range.start <= port && port <= range.end);
}
