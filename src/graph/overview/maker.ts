import type { Simulation } from '../../simulation.ts';
import { passageOf } from '../../verdicts/passage.ts';
import type { Highlight, Point, Selection } from '../picture.ts';
import { reuse } from '../reuse.ts';
import type { View } from '../view.ts';
import { arrange, type Boxes } from './arrange.ts';
import { choose } from './choose.ts';
import { type Count, countFlows, countPairs } from './count.ts';
import { type Cuts, cutOf } from './cut.ts';
import { boundsOf, drawBundles, drawGroups, keyOf, longestText, solidIn } from './draw.ts';
import type { BundleKey, GroupId } from './ids.ts';
import { createIsolation } from './isolation.ts';
import { keptBy, keptByFocus } from './keep.ts';
import { placesOfLabels } from './labels.ts';
import { coursesOf } from './lines.ts';
import { FIRST_LOOK, type Look } from './look.ts';
import { marksOf } from './marks.ts';
import type { Bundle, DrawnGroup, Overview } from './overview.ts';
import { type Slots, slotsFor, slotsWith, type Tie } from './slots.ts';
import { createSteady, type Steady } from './steady.ts';
import { type Group, type Tree, treeOf } from './tree.ts';

/** Everything that an overview depends on. */
export interface OverviewView extends View {
  readonly look?: Look;
  readonly selection?: Selection;
  readonly highlight?: Highlight | null;
}

/** How many looks keep their layout, so that it is found again as it was. */
const REMEMBERED = 12;

/**
 * Makes one overview after the other. The layout hangs on which groups there are and how many flows are between them,
 * never on a verdict; parts that say the same as before are the same objects.
 */
export function createOverviewMaker(): (view: OverviewView) => Overview {
  const steadyFor = createSteady();
  const isolationOf = createIsolation();
  const scopes = createScopes();
  let last: Overview | null = null;
  let lines: { readonly asked: readonly unknown[]; readonly found: ReturnType<typeof findLines> } | null = null;
  let boxes: { readonly asked: readonly unknown[]; readonly found: Boxes } | null = null;

  return (view) => {
    const { simulation, moved, probes, before, look = FIRST_LOOK } = view;
    const steady = steadyFor(simulation);
    const isFlows = steady.flows.length > 0;
    const { tree, cuts, slots, isInFocus } = scopes(simulation, steady, look);
    const input = { simulation, steady, cuts, port: look.port, probes, before: view.answers ? null : before };
    const counts = isFlows ? countFlows(input) : countPairs(input);
    const chosen = choose(counts, cuts, look, isFlows ? 'flows' : 'pairs', isInFocus);

    const placed = [cuts, slots, moved];
    if (!boxes || !isSame(boxes.asked, placed)) {
      boxes = { asked: placed, found: arrange(cuts.all, slots, moved as ReadonlyMap<string, Point>) };
    }
    const ends = chosen.counts.map((count) => `${count.from} ${count.to} ${longestText(count)}`).join();
    const asked = [ends, boxes.found];
    if (!lines || !isSame(lines.asked, asked)) lines = { asked, found: findLines(chosen.counts, cuts, boxes.found) };

    const { courses, labels } = lines.found;
    const groups = drawGroups(cuts.all, boxes.found, view.answers ? null : isolationOf(simulation, steady), steady);
    const bundles = drawBundles({
      counts: chosen.counts,
      cuts: cuts.all,
      courses,
      labels,
      boxes: boxes.found,
      isFlows,
      showsChanges: before !== null,
    });
    const { shown, bundles: all, filtered } = chosen;
    const now: Overview = {
      groups,
      bundles,
      bounds: boundsOf(boxes.found, courses, labels),
      tally: {
        counted: isFlows ? 'flows' : 'pairs',
        shown,
        bundles: all,
        filtered,
        inside: counts.inside,
        namespaces: steady.namespaces,
        workloads: tree.workloads,
        endpoints: steady.endpoints.length,
        left: steady.endpoints.length - tree.kept,
        folded: cuts.folded,
      },
      marks: marksOf(view, steady, cuts, bundles),
    };
    last = last ? reuseOverview(last, now) : now;
    return last;
  };
}

