import type { ComponentType, RefObject } from 'react';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { afterPaint } from '../kit/after-paint.ts';
import type { FieldProps } from './field-props.ts';
import { StaticField } from './static-field.tsx';

type Field = ComponentType<FieldProps>;

/** Once it is there, graphs of other courses begin with it. */
let live: Field | null = null;

/**
 * The still picture first, so that nobody waits for the graph library; then, in its place and between two frames,
 * the one that moves. Where the library cannot be loaded the still one stays, and all but moving works.
 */
export function useField(stage: RefObject<HTMLElement | null>): Field {
  const [field, setField] = useState<Field>(() => live ?? StaticField);
  const isStill = field === StaticField;

  useEffect(() => {
    if (!isStill) return;
    const going = new AbortController();
    const replace = async () => {
      live = (await afterPaint().then(() => import('./live-field.tsx'))).LiveField;
      await release(stage.current, going.signal);
      if (going.signal.aborted) return;
      const refocus = keepFocus(stage.current);
      // All at once: the library fills itself in effects, which a scheduled update would leave for the next frame.
      flushSync(() => setField(() => live ?? StaticField));
      refocus();
    };
    replace().catch(() => {});
    return () => going.abort();
  }, [isStill, stage]);

  return field;
}

/** A press that has begun must find the same element when it ends, or it would be no click. */
function release(stage: HTMLElement | null, signal: AbortSignal): Promise<void> {
  if (!stage?.matches(':active')) return Promise.resolve();
  return new Promise((resolve) => {
    window.addEventListener('pointerup', () => setTimeout(resolve), { once: true, signal });
  });
}

/** Remembers what has the focus inside; the answer gives it to what stands there now. */
function keepFocus(stage: HTMLElement | null): () => void {
  const active = document.activeElement;
  const part = active?.closest('[data-endpoint], [data-testid="flow"]');
  if (!stage || !active || !part || !stage.contains(part)) return () => {};
  const name = part.hasAttribute('data-endpoint') ? 'data-endpoint' : 'data-flow';
  const place = `[tabindex][${name}="${CSS.escape(part.getAttribute(name) ?? '')}"]`;
  const lock = active === part ? '' : ` [data-direction="${active.getAttribute('data-direction')}"]`;
  return () => stage.querySelector<HTMLElement | SVGElement>(place + lock)?.focus({ preventScroll: true });
}
