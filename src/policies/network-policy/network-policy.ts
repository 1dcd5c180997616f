import type { Manifest } from '../../documents/manifest.ts';
import { at, entry, field, items, type Node, text, texts, whole } from '../../documents/node.ts';
import type { Locate } from '../../documents/report.ts';
import type { NamespaceName } from '../../model/ids.ts';
import type { Direction, Policy, PortMatch, Rule } from '../../model/policy.ts';
import type { Selector } from '../../model/selector.ts';
import { lowerLabelSelector } from '../../selectors/label-selector.ts';
import { parseCidr } from '../../sets/cidr.ts';
import { ALL_CONNECTIONS, ALL_PORTS, connections, type PortProtocol } from '../../sets/connections.ts';
import { type Plugin, type PolicyKind, policyId, tieBreakerOf } from '../policy-kind.ts';
import { DEFAULT_TIER, KUBERNETES_ORDER } from '../tiers.ts';
import { networkPolicySchema } from './schema.ts';

/** networking.k8s.io/v1 NetworkPolicy: https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
export const networkPolicyKind: PolicyKind = {
  category: 'policy',
  apiVersions: ['networking.k8s.io/v1'],
  kind: 'NetworkPolicy',
  scope: 'namespaced',
  schema: networkPolicySchema,
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  lower: lowerNetworkPolicy,
};

const TYPE_NAMES = { ingress: 'Ingress', egress: 'Egress' } as const;
const PEER_FIELDS = { ingress: 'from', egress: 'to' } as const;
const WORKLOAD: Selector = { op: 'is', kind: 'workload' };
const EVERYONE: Selector = { op: 'and', operands: [] };

/** Kubernetes' own kind of policy in the normal form. */
export function lowerNetworkPolicy(manifest: Manifest, plugin: Plugin): Policy {
  const { root, locate } = manifest;
  const namespace = (manifest.namespace ?? 'default') as NamespaceName;
  const spec = field(root, 'spec');
  const podSelector = entry(spec, 'podSelector');
  const subjectSpan = podSelector ? { start: podSelector.keyStart, end: podSelector.value.end } : (spec ?? root);
  return {
    id: policyId(manifest),
    kind: manifest.kind.kind,
    name: manifest.name,
    namespace,
    tier: DEFAULT_TIER,
    order: KUBERNETES_ORDER,
    tieBreaker: tieBreakerOf(manifest),
    stage: 'normal',
    onForward: false,
    staged: null,
    origin: locate(at(root, 'metadata', 'name') ?? root),
    subject: allOf(
      WORKLOAD,
      inNamespace(namespace),
      lowerLabelSelector(podSelector?.value ?? null, 'endpoint', locate),
    ),
    subjectOrigin: locate(subjectSpan),
    governs: {
      ingress: lowerDirection(manifest, namespace, 'ingress', plugin),
      egress: lowerDirection(manifest, namespace, 'egress', plugin),
    },
  };
}

/**
 * A direction is governed when policyTypes names it. Without policyTypes: Ingress always, Egress when there is at
 * least one egress rule.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/v1/defaults.go
 */
function lowerDirection(
  { root, locate }: Manifest,
  namespace: NamespaceName,
  direction: Direction,
  plugin: Plugin,
): Policy['governs'][Direction] {
  const spec = field(root, 'spec');
  const types = field(spec, 'policyTypes');
  const ruleNodes = items(field(spec, direction));
  const typeNames = texts(types);
  const isGoverned =
    typeNames.length > 0 ? typeNames.includes(TYPE_NAMES[direction]) : direction === 'ingress' || ruleNodes.length > 0;
  if (!isGoverned) return null;

  const typeNode = items(types).find((item) => text(item) === TYPE_NAMES[direction]);
  const rulesEntry = entry(spec, direction);
  const rulesSpan = rulesEntry ? { start: rulesEntry.keyStart, end: rulesEntry.value.end } : null;
  const origin = locate(typeNode ?? rulesSpan ?? at(root, 'metadata', 'name') ?? root);
  const rules = ruleNodes.map((node): Rule => {
    return {
      action: 'allow',
      name: null,
      origin: locate(node),
      subject: EVERYONE,
      peer: lowerPeers(field(node, PEER_FIELDS[direction]), { namespace, plugin, locate }),
      within: ALL_CONNECTIONS,
      ports: lowerPorts(field(node, 'ports'), locate),
      notPorts: [],
      hinge: null,
    };
  });
  return { origin, rules };
}

interface PeerContext {
  readonly namespace: NamespaceName;
  readonly plugin: Plugin;
  readonly locate: Locate;
}

function lowerPeers(list: Node | null, context: PeerContext): Selector {
  const peers = items(list);
  if (peers.length === 0) return EVERYONE;
  return { op: 'or', operands: peers.map((peer) => lowerPeer(peer, context)) };
}

function lowerPeer(peer: Node, { namespace, plugin, locate }: PeerContext): Selector {
  const ipBlock = field(peer, 'ipBlock');
  if (ipBlock) {
    const cidr = parseCidr(text(field(ipBlock, 'cidr')) ?? '');
    const except = texts(field(ipBlock, 'except')).flatMap((block) => parseCidr(block) ?? []);
    if (!cidr) return { op: 'or', operands: [] };
    const block: Selector = { op: 'in-network', cidr, except, origin: locate(ipBlock) };
    // Cilium takes a Pod for its identity, never for its address: https://docs.cilium.io/en/stable/network/kubernetes/policy/
    return plugin === 'identity-based' ? { op: 'and', operands: [block, { op: 'not', operand: WORKLOAD }] } : block;
  }
  const podSelector = field(peer, 'podSelector');
  const namespaceSelector = field(peer, 'namespaceSelector');
  const where = namespaceSelector ? lowerLabelSelector(namespaceSelector, 'namespace', locate) : inNamespace(namespace);
  return allOf(WORKLOAD, where, lowerLabelSelector(podSelector, 'endpoint', locate));
}

function lowerPorts(list: Node | null, locate: Locate): Rule['ports'] {
  const ports = items(list);
  return ports.length === 0 ? 'all' : ports.map((node) => lowerPort(node, locate));
}

function lowerPort(node: Node, locate: Locate): PortMatch {
  const origin = locate(node);
  const protocol = (text(field(node, 'protocol')) ?? 'TCP') as PortProtocol;
  const port = field(node, 'port');
  const name = text(port);
  if (name !== null) return { by: 'name', name, protocol, holder: null, origin };
  const first = whole(port);
  const set = first === null ? ALL_PORTS : ([[first, whole(field(node, 'endPort')) ?? first]] as const);
  return { by: 'number', connections: connections(protocol, set), origin };
}

function inNamespace(name: NamespaceName): Selector {
  return { op: 'in-namespace', name };
}

/** The conjunction, without the operands that select everything. */
function allOf(...operands: readonly Selector[]): Selector {
  return { op: 'and', operands: operands.flatMap((operand) => (operand.op === 'and' ? operand.operands : [operand])) };
}
