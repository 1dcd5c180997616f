import type { Edge } from './picture.ts';

const ANSWERED = { right: 'right', 'said-allowed': 'you said allowed', 'said-blocked': 'you said blocked' } as const;

/** The word after the port: what a learner said, or what the last change did. */
export function remarkOf({ answer, changed }: Pick<Edge, 'answer' | 'changed'>): string | null {
  return answer ? ANSWERED[answer] : changed;
}
