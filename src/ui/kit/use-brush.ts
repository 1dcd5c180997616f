import { useEffect, useLayoutEffect } from 'react';
import type { Brush, Painting } from './painting.ts';

/**
 * Lends the brush, but for the time between a rendering and its effects: the graph library takes over what is
 * rendered in an effect, and would undo what was painted before it.
 */
export function useBrush<T>(painting: Painting<T>, brush: Brush<T>): void {
  useLayoutEffect(() => {
    painting.brush = null;
  });
  useEffect(() => {
    painting.brush = brush;
    return () => {
      painting.brush = null;
    };
  });
}
