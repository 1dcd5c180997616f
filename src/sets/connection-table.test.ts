import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConnectionTable } from './connection-table.ts';
import {
  ALL_CONNECTIONS,
  type ConnectionSet,
  connections,
  difference,
  intersection,
  NO_CONNECTIONS,
  union,
} from './connections.ts';
import { intervals } from './intervals.ts';

const ports = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), { maxLength: 3 })
  .map((ranges) => intervals(ranges));
const anySet: fc.Arbitrary<ConnectionSet> = fc.oneof(
  fc.constant(NO_CONNECTIONS),
  fc.constant(ALL_CONNECTIONS),
  fc.tuple(ports, ports).map(([tcp, udp]) => union(connections('TCP', tcp), connections('UDP', udp))),
);

test('numbers behave as the sets that they stand for', () => {
  const table = new ConnectionTable();
  fc.assert(
    fc.property(anySet, anySet, (a, b) => {
      const [x, y] = [table.idOf(a), table.idOf(b)];
      expect(table.setOf(x)).toEqual(a);
      expect(table.setOf(table.union(x, y))).toEqual(union(a, b));
      expect(table.setOf(table.intersection(x, y))).toEqual(intersection(a, b));
      expect(table.setOf(table.difference(x, y))).toEqual(difference(a, b));
    }),
  );
});

test('equal sets have one number', () => {
  const table = new ConnectionTable();
  const http = () => table.idOf(connections('TCP', [[80, 80]]));
  const before = http();
  expect(http()).toBe(before);
  expect(table.idOf({ ...ALL_CONNECTIONS })).toBe(table.all);
  expect(table.difference(before, table.all)).toBe(table.none);
  expect(() => table.setOf(table.size)).toThrow();
});
