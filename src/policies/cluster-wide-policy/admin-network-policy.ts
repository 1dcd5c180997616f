import type { PolicyKind } from '../policy-kind.ts';
import { ADMIN_TIER, BASELINE_TIER } from '../tiers.ts';
import { lowerClusterWide } from './lower.ts';
import { clusterWideSchema, prioritySchema } from './schema.ts';

const DOCUMENTATION = 'https://network-policy-api.sigs.k8s.io/reference/spec/';

/** The older form of ClusterNetworkPolicy's Admin tier. */
export const adminNetworkPolicyKind: PolicyKind = {
  category: 'policy',
  apiVersions: ['policy.networking.k8s.io/v1alpha1'],
  kind: 'AdminNetworkPolicy',
  scope: 'cluster',
  documentation: DOCUMENTATION,
  schema: clusterWideSchema(
    { actions: ['Allow', 'Deny', 'Pass'], maxRules: 100, maxPeers: 100, portField: 'ports', domainNames: true },
    { fields: { priority: prioritySchema }, required: ['priority'] },
  ),
  lower: (manifest) => lowerClusterWide(manifest, ADMIN_TIER),
};

/** The older form of ClusterNetworkPolicy's Baseline tier; there is at most one. */
export const baselineAdminNetworkPolicyKind: PolicyKind = {
  category: 'policy',
  apiVersions: ['policy.networking.k8s.io/v1alpha1'],
  kind: 'BaselineAdminNetworkPolicy',
  scope: 'cluster',
  documentation: DOCUMENTATION,
  schema: clusterWideSchema(
    { actions: ['Allow', 'Deny'], maxRules: 100, maxPeers: 100, portField: 'ports', domainNames: false },
    {
      fields: {},
      required: [],
      name: {
        code: 'bad-name',
        complaint: (name) => (name === 'default' ? null : 'A BaselineAdminNetworkPolicy must be called "default".'),
      },
    },
  ),
  lower: (manifest) => lowerClusterWide(manifest, BASELINE_TIER),
};
