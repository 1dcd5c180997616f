import { manifestSchema } from '../documents/metadata.ts';
import { at, textMap } from '../documents/node.ts';
import type { ResourceKind } from './resource-kind.ts';

/** https://kubernetes.io/docs/concepts/security/service-accounts/ */
export const serviceAccountKind: ResourceKind = {
  category: 'resource',
  apiVersions: ['v1'],
  kind: 'ServiceAccount',
  scope: 'namespaced',
  documentation: 'https://kubernetes.io/docs/concepts/security/service-accounts/',
  schema: manifestSchema({}, { open: true }),
  read({ name, namespace, root }, draft) {
    draft.serviceAccounts.push({
      namespace: namespace ?? 'default',
      name,
      labels: textMap(at(root, 'metadata', 'labels')),
    });
  },
};
