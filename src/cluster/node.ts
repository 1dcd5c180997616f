import { manifestSchema } from '../documents/metadata.ts';
import { at, field, items, text, textMap } from '../documents/node.ts';
import { parseAddress } from '../sets/cidr.ts';
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
    // Among them are names of the host too: https://kubernetes.io/docs/reference/node/node-status/#addresses
    const addresses = items(at(root, 'status', 'addresses'))
      .map((node) => text(field(node, 'address')) ?? '')
      .filter((address) => parseAddress(address) !== null);
    draft.nodes.push({ name, labels: textMap(at(root, 'metadata', 'labels')), addresses });
  },
};
