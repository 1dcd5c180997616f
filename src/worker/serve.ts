import type { Desk } from '../lab/desk.ts';
import type { Report } from '../lab/report.ts';
import { changedParts } from '../lab/share.ts';
import type { OnProgress } from '../model/progress.ts';
import { createUnpacker } from './pack.ts';
import type { AskMessage, WorkerMessage } from './protocol.ts';

/** Often enough for numbers that move, seldom enough to cost nothing. In milliseconds. */
const BETWEEN_PROGRESS = 50;

/** Answers messages from a desk: the parts of its reports that changed. `now` gives milliseconds. */
export function serve(
  desk: Desk,
  post: (message: WorkerMessage) => void,
  now: () => number,
): (message: AskMessage) => Promise<void> {
  const { unpack } = createUnpacker();
  let before: Report | null = null;
  return async (message) => {
    const { revision } = message;
    let told = now();
    const onProgress: OnProgress = (progress) => {
      const time = now();
      if (time - told < BETWEEN_PROGRESS) return;
      told = time;
      post({ kind: 'progress', revision, progress });
    };
    const question = unpack(message);
    const preparing = desk.prepare(question);
    if (preparing !== null) await preparing;
    let report = desk.answer(question, onProgress);
    // The next message comes after the answer only, so nothing can come between.
    const missing = desk.missing();
    if (missing !== null) {
      await missing;
      report = desk.answer(question, onProgress);
    }
    post({ kind: 'answer', revision, parts: changedParts(before, report) ?? {} });
    before = report;
  };
}
