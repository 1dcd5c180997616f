import type { Box } from '../../catalog/scenario.ts';
import { overlaps } from '../box.ts';
import type { Point } from '../picture.ts';
import { sample } from './curve.ts';
import type { BundleKey } from './ids.ts';
import type { Curve } from './overview.ts';

const HEIGHT = 20;
const WIDTH = { letter: 6.7, sign: 26 } as const;
/** Where on its line a label may stand, the better places first. */
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8];
const STEPS = 100;

interface LabelledCurve {
  readonly key: BundleKey;
  readonly curve: Curve;
  /** The longest text that it may get: a label must not move because a verdict flips. */
  readonly longest: string;
}

/** A place for each label that covers no card and no other label; none where there is no such place. */
export function placesOfLabels(lines: readonly LabelledCurve[], solid: readonly Box[]): ReadonlyMap<BundleKey, Point> {
  const taken: Box[] = [];
  const places = new Map<BundleKey, Point>();
  for (const { key, curve, longest } of lines) {
    const points = sample(curve, STEPS);
    const width = WIDTH.sign + longest.length * WIDTH.letter;
    for (const place of PLACES) {
      const at = points[Math.round(place * STEPS)];
      if (!at) continue;
      const box = { x: at.x - width / 2, y: at.y - HEIGHT / 2, width, height: HEIGHT };
      if (taken.some((other) => overlaps(box, other)) || solid.some((other) => overlaps(box, other))) continue;
      taken.push(box);
      places.set(key, { x: Math.round(at.x), y: Math.round(at.y) });
      break;
    }
  }
  return places;
}
