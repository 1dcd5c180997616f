import type { Manifest } from '../../documents/manifest.ts';
import { at, entries, entry, field, items, type Node, text, texts, whole } from '../../documents/node.ts';
import type { Locate } from '../../documents/report.ts';
import type { Action, Direction, Policy, PortMatch, Rule } from '../../model/policy.ts';
import type { Selector } from '../../model/selector.ts';
import { lowerLabelSelector } from '../../selectors/label-selector.ts';
import { parseCidr } from '../../sets/cidr.ts';
import { ALL_CONNECTIONS, connections, type PortProtocol } from '../../sets/connections.ts';
import { policyId, tieBreakerOf } from '../policy-kind.ts';

const ACTIONS: Readonly<Record<string, Action>> = { Accept: 'allow', Allow: 'allow', Deny: 'deny', Pass: 'pass' };
const PEER_FIELDS = { ingress: 'from', egress: 'to' } as const;
const WORKLOAD: Selector = { op: 'is', kind: 'workload' };

/** A cluster-wide policy in its tier; it governs a direction only where it has rules, and never isolates. */
export function lowerClusterWide(manifest: Manifest, tier: string): Policy {
  const { root, locate } = manifest;
  const spec = field(root, 'spec');
  const subject = entry(spec, 'subject');
  return {
    id: policyId(manifest),
    kind: manifest.kind.kind,
    name: manifest.name,
    namespace: null,
    tier,
    order: whole(field(spec, 'priority')) ?? 0,
    tieBreaker: tieBreakerOf(manifest),
    stage: 'normal',
    onForward: false,
    staged: null,
    origin: locate(at(root, 'metadata', 'name') ?? root),
    subject: podsOf(subject?.value ?? null, locate),
    subjectOrigin: locate(subject ? { start: subject.keyStart, end: subject.value.end } : root),
    governs: { ingress: lowerDirection(spec, 'ingress', locate), egress: lowerDirection(spec, 'egress', locate) },
  };
}

function lowerDirection(spec: Node | null, direction: Direction, locate: Locate): Policy['governs'][Direction] {
  const written = entry(spec, direction);
  const rules = items(written?.value ?? null);
  if (!written || rules.length === 0) return null;
  return {
    origin: locate({ start: written.keyStart, end: written.keyEnd }),
    rules: rules.map((rule) => lowerRule(rule, direction, locate)),
  };
}

function lowerRule(rule: Node, direction: Direction, locate: Locate): Rule {
  const peers = items(field(rule, PEER_FIELDS[direction]));
  const domains = peers.map((peer) => field(peer, 'domainNames')).find((names) => names !== null);
  return {
    action: ACTIONS[text(field(rule, 'action')) ?? ''] ?? 'deny',
    name: text(field(rule, 'name')),
    origin: locate(rule),
    subject: { op: 'and', operands: [] },
    peer: { op: 'or', operands: peers.map((peer) => lowerPeer(peer, locate)) },
    within: ALL_CONNECTIONS,
    ports: lowerPorts(field(rule, 'ports') ?? field(rule, 'protocols'), locate),
    notPorts: [],
    hinge: domains
      ? { dependsOn: `the addresses of ${texts(domains).join(', ')} in DNS`, origin: locate(domains) }
      : null,
  };
}

function lowerPeer(peer: Node, locate: Locate): Selector {
  const nodes = field(peer, 'nodes');
  if (nodes)
    return { op: 'and', operands: [{ op: 'labelled', of: 'node' }, lowerLabelSelector(nodes, 'node', locate)] };
  const networks = field(peer, 'networks');
  if (networks) {
    const blocks = items(networks).flatMap((block): readonly Selector[] => {
      const cidr = parseCidr(text(block) ?? '');
      return cidr ? [{ op: 'in-network', cidr, except: [], origin: locate(block) }] : [];
    });
    return { op: 'or', operands: blocks };
  }
  const domains = field(peer, 'domainNames');
  if (domains) {
    const named = items(domains).map((name): Selector => {
      return { op: 'named', pattern: (text(name) ?? '').replace(/\.$/, ''), origin: locate(name) };
    });
    return { op: 'or', operands: named };
  }
  return podsOf(peer, locate);
}

/** `namespaces` or `pods`, as subjects and peers have them. */
function podsOf(node: Node | null, locate: Locate): Selector {
  const namespaces = field(node, 'namespaces');
  if (namespaces) return { op: 'and', operands: [WORKLOAD, lowerLabelSelector(namespaces, 'namespace', locate)] };
  const pods = field(node, 'pods');
  return {
    op: 'and',
    operands: [
      WORKLOAD,
      lowerLabelSelector(field(pods, 'namespaceSelector'), 'namespace', locate),
      lowerLabelSelector(field(pods, 'podSelector'), 'endpoint', locate),
    ],
  };
}

function lowerPorts(list: Node | null, locate: Locate): Rule['ports'] {
  const ports = items(list);
  return ports.length === 0 ? 'all' : ports.map((port) => lowerPort(port, locate));
}

function lowerPort(port: Node, locate: Locate): PortMatch {
  const origin = locate(port);
  const named = text(field(port, 'namedPort')) ?? text(field(port, 'destinationNamedPort'));
  // The protocol of a named port is the one that the container declares it with.
  if (named !== null) return { by: 'name', name: named, protocol: null, holder: null, origin };
  const [form] = entries(port);
  const value = form?.value ?? null;
  const protocol = (
    form?.key === 'portNumber' || form?.key === 'portRange'
      ? (text(field(value, 'protocol')) ?? 'TCP')
      : form?.key.toUpperCase()
  ) as PortProtocol;
  const destination = field(value, 'destinationPort') ?? value;
  const range = field(destination, 'range') ?? destination;
  const single = whole(field(destination, 'number')) ?? whole(field(destination, 'port'));
  const first = single ?? whole(field(range, 'start')) ?? 0;
  const last = single ?? whole(field(range, 'end')) ?? 0;
  return { by: 'number', connections: connections(protocol, [[first, last]]), origin };
}
