import type { Box } from '../catalog/scenario.ts';
import { boxOf, inflate, overlaps, runsThrough } from './box.ts';
import type { Cross, FlowKey, Label, Point } from './picture.ts';
import { lengthOf, pointAt } from './polyline.ts';

const HEIGHT = 20;
/** Of one letter in the mono and in the word face, and of the sign with the padding around everything. */
const WIDTH = { mono: 6.65, word: 6.3, sign: 26, gap: 4 } as const;
/** On lines shorter than this the label stands beside the line. */
const SHORT = 96;
const BESIDE = 22;
/** Half of a cross, and air. */
const CROSS = 13;

export interface LabelledLine {
  readonly key: FlowKey;
  readonly points: readonly Point[];
  readonly text: string;
  /** "opened": stands after the text where there is room, else in its place. */
  readonly remark: string | null;
  readonly crosses: readonly Cross[];
}

export interface LabelInput {
  readonly lines: readonly LabelledLine[];
  readonly cards: readonly Box[];
  readonly namespaces: readonly Box[];
  readonly cluster: Box | null;
  /** Labels that stay where they are. */
  readonly kept: ReadonlyMap<FlowKey, Label>;
}

interface Candidate extends Point {
  /** The stretch of the line it lies on, from corner `stretch` to the next; null: beside the line. */
  readonly stretch: number | null;
}

/**
 * A place on each line for its label. Labels line up in the corridors between the frames, where one is on the way;
 * else they stand in the middle of the longest stretch, or where they cover no card, cross, line or other label.
 */
export function placeLabels({ lines, cards, namespaces, cluster, kept }: LabelInput): ReadonlyMap<FlowKey, Label> {
  const corridors = corridorsOf(namespaces, cluster, cards);
  const frames = cluster ? [...namespaces, cluster] : namespaces;
  // Where a line meets a card there may be a cross: labels must not move because a verdict flips.
  const ends = lines.flatMap(({ points }) => [pointAt(points, 20), pointAt(points, lengthOf(points) - 22)]);
  const fixed = [...cards, ...ends.map((end) => inflate({ x: end.x, y: end.y, width: 0, height: 0 }, 11))];
  const reaches = lines.map(({ points }) => boxOf(points));
  const taken: Box[] = [];
  const labels = new Map<FlowKey, Label>();
  for (const line of lines) {
    const label = kept.get(line.key);
    if (!label) continue;
    taken.push(boxAt(label, plainWidth(line)));
    labels.set(line.key, label);
  }
  for (const line of lines) {
    if (labels.has(line.key)) continue;
    /** How good a place is: each of these counts only where those before it hold. */
    const gradeOf = (candidate: Candidate): number => {
      const box = boxAt(candidate, plainWidth(line));
      if (taken.some((other) => overlaps(box, other))) return 0;
      if (fixed.some((other) => overlaps(box, other))) return 1;
      if (lines.some((other, i) => other !== line && reachesInto(reaches[i], box) && runsUnder(other, box))) return 2;
      return frames.some((frame) => isOnBorder(box, frame)) ? 3 : BEST;
    };
    const at = firstBest(candidatesOn(line.points, corridors, plainWidth(line)), gradeOf);
    if (!at) continue;
    const label = settle(line, at, namespaces, frames);
    taken.push(boxAt(label, plainWidth(line)));
    labels.set(line.key, label);
  }
  return labels;
}

const BEST = 4;

/** Of equals the first; once one is as good as can be, the others are not looked at. */
function firstBest(candidates: readonly Candidate[], gradeOf: (candidate: Candidate) => number): Candidate | undefined {
  let best = candidates[0];
  let bestGrade = -1;
  for (const candidate of candidates) {
    const grade = gradeOf(candidate);
    if (grade <= bestGrade) continue;
    best = candidate;
    bestGrade = grade;
    if (grade === BEST) break;
  }
  return best;
}

/** A cheap test before the exact one. */
function reachesInto(reach: Box | null | undefined, box: Box): boolean {
  return !!reach && overlaps(reach, box);
}

function plainWidth({ text }: LabelledLine): number {
  return WIDTH.sign + text.length * WIDTH.mono;
}

function boxAt(at: Point, width: number): Box {
  return { x: at.x - width / 2, y: at.y - HEIGHT / 2, width, height: HEIGHT };
}

