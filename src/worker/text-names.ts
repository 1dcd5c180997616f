import type { AskMessage, TextId } from './protocol.ts';

/** Gives texts numbers, and knows which of them are in use on the other side. */
export interface TextNames {
  /** The number of a text, which is in use once more. */
  take(text: string): TextId;
  /** A text is in use once less. */
  giveBack(text: string): void;
  /** Texts that must be sent, and numbers of texts that nobody uses any more. */
  settle(): Pick<AskMessage, 'texts' | 'dropped'>;
}

export function createTextNames(): TextNames {
  const known = new Map<string, { readonly id: TextId; uses: number }>();
  const fresh = new Set<string>();
  const idle = new Set<string>();
  let last = 0;
  return {
    take(text) {
      let entry = known.get(text);
      if (entry === undefined) {
        last += 1;
        entry = { id: last, uses: 0 };
        known.set(text, entry);
        fresh.add(text);
      }
      entry.uses += 1;
      idle.delete(text);
      return entry.id;
    },
    giveBack(text) {
      const entry = known.get(text);
      if (entry === undefined) return;
      entry.uses -= 1;
      if (entry.uses === 0) idle.add(text);
    },
    settle() {
      const dropped: TextId[] = [];
      for (const text of idle) {
        const entry = known.get(text);
        known.delete(text);
        if (entry !== undefined && !fresh.delete(text)) dropped.push(entry.id);
      }
      idle.clear();
      const texts = [...fresh].map((text) => [known.get(text)?.id ?? 0, text] as const);
      fresh.clear();
      return { texts, dropped };
    },
  };
}
