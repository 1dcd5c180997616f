import { endpointSliceKind, endpointsKind } from './endpoint-slice.ts';
import { externalHostKind } from './external-host.ts';
import { flowKind } from './flow.ts';
import { namespaceKind } from './namespace.ts';
import { nodeKind } from './node.ts';
import { podKind } from './pod.ts';
import type { ResourceKind } from './resource-kind.ts';
import { serviceKind } from './service.ts';
import { serviceAccountKind } from './service-account.ts';
import { workloadKinds } from './workload.ts';

/** What Kubernetes has, and what only Seglab has: the first picture needs no others unless it names them. */
export const CORE_RESOURCE_KINDS: readonly ResourceKind[] = [
  namespaceKind,
  podKind,
  ...workloadKinds,
  serviceKind,
  endpointSliceKind,
  endpointsKind,
  nodeKind,
  serviceAccountKind,
  externalHostKind,
  flowKind,
];
