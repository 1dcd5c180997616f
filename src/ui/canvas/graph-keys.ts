import type { KeyboardEvent } from 'react';
import type { Heading } from '../../graph/walk.ts';

/** Where each arrow key goes. */
export const HEADINGS: Readonly<Record<string, Heading>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Handles keys of a graph: `handle` says whether the key was meant for it; the others stay with the page. */
export function onGraphKey(handle: (event: KeyboardEvent) => boolean) {
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target instanceof HTMLButtonElement;
    if (onButton && (event.key === 'Enter' || event.key === ' ')) return;
    if (!handle(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** The one `step` places after `current`, round and round; from the nearer end where there is none. */
export function stepFrom<T extends { readonly key: string }>(
  all: readonly T[],
  current: string | null,
  step: 1 | -1,
): T | undefined {
  const at = all.findIndex(({ key }) => key === current);
  return all[at === -1 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length];
}
