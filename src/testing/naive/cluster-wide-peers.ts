import { inBlock } from './address.ts';
import { type LabelSelector, labelSelectorMatches } from './label-selector.ts';
import type { End, PodFace, World } from './world.ts';

/** The subject of an AdminNetworkPolicy, BaselineAdminNetworkPolicy or ClusterNetworkPolicy: one of the two. */
export interface Subject {
  readonly namespaces?: LabelSelector;
  readonly pods?: { readonly namespaceSelector?: LabelSelector; readonly podSelector?: LabelSelector };
}

/** A peer of theirs; the last three on egress only. Exactly one field is set. */
export interface ClusterWidePeer extends Subject {
  readonly nodes?: LabelSelector;
  readonly networks?: readonly string[];
  readonly domainNames?: readonly string[];
}

/** semantics §3: an empty selector selects all; Pods on their node's network are never subjects. */
export function subjectSelects({ namespaces, pods }: Subject, pod: PodFace): boolean {
  if (namespaces) return labelSelectorMatches(namespaces, pod.namespaceLabels);
  if (!pods) return false;
  return (
    labelSelectorMatches(pods.namespaceSelector ?? {}, pod.namespaceLabels) &&
    labelSelectorMatches(pods.podSelector ?? {}, pod.labels)
  );
}

/**
 * semantics §3: `namespaces` and `pods` match Pods that are not on their node's network; `networks` matches Pod
 * addresses too; `nodes` matches the addresses in the nodes' status. No address here has a domain name.
 */
export function clusterWidePeerMatches(peer: ClusterWidePeer, { pod, addresses }: End, world: World): boolean {
  const { networks, nodes } = peer;
  if (networks) return addresses.some((each) => networks.some((block) => inBlock(each, block)));
  if (nodes)
    return world.nodes.some(
      (node) => addresses.some((each) => node.addresses.includes(each)) && labelSelectorMatches(nodes, node.labels),
    );
  return pod !== null && subjectSelects(peer, pod);
}
