import courses from 'virtual:seglab/courses';
import { describe, expect, test } from 'vitest';
import { createDesk } from '../lab/desk.ts';
import { engineOf } from '../lab/engine.ts';
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
  const session = createSession(courses, engineOf(createDesk()), {
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
