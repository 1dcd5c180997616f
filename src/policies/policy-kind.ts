import type { Kind, Manifest } from '../documents/manifest.ts';
import type { PolicyId } from '../model/ids.ts';
import type { Policy } from '../model/policy.ts';

/** A kind of policy: what its text may say, and what that means in the normal form. */
export interface PolicyKind extends Kind {
  readonly category: 'policy';
  /** The manifest fits the schema, so lowering cannot fail. */
  readonly lower: (manifest: Manifest) => Policy;
}

export function policyId(manifest: Manifest): PolicyId {
  return manifest.key as PolicyId;
}
