import { at, text } from '../../documents/node.ts';
import type { PolicyKind } from '../policy-kind.ts';
import { ADMIN_TIER, BASELINE_TIER } from '../tiers.ts';
import { lowerClusterWide } from './lower.ts';
import { clusterWideSchema, prioritySchema } from './schema.ts';

/** https://network-policy-api.sigs.k8s.io/api-overview/ */
export const clusterNetworkPolicyKind: PolicyKind = {
  category: 'policy',
  apiVersions: ['policy.networking.k8s.io/v1alpha2'],
  kind: 'ClusterNetworkPolicy',
  scope: 'cluster',
  documentation: 'https://network-policy-api.sigs.k8s.io/api-overview/',
  schema: clusterWideSchema(
    { actions: ['Accept', 'Deny', 'Pass'], maxRules: 25, maxPeers: 25, portField: 'protocols', domainNames: true },
    {
      fields: {
        tier: {
          type: 'string',
          oneOf: ['Admin', 'Baseline'],
          doc: 'Admin is asked before the NetworkPolicies of the namespaces, Baseline after them.',
        },
        priority: prioritySchema,
      },
      required: ['tier', 'priority'],
    },
  ),
  lower: (manifest) =>
    lowerClusterWide(manifest, text(at(manifest.root, 'spec', 'tier')) === 'Baseline' ? BASELINE_TIER : ADMIN_TIER),
};
