import { manifestSchema } from '../documents/metadata.ts';
import { at, field, items, type Node, text, texts, whole } from '../documents/node.ts';
import type { ListSchema } from '../documents/schema.ts';
import type { PortProtocol } from '../sets/connections.ts';
import type { BackendDraft, ResourceKind } from './resource-kind.ts';

const ports: ListSchema = {
  type: 'list',
  items: {
    type: 'object',
    open: true,
    fields: {
      name: { type: 'string' },
      port: { type: 'integer', min: 1, max: 65535, code: 'bad-port' },
      protocol: { type: 'string' },
    },
  },
};

/** https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/ */
export const endpointSliceKind: ResourceKind = {
  category: 'resource',
  apiVersions: ['discovery.k8s.io/v1'],
  kind: 'EndpointSlice',
  scope: 'namespaced',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/',
  schema: manifestSchema(
    {
      endpoints: {
        type: 'list',
        items: { type: 'object', open: true, fields: { addresses: { type: 'list', items: { type: 'string' } } } },
      },
      ports,
    },
    { open: true },
  ),
  read({ namespace, root }, draft) {
    const service = text(at(root, 'metadata', 'labels', 'kubernetes.io/service-name'));
    if (service === null) return;
    draft.backends.push({
      service: `${namespace ?? 'default'}/${service}`,
      addresses: items(field(root, 'endpoints')).flatMap((endpoint) => texts(field(endpoint, 'addresses'))),
      ports: readPorts(field(root, 'ports')),
    });
  },
};

/** The older form of the same: https://kubernetes.io/docs/concepts/services-networking/service/#endpoints */
export const endpointsKind: ResourceKind = {
  category: 'resource',
  apiVersions: ['v1'],
  kind: 'Endpoints',
  scope: 'namespaced',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/service/#endpoints',
  schema: manifestSchema(
    {
      subsets: {
        type: 'list',
        items: {
          type: 'object',
          open: true,
          fields: {
            addresses: { type: 'list', items: { type: 'object', open: true, fields: { ip: { type: 'string' } } } },
            ports,
          },
        },
      },
    },
    { open: true },
  ),
  read({ name, namespace, root }, draft) {
    for (const subset of items(field(root, 'subsets'))) {
      draft.backends.push({
        service: `${namespace ?? 'default'}/${name}`,
        addresses: items(field(subset, 'addresses')).flatMap((address) => text(field(address, 'ip')) ?? []),
        ports: readPorts(field(subset, 'ports')),
      });
    }
  },
};

function readPorts(list: Node | null): BackendDraft['ports'] {
  return items(list).flatMap((node) => {
    const port = whole(field(node, 'port'));
    const protocol = (text(field(node, 'protocol')) ?? 'TCP') as PortProtocol;
    // A port without a name is written with an empty one: https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/
    return port === null ? [] : [{ name: text(field(node, 'name')) || null, port, protocol }];
  });
}
