/**
 * Milliseconds of processor time that a piece of work takes, the garbage collector's included. Other programs on the
 * machine do not count, so that ratios hold on a busy one.
 */
export function costOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The value below which so many of 100 are. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))];
  if (value === undefined) throw new Error('There is nothing to measure.');
  return value;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}
