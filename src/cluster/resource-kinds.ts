import { externalHostKind } from './external-host.ts';
import { flowKind } from './flow.ts';
import { namespaceKind } from './namespace.ts';
import { podKind } from './pod.ts';
import type { ResourceKind } from './resource-kind.ts';
import { workloadKinds } from './workload.ts';

/** THE list: a new kind of resource is one file and one line here. */
export const RESOURCE_KINDS: readonly ResourceKind[] = [
  namespaceKind,
  podKind,
  ...workloadKinds,
  externalHostKind,
  flowKind,
];
