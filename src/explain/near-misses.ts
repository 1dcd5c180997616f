import type { Endpoint, Flow } from '../model/cluster.ts';
import type { Direction, Policy, Rule, Tier } from '../model/policy.ts';
import type { Selector } from '../model/selector.ts';
import {
  conjuncts,
  describeLabel,
  describeTest,
  type LabelLeaf,
  type NetworkLeaf,
  unwrapped,
} from '../selectors/describe.ts';
import { selects } from '../selectors/selects.ts';
import { type ConnectionSet, formatPorts, holds } from '../sets/connections.ts';
import { type Ends, governs, peerOf, subjectOf } from '../verdicts/decide.ts';
import { trafficOf } from '../verdicts/rule-traffic.ts';
import type { Paragraph } from './explanation.ts';
import { alternatives } from './matched-line.ts';

/** The policies that almost allowed a flow at one end, told by the one thing that was missing. */
export function nearMisses(
  tiers: readonly Tier[],
  direction: Direction,
  ends: Ends,
  flow: Flow,
): readonly { readonly policy: Policy; readonly paragraph: Paragraph }[] {
  const subject = subjectOf(direction, ends);
  return tiers.flatMap(({ policies }) =>
    policies.flatMap((policy) => {
      const paragraph = governs(policy, direction, subject)
        ? missedByRule(policy, direction, ends, flow)
        : missedBySubject(policy, direction, ends, flow);
      return paragraph ? [{ policy, paragraph }] : [];
    }),
  );
}

/** A policy whose rule would allow the flow, but which does not select the endpoint. */
function missedBySubject(policy: Policy, direction: Direction, ends: Ends, flow: Flow): Paragraph | null {
  const side = policy.governs[direction];
  const wouldAllow = side?.rules.some(
    (rule) =>
      rule.action === 'allow' && selects(rule.peer, peerOf(direction, ends)) && allows(trafficOf(rule, ends.to), flow),
  );
  if (policy.staged || !wouldAllow) return null;
  const missing = onlyFailure(policy.subject, subjectOf(direction, ends));
  if (!missing) return null;
  const has = describeLabel(subjectOf(direction, ends), missing);
  return {
    role: 'near-miss',
    text: `${policy.name} would allow it, but it selects ${describeTest(missing.test)}. ${possessor(missing, subjectOf(direction, ends))} has ${has}.`,
    origin: missing.origin,
  };
}

/** A policy that governs the endpoint and has a rule for this port or for this peer, but not for both. */
function missedByRule(policy: Policy, direction: Direction, ends: Ends, flow: Flow): Paragraph | null {
  const peer = peerOf(direction, ends);
  for (const rule of policy.governs[direction]?.rules ?? []) {
    if (rule.action !== 'allow') continue;
    if (rule.hinge && (selects(rule.peer, peer) || peer.kind === 'external')) {
      const text = `Depends on ${rule.hinge.dependsOn}: only then does ${policy.name} let it pass. Here it counts as not passing.`;
      return { role: 'near-miss', text, origin: rule.hinge.origin };
    }
    const ports = trafficOf(rule, ends.to);
    if (selects(rule.peer, peer)) {
      if (!allows(ports, flow)) return missedByPort(policy, rule, ports, flow, peer);
      continue;
    }
    if (!allows(ports, flow)) continue;
    for (const alternative of alternatives(rule.peer)) {
      const missing = onlyFailure(alternative, peer);
      if (!missing) continue;
      const text = `${policy.name} ${verb(direction)} ${describeTest(missing.test)}, but ${ownerOf(missing, peer)} has ${describeLabel(peer, missing)}.`;
      return { role: 'near-miss', text, origin: missing.origin };
    }
    const block = keptOffPods(rule, peer);
    if (block) {
      const text = `Depends on the network plug-in: ${policy.name} lists the address of ${peer.name}, but the plug-in of this cluster never takes a pod for its address.`;
      return { role: 'near-miss', text, origin: block.origin };
    }
    const bound = ownNamespaceOnly(rule, peer);
    if (bound) {
      const text = `${policy.name} means the pods of its own namespace, ${bound}. ${peer.name} is in another one; that takes a namespaceSelector.`;
      return { role: 'near-miss', text, origin: rule.origin };
    }
  }
  return null;
}

function missedByPort(policy: Policy, rule: Rule, ports: ConnectionSet, flow: Flow, peer: Endpoint): Paragraph {
  const listed = Object.entries(formatPorts(ports)).map(([protocol, ranges]) => `${ranges}/${protocol}`);
  const asked = `${flow.port}/${flow.protocol}`;
  const text =
    listed.length > 0
      ? `${policy.name} has a rule for ${peer.name}, but for ${listed.join(' and ')} only. This is ${asked}.`
      : `${policy.name} has a rule for ${peer.name}, but the destination has no port of the name that it asks for.`;
  const [first] = rule.ports === 'all' ? [] : rule.ports;
  return { role: 'near-miss', text, origin: first?.origin ?? rule.origin };
}

/** The label test that alone keeps a selector from selecting an endpoint; null when there is more than one reason. */
function onlyFailure(selector: Selector, endpoint: Endpoint): LabelLeaf | null {
  const failing = conjuncts(selector).filter((part) => !selects(part, endpoint));
  const only = failing[0] && unwrapped(failing[0]);
  return failing.length === 1 && only?.op === 'label' ? only : null;
}

/** The block that holds a pod's address, when nothing but the plug-in keeps it from matching. */
function keptOffPods(rule: Rule, peer: Endpoint): NetworkLeaf | null {
  for (const alternative of alternatives(rule.peer)) {
    const failing = conjuncts(alternative).filter((part) => !selects(part, peer));
    const block = conjuncts(alternative).find((part) => part.op === 'in-network');
    if (block && failing.length === 1 && failing[0]?.op === 'not') return block;
  }
  return null;
}

/** The namespace that a peer is bound to, when nothing but the namespace keeps it from matching. */
function ownNamespaceOnly(rule: Rule, peer: Endpoint): string | null {
  for (const alternative of alternatives(rule.peer)) {
    const failing = conjuncts(alternative).filter((part) => !selects(part, peer));
    const only = failing[0] && unwrapped(failing[0]);
    if (failing.length === 1 && only?.op === 'in-namespace') return only.name;
  }
  return null;
}

function allows(ports: ConnectionSet, flow: Flow): boolean {
  return holds(ports, flow.protocol, flow.port);
}

const NOUNS = { namespace: 'namespace', 'service-account': 'service account', node: 'node' } as const;

function verb(direction: Direction): string {
  return direction === 'ingress' ? 'lets in' : 'lets out to';
}

function possessor(leaf: LabelLeaf, endpoint: Endpoint): string {
  if (leaf.of !== 'endpoint') return `Its ${NOUNS[leaf.of]}`;
  return endpoint.kind === 'workload' ? 'This pod' : 'This endpoint';
}

function ownerOf(leaf: LabelLeaf, peer: Endpoint): string {
  if (leaf.of === 'namespace' && 'namespace' in peer) return peer.namespace;
  return leaf.of === 'endpoint' ? peer.name : `the ${NOUNS[leaf.of]} of ${peer.name}`;
}
