import type { Box } from '../catalog/scenario.ts';
import { contains, overlaps } from './box.ts';
import type { FlowKey, Label, Point } from './picture.ts';
import { lengthOf, pointAt } from './polyline.ts';

/** What a label with sign and port takes, with air around it. */
const SIZE = { width: 92, height: 22 } as const;
/** On lines shorter than this the label stands beside the line. */
const SHORT = 96;
const BESIDE = 22;

export interface LabelInput {
  readonly lines: ReadonlyMap<FlowKey, readonly Point[]>;
  readonly cards: readonly Box[];
  readonly namespaces: readonly Box[];
  readonly cluster: Box | null;
}

/**
 * A place on each line for its label. Labels line up in the corridors between the frames, where one is on the way;
 * else they stand in the middle of the longest stretch, or where they cover no card, cross or other label.
 */
export function placeLabels({ lines, cards, namespaces, cluster }: LabelInput): ReadonlyMap<FlowKey, Label> {
  const corridors = corridorsOf(namespaces, cluster, cards);
  const taken: Box[] = [];
  const labels = new Map<FlowKey, Label>();
  // Where a line meets a card there may be a cross, with or without a verdict: labels must not move when it flips.
  const ends = [...lines.values()].flatMap((line) => [pointAt(line, 20), pointAt(line, lengthOf(line) - 22)]);
  const fixed = [...cards, ...ends.map((end) => ({ x: end.x - 12, y: end.y - 12, width: 24, height: 24 }))];
  for (const [key, line] of lines) {
    const candidates = candidatesOn(line, corridors);
    const clear = candidates.find((at) => {
      const box = boxAt(at);
      return !fixed.some((other) => overlaps(box, other)) && !taken.some((other) => overlaps(box, other));
    });
    const at = clear ??
      candidates.find((c) => !taken.some((t) => overlaps(boxAt(c), t))) ??
      candidates[0] ?? { x: 0, y: 0 };
    taken.push(boxAt(at));
    labels.set(key, { x: at.x, y: at.y, ground: namespaces.some((box) => contains(box, at)) ? 'panel' : 'canvas' });
  }
  return labels;
}

function boxAt(at: Point): Box {
  return { x: at.x - SIZE.width / 2, y: at.y - SIZE.height / 2, ...SIZE };
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
      if (left - inner >= SIZE.width) middles.push((inner + left) / 2);
    }
    edge = edge === null ? right : Math.max(edge, right);
  }
  return middles;
}

function candidatesOn(line: readonly Point[], corridors: readonly number[]): readonly Point[] {
  const candidates: Point[] = [];
  const stretches = line.slice(1).map((b, i) => ({ a: line[i] as Point, b }));
  const total = lengthOf(line);
  const only = stretches[0];
  if (total < SHORT && only) {
    const middle = pointAt(line, total / 2);
    const aside =
      middle.dy === 0 ? { x: middle.x, y: middle.y - BESIDE } : { x: middle.x + SIZE.width / 2 + 8, y: middle.y };
    const other =
      middle.dy === 0 ? { x: middle.x, y: middle.y + BESIDE } : { x: middle.x - SIZE.width / 2 - 8, y: middle.y };
    candidates.push(aside, other);
  }
  for (const { a, b } of stretches) {
    if (a.y !== b.y) continue;
    const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
    const here = corridors.filter((x) => x - SIZE.width / 2 >= left && x + SIZE.width / 2 <= right);
    if (b.x < a.x) here.reverse();
    for (const x of here) candidates.push({ x, y: a.y });
  }
  const byLength = [...stretches].sort((p, q) => lengthOf([q.a, q.b]) - lengthOf([p.a, p.b]));
  for (const part of [0.5, 0.35, 0.65, 0.2, 0.8]) {
    for (const { a, b } of byLength) {
      if (lengthOf([a, b]) < 48) continue;
      candidates.push({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part });
    }
  }
  if (candidates.length === 0) candidates.push(pointAt(line, total / 2));
  return candidates.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
}
