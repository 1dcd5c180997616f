import type { Endpoint } from '../../model/cluster.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { GroupId } from './ids.ts';
import type { GroupKind } from './overview.ts';
import { split } from './split.ts';
import type { Steady } from './steady.ts';

/** Longer lists are split into parts. */
const LIST = 60;

/** A group that may be drawn: a namespace, a part of it, a workload, an endpoint. */
export interface Group {
  readonly id: GroupId;
  readonly kind: GroupKind;
  readonly title: string;
  readonly parent: GroupId | null;
  readonly children: readonly GroupId[];
  /** The numbers of its endpoints. */
  readonly members: readonly number[];
  /** How many workloads it holds; Pods of one owner count once. */
  readonly workloads: number;
  readonly endpoint: EndpointId | null;
}

/** All groups of a cluster, from the namespaces down to the endpoints. */
export interface Tree {
  readonly groups: ReadonlyMap<GroupId, Group>;
  /** The largest first. */
  readonly roots: readonly GroupId[];
}

/** A workload, or a server: what a list of a namespace shows. */
interface Item {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly members: readonly number[];
  readonly id: GroupId;
}

const NO_LABELS = {};

/**
 * Puts endpoints into groups: namespaces, what is outside, hosts. The only namespace of a cluster is no group: its
 * workloads stand in its place. `isKept` leaves endpoints out, as if the cluster did not have them.
 */
export function treeOf({ endpoints, namespaces }: Steady, isKept: (index: number) => boolean = () => true): Tree {
  const places = new Map<GroupId, { kind: GroupKind; title: string; members: number[] }>();
  endpoints.forEach((endpoint, index) => {
    if (!isKept(index)) return;
    const place = placeOf(endpoint);
    const known = places.get(place.id);
    if (known) known.members.push(index);
    else places.set(place.id, { kind: place.kind, title: place.title, members: [index] });
  });
  const groups = new Map<GroupId, Group>();
  const roots: GroupId[] = [];
  for (const [id, { kind, title, members }] of places) {
    const items = itemsOf(endpoints, members);
    if (kind === 'namespace' && namespaces === 1) {
      roots.push(...addAll(groups, endpoints, items, null, title, new Set()));
      continue;
    }
    const children = addAll(groups, endpoints, items, id, title, new Set());
    groups.set(id, { id, kind, title, parent: null, children, members, workloads: items.length, endpoint: null });
    roots.push(id);
  }
  return { groups, roots: roots.sort(byWeight(groups)) };
}

/** What holds an endpoint, from the outermost group to the innermost, without itself. */
export function holdersOf(tree: Tree, id: GroupId): readonly GroupId[] {
  const holders: GroupId[] = [];
  for (let up = tree.groups.get(id)?.parent ?? null; up !== null; up = tree.groups.get(up)?.parent ?? null)
    holders.unshift(up);
  return holders;
}

function byWeight(groups: ReadonlyMap<GroupId, Group>): (a: GroupId, b: GroupId) => number {
  const weight = (id: GroupId) => groups.get(id)?.workloads ?? 0;
  return (a, b) => weight(b) - weight(a) || (a < b ? -1 : 1);
}

function placeOf(endpoint: Endpoint): { id: GroupId; kind: GroupKind; title: string } {
  switch (endpoint.kind) {
    case 'external':
      return { id: 'all:outside' as GroupId, kind: 'outside', title: 'Outside' };
    case 'host':
      return { id: 'all:hosts' as GroupId, kind: 'hosts', title: 'Host endpoints' };
    case 'workload':
    case 'host-network':
      return { id: namespaceGroup(endpoint.namespace), kind: 'namespace', title: endpoint.namespace };
  }
}

export function namespaceGroup(name: string): GroupId {
  return `ns:${name}` as GroupId;
}

/** Pods that one owner has and that differ stand together; all else stands for itself. */
function itemsOf(endpoints: readonly Endpoint[], members: readonly number[]): readonly Item[] {
  const items = new Map<string, { title: string; labels: Item['labels']; members: number[]; id: GroupId }>();
  for (const index of members) {
    const endpoint = endpoints[index] as Endpoint;
    const owner = 'owner' in endpoint ? endpoint.owner : null;
    const id = owner === null ? endpoint.id : `work:${'namespace' in endpoint ? endpoint.namespace : ''}/${owner}`;
    const known = items.get(id);
    if (known) known.members.push(index);
    else {
      const labels = 'labels' in endpoint ? endpoint.labels : NO_LABELS;
      const title = owner === null ? endpoint.name : owner.slice(owner.indexOf('/') + 1);
      items.set(id, { title, labels, members: [index], id: id as GroupId });
    }
  }
  return [...items.values()];
}

/** Adds the groups of a list, and of the parts that a long one is split into; tells the ids at its top. */
function addAll(
  groups: Map<GroupId, Group>,
  endpoints: readonly Endpoint[],
  items: readonly Item[],
  parent: GroupId | null,
  path: string,
  used: ReadonlySet<string>,
): readonly GroupId[] {
  if (items.length <= LIST) return addItems(groups, endpoints, items, parent);
  const parts = split(items, used);
  return parts.map(({ label, title, items: some }, at) => {
    const below = label === null ? used : new Set([...used, label.replace(/^!|=.*$/g, '')]);
    const deeper = `${path}/${label ?? at}`;
    const id = `${label === null ? 'page' : 'label'}:${deeper}` as GroupId;
    const children = addAll(groups, endpoints, some, id, deeper, below);
    const members = some.flatMap((item) => item.members);
    const kind = label === null ? 'page' : 'label';
    groups.set(id, { id, kind, title, parent, children, members, workloads: some.length, endpoint: null });
    return id;
  });
}

function addItems(
  groups: Map<GroupId, Group>,
  endpoints: readonly Endpoint[],
  items: readonly Item[],
  parent: GroupId | null,
): readonly GroupId[] {
  const leaf = (index: number, under: GroupId | null): GroupId => {
    const { id: endpoint, name: title } = endpoints[index] as Endpoint;
    const id = endpoint as string as GroupId;
    const kind = 'endpoint';
    groups.set(id, { id, kind, title, parent: under, children: [], members: [index], workloads: 1, endpoint });
    return id;
  };
  const sorted = items.toSorted((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : a.id < b.id ? -1 : 1));
  return sorted.map(({ id, title, members }) => {
    const [first] = members;
    if (members.length === 1 && first !== undefined) return leaf(first, parent);
    const children = addPods(groups, endpoints, members, id, leaf);
    groups.set(id, { id, kind: 'workload', title, parent, children, members, workloads: 1, endpoint: null });
    return id;
  });
}

/** The Pods of a workload; very many of them in stretches, as any long list. */
function addPods(
  groups: Map<GroupId, Group>,
  endpoints: readonly Endpoint[],
  members: readonly number[],
  id: GroupId,
  leaf: (index: number, under: GroupId) => GroupId,
): readonly GroupId[] {
  if (members.length <= LIST) return members.map((index) => leaf(index, id));
  const pods = members.map(
    (index): Item => ({
      title: endpoints[index]?.name ?? '',
      labels: NO_LABELS,
      members: [index],
      id: (endpoints[index]?.id ?? '') as string as GroupId,
    }),
  );
  return addAll(groups, endpoints, pods, id, id, new Set());
}
