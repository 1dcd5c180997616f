import type { Kind, Manifest } from '../documents/manifest.ts';
import type { ContainerPort, FlowRole, Labels, WorkloadKind } from '../model/cluster.ts';
import type { Origin } from '../model/origin.ts';
import type { Cidr } from '../sets/cidr.ts';
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
  readonly services: ServiceDraft[];
  /** What Endpoints and EndpointSlices say is behind a Service. */
  readonly backends: BackendDraft[];
  readonly nodes: { readonly name: string; readonly labels: Labels; readonly addresses: readonly string[] }[];
  readonly serviceAccounts: { readonly namespace: string; readonly name: string; readonly labels: Labels }[];
  readonly networkSets: NetworkSetDraft[];
  readonly hosts: HostDraft[];
}

export interface ServicePort {
  readonly name: string | null;
  readonly port: number;
  readonly protocol: PortProtocol;
  readonly targetPort: number | string;
  readonly nodePort: number | null;
}

export interface ServiceDraft {
  readonly namespace: string;
  readonly name: string;
  /** null: no selector; its backends are listed by Endpoints and EndpointSlices. */
  readonly selector: Labels | null;
  readonly ports: readonly ServicePort[];
  /** Names resolve to the Pods themselves, so no port is translated. */
  readonly isHeadless: boolean;
}

export interface BackendDraft {
  readonly service: string;
  readonly addresses: readonly string[];
  readonly ports: readonly { readonly name: string | null; readonly port: number; readonly protocol: PortProtocol }[];
}

export interface NetworkSetDraft {
  /** null: a GlobalNetworkSet. */
  readonly namespace: string | null;
  readonly name: string;
  readonly labels: Labels;
  readonly nets: readonly Cidr[];
}

export interface HostDraft {
  readonly name: string;
  readonly labels: Labels;
  readonly node: string | null;
  readonly addresses: readonly string[];
  readonly ports: readonly ContainerPort[];
  readonly hasOpenProfile: boolean;
  readonly origin: Origin;
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
  return {
    namespaces: [],
    workloads: [],
    pods: [],
    externals: [],
    flows: [],
    services: [],
    backends: [],
    nodes: [],
    serviceAccounts: [],
    networkSets: [],
    hosts: [],
  };
}
