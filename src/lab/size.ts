import type { Cluster } from '../model/cluster.ts';
import type { Tier } from '../model/policy.ts';
import type { ClusterSize } from './report.ts';

/** How much is in a cluster, and in force there. */
export function sizeOf({ namespaces, endpoints }: Cluster, tiers: readonly Tier[]): ClusterSize {
  return {
    namespaces: [...namespaces.keys()].sort(),
    workloads: endpoints.filter(({ kind }) => kind === 'workload' || kind === 'host-network').length,
    policies: tiers.reduce((sum, tier) => sum + tier.policies.length, 0),
  };
}
