import { networkPolicyKind } from './network-policy/network-policy.ts';
import type { PolicyKind } from './policy-kind.ts';

/** The policies of Kubernetes itself: the first picture needs no others unless it names them. */
export const CORE_POLICY_KINDS: readonly PolicyKind[] = [networkPolicyKind];
