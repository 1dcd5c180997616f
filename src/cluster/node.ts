import { manifestSchema } from '../documents/metadata.ts';
import { at, field, items, text, textMap } from '../documents/node.ts';
import type { ResourceKind } from './resource-kind.ts';

/** https://kubernetes.io/docs/concepts/architecture/nodes/ */
export const nodeKind: ResourceKind = {
  category: 'resource',
  apiVersions: ['v1'],
  kind: 'Node',
  scope: 'cluster',
  documentation: 'https://kubernetes.io/docs/concepts/architecture/nodes/',
  schema: manifestSchema({
    spec: { type: 'any' },
    status: {
      type: 'object',
      open: true,
      fields: {
        addresses: {
          type: 'list',
          items: { type: 'object', open: true, fields: { type: { type: 'string' }, address: { type: 'string' } } },
        },
      },
    },
  }),
  read({ name, root }, draft) {
    const addresses = items(at(root, 'status', 'addresses')).flatMap((node) => text(field(node, 'address')) ?? []);
    draft.nodes.push({ name, labels: textMap(at(root, 'metadata', 'labels')), addresses });
  },
};
