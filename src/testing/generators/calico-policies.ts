import fc from 'fast-check';
import { block, mostly, portName, portNumber, portRange } from './alphabets.ts';
import { selectorOfEndpoints, selectorOfNamespaces, selectorOfServiceAccounts } from './calico-selectors.ts';

const portItem = fc.oneof(
  portNumber,
  portRange.map(({ first, last }) => `${first}:${last}`),
  portName,
);
const ports = fc.array(portItem, { maxLength: 2 });
const nets = fc.uniqueArray(block, { maxLength: 2 });

const serviceAccounts = fc.oneof(
  fc.record({ names: fc.uniqueArray(fc.constantFrom('default', 'sa'), { minLength: 1, maxLength: 2 }) }),
  fc.record({ selector: selectorOfServiceAccounts }),
  fc.record({ names: fc.constant(['sa']), selector: selectorOfServiceAccounts }),
);

/** Fields are AND, so that a rule with all of them would match next to nothing: each is there now and then. */
function now<Value>(field: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: field });
}

const entityFields = {
  selector: now(selectorOfEndpoints),
  notSelector: now(selectorOfEndpoints),
  // global() stands alone, and only here.
  namespaceSelector: now(
    fc.oneof({ weight: 4, arbitrary: selectorOfNamespaces }, { weight: 1, arbitrary: fc.constant('global()') }),
  ),
  serviceAccounts: now(serviceAccounts),
  nets: now(nets),
  notNets: now(nets),
};
/** A question has no source port, so no rule is drawn that asks for one. */
const source = now(fc.record(entityFields));
const destination = now(fc.record({ ...entityFields, ports: now(ports), notPorts: now(ports) }));

interface Entity {
  readonly nets?: readonly string[] | undefined;
  readonly notNets?: readonly string[] | undefined;
  readonly ports?: readonly (string | number)[] | undefined;
  readonly notPorts?: readonly (string | number)[] | undefined;
}

const WITH_PORTS: readonly unknown[] = ['TCP', 'UDP', 'SCTP', 6, 17, 132];

const rule = fc
  .tuple(
    fc.record({
      action: fc.constantFrom('Allow', 'Deny', 'Pass', 'Log'),
      protocol: fc.oneof(
        fc.constant(undefined),
        mostly<string | number>('TCP', 'UDP', 'SCTP', 6, 17, 'ICMP', 'UDPLite', 47),
      ),
      notProtocol: now(fc.constantFrom('TCP', 'UDP', 132, 'ICMPv6')),
      source,
      destination,
    }),
    mostly(false, true),
    mostly(false, true),
  )
  .map(([drawn, isIPv6, saysVersion]) => {
    const numbersAllowed = WITH_PORTS.includes(drawn.protocol);
    const namesAllowed = numbersAllowed || drawn.protocol === undefined;
    const isName = (port: string | number): boolean => typeof port === 'string' && /^[a-z]/.test(port);
    /** One rule is about one family; blocks that hold everything may not be taken away; ports need a protocol. */
    const valid = (entity: Entity | undefined): object | undefined =>
      entity && {
        ...entity,
        nets: entity.nets?.filter((net) => net.includes(':') === isIPv6),
        notNets: entity.notNets?.filter((net) => net.includes(':') === isIPv6 && !net.endsWith('/0')),
        ports: entity.ports?.filter((port) => (isName(port) ? namesAllowed : numbersAllowed)),
        notPorts: entity.notPorts?.filter((port) => (isName(port) ? namesAllowed : numbersAllowed)),
      };
    return {
      ...drawn,
      // The two ICMPs are of one version each.
      ipVersion: saysVersion && drawn.protocol !== 'ICMP' ? (isIPv6 ? 6 : 4) : undefined,
      source: valid(drawn.source),
      destination: valid(drawn.destination),
    };
  });

const rules = fc.array(rule, { maxLength: 3 });

const common = {
  order: mostly(undefined, 1000, 10, 0, 1000.5, 2000),
  selector: fc.oneof(fc.constantFrom(undefined, '', 'all()'), selectorOfEndpoints),
  serviceAccountSelector: now(selectorOfServiceAccounts),
  types: fc.oneof(fc.constant(undefined), fc.subarray(['Ingress', 'Egress'])),
  ingress: fc.oneof(fc.constant(undefined), rules),
  egress: fc.oneof(fc.constant(undefined), rules),
};

export const OWN_TIERS = ['t1', 't2'] as const;

export const calicoNetworkPolicySpec: fc.Arbitrary<object> = fc.record({
  ...common,
  tier: mostly(undefined, ...OWN_TIERS, 'default'),
});

export const globalNetworkPolicySpec: fc.Arbitrary<object> = fc.record({
  ...common,
  namespaceSelector: now(selectorOfNamespaces),
  tier: mostly(undefined, ...OWN_TIERS, 'kube-admin', 'kube-baseline', 'default'),
});

export const tierSpec: fc.Arbitrary<object> = fc.record({
  order: fc.constantFrom(undefined, 1, 1000, 2000, 1_000_000, 5_000_000, 20_000_000),
  defaultAction: fc.constantFrom(undefined, 'Deny', 'Pass'),
});
