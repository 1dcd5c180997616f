import { expect, test } from 'vitest';
import type { GroupId } from './ids.ts';
import { slotsFor, slotsWith, type Tie } from './slots.ts';

const ids = (count: number) => Array.from({ length: count }, (_, at) => `ns:${at}` as GroupId);
const tie = (from: number, to: number, weight = 1): Tie => ({
  from: `ns:${from}` as GroupId,
  to: `ns:${to}` as GroupId,
  weight,
});

test('who calls stands left of who is called', () => {
  const slots = slotsFor(ids(4), [tie(0, 1), tie(1, 2), tie(1, 3)]);
  const column = (at: number) => slots.get(`ns:${at}` as GroupId)?.column ?? -1;
  expect(column(0)).toBeLessThan(column(2));
  expect(column(0)).toBeLessThan(column(3));
});

test('however long the chain, the columns fit a stage', () => {
  const chain = ids(40);
  const slots = slotsFor(
    chain,
    chain.slice(1).map((_, at) => tie(at, at + 1)),
  );
  const columns = 1 + Math.max(...[...slots.values()].map(({ column }) => column));
  expect(columns).toBeGreaterThan(3);
  expect(columns).toBeLessThan(9);
});

test('no two groups have one place, circles or not', () => {
  const all = ids(30);
  const ties = all.flatMap((_, at) => [tie(at, (at + 7) % 30, at + 1), tie(at, (at + 1) % 30)]);
  const slots = slotsFor(all, ties);
  const places = [...slots.values()].map(({ column, row, apart }) => `${column} ${row} ${apart}`);
  expect(new Set(places).size).toBe(30);
});

test('what has nothing to do with the others stands apart', () => {
  const slots = slotsFor(ids(3), [tie(0, 1)]);
  expect(slots.get('ns:2' as GroupId)?.apart).toBe(true);
  expect(slots.get('ns:0' as GroupId)?.apart).toBe(false);
});

test('what comes later takes a free place; what was there stays', () => {
  const slots = slotsFor(ids(10), [tie(0, 1), tie(1, 2)]);
  const more = slotsWith(slots, ids(13));
  for (const [id, slot] of slots) expect(more.get(id)).toEqual(slot);
  const places = [...more.values()].map(({ column, row, apart }) => `${column} ${row} ${apart}`);
  expect(new Set(places).size).toBe(13);
});
