import { describe, expect, test } from 'vitest';
import type { FlowKey } from '../graph/picture.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Progress } from '../model/progress.ts';
import { simulate } from '../simulate.ts';
import { changedParts } from './share.ts';
import { edited, questionAt } from './testing/demo.ts';
import { wholeDesk } from './testing/whole-desk.ts';

const FILE = 'deny_all_egress.yaml';

describe('parts', () => {
  test('of a report that says the same are the same objects', () => {
    const desk = wholeDesk();
    const first = desk.answer(questionAt(2));
    // As it arrives from another thread: nothing of it is the object that it was.
    expect(desk.answer(structuredClone(questionAt(2)))).toBe(first);
  });

  test('change one by one: a selection brings its story and its marks, and nothing is evaluated', () => {
    const desk = wholeDesk();
    const question = questionAt(2);
    const before = desk.answer(question);
    const flow = 'microseg/mydummycrm-dev>mydummytask:8080/TCP' as FlowKey;
    const after = desk.answer({ ...question, selection: { kind: 'flow', flow } });
    expect(Object.keys(changedParts(before, after) ?? {}).sort()).toEqual(['marks', 'story']);
  });

  test('a comment typed changes no part but the work done', () => {
    const desk = wholeDesk();
    const question = edited(questionAt(2), FILE, (text) => `${text}# a`);
    desk.answer(questionAt(2));
    const before = desk.answer(question);
    const after = desk.answer(edited(question, FILE, (text) => `${text} word`));
    expect(Object.keys(changedParts(before, after) ?? {})).toEqual(['work']);
    expect(after.work.evaluations - before.work.evaluations).toBe(1);
    expect(after.work.parsed - before.work.parsed).toBe(1);
  });

  test('a moved card draws, and judges nothing', () => {
    const desk = wholeDesk();
    const question = questionAt(2);
    const before = desk.answer(question);
    const moved = new Map([['microseg/mydummyclient' as EndpointId, { x: 424, y: 180 }]]);
    const after = desk.answer({ ...question, moved });
    expect(Object.keys(changedParts(before, after) ?? {})).toEqual(['picture']);
  });

  test('a line that is lit stays the same object through a question about something else', () => {
    const desk = wholeDesk();
    const cursor = { file: FILE, line: 7 };
    const question = questionAt(2, { cursor });
    const before = desk.answer(question);
    expect(before.highlight?.endpoints.size).toBeGreaterThan(0);
    expect(desk.answer(edited(question, FILE, (text) => `${text}# a`)).highlight).toBe(before.highlight);
  });

  test('survive the way to another thread', () => {
    const report = wholeDesk().answer(questionAt(2, { cursor: { file: FILE, line: 7 } }));
    expect(structuredClone(report)).toEqual(report);
  });
});

describe('an engine that fails', () => {
  const desk = () =>
    wholeDesk((input) => {
      if (input.files.some(({ text }) => text.includes('boom'))) throw new Error('boom');
      return simulate(input);
    });

  test('costs its change and nothing else, and is not asked the same again', () => {
    const failing = desk();
    const question = questionAt(2);
    const before = failing.answer(question);
    const broken = edited(question, FILE, () => '# boom');
    const after = failing.answer(broken);
    expect(after.failure).toEqual({ words: 'boom', shows: 'before' });
    expect(after.picture).toBe(before.picture);
    const { evaluations } = after.work;
    const selection = { kind: 'endpoint', endpoint: 'microseg/mydummycrm' as EndpointId } as const;
    expect(failing.answer({ ...broken, selection }).work.evaluations).toBe(evaluations);
  });

  test('with nothing to fall back on says so and draws nothing', () => {
    const report = desk().answer(questionAt(0, { cluster: { name: 'cluster.yaml', text: '# boom' } }));
    expect(report.failure?.words).toBe('boom');
    expect(report.picture).toBeNull();
  });
});

test('long work tells how far it has come', () => {
  const told: Progress[] = [];
  wholeDesk().answer(questionAt(2), (progress) => told.push(progress));
  const reading = told.filter(({ step }) => step === 'reading').map(({ done, total }) => `${done} of ${total}`);
  expect(reading).toContain('3 of 17');
  expect(new Set(told.map(({ step }) => step))).toEqual(new Set(['reading', 'building', 'judging', 'drawing']));
});
