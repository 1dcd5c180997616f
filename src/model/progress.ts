/** How far a long piece of work has come. `total` is 1 for a step that does not count. */
export interface Progress {
  readonly step: 'reading' | 'building' | 'judging' | 'drawing';
  readonly done: number;
  readonly total: number;
}

/** Called often while work goes on: whoever listens decides how often to pass it on. */
export type OnProgress = (progress: Progress) => void;
