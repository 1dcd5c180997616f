import { expect, test } from 'vitest';
import type { GroupId } from './ids.ts';
import { FIRST_LOOK, folded, isNarrowed, opened, widened } from './look.ts';

const [a, b] = ['ns:a', 'ns:b'] as GroupId[] as [GroupId, GroupId];

test('what is opened counts as the latest, also when it was open', () => {
  const look = opened(opened(FIRST_LOOK, [a]), [b]);
  expect(look.open).toEqual([a, b]);
  expect(opened(look, [a]).open).toEqual([b, a]);
  expect(folded(look, a).open).toEqual([b]);
});

test('a look is narrowed by any filter, and widened by one step', () => {
  expect(isNarrowed(opened(FIRST_LOOK, [a]))).toBe(false);
  expect(isNarrowed({ ...FIRST_LOOK, filter: { ...FIRST_LOOK.filter, labels: '  ' } })).toBe(false);
  const narrowed = { ...FIRST_LOOK, open: [a], focus: b, filter: { ...FIRST_LOOK.filter, labels: 'app' } };
  expect(isNarrowed(narrowed)).toBe(true);
  expect(widened(narrowed)).toEqual(opened(FIRST_LOOK, [a]));
});
