import { calicoNet, type Format } from '../../documents/formats.ts';
import { field } from '../../documents/node.ts';
import type { ListSchema, ObjectSchema, Schema } from '../../documents/schema.ts';
import { checkEntity, checkRule } from './rule-checks.ts';
import { selectorField } from './selector-field.ts';

// https://docs.tigera.io/calico/latest/reference/resources/networkpolicy, and the checks of
// https://github.com/projectcalico/calico/blob/master/libcalico-go/lib/validator/v3/validator.go

const PROTOCOL_NAMES = ['TCP', 'UDP', 'ICMP', 'ICMPv6', 'SCTP', 'UDPLite'] as const;

const portText: Format = {
  code: 'bad-port',
  complaint: (port) => {
    const range = /^(\d+)(?::(\d+))?$/.exec(port);
    if (range) {
      const [first, last] = [Number(range[1]), Number(range[2] ?? range[1])];
      const isRange = first >= 1 && first <= last && last <= 65535;
      return isRange ? null : `"${port}" is no range of ports between 1 and 65535; it looks like 8000:8100.`;
    }
    return /^[A-Za-z0-9_.-]{1,128}$/.test(port)
      ? null
      : `"${port}" is neither a port name nor a range such as 8000:8100.`;
  },
};

function portList(doc: string): ListSchema {
  return {
    type: 'list',
    doc,
    items: {
      type: 'integer-or-string',
      integer: { type: 'integer', min: 1, max: 65535, code: 'bad-port' },
      string: { type: 'string', format: portText },
    },
  };
}

const protocol: Schema = {
  type: 'integer-or-string',
  doc: 'TCP, UDP, ICMP, ICMPv6, SCTP, UDPLite, or a number from 1 to 255. Absent: every protocol.',
  integer: { type: 'integer', min: 1, max: 255 },
  string: { type: 'string', oneOf: PROTOCOL_NAMES },
};

const icmp: ObjectSchema = {
  type: 'object',
  doc: 'The type of the message, and its code.',
  fields: { type: { type: 'integer', min: 0, max: 254 }, code: { type: 'integer', min: 0, max: 255 } },
  check: (node, report) => {
    const code = field(node, 'code');
    if (code && !field(node, 'type')) report.add('missing-field', 'A code needs a type.', code);
  },
};

const nets: ListSchema = { type: 'list', items: { type: 'string', format: calicoNet }, doc: 'Addresses and blocks.' };

const entity: ObjectSchema = {
  type: 'object',
  fields: {
    nets,
    notNets: { ...nets, doc: 'Addresses and blocks that must not hold the address.' },
    selector: selectorField('Endpoints and network sets by their labels. Unknown addresses never match.'),
    notSelector: selectorField('Not from these; unknown addresses are not from these either.'),
    namespaceSelector: selectorField('In namespaces by their labels; global() is what is in none.', true),
    ports: portList('Any of these ports: a number, a range such as 8000:8100, or a name.'),
    notPorts: portList('None of these ports.'),
    serviceAccounts: {
      type: 'object',
      doc: 'Pods that run under these service accounts.',
      fields: {
        names: { type: 'list', items: { type: 'string' } },
        selector: selectorField('Service accounts by their labels.'),
      },
    },
    services: {
      type: 'object',
      doc: 'What is behind a Service.',
      fields: { name: { type: 'string' }, namespace: { type: 'string' } },
      required: ['name'],
    },
  },
  check: checkEntity,
};

const ruleList: ListSchema = {
  type: 'list',
  doc: 'Asked in order; the first that matches decides.',
  items: {
    type: 'object',
    fields: {
      action: { type: 'string', oneOf: ['Allow', 'Deny', 'Log', 'Pass'], doc: 'Pass goes on with the next tier.' },
      metadata: { type: 'any' },
      ipVersion: { type: 'integer', doc: '4 or 6. Absent: both.', min: 4, max: 6 },
      protocol,
      notProtocol: protocol,
      icmp,
      notICMP: icmp,
      source: entity,
      destination: entity,
      http: { type: 'any', doc: 'What an HTTP request must look like; only where Allow is the action.' },
    },
    required: ['action'],
    check: checkRule,
  },
};

/** The fields that all policies of Calico have. */
export const calicoSpecFields: Readonly<Record<string, Schema>> = {
  tier: { type: 'string', doc: 'The tier that the policy is in; "default" when absent.' },
  order: { type: 'number', doc: 'Lower goes first; absent goes last.' },
  selector: selectorField('The endpoints that the policy is about; all of them when absent.'),
  serviceAccountSelector: selectorField('Narrows the selector to pods under these service accounts.'),
  types: {
    type: 'list',
    doc: 'The directions it governs. Absent: those that it has rules for, Ingress if for none.',
    items: { type: 'string', oneOf: ['Ingress', 'Egress'] },
  },
  ingress: ruleList,
  egress: ruleList,
  performanceHints: { type: 'any' },
};

export const globalSpecFields: Readonly<Record<string, Schema>> = {
  namespaceSelector: selectorField('Narrows the selector to pods in these namespaces.'),
  doNotTrack: { type: 'boolean', doc: 'Asked before connections are tracked; for host endpoints.' },
  preDNAT: { type: 'boolean', doc: 'Asked before destinations are translated; for host endpoints.' },
  applyOnForward: { type: 'boolean', doc: 'Also asked for traffic that the host forwards.' },
};

export const stagedFields: Readonly<Record<string, Schema>> = {
  stagedAction: { type: 'string', oneOf: ['Set', 'Delete', 'Learn', 'Ignore'] },
};
