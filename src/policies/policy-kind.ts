import type { Kind, Manifest } from '../documents/manifest.ts';
import type { PolicyId } from '../model/ids.ts';
import type { Policy, Tier } from '../model/policy.ts';

/**
 * How a network plug-in differs from the rules: `calico` matches Pod addresses in an ipBlock, `identity-based` ones
 * such as Cilium do not, and some plug-ins enforce nothing at all.
 */
export const PLUGINS = ['calico', 'identity-based', 'none'] as const;
export type Plugin = (typeof PLUGINS)[number];

/** A kind of policy: what its text may say, and what that means in the normal form. */
export interface PolicyKind extends Kind {
  readonly category: 'policy';
  /** The manifest fits the schema, so lowering cannot fail. */
  readonly lower: (manifest: Manifest, plugin: Plugin) => Policy;
}

/** A kind of object that says in which order policies are asked. */
export interface TierKind extends Kind {
  readonly category: 'tier';
  readonly lower: (manifest: Manifest) => Omit<Tier, 'policies'>;
}

/** Calico keeps policies of Kubernetes under kinds of its own: https://github.com/projectcalico/calico/blob/master/felix/calc/policy_sorter.go */
export function tieBreakerOf({ name, namespace, kind, apiVersion }: Manifest): string {
  const prefix = apiVersion.includes('projectcalico.org/') ? '' : 'Kubernetes';
  return `${name}/${namespace ?? ''}/${prefix}${kind.kind}`;
}

export function policyId(manifest: Manifest): PolicyId {
  return manifest.key as PolicyId;
}
