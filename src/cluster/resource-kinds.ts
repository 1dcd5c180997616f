import { endpointSliceKind, endpointsKind } from './endpoint-slice.ts';
import { externalHostKind } from './external-host.ts';
import { flowKind } from './flow.ts';
import { hostEndpointKind } from './host-endpoint.ts';
import { namespaceKind } from './namespace.ts';
import { globalNetworkSetKind, networkSetKind } from './network-set.ts';
import { nodeKind } from './node.ts';
import { podKind } from './pod.ts';
import type { ResourceKind } from './resource-kind.ts';
import { serviceKind } from './service.ts';
import { serviceAccountKind } from './service-account.ts';
import { workloadKinds } from './workload.ts';

/** THE list: a new kind of resource is one file and one line here. */
export const RESOURCE_KINDS: readonly ResourceKind[] = [
  namespaceKind,
  podKind,
  ...workloadKinds,
  serviceKind,
  endpointSliceKind,
  endpointsKind,
  nodeKind,
  serviceAccountKind,
  networkSetKind,
  globalNetworkSetKind,
  hostEndpointKind,
  externalHostKind,
  flowKind,
];
