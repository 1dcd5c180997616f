import { manifestSchema } from '../documents/metadata.ts';
import { at, field, items, type Node, text } from '../documents/node.ts';
import { podSpecSchema, readOwner, readTemplate } from './pod-template.ts';
import type { ResourceKind } from './resource-kind.ts';

/** https://kubernetes.io/docs/concepts/workloads/pods/ */
export const podKind: ResourceKind = {
  category: 'resource',
  apiVersions: ['v1'],
  kind: 'Pod',
  scope: 'namespaced',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/pods/',
  schema: manifestSchema({
    spec: podSpecSchema,
    status: {
      type: 'object',
      open: true,
      fields: {
        phase: { type: 'string' },
        podIP: { type: 'string' },
        podIPs: { type: 'list', items: { type: 'object', open: true, fields: { ip: { type: 'string' } } } },
      },
    },
  }),
  read({ name, namespace, root, locate }, draft) {
    // A Pod that has ended has no network any more: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase
    const phase = text(at(root, 'status', 'phase'));
    if (phase === 'Succeeded' || phase === 'Failed') return;
    draft.pods.push({
      namespace: namespace ?? 'default',
      name,
      owner: readOwner(root),
      template: readTemplate(root),
      addresses: readAddresses(field(root, 'status')),
      origin: locate(root),
    });
  },
};

function readAddresses(status: Node | null): readonly string[] {
  const all = items(field(status, 'podIPs')).flatMap((item) => text(field(item, 'ip')) ?? []);
  const first = text(field(status, 'podIP'));
  return all.length > 0 || first === null ? all : [first];
}
