import type { Highlight, Picture } from '../graph/picture.ts';
import { reuse } from '../graph/reuse.ts';
import { reusePicture } from '../graph/reuse-picture.ts';
import type { Report } from './report.ts';

/**
 * The new report, with every part that says the same as before as the object it was. What crossed to another thread
 * is a copy: there this brings the old objects back, so that only what changed is drawn again.
 */
export function shareReport(before: Report, now: Report): Report {
  const shared: Report = {
    ...reuse(before, { ...now, picture: null, highlight: null }),
    picture: sharePicture(before.picture, now.picture),
    highlight: shareHighlight(before.highlight, now.highlight),
  };
  return changedParts(before, shared) === null ? before : shared;
}

/** The parts that are other objects than before; null: none. */
export function changedParts<T extends object>(before: T | null, now: T): Partial<T> | null {
  const changed = Object.entries(now).filter(
    ([name, part]) => before === null || !Object.is(part, before[name as keyof T]),
  );
  return changed.length === 0 ? null : (Object.fromEntries(changed) as Partial<T>);
}

function sharePicture(before: Picture | null, now: Picture | null): Picture | null {
  return before === null || now === null || before === now ? now : reusePicture(before, now);
}

function shareHighlight(before: Highlight | null, now: Highlight | null): Highlight | null {
  if (before === null || now === null) return now;
  const isSame = holdsSame(before.endpoints, now.endpoints) && holdsSame(before.flows, now.flows);
  return isSame ? before : now;
}

function holdsSame<T>(some: ReadonlySet<T>, others: ReadonlySet<T>): boolean {
  return some.size === others.size && [...some].every((one) => others.has(one));
}
