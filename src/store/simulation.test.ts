import { describe, expect, test } from 'vitest';
import { bundledForTests } from './testing/demo.ts';

const CASE_2 = 2;

describe('work', () => {
  test('a key press in one file is one parsed document and one evaluation', () => {
    const { workspace, simulation } = bundledForTests(CASE_2);
    const before = simulation.getState();
    workspace.write('deny_all_egress.yaml', `${textOf(workspace, 'deny_all_egress.yaml')}# a word\n`);
    const after = simulation.getState();
    expect(after.evaluations - before.evaluations).toBe(1);
    expect(after.parsed - before.parsed).toBe(1);
  });

  test('another open file, and an edit of a file that is set aside, cost nothing', () => {
    const { workspace, simulation } = bundledForTests(CASE_2);
    workspace.setApplied('allow_pod_egress.yaml', false);
    const before = simulation.getState().evaluations;
    workspace.show('allow_pod_egress.yaml');
    workspace.write('allow_pod_egress.yaml', 'anything: at all');
    expect(simulation.getState().evaluations).toBe(before);
  });
});

describe('what changed', () => {
  test('is told against the case before, until a person edits the case', () => {
    const { workspace, simulation, sentence } = bundledForTests(CASE_2);
    expect(sentence()).toBe('0 blocked, 1 opened since Case 1');
    workspace.setApplied('deny_all_egress.yaml', false);
    expect(simulation.getState().baseline?.kind).toBe('preset');
    expect(sentence()).toBe('4 opened by your changes');
    workspace.write('allow_pod_egress.yaml', '');
    expect(sentence()).toBe('6 opened by your changes');
    workspace.reset();
    expect(sentence()).toBe('0 blocked, 1 opened since Case 1');
  });

  test('is nothing for the first case', () => {
    expect(bundledForTests(0).sentence()).toBeNull();
  });

  test('an edit that flips no verdict says so', () => {
    const { workspace, sentence } = bundledForTests(CASE_2);
    workspace.write('deny_all_egress.yaml', `${textOf(workspace, 'deny_all_egress.yaml')}\n`);
    expect(sentence()).toBe('Edited: every verdict as before');
  });
});

describe('a half-typed document', () => {
  const broken = 'spec: [';

  test('leaves what was last accepted in force', () => {
    const { workspace, verdicts } = bundledForTests(CASE_2);
    const before = verdicts();
    workspace.write('deny_all_egress.yaml', broken);
    expect(verdicts()).toEqual(before);
  });

  test('does so after it was set aside and applied again, renamed, deleted and brought back', () => {
    const { workspace, verdicts } = bundledForTests(CASE_2);
    const before = verdicts();
    workspace.write('deny_all_egress.yaml', broken);
    workspace.setApplied('deny_all_egress.yaml', false);
    expect(verdicts()).not.toEqual(before);
    workspace.setApplied('deny_all_egress.yaml', true);
    expect(verdicts()).toEqual(before);
    workspace.rename('deny_all_egress.yaml', 'other.yaml');
    expect(verdicts()).toEqual(before);
    workspace.remove('other.yaml');
    expect(verdicts()).not.toEqual(before);
    workspace.undo();
    expect(verdicts()).toEqual(before);
  });

  test('does so when the case is left and entered again, and after a reload', () => {
    const { workspace, simulation, verdicts, course, caseOf } = bundledForTests(CASE_2);
    const before = verdicts();
    workspace.write('deny_all_egress.yaml', broken);
    const { files, open } = workspace.getState();
    const { accepted } = simulation.getState();
    workspace.enter(course, caseOf(4), null);
    workspace.enter(course, caseOf(CASE_2), null);
    expect(verdicts()).toEqual(before);
    expect(bundledForTests(CASE_2, { files, open, accepted }).verdicts()).toEqual(before);
  });

  test('that was never accepted is left out, even when another case has a file of that name', () => {
    const { workspace, verdicts, course, caseOf } = bundledForTests(1);
    workspace.enter(course, caseOf(CASE_2), {
      files: [{ name: 'deny_all_egress.yaml', text: broken, applied: true }],
      open: null,
      accepted: {},
    });
    expect(new Set(verdicts())).toEqual(new Set(['allowed']));
  });
});

describe('an engine that fails', () => {
  test('leaves the state before in place, says why, and goes on with the next change', () => {
    const { workspace, simulation, verdicts } = bundledForTests(CASE_2, null, 'boom');
    const before = verdicts();
    workspace.write('deny_all_egress.yaml', '# boom');
    expect(simulation.getState().failure).toBe('boom');
    expect(verdicts()).toEqual(before);
    workspace.undo();
    expect(simulation.getState().failure).toBeNull();
  });

  test('on stored text, shows the case as it came', () => {
    const files = [{ name: 'a.yaml', text: '# boom', applied: true }];
    const { simulation, sentence } = bundledForTests(CASE_2, { files, open: null, accepted: {} }, 'boom');
    expect(simulation.getState().failure).toBe('boom');
    expect(sentence()).toBe('Edited: every verdict as before');
  });
});

function textOf(workspace: ReturnType<typeof bundledForTests>['workspace'], name: string): string {
  return workspace.getState().files.find((file) => file.name === name)?.text ?? '';
}
