import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FlowKey } from '../graph/picture.ts';
import type { Answer, Engine } from '../lab/engine.ts';
import type { Question } from '../lab/question.ts';
import { wholeDesk } from '../lab/testing/whole-desk.ts';
import type { OnProgress } from '../model/progress.ts';
import { createLab } from './lab.ts';
import { answers, bundledForTests } from './testing/demo.ts';

const FILE = 'deny_all_egress.yaml';

/** An engine that answers when the test says so. */
class SlowEngine implements Engine {
  readonly traffic = { asked: 0, answered: 0, parts: 0 };
  readonly questions: Question[] = [];
  onProgress: OnProgress = () => {};
  readonly #desk = wholeDesk();
  #answer: (answer: Answer) => void = () => {};

  ask(question: Question, onProgress: OnProgress): Promise<Answer> {
    this.questions.push(question);
    this.onProgress = onProgress;
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  cancel(): void {
    this.#answer({ outcome: 'cancelled' });
  }

  async answer(): Promise<void> {
    const question = this.questions.at(-1);
    if (question === undefined) throw new Error('nothing was asked');
    this.#answer({ outcome: 'report', report: this.#desk.answer(question) });
    await answers();
  }

  async die(): Promise<void> {
    this.#answer({ outcome: 'lost' });
    await answers();
  }
}

function setUp() {
  const { workspace, view, course, caseOf } = bundledForTests(2);
  const engine = new SlowEngine();
  let tellLong = () => {};
  const lab = createLab(engine, workspace, view, (task) => {
    tellLong = task;
  });
  return { workspace, view, course, caseOf, engine, lab, tellLong: () => tellLong() };
}

let page: ReturnType<typeof setUp>;
beforeEach(async () => {
  page = setUp();
  await answers();
});

const textAsked = () => page.engine.questions.at(-1)?.policies.find(({ name }) => name === FILE)?.text;

describe('the newest question wins', () => {
  test('what is written while one is under way is asked once, as it then is', async () => {
    const { workspace, engine } = page;
    for (const text of ['# a', '# ab', '# abc']) {
      workspace.write(FILE, text);
      await answers();
    }
    expect(engine.questions).toHaveLength(1);
    await engine.answer();
    expect(engine.questions).toHaveLength(2);
    expect(textAsked()).toBe('# abc');
  });

  test('no part is lost: an edit and a selection come together', async () => {
    const { workspace, view, engine } = page;
    const flow = 'microseg/mydummycrm>mydummytask:8080/TCP' as FlowKey;
    workspace.write(FILE, '# a');
    view.select({ kind: 'flow', flow });
    await engine.answer();
    expect(textAsked()).toBe('# a');
    expect(engine.questions.at(-1)?.selection).toEqual({ kind: 'flow', flow });
  });

  test('what was taken back meanwhile is not asked at all', async () => {
    const { workspace, engine } = page;
    await engine.answer();
    workspace.write(FILE, '# a');
    workspace.undo();
    await answers();
    expect(engine.questions).toHaveLength(1);
  });

  test('what has nothing to do with the report is no question', async () => {
    const { view, engine } = page;
    await engine.answer();
    view.setState({ keysOpen: true, theme: 'light' });
    await answers();
    expect(engine.questions).toHaveLength(1);
  });
});

describe('a question that is lost', () => {
  test('leaves the state before, and is not asked again until the text changes', async () => {
    const { workspace, view, engine, lab } = page;
    await engine.answer();
    const { picture } = lab.getState().report;
    workspace.write(FILE, '# deadly');
    await answers();
    await engine.die();
    // The one before is told to whoever comes next.
    expect(textAsked()).not.toBe('# deadly');
    await engine.answer();
    expect(lab.getState().failure?.shows).toBe('before');
    expect(lab.getState().report.picture?.edges.map(({ verdict }) => verdict)).toEqual(
      picture?.edges.map(({ verdict }) => verdict),
    );
    view.setState({ probes: false });
    await answers();
    expect(textAsked()).not.toBe('# deadly');
    await engine.answer();
    expect(lab.getState().failure).not.toBeNull();

    workspace.write(FILE, '# harmless');
    await answers();
    expect(textAsked()).toBe('# harmless');
    await engine.answer();
    expect(lab.getState().failure).toBeNull();
  });

  test('and whose stand-in is lost as well ends it', async () => {
    const { workspace, engine, lab } = page;
    await engine.answer();
    workspace.write(FILE, '# deadly');
    await answers();
    await engine.die();
    await engine.die();
    expect(engine.questions).toHaveLength(3);
    expect(lab.getState().failure).not.toBeNull();
    expect(lab.getState().report.picture).not.toBeNull();
  });

  test('as the first one of all shows nothing, and says so', async () => {
    const { engine, lab } = page;
    await engine.die();
    expect(engine.questions).toHaveLength(1);
    expect(lab.getState().failure).not.toBeNull();
    expect(lab.getState().report.picture).toBeNull();
  });
});

describe('long work', () => {
  test('is told once it lasts, and no longer than it lasts', async () => {
    const { engine, lab, tellLong } = page;
    engine.onProgress({ step: 'reading', done: 1, total: 9 });
    expect(lab.getState().progress).toBeNull();
    tellLong();
    expect(lab.getState().progress).toEqual({ step: 'reading', done: 1, total: 9 });
    engine.onProgress({ step: 'reading', done: 5, total: 9 });
    expect(lab.getState().progress?.done).toBe(5);
    await engine.answer();
    expect(lab.getState().progress).toBeNull();
  });

  test('that was cancelled is not begun again; what was shown stays', async () => {
    const { workspace, engine, lab, tellLong } = page;
    await engine.answer();
    workspace.write(FILE, '# long');
    await answers();
    tellLong();
    lab.cancel();
    await answers();
    expect(textAsked()).not.toBe('# long');
    await engine.answer();
    expect(lab.getState()).toMatchObject({ progress: null, failure: { words: 'It was cancelled.' } });
    expect(workspace.getState().files.find(({ name }) => name === FILE)?.text).toBe('# long');
  });

  test('is given up for another place', async () => {
    const { workspace, engine, course, caseOf, tellLong } = page;
    const cancel = vi.spyOn(engine, 'cancel');
    // Before it is told to be long, it is not worth a worker.
    workspace.enter(course, caseOf(3), null);
    await answers();
    expect(cancel).not.toHaveBeenCalled();
    tellLong();
    workspace.show('allow_pod_egress.yaml');
    await answers();
    expect(cancel).not.toHaveBeenCalled();
    workspace.enter(course, caseOf(4), null);
    await answers();
    expect(cancel).toHaveBeenCalledTimes(1);
    expect(engine.questions.at(-1)?.place).toBe('icp-demo/case-4');
  });
});

test('an answer that comes when its place was left says nothing about the place that was gone to', async () => {
  const { workspace, engine, lab, course, caseOf } = page;
  const files = [{ name: FILE, text: 'spec: [', applied: true }];
  workspace.enter(course, caseOf(1), { files, open: null, accepted: {} });
  await engine.answer();
  expect(engine.questions.at(-1)).toMatchObject({ place: 'icp-demo/case-1', accepted: [] });
  expect(lab.acceptedOf(workspace.getState().files)).toEqual({});
});

test('what is accepted is told for the text that was judged, and carried to the one that was not yet', async () => {
  const { workspace, engine, lab } = page;
  const files = () => workspace.getState().files;
  const original = files().find(({ name }) => name === FILE)?.text;
  await engine.answer();
  workspace.write(FILE, 'spec: [');
  await answers();
  expect(lab.acceptedOf(files())[FILE]).toBe(original);
  await engine.answer();
  expect(lab.acceptedOf(files())[FILE]).toBe(original);
});
