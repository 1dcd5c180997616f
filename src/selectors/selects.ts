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

/** How an endpoint is looked at: as Kubernetes sees it, or under one identity that Calico knows it by. */
class Sight {
  private readonly endpoint: Endpoint;
  private readonly family: Family;
  private readonly identity: Identity | null;

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
        return this.namespace() === selector.name;
      case 'in-network':
        return addressesOf(this.endpoint, this.family).some(
          (address) => cidrHolds(selector.cidr, address) && !selector.except.some((block) => cidrHolds(block, address)),
        );
      case 'family':
        return this.isOfFamily(selector.family);
      case 'label': {
        // Calico keeps all labels of an identity in one set, so what is in no namespace has none of its labels there.
        const labels = this.labels(selector.of) ?? (this.identity ? NO_LABELS : null);
        return labels !== null && holdsFor(selector.test, labels);
      }
      case 'labelled':
        return this.labels(selector.of) !== null;
      case 'unprofiled':
        return this.endpoint.kind === 'host' && !this.endpoint.hasOpenProfile;
      case 'behind-service':
        return this.endpoint.services.some(({ service }) => service === selector.service);
      case 'named':
        return this.endpoint.kind === 'external' && isCalled(this.endpoint.name, selector.pattern);
      case 'identity':
        return this.identities(selector.among).some((identity) =>
          new Sight(this.endpoint, this.family, identity).matches(selector.operand),
        );
      default:
        return unreachable(selector);
    }
  }

  private namespace(): string | null {
    if (this.identity) return this.identity.namespace;
    return 'namespace' in this.endpoint ? this.endpoint.namespace : null;
  }

  /** What has no labels of a sort matches no test of them, not even a negated one. */
  private labels(of: LabelSource): Labels | null {
    if (of === 'node') return this.endpoint.nodeLabels;
    const { identity } = this;
    if (identity && of === 'endpoint') return identity.labels;
    if (identity) return of === 'namespace' ? identity.namespaceLabels : identity.serviceAccountLabels;
    if (!('namespace' in this.endpoint)) return null;
    if (of === 'endpoint') return this.endpoint.labels;
    return of === 'namespace' ? this.endpoint.namespaceLabels : null;
  }

  private identities(among: 'own' | 'any'): readonly Identity[] {
    const own = this.endpoint.identity ? [this.endpoint.identity] : [];
    if (among === 'own') return own;
    // Who sends or receives is known by address; a Pod's is always known, a host endpoint's where expectedIPs lists it.
    const isKnown = this.endpoint.kind !== 'host' || addressesOf(this.endpoint, this.family).length > 0;
    const sets = this.endpoint.networkSets.filter(({ family }) => this.family === null || family === this.family);
    return [...(isKnown ? own : []), ...sets.map(({ identity }) => identity)];
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
