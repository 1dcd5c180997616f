/** Longer policy files are refused unread: no editor is quick with more. In characters. */
export const MAX_POLICY_LENGTH = 1_000_000;
