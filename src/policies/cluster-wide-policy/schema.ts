import { cidr, type Format, portName } from '../../documents/formats.ts';
import { manifestSchema } from '../../documents/metadata.ts';
import { entries, field, items, type MapNode, whole } from '../../documents/node.ts';
import type { Report } from '../../documents/report.ts';
import type { ListSchema, ObjectSchema, Schema } from '../../documents/schema.ts';
import { labelSelectorSchema } from '../../selectors/label-selector.ts';
import { PORT_PROTOCOLS } from '../../sets/connections.ts';

// https://github.com/kubernetes-sigs/network-policy-api/tree/main/apis

const podsSchema: ObjectSchema = {
  type: 'object',
  doc: 'Pods by their labels, in namespaces by theirs.',
  fields: { namespaceSelector: labelSelectorSchema, podSelector: labelSelectorSchema },
  required: ['namespaceSelector', 'podSelector'],
};

const subjectSchema: ObjectSchema = {
  type: 'object',
  doc: 'The pods that the policy is about; pods on the network of their node are never among them.',
  fields: { namespaces: labelSelectorSchema, pods: podsSchema },
  check: exactlyOne('A subject', ['namespaces', 'pods']),
};

function ingressPeers({ maxPeers }: Dialect): ListSchema {
  return {
    type: 'list',
    doc: 'Where the traffic comes from: any of these.',
    min: 1,
    max: maxPeers,
    items: {
      type: 'object',
      fields: { namespaces: labelSelectorSchema, pods: podsSchema },
      check: exactlyOne('A peer', ['namespaces', 'pods']),
    },
  };
}

/** https://network-policy-api.sigs.k8s.io/npeps/npep-133-fqdn-egress-selector/ */
const domainName: Format = {
  code: 'bad-value',
  complaint: (text) =>
    /^(\*\.)?([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]*[a-z0-9])?\.?$/.test(text)
      ? null
      : `"${text}" is no domain name; it looks like example.org or *.example.org.`,
};

function egressPeers({ maxPeers, domainNames }: Dialect): ListSchema {
  const peers: Record<string, Schema> = {
    namespaces: labelSelectorSchema,
    pods: podsSchema,
    nodes: { ...labelSelectorSchema, doc: 'Nodes by their labels; their addresses are meant.' },
    networks: { type: 'list', items: { type: 'string', format: cidr }, min: 1, max: 25, doc: 'Address blocks.' },
  };
  if (domainNames)
    peers.domainNames = {
      type: 'list',
      items: { type: 'string', format: domainName },
      min: 1,
      max: 25,
      doc: 'Names in DNS; *. in front stands for one or more labels.',
    };
  return {
    type: 'list',
    doc: 'Where the traffic goes to: any of these.',
    min: 1,
    max: maxPeers,
    items: { type: 'object', fields: peers, check: exactlyOne('A peer', Object.keys(peers)) },
  };
}

const portNumber = { type: 'integer', min: 1, max: 65535, code: 'bad-port' } as const;
const protocol = { type: 'string', oneOf: PORT_PROTOCOLS, doc: 'TCP when absent.' } as const;

/** v1alpha1: https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha1/shared_types.go */
const ports: ListSchema = {
  type: 'list',
  doc: 'Any of these ports. Absent: all traffic.',
  max: 100,
  items: {
    type: 'object',
    fields: {
      portNumber: { type: 'object', fields: { protocol, port: portNumber }, required: ['port'] },
      portRange: {
        type: 'object',
        fields: { protocol, start: portNumber, end: portNumber },
        required: ['start', 'end'],
        check: checkRange,
      },
      namedPort: { type: 'string', format: portName },
    },
    check: exactlyOne('A port', ['portNumber', 'portRange', 'namedPort']),
  },
};

const transport: ObjectSchema = {
  type: 'object',
  fields: {
    destinationPort: {
      type: 'object',
      fields: {
        number: portNumber,
        range: {
          type: 'object',
          fields: { start: portNumber, end: portNumber },
          required: ['start', 'end'],
          check: checkRange,
        },
      },
      check: exactlyOne('A destination port', ['number', 'range']),
    },
  },
  check: exactlyOne('A protocol', ['destinationPort']),
};

