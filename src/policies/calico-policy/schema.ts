import { calicoNet, type Format } from '../../documents/formats.ts';
import { field, items, type MapNode, type Node, text, whole } from '../../documents/node.ts';
import type { Report } from '../../documents/report.ts';
import type { ListSchema, ObjectSchema, Schema } from '../../documents/schema.ts';
import { parseNet } from '../../sets/cidr.ts';
import { selectorField } from './selector-field.ts';

// https://docs.tigera.io/calico/latest/reference/resources/networkpolicy, and the checks of
// https://github.com/projectcalico/calico/blob/master/libcalico-go/lib/validator/v3/validator.go

export const PROTOCOL_NAMES = ['TCP', 'UDP', 'ICMP', 'ICMPv6', 'SCTP', 'UDPLite'] as const;

const portText: Format = {
  code: 'bad-port',
  complaint: (port) => {
    const range = /^(\d{1,5}):(\d{1,5})$/.exec(port);
    if (range) {
      const [first, last] = [Number(range[1]), Number(range[2])];
      return first <= last && last <= 65535 ? null : `"${port}" is no range of ports; it looks like 8000:8100.`;
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
      integer: { type: 'integer', min: 0, max: 65535, code: 'bad-port' },
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

const rules: ListSchema = {
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
  ingress: rules,
  egress: rules,
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

/** What only the whole spec of a GlobalNetworkPolicy tells. */
export function checkGlobalSpec(spec: MapNode, report: Report): void {
  const flag = (name: string): Node | null => {
    const node = field(spec, name);
    return node?.type === 'scalar' && node.value === true ? node : null;
  };
  const [untracked, preDnat, forward] = [flag('doNotTrack'), flag('preDNAT'), flag('applyOnForward')];
  if (untracked && preDnat) report.add('not-one-of', 'doNotTrack and preDNAT cannot both be true.', preDnat);
  const early = untracked ?? preDnat;
  if (early && !forward) report.add('missing-field', 'doNotTrack and preDNAT need applyOnForward: true.', early);
  if (!preDnat) return;
  const egress = items(field(spec, 'types')).find((type) => text(type) === 'Egress') ?? items(field(spec, 'egress'))[0];
  if (egress) report.add('bad-value', 'A preDNAT policy governs Ingress only.', egress);
}

function checkEntity(node: MapNode, report: Report): void {
  const services = field(node, 'services');
  const exclusive = ['selector', 'notSelector', 'namespaceSelector', 'serviceAccounts', 'nets', 'notNets'];
  const beside = exclusive.find((name) => field(node, name));
  if (services && beside) report.add('not-one-of', `services cannot be combined with ${beside}.`, services);
  for (const block of items(field(node, 'notNets')))
    if (parseNet(text(block) ?? '')?.prefixLength === 0)
      report.add('bad-cidr', 'notNets with every address never matches.', block);
}

function checkRule(rule: MapNode, report: Report): void {
  const protocolNode = field(rule, 'protocol');
  const name = protocolName(protocolNode);
  for (const side of ['source', 'destination']) {
    for (const list of ['ports', 'notPorts']) {
      const numeric = items(field(field(rule, side), list)).find(isNumericPort);
      if (numeric && !['TCP', 'UDP', 'SCTP'].includes(name ?? ''))
        report.add(
          'bad-port',
          `Ports in numbers need protocol TCP, UDP or SCTP${name ? `, not ${name}` : ''}.`,
          numeric,
        );
    }
  }
  const message = field(rule, 'icmp') ?? field(rule, 'notICMP');
  if (message && name !== 'ICMP' && name !== 'ICMPv6')
    report.add('bad-value', 'icmp and notICMP need protocol ICMP or ICMPv6.', message);

  const version = field(rule, 'ipVersion');
  const asked = whole(version);
  if (version && asked === 5) report.add('bad-value', 'ipVersion must be 4 or 6.', version);
  if (version && ((name === 'ICMP' && asked === 6) || (name === 'ICMPv6' && asked === 4)))
    report.add('bad-value', `${name} is not of IP version ${asked}.`, version);
  checkFamilies(rule, asked, report);

  const http = field(rule, 'http');
  if (http && text(field(rule, 'action')) !== 'Allow')
    report.add('bad-value', 'http goes with action Allow only.', http);
  checkServicePorts(rule, report);
}

/** Blocks of both IP versions in one rule could never match together. */
function checkFamilies(rule: MapNode, version: number | null, report: Report): void {
  let first: number | null = version;
  for (const side of ['source', 'destination']) {
    for (const list of ['nets', 'notNets']) {
      for (const node of items(field(field(rule, side), list))) {
        const family = parseNet(text(node) ?? '')?.family;
        if (family === undefined) continue;
        first ??= family;
        if (family !== first) report.add('bad-cidr', 'A rule cannot mix IPv4 and IPv6.', node);
      }
    }
  }
}

function checkServicePorts(rule: MapNode, report: Report): void {
  const destination = field(rule, 'destination');
  const ports = field(destination, 'ports') ?? field(destination, 'notPorts');
  if (ports && field(destination, 'services'))
    report.add('not-one-of', 'services bring their own ports, so ports cannot be given.', ports);
}

function isNumericPort(node: Node): boolean {
  return whole(node) !== null || /^\d+(:\d+)?$/.test(text(node) ?? '');
}

const NAMES_BY_NUMBER: Readonly<Record<number, string>> = {
  1: 'ICMP',
  6: 'TCP',
  17: 'UDP',
  58: 'ICMPv6',
  132: 'SCTP',
  136: 'UDPLite',
};

/** The name of a protocol however it is written; its number where it has none here. */
export function protocolName(node: Node | null): string | null {
  const number = whole(node);
  if (number !== null) return NAMES_BY_NUMBER[number] ?? `${number}`;
  return text(node);
}