interface KeptTree extends Tree {
  /** How many endpoints and workloads are in it. */
  readonly kept: number;
  readonly workloads: number;
}

interface Scope {
  readonly tree: KeptTree;
  readonly cuts: Cuts;
  readonly slots: Slots;
  /** Whether a drawn group, by its place in the cut, is what the focus is on, or in it. */
  readonly isInFocus: (at: number) => boolean;
}

/** What is looked at: all of the cluster, or what the filter and the focus leave. Each has a layout of its own. */
function createScopes(): (simulation: Simulation, steady: Steady, look: Look) => Scope {
  let known: Steady | null = null;
  let whole: KeptTree | null = null;
  let degrees = new Float64Array();
  let trees = new Map<string, KeptTree>();
  let cut: { readonly tree: Tree; readonly open: readonly GroupId[]; readonly cuts: Cuts } | null = null;
  const layouts = new Map<string, Slots>();

  const treeFor = (simulation: Simulation, steady: Steady, { filter, focus }: Look, key: string): KeptTree => {
    whole ??= keptTree(steady, null);
    const isByVerdicts = focus !== null && steady.flows.length === 0;
    const found = isByVerdicts ? undefined : trees.get(key);
    if (found) return found;
    const byFilter = keptBy(filter, steady);
    const beside = (members: readonly number[]) => besideInPairs(simulation, steady, members);
    const byFocus = focus === null ? null : keptByFocus(focus, whole, steady, beside);
    const kept = byFilter && byFocus ? new Set([...byFilter].filter((index) => byFocus.has(index))) : byFilter;
    const tree = kept || byFocus ? keptTree(steady, kept ?? byFocus) : whole;
    if (trees.size >= REMEMBERED) trees = new Map();
    trees.set(key, tree);
    return tree;
  };

  return (simulation, steady, look) => {
    if (steady !== known) {
      whole = null;
      trees = new Map();
      degrees = degreesOf(steady);
    }
    known = steady;
    const { filter, focus } = look;
    const key = JSON.stringify([filter.namespaces, filter.labels, focus]);
    const tree = treeFor(simulation, steady, look, key);
    if (cut?.tree !== tree || cut.open !== look.open) {
      const relevance = ({ members }: Group) => members.reduce((sum, index) => sum + (degrees[index] ?? 0), 0);
      cut = { tree, open: look.open, cuts: cutOf(tree, look.open, relevance, steady.endpoints.length) };
    }
    const { cuts } = cut;
    const roots = cuts.all.flatMap(({ id, parent }) => (parent === null ? id : []));
    const before = layouts.get(key);
    const slots = isStillRight(before, roots) ? slotsWith(before, roots) : slotsFor(roots, tiesOf(roots, tree, steady));
    if (slots !== before) {
      const [oldest] = layouts.keys();
      if (layouts.size >= REMEMBERED && oldest !== undefined) layouts.delete(oldest);
      layouts.set(key, slots);
    }
    const isInFocus = (at: number) => {
      for (let id: GroupId | null | undefined = cuts.all[at]?.id; id; id = tree.groups.get(id)?.parent)
        if (id === focus) return true;
      return holdsFocus(tree, cuts.all[at]?.id, focus);
    };
    return { tree, cuts, slots, isInFocus };
  };
}

/** A closed group stands for what the focus is on, if that is in it. */
function holdsFocus(tree: Tree, id: GroupId | undefined, focus: GroupId | null): boolean {
  for (let up = focus; up; up = tree.groups.get(up)?.parent ?? null) if (up === id) return true;
  return false;
}

function keptTree(steady: Steady, kept: ReadonlySet<number> | null): KeptTree {
  const tree = treeOf(steady, kept ? (index) => kept.has(index) : undefined);
  const workloads = tree.roots.reduce((sum, id) => {
    const root = tree.groups.get(id);
    return sum + (root && root.kind !== 'outside' && root.kind !== 'hosts' ? root.workloads : 0);
  }, 0);
  return { ...tree, kept: kept?.size ?? steady.endpoints.length, workloads };
}

