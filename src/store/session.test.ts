import courses from 'virtual:seglab/courses';
import { describe, expect, test } from 'vitest';
import { engineOf } from '../lab/engine.ts';
import { wholeDesk } from '../lab/testing/whole-desk.ts';
import type { KeyValueStorage } from './persistence.ts';
import { createSession, type Session } from './session.ts';
import { answers } from './testing/demo.ts';

interface Page {
  readonly session: Session;
  readonly addresses: string[];
  /** What the page does a moment later. */
  readonly later: () => void;
}

function memory(): KeyValueStorage {
  const all = new Map<string, string>();
  return {
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
  };
}

function openPage(hash: string, storage: KeyValueStorage | null = memory()): Page {
  const addresses: string[] = [];
  const tasks: (() => void)[] = [];
  const session = createSession(courses, engineOf(wholeDesk()), {
    storage,
    hash,
    address: (to, how) => addresses.push(`${how} ${to}`),
    later: (task) => tasks.push(task),
  });
  if (session === null) throw new Error('no courses');
  return {
    session,
    addresses,
    later: () => {
      for (const task of tasks.splice(0)) task();
    },
  };
}

const caseOf = ({ workspace }: Session) => workspace.getState().scenario.id;
const verdictsOf = ({ lab }: Session) => lab.getState().report.picture?.edges.map(({ verdict }) => verdict);
const said = ({ view }: Session) => view.getState().message?.text ?? null;

describe("a cluster of one's own", () => {
  const opened = (text = 'kind: Pod\n'): Parameters<Session['open']>[1] => ({
    cluster: { name: 'cluster.yaml', text },
    policies: [{ name: 'shop/a.yaml', text: 'kind: A\n' }],
    notes: [],
  });

  test('is shown under its name, beside the courses', () => {
    const { session, addresses } = openPage('#/icp-demo/case-2');
    session.open('my shop.yaml', opened());
    expect(addresses).toEqual(['push #/opened/my%20shop.yaml']);
    expect(session.courses().map(({ title }) => title)).toEqual(['ICP demo', 'my shop.yaml']);
    session.follow('#/icp-demo/case-2');
    expect(caseOf(session)).toBe('case-2');
    session.follow('#/opened/my%20shop.yaml');
    expect(session.workspace.getState().files).toMatchObject([{ name: 'shop/a.yaml' }]);
  });

  test('takes the place of the one before, whatever that was called and however it was changed', () => {
    const { session, later } = openPage('');
    session.open('shop.yaml', opened());
    session.workspace.write('shop/a.yaml', 'kind: B\n');
    later();
    expect(session.changedCluster()?.title).toBe('shop.yaml');
    session.open('shop.yaml', opened('kind: Node\n'));
    expect(session.courses()).toHaveLength(2);
    expect(session.workspace.getState()).toMatchObject({ edited: false, files: [{ text: 'kind: A\n' }] });
    expect(session.changedCluster()).toBeNull();
    session.follow('#/opened/shop.yaml');
    expect(said(session)).toMatch(/^shop.yaml is not open/);
  });

  test('and what was changed in it are there after a reload, if it is small', () => {
    const storage = memory();
    const { session, later } = openPage('', storage);
    session.open('shop.yaml', opened());
    session.workspace.write('shop/a.yaml', 'kind: B\n');
    later();
    expect(session.isLeavingCostly()).toBe(false);
    const again = openPage('#/opened/shop.yaml', storage).session;
    expect(again.workspace.getState()).toMatchObject({ edited: true, files: [{ text: 'kind: B\n' }] });
  });

  test('is gone after a reload if it is large; the page says so before and after', () => {
    const storage = memory();
    const { session, later } = openPage('', storage);
    session.open('shop.yaml', opened(`# ${'x'.repeat(1_000_000)}\n`));
    expect(session.isLeavingCostly()).toBe(false);
    session.workspace.write('shop/a.yaml', 'kind: B\n');
    expect(said(session)).toMatch(/last until the page is closed/);
    expect(session.isLeavingCostly()).toBe(true);
    later();
    const again = openPage('#/opened/shop.yaml', storage).session;
    expect(caseOf(again)).toBe('case-0');
    expect(said(again)).toMatch(/^shop.yaml is not open/);
    expect(again.view.getState().message?.open).toBe(true);
  });
});

