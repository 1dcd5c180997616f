import type { GroupId } from './ids.ts';
import type { GroupKind } from './overview.ts';
import { type Group, holdersOf, type Tree } from './tree.ts';

/** A picture of more is no picture. */
export const MOST_DRAWN = 150;
/** Of groups that stand by themselves, and of entries in one frame. More are cut to fewer, and the last says how many. */
const MOST = { roots: { all: 48, cut: 36 }, entries: { all: 60, cut: 48 } } as const;

/** A group that is drawn: opened, as a frame around its parts, or closed. */
export interface Cut {
  readonly id: GroupId;
  readonly parent: GroupId | null;
  readonly group: Group | null;
  readonly kind: GroupKind;
  readonly isOpen: boolean;
  /** Of `rest`: how many it stands for. */
  readonly rest: number;
}

export interface Cuts {
  /** Frames before what is in them. */
  readonly all: readonly Cut[];
  /** For each endpoint of the cluster the closed group that stands for it, as a place in `all`; -1: none does. */
  readonly standIn: Int32Array;
  /** Opened once, and folded for want of room. */
  readonly folded: readonly GroupId[];
}

/**
 * Decides which groups are drawn, so that there are never too many: the most relevant ones, and the parts of those
 * that are opened; where room is short, what was opened latest stays open.
 */
export function cutOf(
  tree: Tree,
  open: readonly GroupId[],
  relevance: (group: Group) => number,
  endpoints: number,
): Cuts {
  const roots = new Set(mostRelevant(tree, tree.roots, relevance, MOST.roots));
  const opened = new Set<GroupId>();
  const folded: GroupId[] = [];
  /** Lists that have less room than usual. */
  const tight = new Map<GroupId, number>();
  let used = roots.size + 1;
  // What is alone has nothing to stand beside: only what is in it can be told.
  const only = tree.roots.length === 1 ? tree.roots : [];
  for (const id of [...open.toReversed(), ...only]) {
    const group = tree.groups.get(id);
    if (!group || group.children.length === 0 || opened.has(id)) continue;
    const chain = [...holdersOf(tree, id), id];
    const outermost = chain[0] as GroupId;
    const added = chain.filter((each) => !opened.has(each));
    const own = (roots.has(outermost) ? 0 : 1) + entriesOf(group);
    let around = added.slice(0, -1).reduce((sum, each) => sum + entriesOf(tree.groups.get(each)), 0);
    if (opened.size === 0 && used + own + around > MOST_DRAWN) {
      // Deep inside: of the lists on the way there only as much as there is room for.
      const share = Math.max(2, Math.floor((MOST_DRAWN - used - own) / (added.length - 1)) - 1);
      for (const each of added.slice(0, -1)) tight.set(each, share);
      around = added.slice(0, -1).reduce((sum, each) => sum + Math.min(share, entriesOf(tree.groups.get(each))), 0);
    }
    const cost = own + around;
    if (used + cost > MOST_DRAWN) {
      folded.push(id);
      continue;
    }
    used += cost;
    roots.add(outermost);
    for (const each of added) opened.add(each);
  }

  const all: Cut[] = [];
  const standIn = new Int32Array(endpoints).fill(-1);
  const draw = (id: GroupId, parent: GroupId | null): void => {
    const group = tree.groups.get(id);
    if (!group) return;
    const isOpen = opened.has(id);
    if (!isOpen) for (const member of group.members) standIn[member] = all.length;
    all.push({ id, parent, group, kind: group.kind, isOpen, rest: 0 });
    if (!isOpen) return;
    // Of a part that is open itself there must be room, however small it is.
    const must = new Set(group.children.filter((child) => opened.has(child)));
    const room = tight.get(id);
    const most = room === undefined ? MOST.entries : { all: room, cut: room };
    drawList(group.children, mostRelevant(tree, group.children, relevance, most, must), id);
  };
  const drawList = (list: readonly GroupId[], drawn: readonly GroupId[], parent: GroupId | null): void => {
    for (const id of drawn) draw(id, parent);
    const rest = list.length - drawn.length;
    if (rest === 0) return;
    all.push({ id: `rest:${parent ?? ''}` as GroupId, parent, group: null, kind: 'rest', isOpen: false, rest });
  };
  drawList(
    tree.roots,
    tree.roots.filter((id) => roots.has(id)),
    null,
  );
  return { all, standIn, folded };
}

/** As many as fit, in the order of the list; of a longer one the most relevant, and room for "and 840 more". */
function mostRelevant(
  tree: Tree,
  list: readonly GroupId[],
  relevance: (group: Group) => number,
  most: { readonly all: number; readonly cut: number },
  must: ReadonlySet<GroupId> = new Set(),
): readonly GroupId[] {
  if (list.length <= most.all) return list;
  const weights = new Map(
    list.map((id) => {
      const group = tree.groups.get(id);
      return [id, must.has(id) ? Number.POSITIVE_INFINITY : group ? relevance(group) : 0];
    }),
  );
  const weight = (id: GroupId) => weights.get(id) ?? 0;
  const kept = new Set(
    list.toSorted((a, b) => Number(weight(b) > weight(a)) - Number(weight(b) < weight(a))).slice(0, most.cut - 1),
  );
  return list.filter((id) => kept.has(id));
}

function entriesOf(group: Group | undefined): number {
  return Math.min(group?.children.length ?? 0, MOST.entries.all);
}