/** How many flows touch each endpoint; without any flow all are alike. */
function degreesOf({ endpoints, flows }: Steady): Float64Array<ArrayBuffer> {
  const degrees = new Float64Array(endpoints.length).fill(1);
  for (const { from, to } of flows) {
    degrees[from] = (degrees[from] ?? 0) + 1;
    degrees[to] = (degrees[to] ?? 0) + 1;
  }
  return degrees;
}

/** Of a cluster without flows: whom something may pass to or from, group by group at the top. */
function besideInPairs(simulation: Simulation, steady: Steady, members: readonly number[]): readonly number[] {
  const tree = treeOf(steady);
  const standIn = new Int32Array(steady.endpoints.length).fill(-1);
  tree.roots.forEach((id, at) => {
    for (const index of tree.groups.get(id)?.members ?? []) standIn[index] = at;
  });
  const own = tree.roots.length;
  for (const index of members) standIn[index] = own;
  const { open, groups } = passageOf(simulation.evaluation).passing(standIn, own + 1, null);
  return steady.endpoints.flatMap((_, index) => {
    const at = standIn[index] ?? -1;
    return at >= 0 && ((open[own * groups + at] ?? 0) > 0 || (open[at * groups + own] ?? 0) > 0) ? index : [];
  });
}

/** A layout serves as long as most of what it was made for is there. */
function isStillRight(slots: Slots | undefined, roots: readonly GroupId[]): slots is Slots {
  return slots !== undefined && roots.filter((id) => slots.has(id)).length * 2 >= roots.length;
}

/** How many flows run between groups at the top, probes too: what is shown of them moves nothing. */
function tiesOf(roots: readonly GroupId[], tree: Tree, { endpoints, flows }: Steady): readonly Tie[] {
  const rootOf = new Int32Array(endpoints.length).fill(-1);
  roots.forEach((id, at) => {
    for (const index of tree.groups.get(id)?.members ?? []) rootOf[index] = at;
  });
  const ties = new Map<number, number>();
  for (const { from, to } of flows) {
    const [a, b] = [rootOf[from] ?? -1, rootOf[to] ?? -1];
    if (a < 0 || b < 0 || a === b) continue;
    const key = a * roots.length + b;
    ties.set(key, (ties.get(key) ?? 0) + 1);
  }
  return [...ties].flatMap(([key, weight]) => {
    const [from, to] = [roots[Math.floor(key / roots.length)], roots[key % roots.length]];
    return from && to ? { from, to, weight } : [];
  });
}

function findLines(counts: readonly Count[], cuts: Cuts, boxes: Boxes) {
  const ends = counts.map((count) => ({
    ...keyOf(count, cuts.all),
    longest: longestText(count),
    total: count.total,
  }));
  const places = cuts.all.flatMap(({ id, parent }) => {
    const box = boxes.get(id);
    return box ? [{ id, parent, box }] : [];
  });
  const courses = coursesOf(ends, places);
  // Of one connection the line says all that there is to say.
  const labelled = ends.flatMap(({ key, longest, total }) => {
    const curve = courses.get(key)?.curve;
    return curve && total > 1 ? [{ key, curve, longest }] : [];
  });
  return { courses, labels: placesOfLabels(labelled, solidIn(cuts.all, boxes)) };
}

/** Matches parts by what they are, not by their place in the list. */
function reuseOverview(before: Overview, now: Overview): Overview {
  const groups = new Map<GroupId, DrawnGroup>(before.groups.map((group) => [group.id, group]));
  const bundles = new Map<BundleKey, Bundle>(before.bundles.map((bundle) => [bundle.key, bundle]));
  return reuse(before, {
    ...now,
    groups: now.groups.map((group) => reuse(groups.get(group.id), group)),
    bundles: now.bundles.map((bundle) => reuse(bundles.get(bundle.key), bundle)),
  });
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((each, at) => each === others[at]);
}
