import type { Kind, Manifest } from '../documents/manifest.ts';
import type { ContainerPort, FlowRole, Labels, WorkloadKind } from '../model/cluster.ts';
import type { Origin } from '../model/origin.ts';
import type { PortProtocol } from '../sets/connections.ts';

/** A kind of object that a cluster is made of. */
export interface ResourceKind extends Kind {
  readonly category: 'resource';
  /** Adds what the object means to the draft. The manifest fits the schema, so reading cannot fail. */
  readonly read: (manifest: Manifest, draft: ClusterDraft) => void;
}

/** What the objects say one by one, before they are put together. */
export interface ClusterDraft {
  readonly namespaces: { readonly name: string; readonly labels: Labels; readonly origin: Origin }[];
  readonly workloads: WorkloadDraft[];
  readonly pods: PodDraft[];
  readonly externals: { readonly name: string; readonly addresses: readonly string[]; readonly origin: Origin }[];
  readonly flows: FlowDraft[];
}

/** What verdicts need to know of a Pod, or of the template that Pods are made from. */
export interface PodTemplate {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly ports: readonly ContainerPort[];
  readonly serviceAccount: string;
  readonly hostNetwork: boolean;
  readonly node: string | null;
}

export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
}

export interface WorkloadDraft {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  readonly owner: OwnerReference | null;
  readonly template: PodTemplate;
  readonly replicas: number;
  readonly origin: Origin;
}

export interface PodDraft {
  readonly namespace: string;
  readonly name: string;
  readonly owner: OwnerReference | null;
  readonly template: PodTemplate;
  readonly addresses: readonly string[];
  readonly origin: Origin;
}

export interface FlowDraft {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: PortProtocol;
  readonly role: FlowRole;
  readonly origin: Origin;
  /** Where `from` and `to` stand, to say that one names no endpoint. */
  readonly ends: { readonly from: Origin; readonly to: Origin };
}

export function emptyDraft(): ClusterDraft {
  return { namespaces: [], workloads: [], pods: [], externals: [], flows: [] };
}
