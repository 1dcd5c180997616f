import type { Overview } from '../../graph/overview/overview.ts';
import { useReport } from '../kit/session-context.ts';

/** The picture of a large cluster; null: it has just given way to a small one. */
export function useOverview(): Overview | null {
  return useReport((report) => report.overview);
}