/** Makes room for the remark, and moves the label aside where it would cover a cross of its own line. */
function settle(line: LabelledLine, at: Candidate, namespaces: readonly Box[], frames: readonly Box[]): Label {
  const remark = line.remark === null ? 0 : line.remark.length * WIDTH.word;
  const full = plainWidth(line) + (remark > 0 ? WIDTH.gap + remark : 0);
  const [low, high] = at.stretch === null ? [-Infinity, Infinity] : freeSpan(line, at.stretch, at.x);
  const short = remark > 0 && high - low < full;
  const width = short ? WIDTH.sign + remark : full;
  const room = high - low >= width;
  const x = room ? Math.min(Math.max(at.x, low + width / 2), high - width / 2) : (low + high) / 2;
  const box = boxAt({ x, y: at.y }, width);
  return {
    x: Math.round(x),
    y: at.y,
    ground: frames.some((frame) => isOnBorder(box, frame))
      ? null
      : namespaces.some((frame) => overlaps(box, frame))
        ? 'panel'
        : 'canvas',
    covers: at.stretch === null ? null : covered(line.points, at.stretch, { x, y: at.y }, width),
    short,
  };
}

/** How far a label may reach on its stretch; above and below an upright one there is no such limit. */
function freeSpan({ points, crosses }: LabelledLine, stretch: number, x: number): readonly [number, number] {
  const a = points[stretch] as Point;
  const b = points[stretch + 1] as Point;
  if (a.y !== b.y) return [-Infinity, Infinity];
  // Rings and heads stand at the ends of the line, rounded corners at the others.
  let low = Math.min(a.x, b.x) + 12;
  let high = Math.max(a.x, b.x) - 12;
  for (const cross of crosses) {
    if (cross.y !== a.y) continue;
    if (cross.x < x) low = Math.max(low, cross.x + CROSS);
    else high = Math.min(high, cross.x - CROSS);
  }
  return [low, high];
}

function covered(points: readonly Point[], stretch: number, at: Point, width: number): readonly [number, number] {
  const a = points[stretch] as Point;
  const before = lengthOf(points.slice(0, stretch + 1));
  const along = before + Math.abs(at.x - a.x) + Math.abs(at.y - a.y);
  const half = a.y === (points[stretch + 1] as Point).y ? width / 2 : HEIGHT / 2;
  return [along - half, along + half];
}

function runsUnder({ points }: LabelledLine, box: Box): boolean {
  return points.some((point, i) => i > 0 && runsThrough(points[i - 1] as Point, point, box));
}

function isOnBorder(box: Box, frame: Box): boolean {
  const inside =
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height;
  return !inside && overlaps(box, frame);
}

/** The middles of the upright gaps between frames, and between the cluster and what is right of it. */
function corridorsOf(namespaces: readonly Box[], cluster: Box | null, cards: readonly Box[]): readonly number[] {
  const outside = cluster ? cards.filter((card) => card.x >= cluster.x + cluster.width) : [];
  const blocks = [...namespaces, ...outside]
    .map((box) => [box.x, box.x + box.width] as const)
    .sort((a, b) => a[0] - b[0]);
  const middles: number[] = [];
  let edge: number | null = null;
  for (const [left, right] of blocks) {
    if (edge !== null && left > edge) {
      // The cluster's own border runs through the last gap; labels keep to its outer side.
      const inner = cluster && cluster.x + cluster.width < left ? Math.max(edge, cluster.x + cluster.width) : edge;
      middles.push((inner + left) / 2);
    }
    edge = edge === null ? right : Math.max(edge, right);
  }
  return middles;
}

function candidatesOn(points: readonly Point[], corridors: readonly number[], width: number): readonly Candidate[] {
  const candidates: Candidate[] = [];
  const stretches = points.slice(1).map((b, i) => ({ a: points[i] as Point, b, stretch: i }));
  const total = lengthOf(points);
  if (total < SHORT) {
    const middle = pointAt(points, total / 2);
    const off = middle.dy === 0 ? { x: 0, y: -BESIDE } : { x: width / 2 + 12, y: 0 };
    for (const side of [1, -1]) {
      candidates.push({ x: middle.x + off.x * side, y: middle.y + off.y * side, stretch: null });
    }
  }
  for (const { a, b, stretch } of stretches) {
    if (a.y !== b.y) continue;
    const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
    const here = corridors.filter((x) => x - width / 2 >= left && x + width / 2 <= right);
    if (b.x < a.x) here.reverse();
    for (const x of here) candidates.push({ x, y: a.y, stretch });
  }
  const byLength = stretches.toSorted((p, q) => lengthOf([q.a, q.b]) - lengthOf([p.a, p.b]));
  for (const part of [0.5, 0.35, 0.65, 0.2, 0.8]) {
    for (const { a, b, stretch } of byLength) {
      if (lengthOf([a, b]) < 48) continue;
      candidates.push({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part, stretch });
    }
  }
  const bounds = boxOf(points);
  if (candidates.length === 0 && bounds) candidates.push({ x: bounds.x, y: bounds.y, stretch: null });
  return candidates.map(({ x, y, stretch }) => ({ x: Math.round(x), y: Math.round(y), stretch }));
}
