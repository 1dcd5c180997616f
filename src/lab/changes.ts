import type { Changes } from './report.ts';

/** "4 blocked, 0 opened since Case 1"; what a person changed is told without zeros. null: nothing to tell. */
export function sentenceOfChanges(changes: Changes | null): string | null {
  if (changes === null) return null;
  const { kind, label, opened, blocked } = changes;
  if (kind === 'step') return `${blocked} blocked, ${opened} opened since ${label}`;
  const parts = [blocked > 0 ? `${blocked} blocked` : '', opened > 0 ? `${opened} opened` : ''];
  const counts = parts.filter((part) => part !== '').join(', ');
  return counts === '' ? 'Edited: every verdict as before' : `${counts} by your changes`;
}
