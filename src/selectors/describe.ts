import type { Endpoint, Labels } from '../model/cluster.ts';
import type { LabelSource, LabelTest, Selector } from '../model/selector.ts';

/** "app=web", "tier in (a, b)": one requirement, as people write it. */
export function describeTest(test: LabelTest): string {
  switch (test.op) {
    case 'in':
      return test.values.length === 1 ? `${test.key}=${test.values[0]}` : `${test.key} in (${test.values.join(', ')})`;
    case 'not-in':
      return test.values.length === 1
        ? `${test.key} other than ${test.values[0]}`
        : `${test.key} not in (${test.values.join(', ')})`;
    case 'exists':
      return `a label ${test.key}`;
    case 'absent':
      return `no label ${test.key}`;
    case 'contains':
      return `${test.key} containing ${test.value}`;
    case 'starts-with':
      return `${test.key} starting with ${test.value}`;
    case 'ends-with':
      return `${test.key} ending with ${test.value}`;
    default:
      return unreachable(test);
  }
}

/** "app=web", or "no label app": what an endpoint, or its namespace, has where a test looks. */
export function describeLabel(endpoint: Endpoint, leaf: LabelLeaf): string {
  const labels = labelsOf(endpoint, leaf.of);
  if (labels === null) return 'no labels';
  const value = labels[leaf.test.key];
  return value === undefined ? `no label ${leaf.test.key}` : `${leaf.test.key}=${value}`;
}

function labelsOf(endpoint: Endpoint, of: LabelSource): Labels | null {
  switch (of) {
    case 'node':
      return endpoint.nodeLabels;
    case 'endpoint':
      return 'labels' in endpoint ? endpoint.labels : null;
    case 'namespace':
      return 'namespaceLabels' in endpoint ? endpoint.namespaceLabels : null;
    case 'service-account':
      return endpoint.identity?.serviceAccountLabels ?? null;
    default:
      return unreachable(of);
  }
}

export type LabelLeaf = Extract<Selector, { op: 'label' }>;
export type NetworkLeaf = Extract<Selector, { op: 'in-network' }>;

/**
 * Whom a selector means, in words: "every pod in microseg", "pods with app=web in microseg", "10.0.0.0/8", "anyone".
 * Alternatives are joined by "or".
 */
export function describeSelector(selector: Selector): string {
  if (selector.op === 'or') {
    if (selector.operands.length === 0) return 'nobody';
    return [...new Set(selector.operands.map(describeSelector))].join(' or ');
  }
  const parts = conjuncts(selector).map(unwrapped);
  if (parts.length === 0) return selector.op === 'identity' ? 'every known endpoint' : 'anyone';
  const places = parts.flatMap((part) => describePlace(part) ?? []);
  const conditions = parts.flatMap((part) => describeCondition(part) ?? []);
  const isAboutPods = parts.some(
    ({ op }) => op === 'is' || op === 'in-namespace' || op === 'label' || op === 'labelled',
  );
  if (!isAboutPods && places.length > 0) return [...places, ...conditions].join(' and ');
  if (!isAboutPods && parts.every(({ op }) => op === 'or')) return parts.map(describeSelector).join(' and ');

  const namespace = parts.find((part) => part.op === 'in-namespace');
  const theirs = parts.flatMap((part) =>
    part.op === 'label' && part.of === 'namespace' ? [describeTest(part.test)] : [],
  );
  const who = conditions.length === 0 ? `every ${nounOf(parts)}` : `${nounOf(parts)}s with ${conditions.join(' and ')}`;
  const where = namespace
    ? ` in ${namespace.name}`
    : theirs.length > 0
      ? ` in namespaces with ${theirs.map(shortNamespaceTest).join(' and ')}`
      : nounOf(parts) === 'pod'
        ? ' in every namespace'
        : '';
  return [`${who}${where}`, ...places].join(' and ');
}

function nounOf(parts: readonly Selector[]): string {
  if (parts.some((part) => part.op === 'labelled' && part.of === 'node')) return 'node';
  const kinds = parts.flatMap((part) => (part.op === 'or' ? part.operands : [part]));
  return kinds.some((part) => part.op === 'is' && part.kind === 'host') ? 'endpoint' : 'pod';
}

/** Where someone is, as far as it is told by address or name. */
function describePlace(part: Selector): string | null {
  switch (part.op) {
    case 'in-network':
      return describeNetwork(part);
    case 'named':
      return part.pattern;
    case 'behind-service':
      return `what is behind the Service ${part.service}`;
    case 'family':
      return `IPv${part.family}`;
    default:
      return null;
  }
}

/** What someone has or has not, beside being in a namespace. */
function describeCondition(part: Selector): string | null {
  switch (part.op) {
    case 'label':
      if (part.of === 'namespace') return null;
      return part.of === 'service-account'
        ? `a service account with ${describeTest(part.test)}`
        : describeTest(part.test);
    case 'not': {
      const inner = unwrapped(part.operand);
      const what = describeCondition(inner) ?? describePlace(inner) ?? describeSelector(inner);
      return inner.op === 'labelled' ? 'no namespace' : `not ${what}`;
    }
    case 'or': {
      const alternatives = part.operands.map((each) => describeCondition(unwrapped(each)));
      return alternatives.every((each) => each !== null) && alternatives.length > 0 ? alternatives.join(' or ') : null;
    }
    default:
      return null;
  }
}

/**
 * The conditions that must all hold, nested conjunctions unfolded. Those that hold of one identity stay about that
 * identity, each on its own, so that each can still be asked.
 */
export function conjuncts(selector: Selector): readonly Selector[] {
  if (selector.op === 'and') return selector.operands.flatMap(conjuncts);
  if (selector.op !== 'identity') return [selector];
  const { among } = selector;
  return conjuncts(selector.operand).map((operand): Selector => ({ op: 'identity', among, operand }));
}

/** A condition without the identity that it is about. */
export function unwrapped(part: Selector): Selector {
  return part.op === 'identity' ? unwrapped(part.operand) : part;
}

function describeNetwork({ cidr, except }: NetworkLeaf): string {
  const single = cidr.prefixLength === cidr.bytes.length * 8;
  const block = single ? cidr.text.slice(0, cidr.text.indexOf('/')) : cidr.text;
  return except.length === 0 ? block : `${block} except ${except.map(({ text }) => text).join(', ')}`;
}

function shortNamespaceTest(test: string): string {
  return test.replace(/^kubernetes\.io\/metadata\.name=/, 'name ');
}

function unreachable(value: never): never {
  throw new Error(`no such test: ${JSON.stringify(value)}`);
}
