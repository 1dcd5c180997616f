import { type ClusterWidePeer, clusterWidePeerMatches, type Subject, subjectSelects } from './cluster-wide-peers.ts';
import type { Manifest, NaivePolicy, NaiveProtocol, Packet, World } from './world.ts';

interface Port {
  readonly portNumber?: { readonly protocol?: NaiveProtocol; readonly port: number };
  readonly portRange?: { readonly protocol?: NaiveProtocol; readonly start: number; readonly end: number };
  readonly namedPort?: string;
}

interface Rule {
  readonly action: 'Allow' | 'Deny' | 'Pass';
  readonly from?: readonly ClusterWidePeer[];
  readonly to?: readonly ClusterWidePeer[];
  readonly ports?: readonly Port[];
}

interface Spec {
  readonly priority?: number;
  readonly subject: Subject;
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy and BaselineAdminNetworkPolicy, by semantics §3. */
export function adminNetworkPolicy({ kind, metadata, spec }: Manifest, world: World): NaivePolicy {
  const { priority, subject, ingress = [], egress = [] } = spec as Spec;
  const rulesOf = { ingress, egress };
  return {
    tier: kind === 'AdminNetworkPolicy' ? 'kube-admin' : 'kube-baseline',
    order: priority ?? 1000,
    tieBreak: `${metadata.name}//${kind}`,
    // A rule that does not match does nothing: a direction without rules is not governed.
    governs: (pod, direction) => rulesOf[direction].length > 0 && subjectSelects(subject, pod),
    decide: (packet, direction) => {
      const other = direction === 'ingress' ? packet.from : packet.to;
      // Rules in written order, the first match wins.
      for (const { action, from, to, ports } of rulesOf[direction]) {
        const peers = (direction === 'ingress' ? from : to) ?? [];
        if (!peers.some((peer) => clusterWidePeerMatches(peer, other, world))) continue;
        if (ports && !ports.some((port) => portMatches(port, packet))) continue;
        return action === 'Allow' ? 'allow' : action === 'Deny' ? 'deny' : 'pass';
      }
      return null;
    },
  };
}

/** TCP by default; a name has the protocol of the container port that bears it. */
function portMatches({ portNumber, portRange, namedPort }: Port, { to, protocol, port }: Packet): boolean {
  if (portNumber) return (portNumber.protocol ?? 'TCP') === protocol && portNumber.port === port;
  if (portRange) return (portRange.protocol ?? 'TCP') === protocol && portRange.start <= port && port <= portRange.end;
  return (to.pod?.ports ?? []).some(
    (declared) => declared.name === namedPort && declared.protocol === protocol && declared.port === port,
  );
}
