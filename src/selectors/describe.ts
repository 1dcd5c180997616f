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
  const [only] = parts;
  if (parts.length === 1 && only?.op === 'or' && !isKinds(only)) return describeSelector(only);

  const places = parts.flatMap((part) => describePlace(part) ?? []);
  const conditions = parts.flatMap((part) => describeCondition(part) ?? []);
  const exclusions = parts.flatMap((part) => describeExclusion(part) ?? []);
  const isAboutLabels = conditions.length > 0 || parts.some((part) => isKinds(part) || describeHome(part) !== null);
  const who = isAboutLabels ? [describeLabelled(parts, conditions)] : [];
  const included = [...who, ...places].join(' and ') || 'anyone';
  return exclusions.length === 0 ? included : `${included} except ${exclusions.join(' or ')}`;
}

/** Those whom labels and namespaces tell: "pods with app=web in microseg". */
function describeLabelled(parts: readonly Selector[], conditions: readonly string[]): string {
  const noun = nounOf(parts);
  const who = conditions.length === 0 ? `every ${noun}` : `${noun}s with ${conditions.join(' and ')}`;
  const homes = parts.flatMap((part) => describeHome(part) ?? []).filter((home) => home !== '');
  const tests = parts.flatMap((part) => describeNamespaceTest(part) ?? []);
  if (homes.length > 0 && tests.length === 0) return `${who} ${homes.join(' and ')}`;
  if (tests.length > 0) return `${who} in namespaces with ${tests.map(shortNamespaceTest).join(' and ')}`;
  return noun === 'pod' ? `${who} in every namespace` : who;
}

function nounOf(parts: readonly Selector[]): string {
  if (parts.some((part) => part.op === 'labelled' && part.of === 'node')) return 'node';
  const kinds = parts.flatMap((part) => (part.op === 'or' ? part.operands : [part]));
  const isOfHosts = kinds.some((part) => part.op === 'is' && part.kind === 'host');
  return isOfHosts || parts.some(isOutsideNamespaces) ? 'endpoint' : 'pod';
}

/** Says nothing but of which kinds the endpoints are. */
function isKinds(part: Selector): boolean {
  return part.op === 'is' || (part.op === 'or' && part.operands.length > 0 && part.operands.every(isKinds));
}

function isOutsideNamespaces(part: Selector): boolean {
  return part.op === 'not' && part.operand.op === 'labelled' && part.operand.of === 'namespace';
}

/** In which namespace someone is, if a part is about that at all; empty: in any. */
function describeHome(part: Selector): string | null {
  if (part.op === 'in-namespace') return `in ${part.name}`;
  if (isOutsideNamespaces(part)) return 'outside namespaces';
  return part.op === 'labelled' || describeNamespaceTest(part) !== null ? '' : null;
}

/** What the labels of a namespace must be like. */
function describeNamespaceTest(part: Selector): string | null {
  switch (part.op) {
    case 'label':
      return part.of === 'namespace' ? describeTest(part.test) : null;
    case 'not': {
      const inner = describeNamespaceTest(unwrapped(part.operand));
      return inner === null ? null : negated(part.operand, inner);
    }
    case 'and':
    case 'or':
      return joined(part.operands, describeNamespaceTest, ` ${part.op} `);
    default:
      return null;
  }
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
    case 'or':
      return joined(part.operands, describePlace, ' or ');
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
      // What is asked of a plain address too is no condition: it lets in whoever is not meant.
      const inner = part.operand.op === 'identity' ? null : describeCondition(part.operand);
      return inner === null ? null : negated(part.operand, inner);
    }
    case 'and':
    case 'or':
      return joined(part.operands, describeCondition, ` ${part.op} `);
    default:
      return null;
  }
}

function negated(part: Selector, words: string): string {
  if (part.op === 'label' && part.test.op === 'exists') return `no label ${part.test.key}`;
  return part.op === 'and' || part.op === 'or' ? `not (${words})` : `not ${words}`;
}

/** Whom a negation leaves out of everyone else. */
function describeExclusion(part: Selector): string | null {
  if (part.op !== 'not' || isOutsideNamespaces(part)) return null;
  if (describeCondition(part) !== null || describeNamespaceTest(part) !== null) return null;
  return isKinds(part.operand) ? `${nounOf([part.operand])}s` : describeSelector(part.operand);
}

/** All parts in words, or null where one has none. */
function joined(
  parts: readonly Selector[],
  inWords: (part: Selector) => string | null,
  conjunction: string,
): string | null {
  const words = parts.map((part) => inWords(unwrapped(part)));
  return words.length > 0 && words.every((each) => each !== null) ? words.join(conjunction) : null;
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
