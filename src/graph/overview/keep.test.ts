import { expect, test } from 'vitest';
import { steadyOfShape } from '../testing/large.ts';
import { keptBy, termsOf } from './keep.ts';
import { FIRST_LOOK } from './look.ts';

const steady = steadyOfShape({
  namespaces: 2,
  workloads: 4,
  pods: 1,
  labels: (at) => ({ app: `app-${at}`, ...(at % 2 === 0 ? { tier: 'web' } : {}) }),
});
const kept = (filter: Partial<typeof FIRST_LOOK.filter>) => {
  const indexes = keptBy({ ...FIRST_LOOK.filter, ...filter }, steady);
  return indexes && [...indexes].map((index) => steady.endpoints[index]?.id);
};

test('the first look keeps all', () => {
  expect(kept({})).toBeNull();
});

test.each([
  ['a label', { labels: 'app=app-3' }, ['space-0/app-3', 'space-1/app-3']],
  ['a key alone', { labels: 'tier', namespaces: ['space-0'] }, ['space-0/app-0', 'space-0/app-2']],
  ['several labels', { labels: 'tier=web, app=app-2' }, ['space-0/app-2', 'space-1/app-2']],
  ['a label that none has', { labels: 'toString' }, []],
])('by %s', (_, filter, ids) => {
  expect(kept(filter)).toEqual(ids);
});

test('labels are typed in many ways', () => {
  expect(termsOf(' app=web,tier==db  team  x= ')).toEqual([
    { key: 'app', value: 'web' },
    { key: 'tier', value: 'db' },
    { key: 'team', value: null },
    { key: 'x', value: '' },
  ]);
});