/** v1alpha2: https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/shared_types.go */
const protocols: ListSchema = {
  type: 'list',
  doc: 'Any of these protocols and ports. Absent: all traffic.',
  min: 1,
  max: 25,
  items: {
    type: 'object',
    fields: {
      tcp: transport,
      udp: transport,
      sctp: transport,
      destinationNamedPort: { type: 'string', format: portName },
    },
    check: exactlyOne('A protocol', ['tcp', 'udp', 'sctp', 'destinationNamedPort']),
  },
};

interface Dialect {
  readonly actions: readonly string[];
  readonly maxRules: number;
  readonly maxPeers: number;
  readonly portField: 'ports' | 'protocols';
  readonly domainNames: boolean;
}

const ruleName: Format = {
  code: 'bad-name',
  complaint: (name) => (name.length <= 100 ? null : 'The name of a rule has at most 100 characters.'),
};

function rules(dialect: Dialect, peerField: 'from' | 'to'): ListSchema {
  return {
    type: 'list',
    doc: 'Asked in order; the first that matches decides. What none of them matches goes on.',
    max: dialect.maxRules,
    items: {
      type: 'object',
      fields: {
        name: { type: 'string', format: ruleName, doc: 'For people.' },
        action: { type: 'string', oneOf: dialect.actions },
        [peerField]: peerField === 'from' ? ingressPeers(dialect) : egressPeers(dialect),
        [dialect.portField]: dialect.portField === 'ports' ? ports : protocols,
      },
      required: ['action', peerField],
      check: (rule, report) => checkRule(rule, report, dialect, peerField),
    },
  };
}

/** The schema of a kind, in its dialect of the API. */
export function clusterWideSchema(
  dialect: Dialect,
  more: {
    readonly fields: Readonly<Record<string, Schema>>;
    readonly required: readonly string[];
    readonly name?: Format;
  },
): ObjectSchema {
  return manifestSchema(
    {
      status: { type: 'any' },
      spec: {
        type: 'object',
        fields: {
          ...more.fields,
          subject: subjectSchema,
          ingress: rules(dialect, 'from'),
          egress: rules(dialect, 'to'),
        },
        required: [...more.required, 'subject'],
      },
    },
    { required: ['spec'], ...(more.name ? { name: more.name } : {}) },
  );
}

export const prioritySchema = {
  type: 'integer',
  min: 0,
  max: 1000,
  doc: 'Lower goes first.',
} as const satisfies Schema;

function exactlyOne(what: string, fields: readonly string[]): (node: MapNode, report: Report) => void {
  return (node, report) => {
    const given = fields.filter((name) => field(node, name));
    if (given.length === 0) report.add('not-one-of', `${what} needs ${fields.join(' or ')}.`, node);
    else if (given.length > 1)
      report.add('not-one-of', `${what} takes one of ${fields.join(', ')}; here are ${given.join(' and ')}.`, node);
  };
}

function checkRange(node: MapNode, report: Report): void {
  const start = whole(field(node, 'start')) ?? 0;
  const end = field(node, 'end');
  const last = whole(end) ?? 0;
  if (end && last <= start)
    report.add('bad-port', `The range ends at ${last}, which is not behind its start, ${start}.`, end);
}

function checkRule(rule: MapNode, report: Report, dialect: Dialect, peerField: 'from' | 'to'): void {
  const named = items(field(rule, dialect.portField)).find(
    (port) => field(port, 'namedPort') ?? field(port, 'destinationNamedPort'),
  );
  for (const peer of items(field(rule, peerField))) {
    const kind = entries(peer)[0]?.key ?? '';
    if (named && ['nodes', 'networks', 'domainNames'].includes(kind))
      report.add('bad-port', `A named port cannot be used with ${kind}: only pods have names for their ports.`, named);
    const action = field(rule, 'action');
    const isAccepting = action?.type === 'scalar' && (action.value === 'Accept' || action.value === 'Allow');
    if (kind === 'domainNames' && !isAccepting)
      report.add('bad-value', 'domainNames can only be let pass, not denied or passed on.', peer);
  }
}
