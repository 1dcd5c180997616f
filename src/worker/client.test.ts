import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FlowKey } from '../graph/picture.ts';
import { edited, questionAt } from '../lab/testing/demo.ts';
import { createWorkerEngine } from './client.ts';
import { FakeWorker } from './testing/fake-worker.ts';

const SILENCE = 1000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const workers: FakeWorker[] = [];
  const restarts = vi.fn();
  const engine = createWorkerEngine({
    silence: SILENCE,
    onRestart: restarts,
    start: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
  });
  const current = (): FakeWorker => {
    const worker = workers.at(-1);
    if (worker === undefined) throw new Error('no worker');
    return worker;
  };
  return { engine, workers, current, restarts };
}

async function reportOf(asked: ReturnType<ReturnType<typeof setUp>['engine']['ask']>) {
  const answer = await asked;
  if (answer.outcome !== 'report') throw new Error(answer.outcome);
  return answer.report;
}

const nobody = () => {};

describe('what crosses', () => {
  test('a text once, and then its number', async () => {
    const { engine, current } = setUp();
    const question = questionAt(2);
    const first = engine.ask(question, nobody);
    current().work();
    await first;
    const second = engine.ask(
      edited(question, 'deny_all_egress.yaml', (text) => `${text}# a`),
      nobody,
    );
    const [whole, change] = current().received;
    expect(whole?.texts).toHaveLength(3);
    expect(whole?.texts.filter(([, text]) => text === question.cluster.text)).toHaveLength(1);
    expect(change?.texts.map(([, text]) => text.slice(-3))).toEqual(['# a']);
    expect(Object.keys(change?.parts ?? {}).sort()).toEqual(['baseline', 'policies']);
    current().work();
    await second;
  });

  test('only the parts that changed, and what did not is the object that it was', async () => {
    const { engine, current } = setUp();
    const question = questionAt(2);
    const first = engine.ask(question, nobody);
    current().work();
    const before = await reportOf(first);
    const partsBefore = engine.traffic.parts;

    const flow = 'microseg/mydummycrm-dev>mydummytask:8080/TCP' as FlowKey;
    const second = engine.ask({ ...question, selection: { kind: 'flow', flow } }, nobody);
    current().work();
    const after = await reportOf(second);
    expect(engine.traffic.parts - partsBefore).toBe(2);
    expect(after.picture).toBe(before.picture);
    expect(after.story?.kind).toBe('connection');
  });

  test('a flipped verdict renews its edge and no other', async () => {
    const { engine, current } = setUp();
    const first = engine.ask(questionAt(1), nobody);
    current().work();
    const before = await reportOf(first);
    const second = engine.ask({ ...questionAt(2), baseline: questionAt(1).baseline }, nobody);
    current().work();
    const after = await reportOf(second);
    const renewed = after.picture?.edges.filter((edge) => !before.picture?.edges.includes(edge));
    expect(renewed?.map(({ key }) => key)).toContain('microseg/mydummycrm>mydummytask:8080/TCP');
    expect(renewed?.length).toBeLessThan(10);
    expect(after.picture?.namespaces).toBe(before.picture?.namespaces);
  });
});

describe('a worker that dies', () => {
  test('is replaced, told everything again, and the question is answered', async () => {
    const { engine, workers, current, restarts } = setUp();
    const first = engine.ask(questionAt(1), nobody);
    current().work();
    await first;
    const second = engine.ask(questionAt(2), nobody);
    current().crash();
    expect(workers).toHaveLength(2);
    expect(workers[0]?.isTerminated).toBe(true);
    expect(restarts).toHaveBeenCalledTimes(1);
    expect(Object.keys(current().received[0]?.parts ?? {})).toHaveLength(14);
    expect(current().received[0]?.texts.length).toBeGreaterThan(2);
    current().work();
    expect((await reportOf(second)).changes?.label).toBe('Case 1');
  });

  test('twice of one question is not given a third one', async () => {
    const { engine, workers, current } = setUp();
    const lost = engine.ask(questionAt(2), nobody);
    current().crash();
    current().crash();
    expect(await lost).toEqual({ outcome: 'lost' });
    expect(workers).toHaveLength(3);
    expect(current().received).toEqual([]);
    const next = engine.ask(questionAt(1), nobody);
    current().work();
    expect((await reportOf(next)).picture).not.toBeNull();
  });

  test('while it has nothing to do is replaced, too', async () => {
    const { engine, current, workers } = setUp();
    current().crash();
    const asked = engine.ask(questionAt(0), nobody);
    current().work();
    expect((await reportOf(asked)).picture).not.toBeNull();
    expect(workers).toHaveLength(2);
  });
});

describe('silence', () => {
  test('is a death', async () => {
    const { engine, current, workers } = setUp();
    const asked = engine.ask(questionAt(0), nobody);
    vi.advanceTimersByTime(SILENCE);
    expect(workers).toHaveLength(2);
    current().work();
    expect((await reportOf(asked)).picture).not.toBeNull();
  });

  test('is broken by progress, however long the work takes', () => {
    const { engine, current, workers } = setUp();
    const told = vi.fn();
    void engine.ask(questionAt(0), told);
    for (let done = 0; done < 10; done += 1) {
      vi.advanceTimersByTime(SILENCE - 1);
      current().say({ kind: 'progress', revision: 1, progress: { step: 'reading', done, total: 10 } });
    }
    expect(told).toHaveBeenCalledTimes(10);
    expect(workers).toHaveLength(1);
  });

  test('between questions means nothing', async () => {
    const { engine, current, workers } = setUp();
    const asked = engine.ask(questionAt(0), nobody);
    current().work();
    await asked;
    vi.advanceTimersByTime(SILENCE * 10);
    expect(workers).toHaveLength(1);
  });
});

describe('a question that is cancelled', () => {
  test('is over at once, and the next one goes to a new worker that is told everything', async () => {
    const { engine, workers, current, restarts } = setUp();
    const asked = engine.ask(questionAt(2), nobody);
    engine.cancel();
    expect(await asked).toEqual({ outcome: 'cancelled' });
    expect(restarts).not.toHaveBeenCalled();
    // The old one may still speak.
    workers[0]?.work();
    const next = engine.ask(questionAt(1), nobody);
    current().work();
    expect((await reportOf(next)).changes?.label).toBe('Case 0');
    expect(workers).toHaveLength(2);
  });
});
