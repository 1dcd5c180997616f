import { manifestSchema } from '../documents/metadata.ts';
import { field, items, text, textMap, whole } from '../documents/node.ts';
import { PORT_PROTOCOLS, type PortProtocol } from '../sets/connections.ts';
import type { ResourceKind, ServicePort } from './resource-kind.ts';

/** https://kubernetes.io/docs/concepts/services-networking/service/ */
export const serviceKind: ResourceKind = {
  category: 'resource',
  apiVersions: ['v1'],
  kind: 'Service',
  scope: 'namespaced',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  schema: manifestSchema({
    spec: {
      type: 'object',
      open: true,
      fields: {
        type: { type: 'string', oneOf: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] },
        clusterIP: { type: 'string' },
        selector: { type: 'map', values: { type: 'string' } },
        ports: {
          type: 'list',
          items: {
            type: 'object',
            open: true,
            fields: {
              name: { type: 'string' },
              port: { type: 'integer', min: 1, max: 65535, code: 'bad-port' },
              protocol: { type: 'string', oneOf: PORT_PROTOCOLS },
              targetPort: {
                type: 'integer-or-string',
                integer: { type: 'integer', min: 1, max: 65535, code: 'bad-port' },
                string: { type: 'string' },
              },
              nodePort: { type: 'integer', min: 1, max: 65535, code: 'bad-port' },
            },
            required: ['port'],
          },
        },
      },
    },
    status: { type: 'any' },
  }),
  read({ name, namespace, root }, draft) {
    const spec = field(root, 'spec');
    // An ExternalName is an alias in DNS: nothing in the cluster is behind it.
    if (text(field(spec, 'type')) === 'ExternalName') return;
    const selector = field(spec, 'selector');
    draft.services.push({
      namespace: namespace ?? 'default',
      name,
      selector: selector ? textMap(selector) : null,
      isHeadless: text(field(spec, 'clusterIP')) === 'None',
      ports: items(field(spec, 'ports')).flatMap((node): readonly ServicePort[] => {
        const port = whole(field(node, 'port'));
        if (port === null) return [];
        const target = field(node, 'targetPort');
        return [
          {
            name: text(field(node, 'name')) || null,
            port,
            protocol: (text(field(node, 'protocol')) ?? 'TCP') as PortProtocol,
            targetPort: text(target) ?? whole(target) ?? port,
            nodePort: whole(field(node, 'nodePort')),
          },
        ];
      }),
    });
  },
};
