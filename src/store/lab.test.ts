import { describe, expect, test } from 'vitest';
import { answers, bundledForTests } from './testing/demo.ts';

const CASE_2 = 2;

/** The demo at one of its cases, once its first report is there. */
async function opened(...args: Parameters<typeof bundledForTests>) {
  const demo = bundledForTests(...args);
  await answers();
  return demo;
}

describe('work', () => {
  test('a key press in one file is one parsed document and one evaluation', async () => {
    const { workspace, work } = await opened(CASE_2);
    const before = work();
    workspace.write('deny_all_egress.yaml', `${textOf(workspace, 'deny_all_egress.yaml')}# a word\n`);
    await answers();
    expect(work()).toEqual({ parsed: before.parsed + 1, evaluations: before.evaluations + 1 });
  });

  test('another open file, and an edit of a file that is set aside, cost no evaluation', async () => {
    const { workspace, lab, work } = await opened(CASE_2);
    workspace.setApplied('allow_pod_egress.yaml', false);
    await answers();
    const evaluations = work().evaluations;
    workspace.show('allow_pod_egress.yaml');
    await answers();
    const before = lab.getState();
    expect(before.report.file).toBeNull();
    workspace.write('allow_pod_egress.yaml', 'anything: at all');
    await answers();
    expect(lab.getState()).toBe(before);
    expect(work().evaluations).toBe(evaluations);
  });

  test('whatever changes in one go is one question', async () => {
    const { workspace, view, work } = await opened(CASE_2);
    const before = work().evaluations;
    workspace.write('deny_all_egress.yaml', '');
    workspace.write('allow_pod_egress.yaml', '');
    view.setState({ probes: false });
    await answers();
    expect(work().evaluations).toBe(before + 1);
  });

  test('a case that was seen as it came is compared with at no cost', async () => {
    const { workspace, work, course, caseOf } = await opened(1);
    const before = work().evaluations;
    workspace.enter(course, caseOf(CASE_2), null);
    await answers();
    expect(work().evaluations).toBe(before + 1);
  });
});

describe('what changed', () => {
  test('is told against the case before, until a person edits the case', async () => {
    const { workspace, lab, sentence } = await opened(CASE_2);
    expect(sentence()).toBe('0 blocked, 1 opened since Case 1');
    workspace.setApplied('deny_all_egress.yaml', false);
    await answers();
    expect(lab.getState().report.changes?.kind).toBe('preset');
    expect(sentence()).toBe('4 opened by your changes');
    workspace.write('allow_pod_egress.yaml', '');
    await answers();
    expect(sentence()).toBe('6 opened by your changes');
    workspace.reset();
    await answers();
    expect(sentence()).toBe('0 blocked, 1 opened since Case 1');
  });

  test('is nothing for the first case', async () => {
    expect((await opened(0)).sentence()).toBeNull();
  });

  test('an edit that flips no verdict says so', async () => {
    const { workspace, sentence } = await opened(CASE_2);
    workspace.write('deny_all_egress.yaml', `${textOf(workspace, 'deny_all_egress.yaml')}\n`);
    await answers();
    expect(sentence()).toBe('Edited: every verdict as before');
  });
});

describe('a half-typed document', () => {
  const broken = 'spec: [';

  test('leaves what was last accepted in force', async () => {
    const { workspace, verdicts } = await opened(CASE_2);
    const before = verdicts();
    workspace.write('deny_all_egress.yaml', broken);
    await answers();
    expect(verdicts()).toEqual(before);
  });

  test('does so after it was set aside and applied again, renamed, deleted and brought back', async () => {
    const { workspace, verdicts } = await opened(CASE_2);
    const before = verdicts();
    const verdictsAfter = async (change: () => unknown) => {
      change();
      await answers();
      return verdicts();
    };
    await verdictsAfter(() => workspace.write('deny_all_egress.yaml', broken));
    expect(await verdictsAfter(() => workspace.setApplied('deny_all_egress.yaml', false))).not.toEqual(before);
    expect(await verdictsAfter(() => workspace.setApplied('deny_all_egress.yaml', true))).toEqual(before);
    expect(await verdictsAfter(() => workspace.rename('deny_all_egress.yaml', 'other.yaml'))).toEqual(before);
    expect(await verdictsAfter(() => workspace.remove('other.yaml'))).not.toEqual(before);
    expect(await verdictsAfter(() => workspace.undo())).toEqual(before);
  });

  test('does so when the case is left and entered again, and after a reload', async () => {
    const { workspace, lab, verdicts, course, caseOf } = await opened(CASE_2);
    const before = verdicts();
    workspace.write('deny_all_egress.yaml', broken);
    await answers();
    const { files, open } = workspace.getState();
    const accepted = lab.acceptedOf(files);
    workspace.enter(course, caseOf(4), null);
    await answers();
    workspace.enter(course, caseOf(CASE_2), null);
    await answers();
    expect(verdicts()).toEqual(before);
    expect((await opened(CASE_2, { files, open, accepted })).verdicts()).toEqual(before);
  });

  test('that was never accepted is left out, even when another case has a file of that name', async () => {
    const { workspace, verdicts, course, caseOf } = await opened(1);
    workspace.enter(course, caseOf(CASE_2), {
      files: [{ name: 'deny_all_egress.yaml', text: broken, applied: true }],
      open: null,
      accepted: {},
    });
    await answers();
    expect(new Set(verdicts())).toEqual(new Set(['allowed']));
  });
});

describe('an engine that fails', () => {
  test('leaves the state before in place, says why, and goes on with the next change', async () => {
    const { workspace, lab, verdicts } = await opened(CASE_2, null, 'boom');
    const before = verdicts();
    workspace.write('deny_all_egress.yaml', '# boom');
    await answers();
    expect(lab.getState().failure).toEqual({ words: 'boom', shows: 'before' });
    expect(verdicts()).toEqual(before);
    workspace.undo();
    await answers();
    expect(lab.getState().failure).toBeNull();
  });

  test('on stored text, shows the case as it came', async () => {
    const files = [{ name: 'a.yaml', text: '# boom', applied: true }];
    const { lab, sentence } = await opened(CASE_2, { files, open: null, accepted: {} }, 'boom');
    expect(lab.getState().failure).toEqual({ words: 'boom', shows: 'preset' });
    expect(sentence()).toBe('Edited: every verdict as before');
  });
});

function textOf(workspace: ReturnType<typeof bundledForTests>['workspace'], name: string): string {
  return workspace.getState().files.find((file) => file.name === name)?.text ?? '';
}
