import {
  calicoNetworkPolicyKind,
  globalNetworkPolicyKind,
  stagedGlobalNetworkPolicyKind,
  stagedKubernetesNetworkPolicyKind,
  stagedNetworkPolicyKind,
  tierKind,
} from './calico-policy/calico-kinds.ts';
import { adminNetworkPolicyKind, baselineAdminNetworkPolicyKind } from './cluster-wide-policy/admin-network-policy.ts';
import { clusterNetworkPolicyKind } from './cluster-wide-policy/cluster-network-policy.ts';
import { CORE_POLICY_KINDS } from './core-kinds.ts';
import type { PolicyKind, TierKind } from './policy-kind.ts';

/** THE list: a new kind of policy is one folder and one line here. */
export const POLICY_KINDS: readonly (PolicyKind | TierKind)[] = [
  ...CORE_POLICY_KINDS,
  clusterNetworkPolicyKind,
  adminNetworkPolicyKind,
  baselineAdminNetworkPolicyKind,
  tierKind,
  calicoNetworkPolicyKind,
  globalNetworkPolicyKind,
  stagedNetworkPolicyKind,
  stagedGlobalNetworkPolicyKind,
  stagedKubernetesNetworkPolicyKind,
];
