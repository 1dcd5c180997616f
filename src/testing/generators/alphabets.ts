import fc from 'fast-check';
import type { LabelSelector } from '../naive/label-selector.ts';
import type { Labels } from '../naive/world.ts';

/** Alphabets are small, so that selectors, blocks and ports often meet something. The first of each is the plainest. */
export const NAMESPACES = ['a', 'b', 'c', 'd'] as const;
export const KEYS = ['app', 'env'] as const;
export const VALUES = ['x', 'y', ''] as const;
export const NODES = ['n1', 'n2'] as const;
const PORT_NAMES = ['web', 'dns', 'sig'] as const;
/** Ports that meet those of the containers, their neighbours, and the ends of the range. */
const PORTS = [80, 8080, 53, 443, 1, 65535, 79, 81, 5000] as const;

/** The first is drawn most often: most of a cluster is in one or two namespaces, and meets there. */
export const namespaceName = mostly(...NAMESPACES);
export const portNumber = fc.constantFrom(...PORTS);
export const portName = fc.constantFrom(...PORT_NAMES);
export const protocol = mostly('TCP', 'UDP', 'SCTP');

export const labels: fc.Arbitrary<Labels> = fc.record(
  { app: mostly(...VALUES), env: mostly(...VALUES) },
  { requiredKeys: [] },
);

/** Each about half as often as the one before it. */
export function mostly<Value>(...values: readonly Value[]): fc.Arbitrary<Value> {
  return fc.oneof(
    ...values.map((value, index) => ({ weight: 2 ** (values.length - index - 1), arbitrary: fc.constant(value) })),
  );
}

/** A range of ports that is not empty; one port is a range too. */
export const portRange = fc
  .tuple(portNumber, portNumber)
  .map(([one, other]) => ({ first: Math.min(one, other), last: Math.max(one, other) }));

/** Blocks around the addresses of the Pods (10.0.*), nodes (192.168.0.*) and servers outside, with parts of each. */
const BLOCKS: readonly { readonly cidr: string; readonly parts: readonly string[] }[] = [
  { cidr: '0.0.0.0/0', parts: ['10.0.0.0/24', '172.16.0.0/12', '10.0.0.1/32'] },
  { cidr: '10.0.0.0/24', parts: ['10.0.0.0/30', '10.0.0.2/31', '10.0.0.1/32'] },
  { cidr: '10.0.0.0/30', parts: ['10.0.0.0/31', '10.0.0.3/32'] },
  { cidr: '10.0.0.2/32', parts: [] },
  { cidr: '10.0.0.6/8', parts: ['10.0.0.0/29'] },
  { cidr: '192.168.0.0/16', parts: ['192.168.0.1/32'] },
  { cidr: '172.16.248.152/32', parts: [] },
  { cidr: '::/0', parts: ['fd00::/64', 'fd00::2/127'] },
  { cidr: 'fd00::/64', parts: ['fd00::0:4/126'] },
  { cidr: '2001:db8::9/128', parts: [] },
];

export const block = fc.constantFrom(...BLOCKS.map(({ cidr }) => cidr));

/** `except` lies inside `cidr`, as the API demands. */
export const blockWithout = fc
  .constantFrom(...BLOCKS)
  .chain(({ cidr, parts }) =>
    fc.record({ cidr: fc.constant(cidr), except: fc.subarray([...parts]) }, { requiredKeys: ['cidr'] }),
  );

/** Over the labels of Pods and namespaces alike; namespaces are chosen by name too. */
function labelSelector(extraKey?: 'kubernetes.io/metadata.name'): fc.Arbitrary<LabelSelector> {
  const byName = { 'kubernetes.io/metadata.name': namespaceName };
  const key = fc.constantFrom(...KEYS, ...(extraKey ? [extraKey] : []));
  const values = fc.uniqueArray(fc.constantFrom(...VALUES, ...(extraKey ? NAMESPACES : [])), {
    minLength: 1,
    maxLength: 2,
  });
  const matchLabels: fc.Arbitrary<Labels> = extraKey
    ? fc.oneof(labels, fc.record(byName), fc.constant({}))
    : fc.oneof(labels, fc.constant({}));
  const expression = fc.oneof(
    fc.record({ key, operator: fc.constantFrom('In' as const, 'NotIn' as const), values }),
    fc.record({ key, operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const) }),
  );
  return fc.oneof(
    fc.constant({}),
    fc.record({ matchLabels }),
    fc.record({ matchLabels, matchExpressions: fc.array(expression, { maxLength: 2 }) }, { requiredKeys: [] }),
  );
}

export const podSelector = labelSelector();
export const namespaceSelector = labelSelector('kubernetes.io/metadata.name');
