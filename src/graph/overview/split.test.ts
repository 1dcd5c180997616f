import { expect, test } from 'vitest';
import { split } from './split.ts';

const items = (count: number, labels: (at: number) => Record<string, string>) =>
  Array.from({ length: count }, (_, at) => ({ title: `app-${String(at).padStart(4, '0')}`, labels: labels(at) }));

const titles = (...args: Parameters<typeof split>) =>
  split(...args).map(({ title, items: some }) => [title, some.length]);

test('by the label that tells most, the largest part first', () => {
  const list = items(100, (at) => ({ app: `app-${at}`, tier: at < 70 ? 'web' : 'db' }));
  expect(titles(list, new Set())).toEqual([
    ['tier=web', 70],
    ['tier=db', 30],
  ]);
});

test('a well-known label goes before others, whose key is told short', () => {
  const list = items(90, (at) => ({ zone: `z${at % 3}`, 'app.kubernetes.io/part-of': `p${at % 9}` }));
  expect(titles(list, new Set())[0]).toEqual(['part-of=p0', 10]);
});

test('what has no such label is a part of its own, the last', () => {
  const list = items(100, (at): Record<string, string> => (at < 80 ? { team: `t${at % 4}` } : {}));
  expect(titles(list, new Set()).at(-1)).toEqual(['without team', 20]);
});

test('never twice by one label; without any, by name', () => {
  const list = items(120, (at) => ({ tier: `t${at % 2}` }));
  expect(titles(list, new Set(['tier']))).toEqual([
    ['app-0000 to app-0047', 48],
    ['app-0048 to app-0095', 48],
    ['app-0096 to app-0119', 24],
  ]);
});

test('labels are data: a workload without labels has none by inheritance', () => {
  const list = items(100, (at): Record<string, string> => (at % 2 === 0 ? { constructor: `c${at % 3}` } : { a: 'b' }));
  expect(() => split(list, new Set())).not.toThrow();
});
