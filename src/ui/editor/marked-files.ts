import { useMemo } from 'react';
import { useReport } from '../kit/session-context.ts';

/** The files that hold a line which decides what is selected. */
export function useMarkedFiles(): ReadonlySet<string> {
  const marks = useReport((report) => report.marks);
  return useMemo(() => new Set(marks.map((mark) => mark.file)), [marks]);
}
