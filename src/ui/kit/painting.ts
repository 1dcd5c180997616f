import { useLayoutEffect, useReducer, useRef } from 'react';
import type { Report } from '../../lab/report.ts';
import { useSession } from './session-context.ts';

/** Changes what is drawn by hand; false: it cannot, and it has to be rendered. */
export type Brush<T> = (now: T) => boolean;

/** What is drawn. A rendering, whatever its reason, renders `newest`: so it never undoes what the brush did. */
export interface Painting<T> {
  newest: T;
  brush: Brush<T> | null;
}

/**
 * A part of the newest report that need not be rendered to be shown: whatever draws it may lend a brush (`use-brush.ts`).
 * `make` stays the same function. null: the report has no such part.
 */
export function usePainting<T>(make: (report: Report) => T | null): Painting<T> | null {
  const { lab } = useSession();
  const [, render] = useReducer((times: number) => times + 1, 0);
  const painting = useRef<Painting<T> | null>(null);
  const now = make(lab.getState().report);
  if (now !== null) {
    painting.current ??= { newest: now, brush: null };
    painting.current.newest = now;
  }
  useLayoutEffect(
    () =>
      lab.subscribe(({ report }) => {
        const { current } = painting;
        const next = make(report);
        if (next === null || next === current?.newest) return;
        if (current?.brush?.(next)) current.newest = next;
        else render();
      }),
    [lab, make],
  );
  return painting.current;
}
