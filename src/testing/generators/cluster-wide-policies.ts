import fc from 'fast-check';
import { block, namespaceSelector, podSelector, portName, portNumber, portRange, protocol } from './alphabets.ts';

const podPeer = fc.oneof(
  fc.record({ namespaces: namespaceSelector }),
  fc.record({ pods: fc.record({ namespaceSelector, podSelector }) }),
);

const addressPeer = fc.oneof(
  podPeer,
  fc.record({ networks: fc.uniqueArray(block, { minLength: 1, maxLength: 2 }) }),
  fc.record({ nodes: podSelector }),
);

const listOf = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> => fc.array(item, { minLength: 1, maxLength: 2 });

/** What the two versions of the API write differently. */
interface Dialect {
  readonly actions: readonly string[];
  /** The field of a rule that says which connections it is about. */
  readonly portsField: 'ports' | 'protocols';
  readonly numbered: fc.Arbitrary<object>;
  readonly named: fc.Arbitrary<object>;
}

function rulesOf({ actions, portsField, numbered, named }: Dialect): fc.Arbitrary<object> {
  const rule = (field: 'from' | 'to', peer: fc.Arbitrary<object>, port: fc.Arbitrary<object>): fc.Arbitrary<object> =>
    fc.record<Record<string, unknown>>(
      { action: fc.constantFrom(...actions), [field]: listOf(peer), [portsField]: listOf(port) },
      { requiredKeys: ['action', field] },
    );
  const anyPort = fc.oneof(numbered, named);
  return fc.record(
    {
      ingress: fc.array(rule('from', podPeer, anyPort), { maxLength: 3 }),
      // A name cannot be looked up at an address, so the API refuses the two together.
      egress: fc.array(fc.oneof(rule('to', podPeer, anyPort), rule('to', addressPeer, numbered)), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
}

/** The end of a range must lie behind its start. */
const longRange = portRange.map(({ first, last }) =>
  first < last ? { start: first, end: last } : { start: Math.min(first, 65534), end: Math.min(first, 65534) + 1 },
);

const v1alpha1 = {
  portsField: 'ports',
  numbered: fc.oneof(
    fc.record({ portNumber: fc.record({ port: portNumber, protocol }) }),
    fc.tuple(longRange, protocol).map(([range, of]) => ({ portRange: { ...range, protocol: of } })),
  ),
  named: fc.record({ namedPort: portName }),
} as const;

const destinationPort = fc.oneof(
  portNumber.map((number) => ({ number })),
  longRange.map((range) => ({ range })),
);

const v1alpha2: Dialect = {
  actions: ['Accept', 'Deny', 'Pass'],
  portsField: 'protocols',
  numbered: fc
    .tuple(fc.constantFrom('tcp', 'udp', 'sctp'), destinationPort)
    .map(([of, port]) => ({ [of]: { destinationPort: port } })),
  named: fc.record({ destinationNamedPort: portName }),
};

const priority = fc.integer({ min: 0, max: 1000 });

const withRules = (spec: { readonly [field: string]: fc.Arbitrary<unknown> }, dialect: Dialect): fc.Arbitrary<object> =>
  fc
    .tuple(fc.record({ ...spec, subject: podPeer }), rulesOf(dialect))
    .map(([fields, rules]) => ({ ...fields, ...rules }));

export const adminNetworkPolicySpec = withRules({ priority }, { ...v1alpha1, actions: ['Allow', 'Deny', 'Pass'] });
export const baselineAdminNetworkPolicySpec = withRules({}, { ...v1alpha1, actions: ['Allow', 'Deny'] });
export const clusterNetworkPolicySpec = withRules({ tier: fc.constantFrom('Admin', 'Baseline'), priority }, v1alpha2);
