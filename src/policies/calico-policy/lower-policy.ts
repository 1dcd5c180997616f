import type { Manifest } from '../../documents/manifest.ts';
import { at, entry, field, items, type Node, text, texts, whole } from '../../documents/node.ts';
import type { NamespaceName } from '../../model/ids.ts';
import { DIRECTIONS, type Direction, type Policy, type Stage, type Staging } from '../../model/policy.ts';
import type { Selector } from '../../model/selector.ts';
import { policyId, tieBreakerOf } from '../policy-kind.ts';
import { DEFAULT_TIER } from '../tiers.ts';
import { lowerRule } from './lower-rule.ts';
import { lowerSelectorField } from './selector-field.ts';

const TYPE_NAMES = { ingress: 'Ingress', egress: 'Egress' } as const;
const EVERYTHING: Selector = { op: 'and', operands: [] };
const WORKLOAD: Selector = { op: 'is', kind: 'workload' };
const HOST: Selector = { op: 'is', kind: 'host' };

/** A policy of Calico, namespaced or global, staged or not. */
export function lowerCalicoPolicy(manifest: Manifest, staged: Staging | null): Policy {
  const { root, locate } = manifest;
  const spec = field(root, 'spec');
  const namespace = manifest.namespace as NamespaceName | null;
  const selector = entry(spec, 'selector');
  const stage = stageOf(spec);
  return {
    id: policyId(manifest),
    kind: manifest.kind.kind,
    name: manifest.name,
    namespace,
    tier: text(field(spec, 'tier')) || DEFAULT_TIER,
    order: whole(field(spec, 'order')) ?? Number.POSITIVE_INFINITY,
    tieBreaker: tieBreakerOf(manifest),
    stage,
    onForward: isTrue(spec, 'applyOnForward'),
    staged,
    origin: locate(at(root, 'metadata', 'name') ?? root),
    subject: subjectOf(manifest, stage),
    subjectOrigin: locate(
      selector ? { start: selector.keyStart, end: selector.value.end } : (at(root, 'metadata', 'name') ?? root),
    ),
    governs: {
      ingress: lowerDirection(manifest, 'ingress'),
      egress: lowerDirection(manifest, 'egress'),
    },
  };
}

/**
 * A NetworkPolicy selects in its namespace. A GlobalNetworkPolicy selects everywhere, host endpoints too unless a
 * namespaceSelector narrows it; one that is asked early selects host endpoints only.
 */
function subjectOf({ root, namespace, locate }: Manifest, stage: Stage): Selector {
  const spec = field(root, 'spec');
  const own: Selector[] = [];
  const bind = (name: string, of: 'endpoint' | 'namespace' | 'service-account'): void => {
    const node = field(spec, name);
    if (node?.type !== 'scalar' || node.value === '') return;
    const all: Selector = of === 'endpoint' ? EVERYTHING : { op: 'labelled', of };
    own.push(lowerSelectorField(node, of, all, locate));
  };
  if (namespace !== null) own.push({ op: 'in-namespace', name: namespace as NamespaceName });
  bind('namespaceSelector', 'namespace');
  bind('selector', 'endpoint');
  bind('serviceAccountSelector', 'service-account');

  const isNarrowed = namespace !== null || text(field(spec, 'namespaceSelector'));
  const what: Selector = isNarrowed ? WORKLOAD : stage === 'normal' ? { op: 'or', operands: [WORKLOAD, HOST] } : HOST;
  return { op: 'and', operands: [what, { op: 'identity', among: 'own', operand: { op: 'and', operands: own } }] };
}

/** https://docs.tigera.io/calico/latest/network-policy/hosts/host-forwarded-traffic */
function stageOf(spec: Node | null): Stage {
  if (isTrue(spec, 'doNotTrack')) return 'untracked';
  return isTrue(spec, 'preDNAT') ? 'pre-dnat' : 'normal';
}

function isTrue(spec: Node | null, name: string): boolean {
  const node = field(spec, name);
  return node?.type === 'scalar' && node.value === true;
}

/**
 * Without types: the directions that have rules, and Ingress when neither has.
 * https://github.com/projectcalico/calico/blob/master/api/pkg/defaults/networkpolicy.go
 */
function lowerDirection(manifest: Manifest, direction: Direction): Policy['governs'][Direction] {
  const { root, locate, namespace } = manifest;
  const spec = field(root, 'spec');
  const types = field(spec, 'types');
  const withRules = DIRECTIONS.filter((each) => items(field(spec, each)).length > 0);
  const names = texts(types);
  const isGoverned =
    names.length > 0
      ? names.includes(TYPE_NAMES[direction])
      : withRules.includes(direction) || (withRules.length === 0 && direction === 'ingress');
  if (!isGoverned) return null;

  const typeNode = items(types).find((node) => text(node) === TYPE_NAMES[direction]);
  const written = entry(spec, direction);
  const origin =
    typeNode ?? (written && { start: written.keyStart, end: written.keyEnd }) ?? at(root, 'metadata', 'name');
  const context = { direction, namespace: namespace as NamespaceName | null, locate };
  return {
    origin: locate(origin ?? root),
    rules: items(written?.value ?? null).map((rule) => lowerRule(rule, context)),
  };
}
