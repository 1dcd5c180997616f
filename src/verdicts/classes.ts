import type { Endpoint, Labels } from '../model/cluster.ts';
import type { LabelSource } from '../model/selector.ts';
import { addressesOf, isCalled } from '../selectors/selects.ts';
import { cidrHolds } from '../sets/cidr.ts';
import type { Mentioned } from './mentioned.ts';

/** Endpoints that no policy at hand can tell apart. */
export interface EndpointClass {
  readonly index: number;
  readonly members: readonly Endpoint[];
  /** Stands for all of them. */
  readonly representative: Endpoint;
}

export interface Classes {
  readonly all: readonly EndpointClass[];
  readonly of: (endpoint: Endpoint) => EndpointClass;
}

/**
 * Puts endpoints into classes by everything the policies mention: verdicts are then computed per class, never per
 * pair of endpoints. Two endpoints of one class differ in nothing but their names.
 */
export function classify(
  endpoints: readonly Endpoint[],
  mentioned: Mentioned,
  isGuarded: (endpoint: Endpoint) => boolean,
): Classes {
  const bySignature = new Map<string, { index: number; members: Endpoint[] }>();
  const classOf = new Map<Endpoint, EndpointClass>();
  const sign = signer(mentioned, isGuarded);
  for (const endpoint of endpoints) {
    const signature = sign(endpoint);
    const known = bySignature.get(signature);
    if (known) known.members.push(endpoint);
    else bySignature.set(signature, { index: bySignature.size, members: [endpoint] });
  }
  const all: EndpointClass[] = [];
  for (const { index, members } of bySignature.values()) {
    const each: EndpointClass = { index, members, representative: members[0] as Endpoint };
    all.push(each);
    for (const member of members) classOf.set(member, each);
  }
  return {
    all,
    of: (endpoint) => {
      const found = classOf.get(endpoint);
      if (!found) throw new Error(`${endpoint.id} is not in this cluster`);
      return found;
    },
  };
}

/** What can be told of an endpoint, as one string: equal strings, equal endpoints. */
function signer(mentioned: Mentioned, isGuarded: (endpoint: Endpoint) => boolean): (endpoint: Endpoint) => string {
  const keys = (of: LabelSource): readonly string[] => [...mentioned.labels[of]].sort();
  const [ofEndpoint, ofNamespace, ofAccount, ofNode] = [
    keys('endpoint'),
    keys('namespace'),
    keys('service-account'),
    keys('node'),
  ];
  const names = [...mentioned.names];
  return (endpoint) => {
    const { identity, networkSets, services } = endpoint;
    const around = [
      endpoint.kind,
      mentioned.tellsFamiliesApart ? positionsOf(endpoint, mentioned) : 0,
      project(endpoint.nodeLabels, ofNode),
      networkSets.map(({ name, family }) => [name, family]),
      services.filter(({ service }) => mentioned.services.has(service)),
    ];
    switch (endpoint.kind) {
      case 'external':
        return JSON.stringify([around, names.map((pattern) => isCalled(endpoint.name, pattern))]);
      case 'host':
        return JSON.stringify([
          around,
          endpoint.node,
          project(endpoint.labels, ofEndpoint),
          endpoint.hasOpenProfile,
          endpoint.ports,
        ]);
      case 'workload':
      case 'host-network':
        return JSON.stringify([
          around,
          endpoint.namespace,
          // What is on a node's network reaches the Pods of that node only, so its node matters too.
          endpoint.kind === 'host-network' || isGuarded(endpoint) ? endpoint.node : null,
          project(endpoint.labels, ofEndpoint),
          project(endpoint.namespaceLabels, ofNamespace),
          project(identity?.labels ?? null, ofEndpoint),
          project(identity?.serviceAccountLabels ?? null, ofAccount),
          endpoint.ports.filter(({ name }) => name !== null && mentioned.portNames.has(name)),
        ]);
      default:
        return unreachable(endpoint);
    }
  };
}

function project(labels: Labels | null, keys: readonly string[]): readonly (string | null)[] | null {
  return labels && keys.map((key) => labels[key] ?? null);
}

/** For each address its IP version, and which of the mentioned blocks hold it. */
function positionsOf(endpoint: Endpoint, { networks }: Mentioned): readonly string[] {
  const positions = addressesOf(endpoint, null).map((address) => {
    const held = networks.map((cidr) => (cidrHolds(cidr, address) ? '1' : '0'));
    return `${address.family}:${held.join('')}`;
  });
  return [...new Set(positions)].sort();
}

function unreachable(value: never): never {
  throw new Error(`no such endpoint: ${JSON.stringify(value)}`);
}
