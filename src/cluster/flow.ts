import { manifestSchema } from '../documents/metadata.ts';
import { field, text, whole } from '../documents/node.ts';
import type { FlowRole } from '../model/cluster.ts';
import { PORT_PROTOCOLS, type PortProtocol } from '../sets/connections.ts';
import type { ResourceKind } from './resource-kind.ts';

/** A connection worth drawing and watching: a kind of our own. */
export const flowKind: ResourceKind = {
  category: 'resource',
  apiVersions: ['seglab.dev/v1'],
  kind: 'Flow',
  scope: 'cluster',
  documentation: 'https://seglab.dev/v1/Flow',
  schema: manifestSchema(
    {
      spec: {
        type: 'object',
        fields: {
          from: { type: 'string', doc: 'An endpoint: "namespace/name", or the name of an ExternalHost.' },
          to: {
            type: 'string',
            doc: 'An endpoint; or a Service: "service:namespace/name", or "namespace/name" where no endpoint is called so.',
          },
          port: { type: 'integer', min: 1, max: 65535, code: 'bad-port', doc: 'The destination port.' },
          protocol: { type: 'string', oneOf: PORT_PROTOCOLS, doc: 'TCP when absent.' },
          role: {
            type: 'string',
            oneOf: ['app', 'probe'],
            doc: 'app: the application needs it. probe: an attempt that should fail in a segmented cluster.',
          },
        },
        required: ['from', 'to', 'port'],
      },
    },
    { required: ['spec'] },
  ),
  read({ name, root, locate }, draft) {
    const spec = field(root, 'spec');
    const from = field(spec, 'from') ?? root;
    const to = field(spec, 'to') ?? root;
    draft.flows.push({
      name,
      from: text(from) ?? '',
      to: text(to) ?? '',
      port: whole(field(spec, 'port')) ?? 0,
      protocol: (text(field(spec, 'protocol')) ?? 'TCP') as PortProtocol,
      role: (text(field(spec, 'role')) ?? 'app') as FlowRole,
      origin: locate(root),
      ends: { from: locate(from), to: locate(to) },
    });
  },
};
