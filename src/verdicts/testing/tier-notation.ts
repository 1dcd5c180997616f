import type { Endpoint, ExternalEndpoint, HostEndpoint, WorkloadEndpoint } from '../../model/cluster.ts';
import type { EndpointId, NamespaceName, PolicyId } from '../../model/ids.ts';
import type { Origin } from '../../model/origin.ts';
import type { Action, Direction, Policy, PortMatch, Rule, Tier } from '../../model/policy.ts';
import type { Selector } from '../../model/selector.ts';
import { ALL_CONNECTIONS, connections, PORT_PROTOCOLS } from '../../sets/connections.ts';
import type { Ends } from '../decide.ts';

const NOWHERE: Origin = { file: 'test.yaml', start: 0, end: 0 };
/** What an endpoint need not have. */
const BARE = { nodeLabels: null, identity: null, networkSets: [], services: [], origin: NOWHERE } as const;
const EVERYONE: Selector = { op: 'and', operands: [] };
const NOBODY: Selector = { op: 'or', operands: [] };

/**
 * Tiers in the normal form, in one line:
 *
 *   "admin pass: allow 80, deny 1-99 | log *; default deny: allow 443 ~db"
 *
 * `;` between tiers, each with its name and its default; `|` between policies; `,` between rules. A rule is an action
 * and TCP ports, `*` for every connection, or a port's name; `~x` means the peers with the label x. A policy that
 * begins with `!` does not select the endpoint, and one that begins with `?` is staged.
 */
export function tiers(notation: string, direction: Direction = 'ingress'): readonly Tier[] {
  return parts(notation, ';').map((tierText, order) => {
    const [, name = '', defaultAction = '', policyTexts = ''] = /^(\S+) (deny|pass):(.*)$/.exec(tierText) ?? [];
    if (defaultAction !== 'deny' && defaultAction !== 'pass') throw new Error(`"${tierText}" is no tier`);
    const policies = policyTexts.split('|').map((text, index) => policy(name, index, text.trim(), direction));
    return { name, order, defaultAction, policies };
  });
}

function policy(tier: string, index: number, notation: string, direction: Direction): Policy {
  const rules = parts(notation.replace(/^[!?]/, ''), ',').map(rule);
  return {
    id: `${tier}.${index}` as PolicyId,
    kind: 'Test',
    name: `${tier}.${index}`,
    namespace: null,
    tier,
    order: index,
    tieBreaker: `${tier}.${index}`,
    stage: 'normal',
    onForward: false,
    staged: notation.startsWith('?') ? { action: 'set', target: `${tier}.other` as PolicyId } : null,
    origin: NOWHERE,
    subject: notation.startsWith('!') ? NOBODY : EVERYONE,
    subjectOrigin: NOWHERE,
    governs: { ingress: null, egress: null, [direction]: { origin: NOWHERE, rules } },
  };
}

function rule(notation: string): Rule {
  const [, action, ports = '*', peer] = /^(allow|deny|pass|log) (\S+)(?: ~(\w+))?$/.exec(notation) ?? [];
  if (!action) throw new Error(`"${notation}" is no rule`);
  return {
    action: action as Action,
    name: null,
    origin: NOWHERE,
    subject: EVERYONE,
    peer: peer ? { op: 'label', of: 'endpoint', test: { op: 'exists', key: peer }, origin: NOWHERE } : EVERYONE,
    within: ALL_CONNECTIONS,
    ports: ports === '*' ? 'all' : [portMatch(ports)],
    notPorts: [],
    hinge: null,
  };
}

function portMatch(text: string): PortMatch {
  const [range = '', protocolName] = text.split('/');
  const protocol = PORT_PROTOCOLS.find((each) => each === protocolName) ?? 'TCP';
  const [first = '', last = first] = range.split('-');
  if (Number.isNaN(Number(first)))
    return { by: 'name', name: range, protocol: protocolName ? protocol : null, holder: null, origin: NOWHERE };
  return { by: 'number', connections: connections(protocol, [[Number(first), Number(last)]]), origin: NOWHERE };
}

function parts(text: string, separator: string): readonly string[] {
  return text.split(separator).flatMap((part) => part.trim() || []);
}

/** A Pod of namespace "a" with labels and ports: `pod('web', 'x y', 'http:80/TCP')`. */
export function pod(name: string, labels = '', ports = '', address = '10.0.0.1'): WorkloadEndpoint {
  return {
    kind: 'workload',
    id: `a/${name}` as EndpointId,
    name,
    workloadKind: 'Pod',
    namespace: 'a' as NamespaceName,
    namespaceLabels: {},
    labels: Object.fromEntries(parts(labels, ' ').map((key) => [key, 'yes'])),
    annotations: {},
    ports: parts(ports, ' ').map((text) => {
      const [, portName = '', port = '', protocol = ''] = /^(\w+):(\d+)\/(\w+)$/.exec(text) ?? [];
      return {
        name: portName,
        port: Number(port),
        protocol: PORT_PROTOCOLS.find((each) => each === protocol) ?? 'TCP',
      };
    }),
    serviceAccount: 'default',
    replicas: 1,
    owner: null,
    node: null,
    addresses: [address],
    ...BARE,
  };
}

export function outside(name: string): ExternalEndpoint {
  return { kind: 'external', id: name as EndpointId, name, addresses: ['203.0.113.7'], ...BARE };
}

/** A Pod on the network of a node. */
export function onNode(name: string, node: string | null = null): Endpoint {
  return { ...pod(name), kind: 'host-network', node };
}

/** The host endpoint of a node. */
export function host(node: string): HostEndpoint {
  return {
    kind: 'host',
    id: node as EndpointId,
    name: node,
    labels: {},
    node,
    ports: [],
    hasOpenProfile: true,
    addresses: [],
    ...BARE,
  };
}

/** Traffic from one to the other, of any IP version and through no gate. */
export function between<F extends Endpoint, T extends Endpoint>(from: F, to: T): Ends & { from: F; to: T } {
  return { from, to, family: null, gate: null };
}
