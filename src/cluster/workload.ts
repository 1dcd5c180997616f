import { manifestSchema } from '../documents/metadata.ts';
import { at, field, type Node, whole } from '../documents/node.ts';
import type { ObjectSchema } from '../documents/schema.ts';
import type { WorkloadKind } from '../model/cluster.ts';
import { podSpecSchema, readOwner, readTemplate } from './pod-template.ts';
import type { ResourceKind } from './resource-kind.ts';

const template: ObjectSchema = {
  type: 'object',
  open: true,
  fields: {
    metadata: {
      type: 'object',
      open: true,
      fields: {
        labels: { type: 'map', values: { type: 'string' } },
        annotations: { type: 'map', values: { type: 'string' } },
      },
    },
    spec: podSpecSchema,
  },
};

interface TemplateHolder {
  readonly schema: ObjectSchema;
  readonly find: (spec: Node | null) => Node | null;
}

const inSpec: TemplateHolder = {
  schema: { type: 'object', open: true, fields: { replicas: { type: 'integer', min: 0 }, template } },
  find: (spec) => field(spec, 'template'),
};

const inJobTemplate: TemplateHolder = {
  schema: {
    type: 'object',
    open: true,
    fields: { jobTemplate: { type: 'object', open: true, fields: { spec: inSpec.schema } } },
  },
  find: (spec) => at(spec, 'jobTemplate', 'spec', 'template'),
};

/** https://kubernetes.io/docs/concepts/workloads/controllers/ */
export const workloadKinds: readonly ResourceKind[] = [
  workloadKind('apps/v1', 'Deployment', inSpec),
  workloadKind('apps/v1', 'StatefulSet', inSpec),
  workloadKind('apps/v1', 'DaemonSet', inSpec),
  workloadKind('apps/v1', 'ReplicaSet', inSpec),
  workloadKind('v1', 'ReplicationController', inSpec),
  workloadKind('batch/v1', 'Job', inSpec),
  workloadKind('batch/v1', 'CronJob', inJobTemplate),
];

/** Every kind that makes Pods from a template reads alike. */
function workloadKind(apiVersion: string, kind: WorkloadKind, holder: TemplateHolder): ResourceKind {
  return {
    category: 'resource',
    apiVersions: [apiVersion],
    kind,
    scope: 'namespaced',
    documentation: `https://kubernetes.io/docs/concepts/workloads/controllers/${kind.toLowerCase()}/`,
    schema: manifestSchema({ spec: holder.schema, status: { type: 'any' } }),
    read({ name, namespace, root, locate }, draft) {
      const spec = field(root, 'spec');
      const podTemplate = readTemplate(holder.find(spec));
      draft.workloads.push({
        kind,
        namespace: namespace ?? 'default',
        name,
        owner: readOwner(root),
        template: podTemplate,
        replicas: whole(field(spec, 'replicas')) ?? 1,
        origin: locate(root),
      });
    },
  };
}
