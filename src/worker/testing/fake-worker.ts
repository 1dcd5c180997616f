import type { Desk } from '../../lab/desk.ts';
import { wholeDesk } from '../../lab/testing/whole-desk.ts';
import type { WorkerLike } from '../client.ts';
import type { AskMessage, WorkerMessage } from '../protocol.ts';
import { serve } from '../serve.ts';

type Listener = (event: never) => void;

/** A worker without a thread: messages wait until the test lets them be answered. Copies them, as the real one does. */
export class FakeWorker implements WorkerLike {
  readonly received: AskMessage[] = [];
  isTerminated = false;
  readonly #listeners = new Map<string, Listener[]>();
  readonly #answer: (message: AskMessage) => void;
  #waiting: AskMessage[] = [];

  constructor(desk: Desk = wholeDesk()) {
    this.#answer = serve(
      desk,
      (message) => this.say(message),
      () => 0,
    );
  }

  postMessage(message: AskMessage): void {
    const copy = structuredClone(message);
    this.received.push(copy);
    this.#waiting.push(copy);
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** Answers what has been asked so far. */
  work(): void {
    for (const message of this.#waiting.splice(0)) this.#answer(message);
  }

  say(message: WorkerMessage): void {
    if (!this.isTerminated) this.#emit('message', { data: structuredClone(message) });
  }

  crash(): void {
    this.#emit('error', { preventDefault: () => {} });
  }

  #emit(type: string, event: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event as never);
  }
}
