import { manifestSchema } from '../documents/metadata.ts';
import { at, texts } from '../documents/node.ts';
import { parseAddress } from '../sets/cidr.ts';
import type { ResourceKind } from './resource-kind.ts';

/** A server outside the cluster: a kind of our own, for what Kubernetes has no kind for. */
export const externalHostKind: ResourceKind = {
  category: 'resource',
  apiVersions: ['seglab.dev/v1'],
  kind: 'ExternalHost',
  scope: 'cluster',
  documentation: 'https://seglab.dev/v1/ExternalHost',
  schema: manifestSchema(
    {
      spec: {
        type: 'object',
        fields: {
          ips: {
            type: 'list',
            min: 1,
            doc: 'The addresses of the server.',
            items: {
              type: 'string',
              format: {
                code: 'bad-value',
                complaint: (text) => (parseAddress(text) ? null : `"${text}" is no IP address.`),
              },
            },
          },
        },
        required: ['ips'],
      },
    },
    { required: ['spec'] },
  ),
  read({ name, root, locate }, draft) {
    draft.externals.push({ name, addresses: texts(at(root, 'spec', 'ips')), origin: locate(root) });
  },
};
