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
  const parts = conjuncts(selector);
  if (parts.length === 0) return 'anyone';
  const networks = parts.filter((part) => part.op === 'in-network');
  if (networks.length > 0) return networks.map(describeNetwork).join(' and ');

  const own = parts.flatMap((part) => (part.op === 'label' && part.of === 'endpoint' ? [describeTest(part.test)] : []));
  const theirs = parts.flatMap((part) =>
    part.op === 'label' && part.of === 'namespace' ? [describeTest(part.test)] : [],
  );
  const namespace = parts.find((part) => part.op === 'in-namespace');
  const who = own.length === 0 ? 'every pod' : `pods with ${own.join(' and ')}`;
  const where = namespace
    ? ` in ${namespace.name}`
    : theirs.length > 0
      ? ` in namespaces with ${theirs.map(shortNamespaceTest).join(' and ')}`
      : ' in every namespace';
  return `${who}${where}`;
}

/** The conditions that must all hold, nested conjunctions unfolded. */
export function conjuncts(selector: Selector): readonly Selector[] {
  return selector.op === 'and' ? selector.operands.flatMap(conjuncts) : [selector];
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
