import type { Endpoint, Labels } from '../model/cluster.ts';
import { cidrHolds, parseAddress } from '../sets/cidr.ts';
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
export function classify(endpoints: readonly Endpoint[], mentioned: Mentioned): Classes {
  const bySignature = new Map<string, { index: number; members: Endpoint[] }>();
  const classOf = new Map<Endpoint, EndpointClass>();
  const describe = signer(mentioned);
  for (const endpoint of endpoints) {
    const signature = describe(endpoint);
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

function signer(mentioned: Mentioned): (endpoint: Endpoint) => string {
  const endpointKeys = [...mentioned.labels.endpoint].sort();
  const namespaceKeys = [...mentioned.labels.namespace].sort();
  const project = (labels: Labels, keys: readonly string[]): readonly (string | null)[] =>
    keys.map((key) => labels[key] ?? null);
  return (endpoint) => {
    const position = endpoint.addresses.map((text) => {
      const address = parseAddress(text);
      return address ? mentioned.networks.map((cidr) => (cidrHolds(cidr, address) ? '1' : '0')).join('') : '';
    });
    const where = [...new Set(position)].sort();
    if (endpoint.kind === 'external') return JSON.stringify([endpoint.kind, where]);
    return JSON.stringify([
      endpoint.kind,
      endpoint.namespace,
      project(endpoint.labels, endpointKeys),
      project(endpoint.namespaceLabels, namespaceKeys),
      endpoint.ports.filter(({ name }) => name !== null && mentioned.portNames.has(name)),
      where,
    ]);
  };
}
