/** Labels that say what a workload belongs to or does, the better ones first. */
const TELLING = [
  'app.kubernetes.io/part-of',
  'part-of',
  'app.kubernetes.io/component',
  'component',
  'tier',
  'team',
  'layer',
  'domain',
  'env',
  'app.kubernetes.io/name',
  'app',
];
/** As many values as one can still take in. */
const VALUES = { least: 2, most: 40 } as const;
const COVERED = 0.6;
/** Of names, where no label tells them apart. */
const PAGE = 48;

/** A part of a long list. */
export interface Part<T> {
  /** "tier=web"; null: a stretch of the list, by name. */
  readonly label: string | null;
  readonly title: string;
  readonly items: readonly T[];
}

interface Labelled {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Splits a list that is too long to draw: by the label that tells most, else into stretches by name. */
export function split<T extends Labelled>(items: readonly T[], used: ReadonlySet<string>): readonly Part<T>[] {
  const key = tellingLabel(items, used);
  return key === null ? byName(items) : byLabel(items, key);
}

/** The label that splits the list into a few parts that people know by name; null: there is none. */
function tellingLabel(items: readonly Labelled[], used: ReadonlySet<string>): string | null {
  const values = new Map<string, Map<string, number>>();
  for (const { labels } of items) {
    for (const key in labels) {
      let counts = values.get(key);
      if (!counts) {
        counts = new Map();
        values.set(key, counts);
      }
      const value = labels[key] ?? '';
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  let best: string | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const [key, counts] of [...values].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const covered = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const isUseful = counts.size >= VALUES.least && counts.size <= VALUES.most && covered >= items.length * COVERED;
    if (!isUseful || used.has(key) || counts.size > items.length / 2) continue;
    const known = TELLING.indexOf(key);
    const evenness = Math.abs(Math.log(counts.size / Math.sqrt(items.length)));
    const score = (known === -1 ? TELLING.length : known) + evenness / 100;
    if (score < bestScore) {
      best = key;
      bestScore = score;
    }
  }
  return best;
}

function byLabel<T extends Labelled>(items: readonly T[], key: string): readonly Part<T>[] {
  const parts = new Map<string, T[]>();
  const others: T[] = [];
  for (const item of items) {
    const value = Object.hasOwn(item.labels, key) ? item.labels[key] : undefined;
    const part = value === undefined ? others : parts.get(value);
    if (part) part.push(item);
    else if (value !== undefined) parts.set(value, [item]);
  }
  const labelled = [...parts]
    .sort(([a, some], [b, more]) => more.length - some.length || (a < b ? -1 : 1))
    .map(([value, of]): Part<T> => ({ label: `${key}=${value}`, title: `${shortKey(key)}=${value}`, items: of }));
  const rest: Part<T> = { label: `!${key}`, title: `without ${shortKey(key)}`, items: others };
  return others.length > 0 ? [...labelled, rest] : labelled;
}

function byName<T extends Labelled>(items: readonly T[]): readonly Part<T>[] {
  const sorted = items.toSorted((a, b) => (a.title < b.title ? -1 : 1));
  const size = Math.max(PAGE, Math.ceil(sorted.length / PAGE));
  const parts: Part<T>[] = [];
  for (let from = 0; from < sorted.length; from += size) {
    const page = sorted.slice(from, from + size);
    parts.push({ label: null, title: `${page[0]?.title} to ${page.at(-1)?.title}`, items: page });
  }
  return parts;
}

function shortKey(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
