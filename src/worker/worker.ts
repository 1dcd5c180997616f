import { createDesk } from '../lab/desk.ts';
import type { AskMessage, WorkerMessage } from './protocol.ts';
import { serve } from './serve.ts';

/** The part of a worker's global scope that is used: the types of a page and of a worker exclude each other. */
interface WorkerScope {
  postMessage(message: WorkerMessage): void;
  onmessage: ((event: { readonly data: AskMessage }) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;
const answer = serve(
  createDesk(),
  (message) => scope.postMessage(message),
  () => performance.now(),
);
scope.onmessage = ({ data }) => void answer(data);
