import { describe, expect, test } from 'vitest';
import { course } from './testing/course.ts';
import { createWorkspace, faultOfName, type Workspace } from './workspace.ts';

/** Case by number, and a clock that stands still until it is moved. */
function open(number: number): { readonly workspace: Workspace; readonly wait: (milliseconds: number) => void } {
  let time = 0;
  const workspace = createWorkspace(course, caseOf(number), null, () => time);
  return { workspace, wait: (milliseconds) => (time += milliseconds) };
}

function caseOf(number: number) {
  const scenario = course.scenarios[number];
  if (scenario === undefined) throw new Error(`no case ${number}`);
  return scenario;
}

const names = (workspace: Workspace) => workspace.getState().files.map((file) => file.name);
const textOf = (workspace: Workspace, name: string) =>
  workspace.getState().files.find((file) => file.name === name)?.text;

test('files are put in as one step: new ones, and new texts for those of their names', () => {
  const { workspace } = open(1);
  workspace.put([
    { name: 'c/d.yaml', text: 'd' },
    { name: 'a.yaml', text: 'a2' },
  ]);
  expect(names(workspace)).toEqual(['a.yaml', 'b.yaml', 'c/d.yaml']);
  expect(textOf(workspace, 'a.yaml')).toBe('a2');
  expect(workspace.getState()).toMatchObject({ open: 'c/d.yaml', edited: true });
  workspace.undo();
  expect(workspace.getState()).toMatchObject({ open: 'a.yaml', edited: false });
});

describe('a case as it came', () => {
  test('has every preset file, applied, and shows the first', () => {
    const { workspace } = open(1);
    expect(workspace.getState().files).toEqual([
      { name: 'a.yaml', text: 'a1', applied: true },
      { name: 'b.yaml', text: 'b1', applied: true },
    ]);
    expect(workspace.getState()).toMatchObject({ open: 'a.yaml', edited: false });
  });

  test('is edited by a key press, and no longer once that is taken back by another', () => {
    const { workspace } = open(1);
    const preset = workspace.getState().files;
    workspace.write('a.yaml', 'a1x');
    expect(workspace.getState().edited).toBe(true);
    workspace.write('a.yaml', 'a1');
    expect(workspace.getState()).toMatchObject({ edited: false });
    expect(workspace.getState().files).toBe(preset);
  });
});

describe('undo', () => {
  test('takes back key presses in one file together, until there was a pause', () => {
    const { workspace, wait } = open(1);
    workspace.write('a.yaml', '1');
    workspace.write('a.yaml', '12');
    wait(5000);
    workspace.write('a.yaml', '123');
    workspace.undo();
    expect(textOf(workspace, 'a.yaml')).toBe('12');
    workspace.undo();
    expect(textOf(workspace, 'a.yaml')).toBe('a1');
    expect(workspace.undo()).toBe(false);
  });

  test('brings a deleted file back where it was, shown as it was', () => {
    const { workspace } = open(1);
    workspace.remove('a.yaml');
    expect(names(workspace)).toEqual(['b.yaml']);
    expect(workspace.getState().open).toBe('b.yaml');
    workspace.undo();
    expect(names(workspace)).toEqual(['a.yaml', 'b.yaml']);
    expect(workspace.getState().open).toBe('a.yaml');
  });

  test('takes a reset back, and redo resets again', () => {
    const { workspace } = open(1);
    workspace.write('b.yaml', 'mine');
    workspace.setApplied('a.yaml', false);
    workspace.reset();
    expect(workspace.getState().edited).toBe(false);
    workspace.undo();
    expect(workspace.getState().files).toEqual([
      { name: 'a.yaml', text: 'a1', applied: false },
      { name: 'b.yaml', text: 'mine', applied: true },
    ]);
    workspace.redo();
    expect(workspace.getState().edited).toBe(false);
  });

  test('is each case for itself, and is still there on return', () => {
    const { workspace } = open(1);
    workspace.write('a.yaml', 'mine');
    workspace.enter(course, caseOf(2), null);
    expect(workspace.undo()).toBe(false);
    workspace.enter(course, caseOf(1), null);
    expect(textOf(workspace, 'a.yaml')).toBe('mine');
    workspace.undo();
    expect(workspace.getState().edited).toBe(false);
  });
});

describe('files', () => {
  test('a new one is applied, shown, has a name of its own and the namespace of its neighbours', () => {
    const { workspace } = open(0);
    expect(workspace.create()).toBe('new-policy.yaml');
    expect(workspace.create()).toBe('new-policy-2.yaml');
    expect(workspace.getState().open).toBe('new-policy-2.yaml');
    expect(textOf(workspace, 'new-policy-2.yaml')).toContain('name: new-policy-2\n  namespace: shop\n');
  });

  test('a renamed one stays where it was, is still shown, and keeps to YAML', () => {
    const { workspace } = open(1);
    expect(workspace.rename('a.yaml', 'first')).toBeNull();
    expect(names(workspace)).toEqual(['first.yaml', 'b.yaml']);
    expect(workspace.getState().open).toBe('first.yaml');
  });

  test('the last one can be deleted', () => {
    const { workspace } = open(1);
    workspace.remove('a.yaml');
    workspace.remove('b.yaml');
    expect(workspace.getState()).toMatchObject({ files: [], open: null });
  });

  test.each([
    ['', 'A file needs a name.'],
    ['B.YAML', 'B.YAML is there already.'],
    ['cluster.yaml', "cluster.yaml is the cluster's own file."],
    ['../a.yaml', 'Letters, digits, dots, dashes and underscores only, and a slash after each folder.'],
    ['über-1.yaml', null],
  ])('the name %j: %j', (name, fault) => {
    expect(faultOfName(name, ['b.yaml'], 'cluster.yaml')).toBe(fault);
  });
});
