import type { Endpoint, Labels } from '../../model/cluster.ts';
import { addressesOf } from '../../selectors/selects.ts';
import type { CidrTree } from '../../sets/cidr-tree.ts';

/** Endpoints that no policy can tell apart. */
export interface EndpointClass {
  readonly index: number;
  readonly members: readonly Endpoint[];
  /** Stands for all of them. */
  readonly representative: Endpoint;
}

export interface Classes {
  readonly all: readonly EndpointClass[];
  readonly of: (endpoint: Endpoint) => EndpointClass;
  /** The index of the class of each endpoint, in the order of the endpoints. */
  readonly indexes: Uint32Array;
}

/** How finely endpoints are told apart. */
export interface Distinctions {
  /** The blocks that policies name; null: none, so addresses do not matter. */
  readonly blocks: CidrTree | null;
  /** Labels that no policy asks for and that nearly every endpoint has a value of its own of. */
  readonly ignoredKeys: ReadonlySet<string>;
  /** What is behind a gate is told apart by its node. */
  readonly isGuarded: (endpoint: Endpoint) => boolean;
}

/**
 * Puts endpoints into classes: verdicts are then computed per class, never per pair of endpoints. Endpoints of one
 * class have equal labels, ports, accounts, sets and Services, and their addresses are in the same blocks.
 */
export function classify(endpoints: readonly Endpoint[], distinctions: Distinctions): Classes {
  const byLook = new Map<string, { readonly index: number; readonly members: Endpoint[] }>();
  const found: { readonly index: number; readonly members: Endpoint[] }[] = [];
  const indexes = new Uint32Array(endpoints.length);
  const indexOf = new Map<Endpoint, number>();
  const lookOf = looker(distinctions);
  for (const [at, endpoint] of endpoints.entries()) {
    const look = lookOf(endpoint);
    let each = byLook.get(look);
    if (each) each.members.push(endpoint);
    else {
      each = { index: found.length, members: [endpoint] };
      byLook.set(look, each);
      found.push(each);
    }
    indexes[at] = each.index;
    indexOf.set(endpoint, each.index);
  }
  const all = found.map(
    ({ index, members }): EndpointClass => ({ index, members, representative: members[0] as Endpoint }),
  );
  return {
    all,
    indexes,
    of: (endpoint) => {
      const each = all[indexOf.get(endpoint) ?? -1];
      if (!each) throw new Error(`${endpoint.id} is not in this cluster`);
      return each;
    },
  };
}

/** Few enough classes need no care, and few endpoints are no measure. */
const FEW = 64;

/**
 * The keys of labels that make nearly every endpoint a class of its own, such as the name of a Pod, as long as no
 * policy mentions them.
 */
export function ignorableKeys(endpoints: readonly Endpoint[], mentioned: ReadonlySet<string>): ReadonlySet<string> {
  const ignorable = new Set<string>();
  if (endpoints.length <= FEW) return ignorable;
  const values = new Map<string, { readonly seen: Set<string>; holders: number }>();
  for (const endpoint of endpoints) {
    if (!('labels' in endpoint)) continue;
    for (const key in endpoint.labels) {
      let known = values.get(key);
      if (!known) {
        known = { seen: new Set(), holders: 0 };
        values.set(key, known);
      }
      known.holders += 1;
      known.seen.add(endpoint.labels[key] ?? '');
    }
  }
  for (const [key, { seen, holders }] of values)
    if (!mentioned.has(key) && seen.size > FEW && seen.size * 2 > holders) ignorable.add(key);
  return ignorable;
}

/** What can be told of an endpoint, as one string: equal strings, equal endpoints. */
function looker({ blocks, ignoredKeys, isGuarded }: Distinctions): (endpoint: Endpoint) => string {
  const textOf = labelText(ignoredKeys);
  return (endpoint) => {
    const { networkSets, services, nodeLabels } = endpoint;
    let look = endpoint.kind as string;
    if (nodeLabels) look += `\nnode ${textOf(nodeLabels)}`;
    for (const { name, family } of networkSets) look += `\nset ${name} ${family}`;
    for (const { service } of services) look += `\nservice ${service}`;
    if (blocks) look += `\nin ${positionsOf(endpoint, blocks)}`;
    switch (endpoint.kind) {
      case 'external':
        return `${look}\n${endpoint.name}`;
      case 'host':
        return `${look}\n${endpoint.name}\n${textOf(endpoint.labels)}`;
      case 'workload':
      case 'host-network': {
        // What is on a node's network reaches the Pods of that node only, so its node matters too.
        if (endpoint.kind === 'host-network' || isGuarded(endpoint)) look += `\non ${endpoint.node}`;
        look += `\n${endpoint.namespace}\n${endpoint.serviceAccount}\n${textOf(endpoint.labels)}`;
        for (const { name, port, protocol } of endpoint.ports) look += `\n${name} ${port} ${protocol}`;
        return look;
      }
      default:
        return unreachable(endpoint);
    }
  };
}

/** Labels in one order, whatever the order that they were written in. */
function labelText(ignoredKeys: ReadonlySet<string>): (labels: Labels) => string {
  const orders = new Map<string, readonly string[]>();
  return (labels) => {
    const keys = Object.keys(labels);
    const asWritten = keys.join();
    let order = orders.get(asWritten);
    if (!order) {
      order = keys.filter((key) => !ignoredKeys.has(key)).sort();
      orders.set(asWritten, order);
    }
    let text = '';
    for (const key of order) text += `${key}=${labels[key]},`;
    return text;
  };
}

/** For each address its IP version and the innermost block that holds it, each once. */
function positionsOf(endpoint: Endpoint, blocks: CidrTree): string {
  const positions = addressesOf(endpoint, null).map(
    (address) => address.family * 0x1000000 + blocks.innermost(address),
  );
  if (positions.length < 2) return positions.join();
  return [...new Set(positions)].sort((a, b) => a - b).join();
}

function unreachable(value: never): never {
  throw new Error(`no such endpoint: ${JSON.stringify(value)}`);
}
