import type { PortProtocol } from '../sets/connections.ts';
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

interface EndpointBase {
  readonly id: EndpointId;
  readonly name: string;
  /** As written in the input; a workload of several Pods has them all. */
  readonly addresses: readonly string[];
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
}

/** A Pod on its node's network: no policy selects it as a Pod, and no Pod or namespace peer matches it. */
export interface HostNetworkEndpoint extends Omit<WorkloadEndpoint, 'kind'> {
  readonly kind: 'host-network';
  readonly node: string | null;
}

/** A server outside the cluster. */
export interface ExternalEndpoint extends EndpointBase {
  readonly kind: 'external';
}

export type Endpoint = WorkloadEndpoint | HostNetworkEndpoint | ExternalEndpoint;
export type EndpointKind = Endpoint['kind'];

export type FlowRole = 'app' | 'probe';

/** A connection worth drawing and watching. */
export interface Flow {
  readonly name: string;
  readonly from: EndpointId;
  readonly to: EndpointId;
  readonly port: number;
  readonly protocol: PortProtocol;
  readonly role: FlowRole;
  readonly origin: Origin;
}

export interface Cluster {
  readonly namespaces: ReadonlyMap<NamespaceName, Namespace>;
  /** In the order of the input. */
  readonly endpoints: readonly Endpoint[];
  readonly flows: readonly Flow[];
}
