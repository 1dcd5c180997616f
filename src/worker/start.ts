import type { WorkerLike } from './client.ts';

/** Starts the worker in which everything is worked out. */
export function startWorker(): WorkerLike {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' });
}
