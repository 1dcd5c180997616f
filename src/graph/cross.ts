import type { FlowRole } from '../model/cluster.ts';
import type { Cross, Point, StopsAt } from './picture.ts';
import { lengthOf, pointAt } from './polyline.ts';

/** From the card to the middle of the cross. Probes have a ring at one end and an open head at the other. */
export const CROSS_DISTANCE = {
  app: { source: 18, destination: 24 },
  probe: { source: 26, destination: 22 },
} as const;

/**
 * The crosses on a line: at the end that blocks. Where both ends block, the source already decides, so the cross at
 * the destination is hollow. `scale`: of the strokes, 1 but in presenter mode.
 */
export function crossesOn(line: readonly Point[], at: StopsAt | null, role: FlowRole, scale = 1): readonly Cross[] {
  if (at === null) return [];
  const distance = {
    source: CROSS_DISTANCE[role].source * scale,
    destination: CROSS_DISTANCE[role].destination * scale,
  };
  const length = lengthOf(line);
  const source = pointAt(line, Math.min(distance.source, length / 2));
  const destination = pointAt(line, Math.max(length - distance.destination, length / 2));
  const cross = ({ x, y }: Point, filled: boolean): Cross => ({ x, y, filled });
  switch (at) {
    case 'source':
      return [cross(source, true)];
    case 'destination':
      return [cross(destination, true)];
    case 'both':
      return [cross(source, true), cross(destination, false)];
  }
}
