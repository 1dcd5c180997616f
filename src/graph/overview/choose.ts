import { type Count, type Counts, verdictOf } from './count.ts';
import type { Cuts } from './cut.ts';
import type { Look } from './look.ts';
import type { Tally } from './overview.ts';

/** How many bundles a picture takes: more than its groups, but not so many that none can be followed. */
const FULL = { perGroup: { flows: 1.25, pairs: 0.75 }, least: 24, most: 64 } as const;
/** Of these, what the group opened last may take for its parts, and with it all others that are open. */
const OPENED = { last: 0.4, all: 0.6 } as const;

export interface Chosen {
  readonly counts: readonly Count[];
  readonly shown: number;
  readonly bundles: number;
  readonly filtered: number;
}

/** The bundles that are drawn: the largest first, after the largest of those that end in what was opened. */
export function choose(
  { all }: Counts,
  cuts: Cuts,
  { open, filter, focus }: Look,
  counted: Tally['counted'],
  isInFocus: (at: number) => boolean,
): Chosen {
  const { verdicts, changed } = filter;
  const wanted = new Set<string>(verdicts);
  // Nearly all pairs of groups are pairs of endpoints too: those between which nothing passes are shown on demand.
  const isThere = (count: Count) => counted === 'flows' || count.allowed > 0 || wanted.has('blocked');
  const there = all.filter(
    (count) => isThere(count) && (focus === null || isInFocus(count.from) || isInFocus(count.to)),
  );
  const fitting = there.filter(
    (count) =>
      (wanted.size === 0 || wanted.has(verdictOf(count))) && (!changed || count.opened > 0 || count.closed > 0),
  );
  const weight = (count: Count) => (counted === 'flows' ? count.total : count.allowed);
  const sorted = fitting.sort((a, b) => weight(b) - weight(a) || a.from - b.from || a.to - b.to);
  const most = Math.min(FULL.most, Math.max(FULL.least, Math.round(cuts.all.length * FULL.perGroup[counted])));
  const inLast = insideOf(open, cuts);
  const isIn = (at: number) => inLast.has(at);
  const isOpened = ({ from, to }: Count) => cuts.all[from]?.parent !== null || cuts.all[to]?.parent !== null;
  const shown = new Set<Count>();
  const add = (candidates: readonly Count[], upTo: number) => {
    for (const count of candidates) if (shown.size < Math.round(upTo)) shown.add(count);
  };
  add(
    sorted.filter(({ from, to }) => isIn(from) || isIn(to)),
    most * OPENED.last,
  );
  add(sorted.filter(isOpened), most * OPENED.all);
  add(sorted, most);
  return {
    counts: all.filter((count) => shown.has(count)),
    shown: shown.size,
    bundles: there.length,
    filtered: there.length - fitting.length,
  };
}

/** The places in the cut of all that is in the group opened last. */
function insideOf(open: Look['open'], { all }: Cuts): ReadonlySet<number> {
  const last = open.findLast((id) => all.some((cut) => cut.id === id && cut.isOpen));
  const holders = new Set(last === undefined ? [] : [last]);
  const inside = new Set<number>();
  // Frames come before what is in them.
  all.forEach(({ id, parent }, at) => {
    if (parent === null || !holders.has(parent)) return;
    holders.add(id);
    inside.add(at);
  });
  return inside;
}
