import type { ConnectionSet, PortProtocol } from '../sets/connections.ts';
import type { EndpointId, NamespaceName } from './ids.ts';
import type { Origin } from './origin.ts';

/** Own keys only; made without a prototype, so that `constructor` and `__proto__` are labels like others. */
export type Labels = Readonly<Record<string, string>>;

export interface Namespace {
  readonly name: NamespaceName;
  readonly labels: Labels;
  /** null: no document declares it; it exists because an object says it is in it. */
  readonly origin: Origin | null;
}

export interface ContainerPort {
  readonly name: string | null;
  readonly port: number;
  readonly protocol: PortProtocol;
}

export const WORKLOAD_KINDS = [
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
] as const;
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

/** What Calico knows an address as: the labels that its selectors see. */
export interface Identity {
  readonly namespace: NamespaceName | null;
  readonly labels: Labels;
  readonly namespaceLabels: Labels | null;
  readonly serviceAccountLabels: Labels | null;
}

/** A network set that holds an address of an endpoint, or a host endpoint whose address it has. */
export interface NetworkSetMembership {
  readonly name: string;
  readonly family: 4 | 6;
  readonly identity: Identity;
}

/** A Service that an endpoint is behind, and its own ports that the Service leads to. */
export interface ServiceMembership {
  /** "namespace/name" */
  readonly service: string;
  readonly ports: ConnectionSet;
}

interface EndpointBase {
  readonly id: EndpointId;
  readonly name: string;
  /** As written in the input; a workload of several Pods has them all. */
  readonly addresses: readonly string[];
  /** The labels of the node whose address it has; null: it is on no node's address. */
  readonly nodeLabels: Labels | null;
  /** null: Calico knows it as an address only. */
  readonly identity: Identity | null;
  readonly networkSets: readonly NetworkSetMembership[];
  readonly services: readonly ServiceMembership[];
  readonly origin: Origin;
}

/** A Pod, or equal Pods of one owner. */
export interface WorkloadEndpoint extends EndpointBase {
  readonly kind: 'workload';
  readonly workloadKind: WorkloadKind;
  readonly namespace: NamespaceName;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly ports: readonly ContainerPort[];
  readonly serviceAccount: string;
  readonly replicas: number;
  /** "StatefulSet/redis", where the Pods of one owner differ, so that this is only one of them; else null. */
  readonly owner: string | null;
  /** The node that runs it, where the input says so. */
  readonly node: string | null;
}

/** A Pod on its node's network: no policy selects it as a Pod, and no Pod or namespace peer matches it. */
export interface HostNetworkEndpoint extends Omit<WorkloadEndpoint, 'kind'> {
  readonly kind: 'host-network';
}

/** A network interface of a node that Calico guards: https://docs.tigera.io/calico/latest/reference/resources/hostendpoint */
export interface HostEndpoint extends EndpointBase {
  readonly kind: 'host';
  readonly labels: Labels;
  readonly node: string | null;
  readonly ports: readonly ContainerPort[];
  /** A profile lets pass what no policy governs; without one it is dropped. */
  readonly hasOpenProfile: boolean;
}

/** A server outside the cluster. */
export interface ExternalEndpoint extends EndpointBase {
  readonly kind: 'external';
}

export type Endpoint = WorkloadEndpoint | HostNetworkEndpoint | HostEndpoint | ExternalEndpoint;
export type EndpointKind = Endpoint['kind'];

export type FlowRole = 'app' | 'probe';

/** A connection worth drawing and watching. One that goes to a Service stands here once for each backend. */
export interface Flow {
  readonly name: string;
  readonly from: EndpointId;
  readonly to: EndpointId;
  readonly port: number;
  readonly protocol: PortProtocol;
  readonly role: FlowRole;
  /** The Service that the flow was addressed to, and the port there: "microseg/web:80". */
  readonly via: string | null;
  readonly origin: Origin;
}

export interface Cluster {
  readonly namespaces: ReadonlyMap<NamespaceName, Namespace>;
  /** In the order of the input. */
  readonly endpoints: readonly Endpoint[];
  readonly flows: readonly Flow[];
}
