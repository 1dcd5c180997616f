import type { Box } from '../../catalog/scenario.ts';
import { inflate, overlaps } from '../box.ts';
import type { Point } from '../picture.ts';
import { lengthOf, pointAt } from '../polyline.ts';
import { sample } from './curve.ts';
import type { BundleKey } from './ids.ts';
import type { Curve } from './overview.ts';

const HEIGHT = 20;
const WIDTH = { letter: 6.7, sign: 26 } as const;
/** Where on its line a label may stand, the better places first. */
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8];
/** On lines shorter than this the label stands beside the line, so that there is something of it to be seen. */
const SHORT = 96;
const BESIDE = 14;
/** Where crosses may stand: a label must not move because a verdict flips. */
const CROSS = { source: 18, destination: 26, reach: 11 } as const;
const END = 38;

interface LabelledCurve {
  readonly key: BundleKey;
  readonly curve: Curve;
  /** The longest text that it may get: a label must not move because a verdict flips. */
  readonly longest: string;
}

/** A place for each label that covers no card and no other label; none where there is no such place. */
export function placesOfLabels(lines: readonly LabelledCurve[], solid: readonly Box[]): ReadonlyMap<BundleKey, Point> {
  const taken: Box[] = lines.flatMap(({ curve }) => crossesOn(curve));
  const places = new Map<BundleKey, Point>();
  for (const { key, curve, longest } of lines) {
    const width = WIDTH.sign + longest.length * WIDTH.letter;
    for (const at of candidatesOn(curve, width)) {
      const box = { x: at.x - width / 2, y: at.y - HEIGHT / 2, width, height: HEIGHT };
      if (taken.some((other) => overlaps(box, other)) || solid.some((other) => overlaps(box, other))) continue;
      taken.push(box);
      places.set(key, { x: Math.round(at.x), y: Math.round(at.y) });
      break;
    }
  }
  return places;
}

function crossesOn(curve: Curve): readonly Box[] {
  const points = sample(curve);
  const length = lengthOf(points);
  return [CROSS.source, length - CROSS.destination].map((along) => {
    const { x, y } = pointAt(points, along);
    return inflate({ x, y, width: 0, height: 0 }, CROSS.reach);
  });
}

function candidatesOn(curve: Curve, width: number): readonly Point[] {
  const points = sample(curve);
  const length = lengthOf(points);
  if (length < SHORT) {
    const middle = pointAt(points, length / 2);
    const isUpright = Math.abs(middle.dy) > Math.abs(middle.dx);
    const [dx, dy] = isUpright ? [width * 0.36 + BESIDE, 0] : [0, BESIDE + HEIGHT / 2];
    return [
      { x: middle.x + dx, y: middle.y + dy },
      { x: middle.x - dx, y: middle.y - dy },
    ];
  }
  return PLACES.flatMap((place) => {
    const { x, y } = pointAt(points, place * length);
    return Math.min(place, 1 - place) * length > END ? { x, y } : [];
  });
}
