/**
 * The new value, with every part that says the same as in the old one replaced by the old object.
 * Whoever compares by identity then sees only what changed. For plain data: objects, arrays, primitives.
 */
export function reuse<T>(before: unknown, now: T): T {
  if (Object.is(before, now)) return now;
  if (typeof before !== 'object' || typeof now !== 'object' || before === null || now === null) return now;
  if (Array.isArray(now)) {
    if (!Array.isArray(before)) return now;
    const parts = now.map((part, i) => reuse(before[i], part));
    const same = parts.length === before.length && parts.every((part, i) => Object.is(part, before[i]));
    return same ? (before as T) : (parts as T);
  }
  const old = before as Record<string, unknown>;
  const parts = Object.entries(now).map(([key, value]) => [key, reuse(old[key], value)] as const);
  const same =
    parts.length === Object.keys(old).length && parts.every(([key, value]) => key in old && Object.is(value, old[key]));
  return same ? (before as T) : (Object.fromEntries(parts) as T);
}

/** The list with unchanged entries as the objects they were, wherever they stand; the list itself too where nothing changed. */
export function reuseById<T extends { readonly id: string }>(before: T[] | undefined, now: T[]): T[] {
  const old = new Map(before?.map((entry) => [entry.id, entry]));
  const kept = now.map((entry) => reuse(old.get(entry.id), entry));
  return before && before.length === kept.length && kept.every((entry, i) => entry === before[i]) ? before : kept;
}
