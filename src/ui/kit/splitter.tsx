import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import './splitter.css';

const STEP = 24;
const MIN = 160;

/** Moves the border between the editor and what stands below it; the layout reads `--why`. */
export function Splitter() {
  const ref = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState<number | null>(null);

  const lower = () => ref.current?.parentElement ?? null;
  const set = (wish: number | null) => {
    const panel = lower();
    const layout = panel?.parentElement;
    if (panel === null || !layout) return;
    const next = wish === null ? null : Math.max(MIN, Math.round(wish));
    if (next === null) layout.style.removeProperty('--why');
    else layout.style.setProperty('--why', `${next}px`);
    // What the layout made of the wish: the editor keeps its least height.
    setHeight(panel.offsetHeight);
    if (next !== null) layout.style.setProperty('--why', `${panel.offsetHeight}px`);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const panel = lower();
    if (panel === null || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    set(panel.getBoundingClientRect().bottom - event.clientY);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const now = lower()?.offsetHeight ?? 0;
    const wishes: Record<string, number | null> = {
      ArrowUp: now + STEP,
      ArrowDown: now - STEP,
      Home: MIN,
      End: 10_000,
      Enter: null,
    };
    const wish = wishes[event.key];
    if (wish === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set(wish);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is a widget, and <hr> is none
    <div
      ref={ref}
      className="splitter"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of Why"
      aria-valuemin={MIN}
      aria-valuenow={height ?? MIN}
      aria-valuetext={height === null ? 'As it came' : `${height} pixels`}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => set(null)}
      onKeyDown={onKeyDown}
    />
  );
}
