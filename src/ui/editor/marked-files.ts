import { useMemo } from 'react';
import { marksOf } from '../../store/marks.ts';
import { useSimulation, useView } from '../kit/session-context.ts';

/** The files that hold a line which decides what is selected. */
export function useMarkedFiles(): ReadonlySet<string> {
  const simulation = useSimulation((state) => state.simulation);
  const selection = useView((state) => state.selection);
  return useMemo(
    () => new Set(marksOf(simulation, selection).map((mark) => mark.origin.file)),
    [simulation, selection],
  );
}
