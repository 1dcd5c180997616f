import { dnsLabel } from '../documents/formats.ts';
import { manifestSchema } from '../documents/metadata.ts';
import { at, textMap } from '../documents/node.ts';
import type { ResourceKind } from './resource-kind.ts';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/ */
export const namespaceKind: ResourceKind = {
  category: 'resource',
  apiVersions: ['v1'],
  kind: 'Namespace',
  scope: 'cluster',
  documentation: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  schema: manifestSchema({ spec: { type: 'any' }, status: { type: 'any' } }, { name: dnsLabel }),
  read({ name, root, locate }, draft) {
    draft.namespaces.push({ name, labels: textMap(at(root, 'metadata', 'labels')), origin: locate(root) });
  },
};
