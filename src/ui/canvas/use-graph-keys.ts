import type { FocusEvent, KeyboardEvent, RefObject } from 'react';
import { useState } from 'react';
import type { Box } from '../../catalog/scenario.ts';
import type { FlowKey, Picture, Selection } from '../../graph/picture.ts';
import { NOTHING } from '../../graph/picture.ts';
import { edgesOf, nearestCard } from '../../graph/walk.ts';
import type { EndpointId } from '../../model/ids.ts';
import { HEADINGS, onGraphKey, stepFrom } from './graph-keys.ts';
import type { Cursor } from './scene.ts';
import { cursorPoint } from './scene.ts';

export interface GraphKeysInput {
  readonly stage: RefObject<HTMLElement | null>;
  readonly picture: Picture;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly reveal: (box: Box) => void;
}

export interface GraphKeys {
  readonly cursor: Cursor | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
}

/**
 * The graph is one Tab stop. Arrows go to the nearest card, E walks the edges of a card (with Shift backwards),
 * Enter selects, I and O open the locks of a card, Esc steps back: from an edge to its card, then out of the selection.
 */
export function useGraphKeys({ stage, picture, selection, onSelect, reveal }: GraphKeysInput): GraphKeys {
  const [wanted, setWanted] = useState<Cursor | null>(null);
  const cursor = present(picture, wanted) ? wanted : firstCursor(picture);

  const goTo = (next: Cursor) => {
    setWanted(next);
    const box = next.kind === 'endpoint' ? picture.cards.find(({ id }) => id === next.endpoint)?.box : null;
    const label = next.kind === 'flow' ? picture.edges.find(({ key }) => key === next.flow)?.label : null;
    if (box) reveal(box);
    if (label) reveal({ x: label.x - 40, y: label.y - 10, width: 80, height: 20 });
    elementOf(stage.current, next)?.focus({ preventScroll: true });
  };

  const walk = (endpoint: EndpointId, current: FlowKey | null, step: 1 | -1): boolean => {
    const edges = edgesOf(picture, endpoint);
    const next = stepFrom(edges, current, step);
    if (!next) return false;
    goTo({ kind: 'flow', flow: next.key, walkedFrom: endpoint });
    return true;
  };

  const stepBack = (): boolean => {
    if (cursor?.kind === 'flow') {
      goTo({ kind: 'endpoint', endpoint: cursor.walkedFrom });
      return true;
    }
    if (selection.kind === 'nothing') return false;
    onSelect(NOTHING);
    return true;
  };

  const select = (): boolean => {
    if (!cursor) return false;
    onSelect(
      cursor.kind === 'flow' ? { kind: 'flow', flow: cursor.flow } : { kind: 'endpoint', endpoint: cursor.endpoint },
    );
    return true;
  };

  const openLock = (direction: 'ingress' | 'egress'): boolean => {
    if (cursor?.kind !== 'endpoint') return false;
    const card = picture.cards.find(({ id }) => id === cursor.endpoint);
    if (!card?.locks) return false;
    onSelect({ kind: 'lock', endpoint: card.id, direction });
    return true;
  };

  const handle = ({ key, shiftKey }: KeyboardEvent): boolean => {
    const heading = HEADINGS[key];
    if (heading && cursor) {
      const from = cursorPoint(picture, cursor);
      const next = from ? nearestCard(picture, from, heading) : null;
      if (next) goTo({ kind: 'endpoint', endpoint: next });
      // Even at the rim: an arrow inside the graph must not turn the page.
      return true;
    }
    switch (key) {
      case 'e':
      case 'E': {
        if (cursor?.kind === 'flow') return walk(cursor.walkedFrom, cursor.flow, shiftKey ? -1 : 1);
        return cursor ? walk(cursor.endpoint, null, shiftKey ? -1 : 1) : false;
      }
      case 'Enter':
      case ' ':
        return select();
      case 'i':
      case 'I':
        return openLock('ingress');
      case 'o':
      case 'O':
        return openLock('egress');
      case 'Escape':
        return stepBack();
      default:
        return false;
    }
  };

  return {
    cursor,
    onKeyDown: onGraphKey(handle),
    onFocus: (event) => {
      if (!(event.target instanceof Element)) return;
      const card = event.target.closest('[data-endpoint]')?.getAttribute('data-endpoint');
      if (card) setWanted({ kind: 'endpoint', endpoint: card as EndpointId });
      const key = event.target.closest('[data-testid="flow"]')?.getAttribute('data-flow');
      const edge = picture.edges.find((other) => other.key === key);
      if (!edge || (cursor?.kind === 'flow' && cursor.flow === edge.key)) return;
      setWanted((before) =>
        before?.kind === 'flow' && before.flow === edge.key
          ? before
          : { kind: 'flow', flow: edge.key, walkedFrom: edge.from },
      );
    },
  };
}

function firstCursor(picture: Picture): Cursor | null {
  const card = picture.cards[0];
  return card ? { kind: 'endpoint', endpoint: card.id } : null;
}

function present(picture: Picture, cursor: Cursor | null): boolean {
  if (cursor?.kind === 'endpoint') return picture.cards.some(({ id }) => id === cursor.endpoint);
  return cursor?.kind === 'flow' && picture.edges.some(({ key }) => key === cursor.flow);
}

function elementOf(stage: HTMLElement | null, cursor: Cursor): HTMLElement | SVGElement | null {
  const selector =
    cursor.kind === 'endpoint'
      ? `[data-endpoint="${CSS.escape(cursor.endpoint)}"]`
      : `[data-testid="flow"][data-flow="${CSS.escape(cursor.flow)}"]`;
  return stage?.querySelector<HTMLElement | SVGElement>(selector) ?? null;
}
