import { field, items, type Node, type ScalarNode, text, texts, whole } from '../../documents/node.ts';
import type { Locate } from '../../documents/report.ts';
import type { NamespaceName } from '../../model/ids.ts';
import type { Action, Direction, Hinge, PortMatch, Rule } from '../../model/policy.ts';
import type { Selector } from '../../model/selector.ts';
import { parseNet } from '../../sets/cidr.ts';
import {
  ALL_CONNECTIONS,
  ALL_PORTS,
  type ConnectionSet,
  connections,
  difference,
  intersection,
  NO_CONNECTIONS,
  type PortProtocol,
} from '../../sets/connections.ts';
import { protocolName } from './rule-checks.ts';
import { lowerSelectorField } from './selector-field.ts';

const ACTIONS: Readonly<Record<string, Action>> = { Allow: 'allow', Deny: 'deny', Pass: 'pass', Log: 'log' };
const EVERYTHING: Selector = { op: 'and', operands: [] };
const NAMESPACED: Selector = { op: 'labelled', of: 'namespace' };

/** Where a rule stands: in which direction, and in which namespace if its policy has one. */
export interface RuleContext {
  readonly direction: Direction;
  readonly namespace: NamespaceName | null;
  readonly locate: Locate;
}

/**
 * One rule. All given fields must match; a list matches by any of its items.
 * https://github.com/projectcalico/calico/blob/master/libcalico-go/lib/backend/syncersv1/updateprocessors/rules.go
 */
export function lowerRule(rule: Node, context: RuleContext): Rule {
  const { direction, locate } = context;
  const source = field(rule, 'source');
  const destination = field(rule, 'destination');
  const version = whole(field(rule, 'ipVersion'));
  const family: readonly Selector[] = version === 4 || version === 6 ? [{ op: 'family', family: version }] : [];
  const [own, other] = direction === 'ingress' ? [destination, source] : [source, destination];
  const hinge = hingeOf(rule, locate);
  const action = ACTIONS[text(field(rule, 'action')) ?? ''] ?? 'deny';
  const traffic = protocolsOf(rule);
  return {
    action,
    name: null,
    origin: locate(rule),
    subject: allOf([...family, lowerEntity(own, context)]),
    peer: allOf([...family, lowerEntity(other, context)]),
    // What cannot be told fails closed: a deny widens, anything else is dropped.
    within: hinge && action !== 'deny' ? NO_CONNECTIONS : traffic,
    ports: lowerPorts(rule, destination, context),
    notPorts: portMatches(field(destination, 'notPorts'), rule, null, locate),
    hinge,
  };
}

function lowerEntity(entity: Node | null, { namespace, locate }: RuleContext): Selector {
  const parts: Selector[] = [];
  const selector = scalar(entity, 'selector');
  const notSelector = scalar(entity, 'notSelector');
  const namespaceSelector = scalar(entity, 'namespaceSelector');
  const accounts = field(entity, 'serviceAccounts');

  const identity: Selector[] = [];
  if (namespaceSelector) {
    identity.push(lowerSelectorField(namespaceSelector, 'namespace', NAMESPACED, locate));
  } else if (namespace !== null && (selector || notSelector || accounts)) {
    // A namespaced policy means its own namespace where it selects by labels and names no other.
    identity.push({ op: 'in-namespace', name: namespace });
  }
  if (selector) identity.push(lowerSelectorField(selector, 'endpoint', EVERYTHING, locate));
  if (accounts) identity.push(...lowerAccounts(accounts, locate));
  const excluded = notSelector && lowerSelectorField(notSelector, 'endpoint', EVERYTHING, locate);
  if (identity.length > 0) {
    // Beside a positive selector, notSelector is about the same thing behind the address.
    const without: readonly Selector[] = excluded ? [{ op: 'not', operand: excluded }] : [];
    parts.push({ op: 'identity', among: 'any', operand: allOf([...identity, ...without]) });
  } else if (excluded) {
    parts.push({ op: 'not', operand: { op: 'identity', among: 'any', operand: excluded } });
  }
  if (items(field(entity, 'nets')).length > 0) parts.push(inAnyOf(field(entity, 'nets'), locate));
  if (items(field(entity, 'notNets')).length > 0)
    parts.push({ op: 'not', operand: inAnyOf(field(entity, 'notNets'), locate) });
  const services = field(entity, 'services');
  if (services) parts.push({ op: 'behind-service', service: serviceOf(services, namespace), origin: locate(services) });
  return allOf(parts);
}

function lowerAccounts(accounts: Node, locate: Locate): readonly Selector[] {
  const names = field(accounts, 'names');
  const selector = scalar(accounts, 'selector');
  const parts: Selector[] = [];
  if (names && items(names).length > 0)
    parts.push({
      op: 'label',
      of: 'endpoint',
      test: { op: 'in', key: 'projectcalico.org/serviceaccount', values: texts(names) },
      origin: locate(names),
    });
  if (selector) parts.push(lowerSelectorField(selector, 'service-account', EVERYTHING, locate));
  return parts;
}

