import type { PortProtocol } from '../sets/connections.ts';

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
