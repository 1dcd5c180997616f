import type { Box } from '../../catalog/scenario.ts';
import { centreOf } from '../box.ts';
import type { Side } from '../connector.ts';
import type { GroupId } from './ids.ts';

/** Two groups beside each other have at least this much between them. */
const CLEAR = 24;
/** And below each other at least this much, or a line between them could not be seen. */
const UPRIGHT = 36;

/** A group as a line meets it. */
export interface Place {
  readonly id: GroupId;
  readonly box: Box;
  /** The frame that it stands in. */
  readonly parent: GroupId | null;
}

/**
 * Where a line leaves one group and arrives at another: through the gap between them, and past what stands between
 * two of one column. Into a frame it goes from the side, for on top stands its name.
 */
export function sidesOf(from: Place, to: Place, places: readonly Place[]): readonly [Side, Side] {
  const [a, b] = [from.box, to.box];
  if (b.x >= a.x + a.width + CLEAR) return ['right', 'left'];
  if (a.x >= b.x + b.width + CLEAR) return ['left', 'right'];
  const isBelow = centreOf(b).y > centreOf(a).y;
  const [upper, lower] = isBelow ? [a, b] : [b, a];
  const gap: Box = {
    x: Math.max(a.x, b.x),
    y: upper.y + upper.height,
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: lower.y - upper.y - upper.height,
  };
  const isFree = gap.height > 0 && gap.width > 0 && !places.some(({ box }) => stands(box, gap));
  if (isFree && gap.height >= UPRIGHT && from.parent === to.parent)
    return isBelow ? ['bottom', 'top'] : ['top', 'bottom'];
  return isBelow ? ['right', 'right'] : ['left', 'left'];
}

/** Whether a box stands in a gap; a frame around the gap does not. */
function stands(box: Box, gap: Box): boolean {
  return (
    box.y >= gap.y && box.y + box.height <= gap.y + gap.height && box.x < gap.x + gap.width && gap.x < box.x + box.width
  );
}
