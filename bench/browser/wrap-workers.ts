interface Ask {
  readonly kind: 'ask';
  readonly revision: number;
}

interface Answer {
  readonly kind: 'answer' | 'progress';
  readonly revision: number;
}

/**
 * Who answers the page. `record`: the worker, and what it says is kept as the answer called `name`. `work`: the worker.
 * `echo`: a worker that has the kept answers and does nothing. `hold`: nobody, until `release` is called.
 */
export type Mode = 'record' | 'work' | 'echo' | 'hold';

export interface WorkerBench {
  mode: Mode;
  /** What is asked next: the name of its answer. */
  name: string;
  /** How many questions were asked since it was last set. */
  asked: number;
  /** Gives the answer called `name` to the question that is held. */
  release: () => void;
  /** Tells the worker what it was not asked, so that it knows all texts again. */
  catchUp: () => Promise<void>;
}

declare global {
  interface Window {
    workerBench: WorkerBench;
  }
}

/** Runs in the page before anything else: the worker of the engine can be put aside, at the seam of its messages. */
export function wrapWorkers(): void {
  const Original = window.Worker;
  const answers = new Map<string, Answer>();
  const bench: WorkerBench = {
    mode: 'work',
    name: '',
    asked: 0,
    release() {},
    catchUp: () => Promise.resolve(),
  };
  window.workerBench = bench;
  let echo: Worker | null = null;

  class Wrapped extends Original {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (!/\/worker-[^/]*\.js$/.test(`${url}`)) return;
      const unheard = new Set<number>();
      const kept: Ask[] = [];
      const post = super.postMessage.bind(this) as (message: Ask) => void;
      const say = (answer: Answer) => this.dispatchEvent(new MessageEvent('message', { data: answer }));
      echo ??= new Original(new URL('echo.js', document.baseURI));
      const idle = echo;
      idle.onmessage = ({ data }: MessageEvent<Answer>) => say(data);
      this.addEventListener('message', (event) => {
        const data = event.data as Answer;
        if (event.isTrusted && unheard.has(data.revision)) {
          event.stopImmediatePropagation();
          if (data.kind === 'answer') unheard.delete(data.revision);
        } else if (event.isTrusted && bench.mode === 'record' && data.kind === 'answer') {
          answers.set(bench.name, data);
          idle.postMessage({ name: bench.name, answer: data });
        }
      });
      bench.catchUp = async () => {
        for (const message of kept.splice(0)) {
          unheard.add(message.revision);
          post(message);
        }
        while (unheard.size > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      };
      this.postMessage = ((message: Ask) => {
        bench.asked += 1;
        if (bench.mode === 'record' || bench.mode === 'work') {
          post(message);
          return;
        }
        kept.push(message);
        if (bench.mode === 'echo') idle.postMessage({ name: bench.name, message });
        else {
          bench.release = () => {
            const answer = answers.get(bench.name);
            if (answer === undefined) throw new Error(`There is no answer to ${bench.name}.`);
            say({ ...structuredClone(answer), revision: message.revision });
          };
        }
      }) as Worker['postMessage'];
    }
  }
  window.Worker = Wrapped;
}
