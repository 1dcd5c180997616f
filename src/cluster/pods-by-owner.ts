import { WORKLOAD_KINDS, type WorkloadKind } from '../model/cluster.ts';
import type { OwnerReference, PodDraft, PodTemplate, WorkloadDraft } from './resource-kind.ts';

/** Pods that are one endpoint, and what it is called. */
export interface PodGroup {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  /** Whose Pod it is that stands for itself, because its owner's Pods differ. */
  readonly owner: OwnerReference | null;
  readonly pods: readonly PodDraft[];
}

/**
 * Puts the Pods of one owner together where labels, ports and network are equal; where they differ, each Pod stands
 * for itself, and so does a Pod without an owner. A Pod's owner is followed up: Pod, ReplicaSet, Deployment.
 */
export function groupPods(pods: readonly PodDraft[], workloads: readonly WorkloadDraft[]): readonly PodGroup[] {
  const byKey = new Map(workloads.map((workload) => [keyOf(workload.namespace, workload), workload]));
  const families = new Map<string, { readonly owner: OwnerReference; readonly pods: PodDraft[] }>();
  const order: (PodDraft | string)[] = [];
  for (const pod of pods) {
    const owner = ownersOf(pod, byKey).at(-1);
    if (!owner) {
      order.push(pod);
      continue;
    }
    const key = keyOf(pod.namespace, owner);
    const family = families.get(key);
    if (family) family.pods.push(pod);
    else {
      families.set(key, { owner, pods: [pod] });
      order.push(key);
    }
  }
  return order.flatMap((item): readonly PodGroup[] => {
    if (typeof item !== 'string') return [alone(item, null)];
    const family = families.get(item);
    const first = family?.pods[0];
    if (!family || !first) return [];
    const looks = lookOf(first.template);
    const { owner } = family;
    if (family.pods.some(({ template }) => lookOf(template) !== looks)) {
      return family.pods.map((pod) => alone(pod, owner));
    }
    const kind = owner.kind as WorkloadKind;
    return [{ kind, namespace: first.namespace, name: owner.name, owner: null, pods: family.pods }];
  });
}

/** The key of a workload in its namespace, to tell which workloads have Pods of their own in the input. */
export function keyOf(namespace: string, { kind, name }: OwnerReference): string {
  return `${kind} ${namespace}/${name}`;
}

/**
 * The owners of a Pod from its own to the one at the top, as far as the input tells them. Only workloads count: a
 * Deployment that an operator's object owns is at the top of its Pods. Owners in a circle end where they repeat.
 */
export function ownersOf(pod: PodDraft, workloads: ReadonlyMap<string, WorkloadDraft>): readonly OwnerReference[] {
  const owners = new Map<string, OwnerReference>();
  for (let owner = pod.owner; owner && isWorkloadKind(owner.kind); owner = ownerOf(owner, pod, workloads)) {
    const key = keyOf(pod.namespace, owner);
    if (owners.has(key)) break;
    owners.set(key, owner);
  }
  return [...owners.values()];
}

function ownerOf(
  owner: OwnerReference,
  pod: PodDraft,
  workloads: ReadonlyMap<string, WorkloadDraft>,
): OwnerReference | null {
  const known = workloads.get(keyOf(pod.namespace, owner));
  if (known) return known.owner;
  // A ReplicaSet is called after its Deployment and the hash in its Pods' labels, so it need not be in the input.
  const hash = pod.template.labels['pod-template-hash'];
  if (owner.kind !== 'ReplicaSet' || !hash || !owner.name.endsWith(`-${hash}`)) return null;
  const deployment = { kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) };
  return workloads.has(keyOf(pod.namespace, deployment)) ? deployment : null;
}

function alone(pod: PodDraft, owner: OwnerReference | null): PodGroup {
  return { kind: 'Pod', namespace: pod.namespace, name: pod.name, owner, pods: [pod] };
}

/** What policies can tell two Pods of one owner apart by, as one string. */
function lookOf({ labels, ports, serviceAccount, hostNetwork }: PodTemplate): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted, ports, serviceAccount, hostNetwork]);
}

function isWorkloadKind(kind: string): kind is WorkloadKind {
  return (WORKLOAD_KINDS as readonly string[]).includes(kind);
}
