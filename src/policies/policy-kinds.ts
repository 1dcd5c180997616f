import { networkPolicyKind } from './network-policy/network-policy.ts';
import type { PolicyKind } from './policy-kind.ts';

/** THE list: a new kind of policy is one folder and one line here. */
export const POLICY_KINDS: readonly PolicyKind[] = [networkPolicyKind];
