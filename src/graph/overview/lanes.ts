import type { Box } from '../../catalog/scenario.ts';
import type { Point } from '../picture.ts';
import type { GroupId } from './ids.ts';
import type { Place } from './sides.ts';

/** What stands so near beside each other is passed at one height. */
const TOGETHER = 32;
/** No line runs over the name of a frame. */
const TITLE = 44;
/** From a lane to what stands beside it, before and behind it, and between two lanes. */
const AIR = { beside: 5, ahead: 12, ends: 36, lanes: 8 } as const;

/** A line, or a part of one, that may have to pass others on its way. */
export interface Span {
  readonly key: string;
  readonly from: GroupId;
  readonly to: GroupId;
  readonly start: Point;
  readonly end: Point;
}

/** Where a line goes straight past others: from one x to the next. */
interface Pass {
  readonly left: number;
  readonly right: number;
  y: number;
}

interface Wish {
  readonly pass: Pass;
  readonly y: number;
  readonly key: string;
}

interface Gap {
  readonly top: number;
  readonly bottom: number;
  readonly wishes: Wish[];
}

/** For lines over several columns: the points at which they pass between what stands in their way, each on a lane. */
export function lanesFor(spans: readonly Span[], places: readonly Place[]): ReadonlyMap<string, readonly Point[]> {
  const gaps = new Map<string, Gap>();
  const passes = new Map<string, readonly Pass[]>();
  for (const span of spans) passes.set(span.key, passesOf(span, inTheWay(span, places), gaps));
  for (const { top, bottom, wishes } of gaps.values()) settle(top, bottom, wishes);
  return new Map(
    spans.map(({ key, start, end }) => {
      const points = (passes.get(key) ?? []).flatMap(({ left, right, y }) => [
        { x: left, y },
        { x: right, y },
      ]);
      return [key, end.x >= start.x ? points : points.toReversed()];
    }),
  );
}

/** What stands beside the ends, and beside the frames around each that are not around the other. */
function inTheWay({ from, to, start, end }: Span, places: readonly Place[]): readonly Box[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  const parentOf = (id: GroupId) => byId.get(id)?.parent ?? null;
  const holders = (id: GroupId): readonly GroupId[] => {
    const up = parentOf(id);
    return up === null ? [id] : [id, ...holders(up)];
  };
  const [some, others] = [holders(from), holders(to)];
  const own = new Set([...some, ...others]);
  const shared = some.find((id) => others.includes(id)) ?? null;
  const within = (ids: readonly GroupId[]) => ids.slice(0, shared === null ? undefined : ids.indexOf(shared));
  const around = new Set<GroupId | null>([shared, ...within(some), ...within(others)]);
  const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)];
  return places.flatMap(({ id, parent, box }): readonly Box[] => {
    if (!around.has(parent) || box.x >= right - 4 || box.x + box.width <= left + 4) return [];
    const frame = parent === null ? null : byId.get(parent)?.box;
    const title = frame ? [{ ...box, y: frame.y, height: TITLE }] : [];
    return own.has(id) ? title : [box, ...title];
  });
}

function passesOf({ key, start, end }: Span, boxes: readonly Box[], gaps: Map<string, Gap>): readonly Pass[] {
  const [from, to] = end.x >= start.x ? [start, end] : [end, start];
  const passes: Pass[] = [];
  const ends = Math.min(AIR.ends, (to.x - from.x) / 4);
  let last = from;
  for (const { left, right, boxes: some } of columnsOf(boxes)) {
    const pass = {
      left: Math.max(left - AIR.ahead, from.x + ends),
      right: Math.min(right + AIR.ahead, to.x - ends),
      y: 0,
    };
    if (pass.right <= pass.left) continue;
    const part = ((pass.left + pass.right) / 2 - last.x) / Math.max(1, to.x - last.x);
    const ideal = last.y + (to.y - last.y) * part;
    const { top, bottom } = nearestGap(some, ideal);
    pass.y = Math.min(Math.max(ideal, top), bottom);
    const name = `${Math.round(left)} ${Math.round(top)}`;
    const gap = gaps.get(name) ?? { top, bottom, wishes: [] };
    gaps.set(name, gap);
    gap.wishes.push({ pass, y: ideal, key });
    passes.push(pass);
    last = { x: pass.right, y: pass.y };
  }
  return passes;
}

function columnsOf(boxes: readonly Box[]) {
  const columns: { left: number; right: number; boxes: Box[] }[] = [];
  for (const box of boxes.toSorted((a, b) => a.x - b.x)) {
    const column = columns.at(-1);
    if (column && box.x <= column.right + TOGETHER) {
      column.right = Math.max(column.right, box.x + box.width);
      column.boxes.push(box);
    } else columns.push({ left: box.x, right: box.x + box.width, boxes: [box] });
  }
  return columns;
}

/** The free stretch of a column that is nearest to a height. */
function nearestGap(boxes: readonly Box[], y: number): { readonly top: number; readonly bottom: number } {
  let best = { top: Number.NEGATIVE_INFINITY, bottom: Number.POSITIVE_INFINITY };
  let bestDistance = Number.POSITIVE_INFINITY;
  let top = Number.NEGATIVE_INFINITY;
  const consider = (bottom: number) => {
    if (bottom < top) return;
    const distance = y < top ? top - y : y > bottom ? y - bottom : 0;
    if (distance >= bestDistance) return;
    best = { top, bottom };
    bestDistance = distance;
  };
  for (const box of boxes.toSorted((a, b) => a.y - b.y)) {
    consider(box.y - AIR.beside);
    top = Math.max(top, box.y + box.height + AIR.beside);
  }
  consider(Number.POSITIVE_INFINITY);
  return best;
}

/** Those that want one gap get lanes of their own, in the order of their wishes and as near to them as there is room. */
function settle(top: number, bottom: number, wishes: Wish[]): void {
  wishes.sort((a, b) => a.y - b.y || (a.key < b.key ? -1 : 1));
  const last = wishes.length - 1;
  const between = Math.min(AIR.lanes, Math.max(0, bottom - top) / Math.max(1, last));
  const wanted = wishes.map(({ pass }, at) => pass.y - at * between);
  risen(wanted).forEach((y, at) => {
    const pass = wishes[at]?.pass;
    if (pass) pass.y = Math.round(Math.min(Math.max(y, top), bottom - last * between) + at * between);
  });
}

/** The numbers nearest to these that never fall: what falls is levelled. */
function risen(numbers: readonly number[]): readonly number[] {
  const blocks: { sum: number; count: number }[] = [];
  for (const number of numbers) {
    let block = { sum: number, count: 1 };
    for (let before = blocks.at(-1); before; before = blocks.at(-1)) {
      if (before.sum / before.count <= block.sum / block.count) break;
      block = { sum: before.sum + block.sum, count: before.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
}
