import type { Endpoint, Labels } from '../model/cluster.ts';
import type { LabelTest, Selector } from '../model/selector.ts';
import { type Address, cidrHolds, parseAddress } from '../sets/cidr.ts';

/** Whether a selector selects an endpoint: the one answer that verdicts, explanations and counts share. */
export function selects(selector: Selector, endpoint: Endpoint): boolean {
  switch (selector.op) {
    case 'and':
      return selector.operands.every((operand) => selects(operand, endpoint));
    case 'or':
      return selector.operands.some((operand) => selects(operand, endpoint));
    case 'not':
      return !selects(selector.operand, endpoint);
    case 'is':
      return endpoint.kind === selector.kind;
    case 'in-namespace':
      return endpoint.kind !== 'external' && endpoint.namespace === selector.name;
    case 'in-network':
      return addressesOf(endpoint).some(
        (address) =>
          cidrHolds(selector.cidr, address) && !selector.except.some((block) => cidrHolds(block, address)),
      );
    case 'label': {
      const labels = labelsOf(endpoint, selector.of);
      return labels !== null && holdsFor(selector.test, labels);
    }
    default:
      return unreachable(selector);
  }
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
export function holdsFor(test: LabelTest, labels: Labels): boolean {
  const value = labels[test.key];
  switch (test.op) {
    case 'in':
      return value !== undefined && test.values.includes(value);
    case 'not-in':
      return value === undefined || !test.values.includes(value);
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    default:
      return unreachable(test);
  }
}

/** What is outside the cluster has no labels at all, so not even a negated test holds for it. */
function labelsOf(endpoint: Endpoint, of: 'endpoint' | 'namespace'): Labels | null {
  if (endpoint.kind === 'external') return null;
  return of === 'endpoint' ? endpoint.labels : endpoint.namespaceLabels;
}

const parsedAddresses = new WeakMap<Endpoint, readonly Address[]>();

function addressesOf(endpoint: Endpoint): readonly Address[] {
  let parsed = parsedAddresses.get(endpoint);
  if (!parsed) {
    parsed = endpoint.addresses.flatMap((address) => parseAddress(address) ?? []);
    parsedAddresses.set(endpoint, parsed);
  }
  return parsed;
}

function unreachable(value: never): never {
  throw new Error(`no such selector: ${JSON.stringify(value)}`);
}