describe('links', () => {
  test('an empty one becomes the address of the first case', () => {
    const { session, addresses } = openPage('');
    expect(caseOf(session)).toBe('case-0');
    expect(addresses).toEqual(['replace #/icp-demo/case-0']);
  });

  test('one that leads nowhere leads to the first case, with a word', () => {
    const { session, addresses } = openPage('#/icp-demo/case-99');
    expect(caseOf(session)).toBe('case-0');
    expect(addresses).toEqual(['replace #/icp-demo/case-0']);
    expect(said(session)).toBe('There is no “icp-demo/case-99”. This is Case 0 of ICP demo.');
  });

  test('each step is an address to come back to, and the ends are told', () => {
    const { session, addresses } = openPage('#/icp-demo/case-5');
    session.step(1);
    session.step(1);
    expect(caseOf(session)).toBe('case-6');
    expect(addresses).toEqual(['push #/icp-demo/case-6']);
    expect(said(session)).toBe('Case 6 is the last one.');
  });
});

describe('a reload', () => {
  test('finds files, theme and moved cards as they were left', async () => {
    const storage = memory();
    const first = openPage('#/icp-demo/case-2', storage);
    await answers();
    first.session.workspace.write('deny_all_egress.yaml', 'spec: [');
    first.session.view.setState({ theme: 'light' });
    first.session.view.move('microseg/mydummycrm' as never, { x: 8, y: 16 });
    await answers();
    const verdicts = verdictsOf(first.session);
    first.later();

    const { session } = openPage('#/icp-demo/case-2', storage);
    await answers();
    expect(session.workspace.getState().files[0]?.text).toBe('spec: [');
    expect(verdictsOf(session)).toEqual(verdicts);
    expect(session.view.getState().theme).toBe('light');
    expect([...session.view.getState().moved]).toEqual([['microseg/mydummycrm', { x: 8, y: 16 }]]);
  });

  test('finds what was written a moment before the page went', () => {
    const storage = memory();
    const { session } = openPage('#/icp-demo/case-1', storage);
    session.workspace.write('deny_all_egress.yaml', '# mine');
    session.flush();
    expect(openPage('#/icp-demo/case-1', storage).session.workspace.getState().files[0]?.text).toBe('# mine');
  });

  test('without storage the page works, and says once that it stores nothing', () => {
    const { session, later } = openPage('#/icp-demo/case-1', null);
    session.workspace.write('deny_all_egress.yaml', '1');
    later();
    expect(said(session)).toBe('This browser stores nothing. Your changes last until the page is closed.');
    session.view.dismiss();
    session.workspace.write('deny_all_egress.yaml', '12');
    later();
    expect(said(session)).toBeNull();
  });
});

describe('messages', () => {
  test('offer to take back a deletion, until something else is changed', () => {
    const { session } = openPage('#/icp-demo/case-2');
    session.remove('deny_all_egress.yaml');
    expect(session.view.getState().message).toMatchObject({ text: 'Deleted deny_all_egress.yaml.', undo: true });
    session.workspace.write('allow_pod_egress.yaml', '');
    expect(said(session)).toBeNull();
  });

  test('undo and redo', () => {
    const { session } = openPage('#/icp-demo/case-2');
    session.undo();
    expect(said(session)).toBe('There is nothing to undo.');
    session.remove('deny_all_egress.yaml');
    session.undo();
    expect(session.workspace.getState().files).toHaveLength(2);
    session.redo();
    expect(session.workspace.getState().files).toHaveLength(1);
  });
});

test('connections are walked around, probes only while they are shown', async () => {
  const { session } = openPage('#/icp-demo/case-2');
  await answers();
  const chosen = () => {
    const { selection } = session.view.getState();
    return selection.kind === 'flow' ? selection.flow : null;
  };
  session.stepConnection(-1);
  const last = chosen();
  session.stepConnection(1);
  const first = chosen();
  session.stepConnection(-1);
  expect(chosen()).toBe(last);
  session.view.setState({ probes: false });
  await answers();
  session.stepConnection(1);
  expect(chosen()).toBe(first);
  session.stepConnection(-1);
  expect(chosen()).not.toBe(last);
});
