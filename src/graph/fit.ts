import type { Box } from '../catalog/scenario.ts';
import type { Margin } from './box.ts';

/** How the field is shown: where its origin is on the stage, and how large its units. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** How much is told at a zoom: see `detailOf`. */
export type Detail = 'full' | 'compact' | 'far';

export const ZOOM = { min: 0.2, max: 2.5, full: 0.85, compact: 0.6 } as const;

/** The camera that shows all of `bounds`, in the middle of what `margin` leaves of the stage. */
export function fitInto(
  bounds: Box,
  stage: { readonly width: number; readonly height: number },
  margin: Margin,
  most: number,
): Camera {
  const width = Math.max(1, stage.width - margin.left - margin.right);
  const height = Math.max(1, stage.height - margin.top - margin.bottom);
  const zoom = Math.max(
    ZOOM.min,
    Math.min(most, width / Math.max(1, bounds.width), height / Math.max(1, bounds.height)),
  );
  return {
    x: margin.left + (width - bounds.width * zoom) / 2 - bounds.x * zoom,
    y: margin.top + (height - bounds.height * zoom) / 2 - bounds.y * zoom,
    zoom,
  };
}

/** Zoom decides detail, not only size: texts that would get too small are left out, and the others grow. */
export function detailOf(zoom: number): Detail {
  if (zoom >= ZOOM.full) return 'full';
  return zoom >= ZOOM.compact ? 'compact' : 'far';
}
