import type { Box } from '../../catalog/scenario.ts';
import { DIRECTIONS } from '../../model/policy.ts';
import { around, boxOf, inflate } from '../box.ts';
import type { Point, StopsAt } from '../picture.ts';
import { type Boxes, isChip } from './arrange.ts';
import { type Count, verdictOf } from './count.ts';
import { sample } from './curve.ts';
import type { Cut } from './cut.ts';
import { type BundleKey, bundleKey, type GroupId } from './ids.ts';
import type { Isolated } from './isolation.ts';
import type { Course } from './lines.ts';
import { nameOfBundle, nameOfGroup, unitOf } from './names.ts';
import type { Bundle, DrawnGroup } from './overview.ts';
import type { Steady } from './steady.ts';

/** Pairs are many: their bundles must leave room for each other. */
const WIDTH = { least: 1.5, perDoubling: 0.9, most: { flows: 9, pairs: 5 }, ofRoom: 0.55 } as const;
const TITLE = 40;
/** How far a label may reach from its middle. */
const LABEL = { left: 40, top: 10, right: 40, bottom: 10 } as const;

/** What is said of each group: how many it holds, and how many of them are isolated. */
export function drawGroups(
  cuts: readonly Cut[],
  boxes: Boxes,
  isolated: Isolated | null,
  { endpoints }: Steady,
): readonly DrawnGroup[] {
  return cuts.flatMap((cut): readonly DrawnGroup[] => {
    const box = boxes.get(cut.id);
    if (!box) return [];
    const { group, kind, id, parent } = cut;
    const subject = (group?.members ?? []).filter((index) => {
      const endpoint = endpoints[index];
      return endpoint?.kind === 'workload' || endpoint?.kind === 'host';
    });
    const only = kind === 'endpoint' ? endpoints[group?.members[0] ?? -1] : null;
    const share = (counts: Uint16Array) =>
      subject.reduce((sum, index) => sum + ((counts[index] ?? 0) > 0 ? 1 : 0), 0) / subject.length;
    const count = kind === 'endpoint' ? null : kind === 'rest' ? cut.rest : countOf(cut);
    const said = {
      id,
      kind,
      shape: cut.isOpen ? 'frame' : isChip(cut) ? 'chip' : 'card',
      parent,
      title: group?.title ?? `and ${cut.rest.toLocaleString('en')} more`,
      count,
      unit: unitOf(kind, count ?? 1),
      endpoint: group?.endpoint ?? null,
      isolated:
        subject.length > 0 && isolated
          ? { ingress: share(isolated[DIRECTIONS[1]]), egress: share(isolated[DIRECTIONS[0]]) }
          : null,
    } as const;
    return [{ ...said, box, name: nameOfGroup(said, subject.length, only ?? null) }];
  });
}

function countOf({ group, kind }: Cut): number {
  if (!group) return 0;
  return kind === 'namespace' || kind === 'label' || kind === 'page' ? group.workloads : group.members.length;
}

interface BundlesInput {
  readonly counts: readonly Count[];
  readonly cuts: readonly Cut[];
  readonly courses: ReadonlyMap<BundleKey, Course>;
  readonly labels: ReadonlyMap<BundleKey, Point>;
  readonly boxes: Boxes;
  readonly isFlows: boolean;
  readonly showsChanges: boolean;
}

/** What is said of each bundle. */
export function drawBundles(input: BundlesInput): readonly Bundle[] {
  const { counts, cuts, courses, labels, boxes, isFlows, showsChanges } = input;
  const frames = cuts.flatMap((cut) => (cut.isOpen ? (boxes.get(cut.id) ?? []) : []));
  return counts.flatMap((count): readonly Bundle[] => {
    const { from, to } = endsOf(count, cuts);
    const key = bundleKey(from.id, to.id);
    const course = courses.get(key);
    if (!course) return [];
    const { curve, room } = course;
    const verdict = verdictOf(count);
    const label = labels.get(key);
    const { allowed, total, opened, closed } = count;
    return [
      {
        key,
        from: from.id,
        to: to.id,
        port: count.port ?? '*',
        verdict,
        allowed,
        total,
        stopsAt: verdict === 'blocked' && isFlows ? mostOf(count) : null,
        changed: showsChanges && opened + closed > 0 ? { opened, blocked: closed } : null,
        width: widthOf(
          isFlows ? total : allowed,
          Math.min(WIDTH.most[isFlows ? 'flows' : 'pairs'], room * WIDTH.ofRoom),
        ),
        curve,
        label: label
          ? { ...label, text: textOf(count), ground: frames.some((frame) => holds(frame, label)) ? 'panel' : 'canvas' }
          : null,
        name: nameOfBundle(titleOf(from), titleOf(to), count),
      },
    ];
  });
}

export function keyOf(count: Count, cuts: readonly Cut[]): { key: BundleKey; from: GroupId; to: GroupId } {
  const { from, to } = endsOf(count, cuts);
  return { key: bundleKey(from.id, to.id), from: from.id, to: to.id };
}

function endsOf({ from, to }: Count, cuts: readonly Cut[]): { from: Cut; to: Cut } {
  return { from: cuts[from] as Cut, to: cuts[to] as Cut };
}

function titleOf({ group, id }: Cut): string {
  return group?.title ?? id;
}

function widthOf(connections: number, most: number): number {
  const width = Math.min(most, WIDTH.least + WIDTH.perDoubling * Math.log2(connections + 1));
  return Math.round(Math.max(WIDTH.least, width) * 10) / 10;
}

function textOf(count: Count): string {
  const told = (number: number) => number.toLocaleString('en');
  return verdictOf(count) === 'mixed' ? `${told(count.allowed)} of ${told(count.total)}` : told(count.total);
}

/** The longest text that the label of a bundle may get. */
export function longestText({ total }: Count): string {
  return `${total.toLocaleString('en')} of ${total.toLocaleString('en')}`;
}

function mostOf({ stops }: Count): StopsAt {
  const ends = ['both', 'source', 'destination'] as const;
  return ends.reduce((best, end) => (stops[end] > stops[best] ? end : best));
}

function holds({ x, y, width, height }: Box, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

/** Where no label may stand. */
export function solidIn(cuts: readonly Cut[], boxes: Boxes): readonly Box[] {
  return cuts.flatMap((cut) => {
    const box = boxes.get(cut.id);
    if (!box) return [];
    return cut.isOpen ? { ...box, height: TITLE } : box;
  });
}

export function boundsOf(
  boxes: Boxes,
  courses: ReadonlyMap<BundleKey, Course>,
  labels: ReadonlyMap<BundleKey, Point>,
): Box | null {
  return around([
    ...boxes.values(),
    ...[...courses.values()].flatMap(({ curve }) => boxOf(sample(curve, 8)) ?? []),
    ...[...labels.values()].map((at) => inflate({ ...at, width: 0, height: 0 }, LABEL)),
  ]);
}
