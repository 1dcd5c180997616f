import type { Cluster } from '../../model/cluster.ts';
import type { EndpointId } from '../../model/ids.ts';
import { type Address, type Cidr, cidrHolds, parseAddress, parseNet } from '../../sets/cidr.ts';
import type { GroupId } from './ids.ts';
import { steadyOf } from './steady.ts';
import { holdersOf, namespaceGroup, type Tree, treeOf } from './tree.ts';

/** Something that was looked for, and what to do to see it. */
export interface Hit {
  readonly kind: 'namespace' | 'endpoint' | 'label';
  readonly title: string;
  /** "in shop", "12 workloads" */
  readonly detail: string;
  /** The groups to open so that it is drawn, the outermost first. */
  readonly open: readonly GroupId[];
  /** What to select: a group; for a label nothing. */
  readonly group: GroupId | null;
  readonly endpoint: EndpointId | null;
  /** What to filter by: "app=web". */
  readonly label: string | null;
}

const MOST = 12;
/** Worse than this is no match. */
const NO_MATCH = 9;

interface Row {
  readonly name: string;
  readonly lower: string;
  readonly id: EndpointId;
  readonly place: string;
  readonly addresses: readonly string[];
}

interface Index {
  readonly tree: Tree;
  readonly rows: readonly Row[];
  readonly namespaces: ReadonlyMap<string, number>;
  readonly labels: ReadonlyMap<string, number>;
}

interface Ranked {
  readonly rank: number;
  readonly hit: () => Hit;
  readonly title: string;
}

const indexes = new WeakMap<Cluster, Index>();

/** Finds namespaces, endpoints and labels by name, `key=value`, address or address block; the best first. */
export function find(cluster: Cluster, text: string, most = MOST): readonly Hit[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const index = indexes.get(cluster) ?? indexOf(cluster);
  indexes.set(cluster, index);
  const ranked = [...rankNamespaces(index, wanted), ...rankEndpoints(index, wanted), ...rankLabels(index, wanted)];
  return ranked
    .sort((a, b) => a.rank - b.rank || a.title.length - b.title.length || (a.title < b.title ? -1 : 1))
    .slice(0, most)
    .map(({ hit }) => hit());
}

/** The groups to open so that an endpoint is drawn, the outermost first. */
export function wayTo(cluster: Cluster, endpoint: EndpointId): readonly GroupId[] {
  const index = indexes.get(cluster) ?? indexOf(cluster);
  indexes.set(cluster, index);
  return holdersOf(index.tree, endpoint as string as GroupId);
}

function indexOf(cluster: Cluster): Index {
  const namespaces = new Map<string, number>();
  const labels = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const rows = cluster.endpoints.map((endpoint): Row => {
    if ('namespace' in endpoint) {
      count(namespaces, endpoint.namespace);
      for (const [key, value] of Object.entries(endpoint.namespaceLabels)) count(labels, `${key}=${value}`);
    }
    if ('labels' in endpoint)
      for (const [key, value] of Object.entries(endpoint.labels)) count(labels, `${key}=${value}`);
    const place =
      'namespace' in endpoint ? `in ${endpoint.namespace}` : endpoint.kind === 'host' ? 'host endpoint' : 'outside';
    const { id, name, addresses } = endpoint;
    return { name, lower: name.toLowerCase(), id, place, addresses };
  });
  return { tree: treeOf(steadyOf({ cluster })), rows, namespaces, labels };
}

/** 0: the very name, 1: it begins so, 2: one of its words does, 3: it holds it. */
function match(name: string, wanted: string): number {
  const at = name.indexOf(wanted);
  if (at === -1) return NO_MATCH;
  if (at === 0) return name.length === wanted.length ? 0 : 1;
  return /[a-z0-9]/.test(name[at - 1] ?? '') ? 3 : 2;
}

function* rankNamespaces({ namespaces, tree }: Index, wanted: string): Iterable<Ranked> {
  for (const [name, endpoints] of namespaces) {
    const rank = match(name, wanted);
    if (rank === NO_MATCH) continue;
    const group = namespaceGroup(name);
    const isDrawn = tree.groups.has(group);
    const hit = (): Hit => ({
      kind: 'namespace',
      title: name,
      detail: `namespace, ${endpoints} ${endpoints === 1 ? 'endpoint' : 'endpoints'}`,
      open: isDrawn ? [group] : [],
      group: isDrawn ? group : null,
      endpoint: null,
      label: null,
    });
    yield { rank, hit, title: name };
  }
}

function* rankEndpoints(index: Index, wanted: string): Iterable<Ranked> {
  const block = /[.:]/.test(wanted) ? parseNet(wanted) : null;
  const isAddress = /^[\da-f.:/]+$/.test(wanted) && /[.:]/.test(wanted);
  for (const { name, lower, id, place, addresses } of index.rows) {
    let rank = match(lower, wanted);
    if (rank === NO_MATCH && wanted.includes('/') && id.toLowerCase().startsWith(wanted)) rank = 1;
    let found: string | undefined;
    if (rank === NO_MATCH && isAddress) {
      found =
        addresses.find((address) => address === wanted) ?? addresses.find((address) => isIn(address, wanted, block));
      if (found !== undefined) rank = found === wanted ? 0 : 1;
    }
    if (rank === NO_MATCH) continue;
    const hit = (): Hit => ({
      kind: 'endpoint',
      title: name,
      detail: found === undefined ? place : `${found}, ${place}`,
      open: holdersOf(index.tree, id as string as GroupId),
      group: id as string as GroupId,
      endpoint: id,
      label: null,
    });
    yield { rank: rank + 0.3, hit, title: name };
  }
}

function isIn(text: string, wanted: string, block: Cidr | null): boolean {
  if (block === null) return text.startsWith(wanted);
  const address: Address | null = parseAddress(text);
  return address !== null && cidrHolds(block, address);
}

function* rankLabels({ labels }: Index, wanted: string): Iterable<Ranked> {
  for (const [label, endpoints] of labels) {
    const lower = label.toLowerCase();
    // "web" finds app=web too, but what is called so goes first.
    const rank = wanted.includes('=') ? match(lower, wanted) : Math.min(9, 1 + matchStart(lower, wanted));
    if (rank >= 3) continue;
    const hit = (): Hit => ({
      kind: 'label',
      title: label,
      detail: `label of ${endpoints} ${endpoints === 1 ? 'endpoint' : 'endpoints'}`,
      open: [],
      group: null,
      endpoint: null,
      label,
    });
    yield { rank: rank + 0.6, hit, title: label };
  }
}

function matchStart(label: string, wanted: string): number {
  const value = label.slice(label.indexOf('=') + 1);
  return Math.min(match(value, wanted), match(label, wanted) === 1 ? 1 : NO_MATCH);
}
