import { manifestSchema } from '../documents/metadata.ts';
import { at, field, items, type MapNode, text, textMap, texts, whole } from '../documents/node.ts';
import type { Report } from '../documents/report.ts';
import { parseAddress } from '../sets/cidr.ts';
import { PORT_PROTOCOLS, type PortProtocol } from '../sets/connections.ts';
import type { ResourceKind } from './resource-kind.ts';

/** The profile that automatic host endpoints carry: it lets pass what no policy governs. */
const OPEN_PROFILE = 'projectcalico-default-allow';

/** https://docs.tigera.io/calico/latest/reference/resources/hostendpoint */
export const hostEndpointKind: ResourceKind = {
  category: 'resource',
  apiVersions: ['projectcalico.org/v3', 'crd.projectcalico.org/v1'],
  kind: 'HostEndpoint',
  scope: 'cluster',
  documentation: 'https://docs.tigera.io/calico/latest/reference/resources/hostendpoint',
  schema: manifestSchema(
    {
      spec: {
        type: 'object',
        fields: {
          node: { type: 'string', doc: 'The node that the interface is on.' },
          interfaceName: { type: 'string', doc: 'The interface, or "*" for all of the node.' },
          expectedIPs: {
            type: 'list',
            doc: 'The addresses by which selectors find it.',
            items: {
              type: 'string',
              format: {
                code: 'bad-value',
                complaint: (ip) => (parseAddress(ip) ? null : `"${ip}" is no IP address.`),
              },
            },
          },
          profiles: { type: 'list', items: { type: 'string' } },
          ports: {
            type: 'list',
            items: {
              type: 'object',
              fields: {
                name: { type: 'string' },
                port: { type: 'integer', min: 1, max: 65535, code: 'bad-port' },
                protocol: { type: 'string', oneOf: PORT_PROTOCOLS },
              },
              required: ['name', 'port', 'protocol'],
            },
          },
        },
        check: checkInterface,
      },
    },
    { required: ['spec'] },
  ),
  read({ name, root, locate }, draft) {
    const spec = field(root, 'spec');
    draft.hosts.push({
      name,
      labels: textMap(at(root, 'metadata', 'labels')),
      node: text(field(spec, 'node')),
      addresses: texts(field(spec, 'expectedIPs')),
      ports: items(field(spec, 'ports')).map((node) => ({
        name: text(field(node, 'name')),
        port: whole(field(node, 'port')) ?? 0,
        protocol: (text(field(node, 'protocol')) ?? 'TCP') as PortProtocol,
      })),
      hasOpenProfile: texts(field(spec, 'profiles')).includes(OPEN_PROFILE),
      origin: locate(root),
    });
  },
};

function checkInterface(spec: MapNode, report: Report): void {
  if (field(spec, 'interfaceName') || items(field(spec, 'expectedIPs')).length > 0) return;
  report.add('not-one-of', 'A host endpoint needs an interfaceName or expectedIPs.', spec);
}
