import { field, items, type MapNode, type Node, text, whole } from '../../documents/node.ts';
import type { Report } from '../../documents/report.ts';
import { parseNet } from '../../sets/cidr.ts';

// What no schema can say of a rule, as Calico's own checks have it:
// https://github.com/projectcalico/calico/blob/master/libcalico-go/lib/validator/v3/validator.go

export function checkEntity(node: MapNode, report: Report): void {
  const services = field(node, 'services');
  if (services && text(field(services, 'name')) === '')
    report.add('missing-field', 'services need a name.', field(services, 'name') ?? services);
  const exclusive = ['selector', 'notSelector', 'namespaceSelector', 'serviceAccounts', 'nets', 'notNets'];
  const beside = exclusive.find((name) => !isEmptyField(field(node, name)));
  if (services && beside) report.add('not-one-of', `services cannot be combined with ${beside}.`, services);
  for (const block of items(field(node, 'notNets')))
    if (parseNet(text(block) ?? '')?.prefixLength === 0)
      report.add('bad-cidr', 'notNets with every address never matches.', block);
}

/** Empty text and empty lists count as absent. */
function isEmptyField(node: Node | null): boolean {
  return node === null || (node.type === 'scalar' && node.value === '') || (node.type === 'list' && !node.items[0]);
}

export function checkRule(rule: MapNode, report: Report): void {
  const protocolNode = field(rule, 'protocol');
  const name = protocolName(protocolNode);
  for (const side of ['source', 'destination']) {
    for (const list of ['ports', 'notPorts']) {
      const ports = items(field(field(rule, side), list));
      const [first] = ports;
      const numeric = ports.find(isNumericPort);
      if (name === null && numeric) report.add('bad-port', 'Ports in numbers need protocol TCP, UDP or SCTP.', numeric);
      if (name !== null && first && !['TCP', 'UDP', 'SCTP'].includes(name))
        report.add('bad-port', `Ports need protocol TCP, UDP or SCTP, not ${name}.`, first);
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
  if (http && protocolNode && name !== 'TCP')
    report.add('bad-value', `http goes with protocol TCP only, not ${name}.`, protocolNode);
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
