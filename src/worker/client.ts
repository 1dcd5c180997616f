import type { Answer, Engine } from '../lab/engine.ts';
import type { Question } from '../lab/question.ts';
import { NO_REPORT, type Report } from '../lab/report.ts';
import { shareReport } from '../lab/share.ts';
import type { OnProgress } from '../model/progress.ts';
import { createPacker, type Packer } from './pack.ts';
import type { AskMessage, WorkerMessage } from './protocol.ts';

/** The part of a `Worker` that is used. */
export interface WorkerLike {
  postMessage(message: AskMessage): void;
  addEventListener(type: 'message', listener: (event: { readonly data: WorkerMessage }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: { preventDefault(): void }) => void): void;
  terminate(): void;
}

export interface WorkerEngineOptions {
  start(): WorkerLike;
  /** The worker stopped, and another one has been started. */
  onRestart(): void;
  /** A worker that says nothing for so long while it is asked something is given up. In milliseconds. */
  readonly silence?: number;
}

/** Reports of progress come every 50 ms; the longest step without one must fit in. */
const SILENCE = 20_000;
/** How many workers one question may cost. */
const ATTEMPTS = 2;

/** A worker and what it has been told. */
interface Line {
  readonly worker: WorkerLike;
  readonly packer: Packer;
}

/** A question under way. */
interface Call {
  readonly question: Question;
  readonly onProgress: OnProgress;
  readonly answer: (answer: Answer) => void;
  readonly revision: number;
  readonly attempts: number;
}

/**
 * Puts questions to a worker. One that dies or falls silent is replaced, and the new one is told everything again;
 * a question that costs two workers is given up.
 */
export function createWorkerEngine({ start, onRestart, silence = SILENCE }: WorkerEngineOptions): Engine {
  const traffic = { asked: 0, answered: 0, parts: 0 };
  let report: Report = NO_REPORT;
  let revisions = 0;
  let call: Call | null = null;
  let line = open();
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  function open(): Line {
    const worker = start();
    const opened: Line = { worker, packer: createPacker() };
    worker.addEventListener('message', ({ data }) => {
      if (opened === line) hear(data);
    });
    for (const type of ['error', 'messageerror'] as const) {
      worker.addEventListener(type, (event) => {
        // Told to the user in words; the console has nothing to add.
        event.preventDefault();
        if (opened === line) lose();
      });
    }
    return opened;
  }

  const replace = () => {
    clearTimeout(watchdog);
    line.worker.terminate();
    line = open();
  };

  const watch = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(lose, silence);
  };

  const post = (posted: Omit<Call, 'revision'>) => {
    revisions += 1;
    traffic.asked += 1;
    call = { ...posted, revision: revisions };
    line.worker.postMessage({ kind: 'ask', revision: revisions, ...line.packer.pack(posted.question) });
    watch();
  };

  const finish = (answer: Answer) => {
    clearTimeout(watchdog);
    const finished = call;
    call = null;
    finished?.answer(answer);
  };

  const hear = (message: WorkerMessage) => {
    if (message.revision !== call?.revision) return;
    if (message.kind === 'progress') {
      watch();
      call.onProgress(message.progress);
      return;
    }
    traffic.answered += 1;
    traffic.parts += Object.keys(message.parts).length;
    report = shareReport(report, { ...report, ...message.parts });
    finish({ outcome: 'report', report });
  };

  /** The worker died or fell silent. */
  function lose(): void {
    const lost = call;
    replace();
    onRestart();
    if (lost === null) return;
    if (lost.attempts < ATTEMPTS) post({ ...lost, attempts: lost.attempts + 1 });
    else finish({ outcome: 'lost' });
  }

  return {
    traffic,
    ask: (question, onProgress) =>
      new Promise((answer) => {
        post({ question, onProgress, answer, attempts: 1 });
      }),
    cancel() {
      if (call === null) return;
      replace();
      finish({ outcome: 'cancelled' });
    },
  };
}
