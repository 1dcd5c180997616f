import type { OnProgress } from '../model/progress.ts';
import type { Desk } from './desk.ts';
import type { Question } from './question.ts';
import type { Report } from './report.ts';

/** What becomes of a question. */
export type Answer =
  | { readonly outcome: 'report'; readonly report: Report }
  /** Someone called `cancel`. */
  | { readonly outcome: 'cancelled' }
  /** Whoever was asked died of it, more than once. */
  | { readonly outcome: 'lost' };

/** Messages that crossed to the engine and back, for tests that count work instead of time. */
export interface Traffic {
  readonly asked: number;
  readonly answered: number;
  /** Parts of reports that came. */
  readonly parts: number;
}

/** Whoever answers questions for a page, in a thread of its own or not. */
export interface Engine {
  /** One question at a time: the next one only after the answer. Never rejects. */
  ask(question: Question, onProgress: OnProgress): Promise<Answer>;
  /** Gives up the question under way. */
  cancel(): void;
  readonly traffic: Traffic;
}

/** An engine in the thread that asks, for tests and for whoever has no worker. */
export function engineOf(desk: Desk): Engine {
  return {
    async ask(question, onProgress) {
      const preparing = desk.prepare(question);
      if (preparing !== null) await preparing;
      const report = desk.answer(question, onProgress);
      const missing = desk.missing();
      if (missing === null) return { outcome: 'report', report };
      await missing;
      return { outcome: 'report', report: desk.answer(question, onProgress) };
    },
    cancel: () => {},
    traffic: { asked: 0, answered: 0, parts: 0 },
  };
}
