import type { FileReport } from '../../lab/report.ts';

/** What the row under the editor says. */
export interface Status {
  readonly text: string;
  readonly isFault: boolean;
}

/** What a file does at the moment; of several policies, the one that the cursor's line is in. */
export function statusOf(report: FileReport | null, applied: boolean, cursorLine: number): Status {
  if (!applied) return { text: 'Set aside · changes no verdict', isFault: false };
  if (report === null) return { text: '', isFault: false };
  if (report.fault !== null) return { text: report.fault, isFault: true };
  const policy = report.policies.findLast(({ from }) => from <= cursorLine) ?? report.policies[0];
  return { text: policy?.status ?? 'Applied · holds no policy', isFault: false };
}
