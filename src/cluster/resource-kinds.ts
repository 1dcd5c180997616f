import { CORE_RESOURCE_KINDS } from './core-kinds.ts';
import { hostEndpointKind } from './host-endpoint.ts';
import { globalNetworkSetKind, networkSetKind } from './network-set.ts';
import type { ResourceKind } from './resource-kind.ts';

/** THE list: a new kind of resource is one file and one line here. */
export const RESOURCE_KINDS: readonly ResourceKind[] = [
  ...CORE_RESOURCE_KINDS,
  networkSetKind,
  globalNetworkSetKind,
  hostEndpointKind,
];
