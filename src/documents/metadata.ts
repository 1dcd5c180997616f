import { dnsLabel, dnsSubdomain, type Format, labelKey, labelValue } from './formats.ts';
import type { ObjectSchema, Schema } from './schema.ts';

const labelsSchema: Schema = {
  type: 'map',
  doc: 'Keys and values that selectors look at.',
  keys: labelKey,
  values: { type: 'string', format: labelValue },
};

const annotationsSchema: Schema = {
  type: 'map',
  doc: 'Keys and values for people and tools; no selector looks at them.',
  keys: labelKey,
  values: { type: 'string' },
};

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ */
function metadataSchema(name: Format = dnsSubdomain): ObjectSchema {
  return {
    type: 'object',
    doc: 'What the object is called and which labels it carries.',
    open: true,
    fields: {
      name: { type: 'string', format: name, doc: 'Unique among the objects of this kind in the namespace.' },
      namespace: {
        type: 'string',
        format: dnsLabel,
        doc: 'The namespace that the object is in; "default" when absent.',
      },
      labels: labelsSchema,
      annotations: annotationsSchema,
    },
    required: ['name'],
  };
}

/** The frame that every manifest has, around the fields of its kind. */
export function manifestSchema(
  fields: Readonly<Record<string, Schema>>,
  more: { readonly required?: readonly string[]; readonly open?: boolean; readonly name?: Format } = {},
): ObjectSchema {
  return {
    type: 'object',
    fields: {
      apiVersion: { type: 'string', doc: 'Group and version of the API that defines the kind.' },
      kind: { type: 'string', doc: 'What the object is.' },
      metadata: metadataSchema(more.name),
      ...fields,
    },
    required: ['metadata', ...(more.required ?? [])],
    ...(more.open === undefined ? {} : { open: more.open }),
  };
}
