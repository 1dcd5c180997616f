import { portName } from '../documents/formats.ts';
import { at, field, items, type Node, text, textMap, whole } from '../documents/node.ts';
import type { ListSchema, ObjectSchema } from '../documents/schema.ts';
import type { ContainerPort } from '../model/cluster.ts';
import { PORT_PROTOCOLS, type PortProtocol } from '../sets/connections.ts';
import type { OwnerReference, PodTemplate } from './resource-kind.ts';

const containers: ListSchema = {
  type: 'list',
  items: {
    type: 'object',
    open: true,
    fields: {
      ports: {
        type: 'list',
        doc: 'Ports that the container listens on; policies can refer to their names.',
        items: {
          type: 'object',
          open: true,
          fields: {
            name: { type: 'string', format: portName },
            containerPort: { type: 'integer', min: 1, max: 65535, code: 'bad-port' },
            protocol: { type: 'string', oneOf: PORT_PROTOCOLS },
          },
          required: ['containerPort'],
        },
      },
    },
  },
};

/** The part of a Pod's spec that has a say in verdicts; the rest of it is not looked into. */
export const podSpecSchema: ObjectSchema = {
  type: 'object',
  open: true,
  fields: {
    containers,
    initContainers: containers,
    hostNetwork: { type: 'boolean' },
    nodeName: { type: 'string' },
    serviceAccountName: { type: 'string' },
  },
};

/** Reads a Pod, or a template: both have `metadata` and `spec` of the same form. */
export function readTemplate(node: Node | null): PodTemplate {
  const spec = field(node, 'spec');
  const restarting = items(field(spec, 'initContainers')).filter(
    (container) => text(field(container, 'restartPolicy')) === 'Always',
  );
  const hostNetwork = field(spec, 'hostNetwork');
  return {
    labels: textMap(at(node, 'metadata', 'labels')),
    annotations: textMap(at(node, 'metadata', 'annotations')),
    ports: [...items(field(spec, 'containers')), ...restarting].flatMap(readPorts),
    serviceAccount: text(field(spec, 'serviceAccountName')) ?? 'default',
    hostNetwork: hostNetwork?.type === 'scalar' && hostNetwork.value === true,
    node: text(field(spec, 'nodeName')),
  };
}

/** The owner that manages the object, if any. */
export function readOwner(root: Node): OwnerReference | null {
  const owners = items(at(root, 'metadata', 'ownerReferences'));
  for (const owner of owners) {
    const controller = field(owner, 'controller');
    const isController = controller?.type === 'scalar' && controller.value === true;
    const kind = text(field(owner, 'kind'));
    const name = text(field(owner, 'name'));
    if (kind && name && (isController || owners.length === 1)) return { kind, name };
  }
  return null;
}

function readPorts(container: Node): readonly ContainerPort[] {
  return items(field(container, 'ports')).flatMap((port) => {
    const number = whole(field(port, 'containerPort'));
    if (number === null) return [];
    const protocol = (text(field(port, 'protocol')) ?? 'TCP') as PortProtocol;
    return [{ name: text(field(port, 'name')), port: number, protocol }];
  });
}