function inAnyOf(list: Node | null, locate: Locate): Selector {
  const blocks = items(list).flatMap((node): readonly Selector[] => {
    const cidr = parseNet(text(node) ?? '');
    return cidr ? [{ op: 'in-network', cidr, except: [], origin: locate(node) }] : [];
  });
  return { op: 'or', operands: blocks };
}

function protocolsOf(rule: Node): ConnectionSet {
  const protocol = protocolName(field(rule, 'protocol'));
  const notProtocol = protocolName(field(rule, 'notProtocol'));
  let set = protocol === null ? ALL_CONNECTIONS : connectionsOf(protocol);
  if (notProtocol !== null) set = difference(set, connectionsOf(notProtocol));
  const icmp = field(rule, 'icmp');
  const notIcmp = field(rule, 'notICMP');
  if (icmp) set = intersection(set, messages(icmp));
  if (notIcmp && field(notIcmp, 'type')) set = difference(set, messages(notIcmp));
  return set;
}

function connectionsOf(protocol: string): ConnectionSet {
  switch (protocol) {
    case 'TCP':
    case 'UDP':
    case 'SCTP':
      return connections(protocol, ALL_PORTS);
    case 'ICMP':
    case 'ICMPv6':
      return connections(protocol, [[0, 65535]]);
    case 'UDPLite':
      return connections('other', [[136, 136]]);
    default:
      return connections('other', [[Number(protocol), Number(protocol)]]);
  }
}

/** The messages of one type, or of one type and code, of either ICMP. */
function messages(icmp: Node): ConnectionSet {
  const type = whole(field(icmp, 'type'));
  const code = whole(field(icmp, 'code'));
  if (type === null) return ALL_CONNECTIONS;
  const first = type * 256 + (code ?? 0);
  const range = [[first, code === null ? first + 255 : first]] as const;
  return { ICMP: range, ICMPv6: range };
}

function lowerPorts(rule: Node, destination: Node | null, context: RuleContext): Rule['ports'] {
  const { locate, namespace } = context;
  const services = field(destination, 'services');
  if (services) return [{ by: 'service', service: serviceOf(services, namespace), origin: locate(services) }];
  const ports = field(destination, 'ports');
  if (!ports || items(ports).length === 0) return 'all';
  return portMatches(ports, rule, holderOf(lowerEntity(destination, context)), locate);
}

/** A port name is looked up on what a selector matches by its own labels, not as a member of a network set. */
function holderOf(entity: Selector): Selector | null {
  const own = conjunctsOf(entity).flatMap((part): readonly Selector[] =>
    part.op === 'identity' ? [{ ...part, among: 'own' }] : [],
  );
  return own.length === 0 ? null : allOf(own);
}

function conjunctsOf(selector: Selector): readonly Selector[] {
  return selector.op === 'and' ? selector.operands : [selector];
}

/** A name means a port of TCP unless the rule is about another protocol. */
function portMatches(list: Node | null, rule: Node, holder: Selector | null, locate: Locate): readonly PortMatch[] {
  const protocol = (protocolName(field(rule, 'protocol')) ?? 'TCP') as PortProtocol;
  return items(list).map((node): PortMatch => {
    const origin = locate(node);
    const written = text(node) ?? `${whole(node)}`;
    const range = /^(\d+)(?::(\d+))?$/.exec(written);
    if (!range) return { by: 'name', name: written, protocol, holder, origin };
    const ports = [[Number(range[1]), Number(range[2] ?? range[1])]] as const;
    return { by: 'number', connections: connections(protocol, ports), origin };
  });
}

/** What the input does not tell: the port a client sends from, the HTTP request inside. */
function hingeOf(rule: Node, locate: Locate): Hinge | null {
  const source = field(rule, 'source');
  const ports = field(source, 'ports') ?? field(source, 'notPorts');
  if (ports && items(ports).length > 0)
    return { dependsOn: 'the port that the client sends from', origin: locate(ports) };
  const http = field(rule, 'http');
  return http ? { dependsOn: 'the HTTP request inside the connection', origin: locate(http) } : null;
}

/** Without a namespace of its own, a Service of the policy's: https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#servicematch */
function serviceOf(services: Node, namespace: NamespaceName | null): string {
  return `${text(field(services, 'namespace')) || (namespace ?? 'default')}/${text(field(services, 'name')) ?? ''}`;
}

/** A field with text in it; empty text counts as absent. */
function scalar(node: Node | null, name: string): ScalarNode | null {
  const value = field(node, name);
  return value?.type === 'scalar' && value.value !== '' ? value : null;
}

function allOf(operands: readonly Selector[]): Selector {
  const flat = operands.flatMap((operand) => (operand.op === 'and' ? operand.operands : [operand]));
  const [only] = flat;
  return flat.length === 1 && only ? only : { op: 'and', operands: flat };
}
