/** Longer policy files are refused unread: no editor is quick with more. In characters. */
export const MAX_POLICY_LENGTH = 1_000_000;
/** A cluster's file is not edited, only read; beyond this a string itself becomes a burden. In characters. */
export const MAX_CLUSTER_LENGTH = 200_000_000;
