import { versionOf } from './address.ts';
import { adminNetworkPolicy } from './admin-network-policy.ts';
import { calicoPolicy } from './calico-policy.ts';
import { clusterNetworkPolicy } from './cluster-network-policy.ts';
import { networkPolicy } from './network-policy.ts';
import {
  type End,
  type Manifest,
  type NaiveDirection,
  type NaivePolicy,
  type NaiveProtocol,
  type Packet,
  readWorld,
  type World,
  withoutNulls,
} from './world.ts';

export type NaivelyAllowed = (from: string, to: string, protocol: NaiveProtocol, port: number) => boolean;

interface NaiveTier {
  readonly name: string;
  readonly order: number;
  readonly defaultAction: 'deny' | 'pass';
}

/** semantics §4: fixed by the API. */
const BUILT_IN_TIERS: readonly NaiveTier[] = [
  { name: 'kube-admin', order: 1000, defaultAction: 'pass' },
  { name: 'default', order: 1_000_000, defaultAction: 'deny' },
  { name: 'kube-baseline', order: 10_000_000, defaultAction: 'pass' },
];

/**
 * Answers one packet at a time what a cluster of these objects lets pass. Written from the specifications, to be
 * compared with the engine: it shares no code with it and cares for clarity before speed.
 */
export function naiveEvaluator(manifests: readonly Manifest[]): NaivelyAllowed {
  const objects = withoutNulls(manifests);
  const world = readWorld(objects);
  const policies = objects.flatMap((object) => readPolicy(object, world));
  const tiers = readTiers(objects);
  const endOf = (id: string): End => {
    const end = world.ends.find((each) => each.id === id);
    if (!end) throw new Error(`no endpoint ${id}`);
    return end;
  };

  /** The policies of each tier that govern an end; looked up once, because every packet asks. */
  const inForce = new Map<string, readonly TierInForce[]>();
  const tiersInForce = (end: End, direction: NaiveDirection): readonly TierInForce[] => {
    const key = `${direction} ${end.id}`;
    const found = inForce.get(key) ?? tiersFor(end, direction, policies, tiers);
    inForce.set(key, found);
    return found;
  };

  /** An end as the packets of one version see it. */
  const views = new Map<string, End>();
  const ofVersion = (end: End, version: 4 | 6): End => {
    const key = `${version} ${end.id}`;
    const view = views.get(key) ?? { ...end, addresses: end.addresses.filter((each) => versionOf(each) === version) };
    views.set(key, view);
    return view;
  };

  return (from, to, protocol, port) => {
    // A Pod always reaches itself. semantics §1.
    if (from === to) return true;
    const [source, destination] = [endOf(from), endOf(to)];
    // Both sides must allow: egress at the source, ingress at the destination.
    const isAllowed = (packet: Packet): boolean =>
      passes(packet, 'egress', tiersInForce(source, 'egress')) &&
      passes(packet, 'ingress', tiersInForce(destination, 'ingress'));

    const versions = ([4, 6] as const).filter((version) =>
      [source, destination].every((end) => ofVersion(end, version).addresses.length > 0),
    );
    if (versions.length === 0) return isAllowed({ from: source, to: destination, protocol, port, version: null });
    // A connection can be made when it can be made over either version.
    return versions.some((version) =>
      isAllowed({ from: ofVersion(source, version), to: ofVersion(destination, version), protocol, port, version }),
    );
  };
}

interface TierInForce {
  readonly defaultAction: 'deny' | 'pass';
  /** Never empty, in the order in which they are asked. */
  readonly policies: readonly NaivePolicy[];
}

/** Only policies that select the end and govern the direction count; a tier without any is skipped. */
function tiersFor(
  { pod }: End,
  direction: NaiveDirection,
  policies: readonly NaivePolicy[],
  tiers: readonly NaiveTier[],
): readonly TierInForce[] {
  // What is outside, or on its node's network, is governed by no policy.
  if (!pod) return [];
  return tiers
    .map(({ name, defaultAction }) => ({
      defaultAction,
      policies: policies.filter(({ tier, governs }) => tier === name && governs(pod, direction)).sort(byOrder),
    }))
    .filter((tier) => tier.policies.length > 0);
}

function passes(packet: Packet, direction: NaiveDirection, tiers: readonly TierInForce[]): boolean {
  const { from, to } = packet;
  // A node always reaches the Pods it runs: semantics §1.
  if (direction === 'ingress' && from.hostNetwork && from.node !== null && from.node === to.node) return true;
  for (const { policies, defaultAction } of tiers) {
    const decision = firstDecision(policies, packet, direction) ?? defaultAction;
    if (decision === 'allow') return true;
    if (decision === 'deny') return false;
  }
  // After the tiers, the profile of the namespace allows everything.
  return true;
}

function firstDecision(
  policies: readonly NaivePolicy[],
  packet: Packet,
  direction: NaiveDirection,
): 'allow' | 'deny' | 'pass' | null {
  for (const policy of policies) {
    const decision = policy.decide(packet, direction);
    if (decision !== null) return decision;
  }
  return null;
}

function byOrder(a: NaivePolicy, b: NaivePolicy): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.tieBreak < b.tieBreak ? -1 : 1;
}

/** A staged policy never enforces, so it is none. Each kind stands beside the group that defines it. */
function readPolicy(object: Manifest, world: World): readonly NaivePolicy[] {
  const [group] = object.apiVersion.split('/');
  switch (`${group}/${object.kind}`) {
    case 'networking.k8s.io/NetworkPolicy':
      return [networkPolicy(object)];
    case 'policy.networking.k8s.io/AdminNetworkPolicy':
    case 'policy.networking.k8s.io/BaselineAdminNetworkPolicy':
      return [adminNetworkPolicy(object, world)];
    case 'policy.networking.k8s.io/ClusterNetworkPolicy':
      return [clusterNetworkPolicy(object, world)];
    case 'projectcalico.org/NetworkPolicy':
    case 'projectcalico.org/GlobalNetworkPolicy':
      return [calicoPolicy(object, world)];
    default:
      return [];
  }
}

/** By order, those without one last; ties by name. A tier denies at its end unless it says Pass. */
function readTiers(objects: readonly Manifest[]): readonly NaiveTier[] {
  const own = objects
    .filter(({ kind, metadata: { name } }) => kind === 'Tier' && !BUILT_IN_TIERS.some((tier) => tier.name === name))
    .map(({ metadata, spec }): NaiveTier => {
      const { order, defaultAction } = (spec ?? {}) as { order?: number; defaultAction?: 'Deny' | 'Pass' };
      return {
        name: metadata.name,
        order: order ?? Number.POSITIVE_INFINITY,
        defaultAction: defaultAction === 'Pass' ? 'pass' : 'deny',
      };
    });
  return [...BUILT_IN_TIERS, ...own].sort((a, b) => {
    if (a.order !== b.order) return a.order < b.order ? -1 : 1;
    return a.name < b.name ? -1 : 1;
  });
}
