import type { Endpoint, Identity, Labels } from '../model/cluster.ts';
import type { LabelSource, LabelTest, Selector } from '../model/selector.ts';
import { type Address, cidrHolds, parseAddress } from '../sets/cidr.ts';

const NO_LABELS: Labels = Object.create(null);

/** An IP version, or null where the addresses at hand leave it open. */
export type Family = 4 | 6 | null;

/** Whether a selector selects an endpoint: the one answer that verdicts, explanations and counts share. */
export function selects(selector: Selector, endpoint: Endpoint, family: Family = null): boolean {
  return new Sight(endpoint, family, null).matches(selector);
}

/** An endpoint as Kubernetes sees it (no identity), or under one identity that Calico knows it by. */
export interface Seen {
  readonly endpoint: Endpoint;
  readonly identity: Identity | null;
}

/** Its labels of a sort; null: it has no labels of that sort at all. */
export function labelsSeen({ endpoint, identity }: Seen, of: LabelSource): Labels | null {
  if (of === 'node') return endpoint.nodeLabels;
  if (identity && of === 'endpoint') return identity.labels;
  if (identity) return of === 'namespace' ? identity.namespaceLabels : identity.serviceAccountLabels;
  if (!('namespace' in endpoint)) return null;
  if (of === 'endpoint') return endpoint.labels;
  return of === 'namespace' ? endpoint.namespaceLabels : null;
}

export function namespaceSeen({ endpoint, identity }: Seen): string | null {
  if (identity) return identity.namespace;
  return 'namespace' in endpoint ? endpoint.namespace : null;
}

/** What Calico knows an endpoint as: `own`, as the endpoint it is; `any`, also as a member of network sets. */
export function identitiesOf(endpoint: Endpoint, among: 'own' | 'any', family: Family): readonly Identity[] {
  const own = endpoint.identity ? [endpoint.identity] : [];
  if (among === 'own') return own;
  // Who sends or receives is known by address; a Pod's is always known, a host endpoint's where expectedIPs lists it.
  const isKnown = endpoint.kind !== 'host' || addressesOf(endpoint, family).length > 0;
  const sets = endpoint.networkSets.filter((set) => family === null || set.family === family);
  return [...(isKnown ? own : []), ...sets.map(({ identity }) => identity)];
}

/** One question after the other to an endpoint as it is seen. */
class Sight implements Seen {
  readonly endpoint: Endpoint;
  readonly identity: Identity | null;
  private readonly family: Family;

  constructor(endpoint: Endpoint, family: Family, identity: Identity | null) {
    this.endpoint = endpoint;
    this.family = family;
    this.identity = identity;
  }

  matches(selector: Selector): boolean {
    switch (selector.op) {
      case 'and':
        return selector.operands.every((operand) => this.matches(operand));
      case 'or':
        return selector.operands.some((operand) => this.matches(operand));
      case 'not':
        return !this.matches(selector.operand);
      case 'is':
        return this.endpoint.kind === selector.kind;
      case 'in-namespace':
        return namespaceSeen(this) === selector.name;
      case 'in-network':
        return addressesOf(this.endpoint, this.family).some(
          (address) => cidrHolds(selector.cidr, address) && !selector.except.some((block) => cidrHolds(block, address)),
        );
      case 'family':
        return this.isOfFamily(selector.family);
      case 'label': {
        // Calico keeps all labels of an identity in one set, so what is in no namespace has none of its labels there.
        const labels = labelsSeen(this, selector.of) ?? (this.identity ? NO_LABELS : null);
        return labels !== null && holdsFor(selector.test, labels);
      }
      case 'labelled':
        return labelsSeen(this, selector.of) !== null;
      case 'unprofiled':
        return this.endpoint.kind === 'host' && !this.endpoint.hasOpenProfile;
      case 'behind-service':
        return this.endpoint.services.some(({ service }) => service === selector.service);
      case 'named':
        return this.endpoint.kind === 'external' && isCalled(this.endpoint.name, selector.pattern);
      case 'identity':
        return identitiesOf(this.endpoint, selector.among, this.family).some((identity) =>
          new Sight(this.endpoint, this.family, identity).matches(selector.operand),
        );
      default:
        return unreachable(selector);
    }
  }

  /** An endpoint whose addresses nobody told may be of either version. */
  private isOfFamily(family: 4 | 6): boolean {
    if (this.family !== null) return this.family === family;
    const addresses = addressesOf(this.endpoint, null);
    return addresses.length === 0 || addresses.some((address) => address.family === family);
  }
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
function holdsFor(test: LabelTest, labels: Labels): boolean {
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
    case 'contains':
      return value?.includes(test.value) ?? false;
    case 'starts-with':
      return value?.startsWith(test.value) ?? false;
    case 'ends-with':
      return value?.endsWith(test.value) ?? false;
    default:
      return unreachable(test);
  }
}

/** https://network-policy-api.sigs.k8s.io/npeps/npep-133-fqdn-egress-selector/ */
export function isCalled(name: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return name === pattern;
  return name.endsWith(pattern.slice(1)) && name.length > pattern.length - 1;
}

const parsedAddresses = new WeakMap<Endpoint, readonly Address[]>();

/** The addresses of an endpoint, of one IP version or of both. */
export function addressesOf(endpoint: Endpoint, family: Family): readonly Address[] {
  let parsed = parsedAddresses.get(endpoint);
  if (!parsed) {
    parsed = endpoint.addresses.flatMap((address) => parseAddress(address) ?? []);
    parsedAddresses.set(endpoint, parsed);
  }
  return family === null ? parsed : parsed.filter((address) => address.family === family);
}

function unreachable(value: never): never {
  throw new Error(`no such selector: ${JSON.stringify(value)}`);
}
