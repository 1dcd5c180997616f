/**
 * Sets of whole numbers as sorted, disjoint, maximal, inclusive ranges.
 * There is one form per set, so equal sets are deeply equal. The empty set is [].
 */
export type Interval = readonly [first: number, last: number];
export type IntervalSet = readonly Interval[];

/** The normal form of ranges in any order, overlapping or not; a range with first > last is empty. */
export function intervals(ranges: readonly Interval[]): IntervalSet {
  const sorted = ranges.filter(([first, last]) => first <= last).sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [first, last] of sorted) {
    const open = merged.at(-1);
    if (open && first <= open[1] + 1) open[1] = Math.max(open[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

export function unionOf(a: IntervalSet, b: IntervalSet): IntervalSet {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return intervals([...a, ...b]);
}

export function intersectionOf(a: IntervalSet, b: IntervalSet): IntervalSet {
  const shared: Interval[] = [];
  let i = 0;
  let j = 0;
  while (true) {
    const left = a[i];
    const right = b[j];
    if (!left || !right) return shared;
    const first = Math.max(left[0], right[0]);
    const last = Math.min(left[1], right[1]);
    if (first <= last) shared.push([first, last]);
    if (left[1] < right[1]) i += 1;
    else j += 1;
  }
}

/** What is in `a` and not in `b`. */
export function differenceOf(a: IntervalSet, b: IntervalSet): IntervalSet {
  const rest: Interval[] = [];
  let j = 0;
  for (const [first, last] of a) {
    let from = first;
    while (j < b.length && (b[j] as Interval)[1] < from) j += 1;
    for (let k = j; k < b.length && (b[k] as Interval)[0] <= last; k += 1) {
      const [cutFirst, cutLast] = b[k] as Interval;
      if (cutFirst > from) rest.push([from, cutFirst - 1]);
      from = cutLast + 1;
    }
    if (from <= last) rest.push([from, last]);
  }
  return rest;
}

export function contains(set: IntervalSet, value: number): boolean {
  return set.some(([first, last]) => first <= value && value <= last);
}

/** "53,80-90": the form of the `evaluate` command. */
export function formatIntervals(set: IntervalSet): string {
  return set.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}
