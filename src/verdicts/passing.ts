import type { Endpoint } from '../model/cluster.ts';
import { type ConnectionSet, holds, isEmpty, type PortProtocol } from '../sets/connections.ts';

/** One port, to count only what passes there. */
export interface OnPort {
  readonly protocol: PortProtocol;
  readonly port: number;
}

/** Ordered pairs of different endpoints, counted from group to group: the entry for a and b is at `a * groups + b`. */
export interface Passing {
  readonly groups: number;
  /** How many pairs there are. */
  readonly pairs: Float64Array;
  /** Between how many of them something may pass; with a port, that port. */
  readonly open: Float64Array;
}

/**
 * Counts what passes between groups of endpoints.
 * `groupOf` gives the group of each endpoint, in the order of `endpoints`; -1 leaves it out.
 */
export function countPassing(
  endpoints: readonly Endpoint[],
  groupOf: ArrayLike<number>,
  groups: number,
  on: OnPort | null,
  allowed: (from: Endpoint, to: Endpoint) => ConnectionSet,
): Passing {
  const pairs = new Float64Array(groups * groups);
  const open = new Float64Array(groups * groups);
  endpoints.forEach((from, i) => {
    const row = groupOf[i] ?? -1;
    if (row < 0) return;
    endpoints.forEach((to, j) => {
      const column = groupOf[j] ?? -1;
      if (column < 0 || i === j) return;
      const at = row * groups + column;
      pairs[at] = (pairs[at] ?? 0) + 1;
      const passing = allowed(from, to);
      if (on ? holds(passing, on.protocol, on.port) : !isEmpty(passing)) open[at] = (open[at] ?? 0) + 1;
    });
  });
  return { groups, pairs, open };
}
