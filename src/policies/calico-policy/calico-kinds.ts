import { dnsLabel } from '../../documents/formats.ts';
import type { Manifest } from '../../documents/manifest.ts';
import { manifestSchema } from '../../documents/metadata.ts';
import { at, text, whole } from '../../documents/node.ts';
import type { Schema } from '../../documents/schema.ts';
import type { PolicyId } from '../../model/ids.ts';
import type { Staging } from '../../model/policy.ts';
import { lowerNetworkPolicy } from '../network-policy/network-policy.ts';
import { networkPolicySpec } from '../network-policy/schema.ts';
import type { PolicyKind, TierKind } from '../policy-kind.ts';
import { lowerCalicoPolicy } from './lower-policy.ts';
import { calicoSpecFields, globalSpecFields, stagedFields } from './schema.ts';
import { checkGlobalSpec, checkSpec, checkStagedSpec, checkTier } from './spec-checks.ts';

const API_VERSIONS = ['projectcalico.org/v3', 'crd.projectcalico.org/v1'] as const;
const REFERENCE = 'https://docs.tigera.io/calico/latest/reference/resources/';

interface Variant {
  readonly scope: 'namespaced' | 'cluster';
  readonly staged: boolean;
}

function calicoKind(kind: string, { scope, staged }: Variant): PolicyKind {
  const fields: Record<string, Schema> = {
    ...calicoSpecFields,
    ...(scope === 'cluster' ? globalSpecFields : {}),
    ...(staged ? stagedFields : {}),
  };
  return {
    category: 'policy',
    apiVersions: API_VERSIONS,
    kind,
    scope,
    documentation: `${REFERENCE}${kind.toLowerCase()}`,
    schema: manifestSchema({
      spec: {
        type: 'object',
        fields,
        check(spec, report) {
          checkSpec(spec, report);
          if (scope === 'cluster') checkGlobalSpec(spec, report);
          if (staged) checkStagedSpec(spec, report);
        },
      },
    }),
    lower: (manifest) => lowerCalicoPolicy(manifest, staged ? stagingOf(manifest, kind.slice(STAGED.length)) : null),
  };
}

const STAGED = 'Staged';

/** Set unless said otherwise; what is being learnt or ignored would change nothing. */
function stagingOf(manifest: Manifest, kind: string, group = 'projectcalico.org'): Staging {
  const { namespace, name, root } = manifest;
  const action = text(at(root, 'spec', 'stagedAction')) ?? 'Set';
  const target = `${group}/${kind} ${namespace === null ? '' : `${namespace}/`}${name}` as PolicyId;
  return { action: action === 'Set' ? 'set' : action === 'Delete' ? 'delete' : 'ignore', target };
}

export const calicoNetworkPolicyKind = calicoKind('NetworkPolicy', { scope: 'namespaced', staged: false });
export const globalNetworkPolicyKind = calicoKind('GlobalNetworkPolicy', { scope: 'cluster', staged: false });
export const stagedNetworkPolicyKind = calicoKind('StagedNetworkPolicy', { scope: 'namespaced', staged: true });
export const stagedGlobalNetworkPolicyKind = calicoKind('StagedGlobalNetworkPolicy', {
  scope: 'cluster',
  staged: true,
});

/** A Kubernetes NetworkPolicy to be tried out: the same spec, never enforced. */
export const stagedKubernetesNetworkPolicyKind: PolicyKind = {
  category: 'policy',
  apiVersions: API_VERSIONS,
  kind: 'StagedKubernetesNetworkPolicy',
  scope: 'namespaced',
  documentation: `${REFERENCE}stagedkubernetesnetworkpolicy`,
  schema: manifestSchema({
    spec: {
      ...networkPolicySpec,
      fields: { ...networkPolicySpec.fields, ...stagedFields },
      check: checkStagedSpec,
    },
  }),
  lower: (manifest, plugin) => ({
    ...lowerNetworkPolicy(manifest, plugin),
    staged: stagingOf(manifest, 'NetworkPolicy', 'networking.k8s.io'),
  }),
};

/** https://docs.tigera.io/calico/latest/reference/resources/tier */
export const tierKind: TierKind = {
  category: 'tier',
  apiVersions: API_VERSIONS,
  kind: 'Tier',
  scope: 'cluster',
  documentation: `${REFERENCE}tier`,
  schema: {
    ...manifestSchema(
      {
        spec: {
          type: 'object',
          fields: {
            order: { type: 'number', doc: 'Lower goes first; absent goes last.' },
            defaultAction: { type: 'string', oneOf: ['Deny', 'Pass'], doc: 'What meets traffic that no rule matches.' },
          },
        },
        status: { type: 'any' },
      },
      { name: dnsLabel },
    ),
    check: checkTier,
  },
  lower: ({ name, root }) => ({
    name,
    order: whole(at(root, 'spec', 'order')) ?? Number.POSITIVE_INFINITY,
    defaultAction: text(at(root, 'spec', 'defaultAction')) === 'Pass' ? 'pass' : 'deny',
  }),
};
