import { useEffect, useRef } from 'react';
import './tooltips.css';

const WAIT = 400;
const GAP = 8;

/**
 * Shows `data-tip` of whatever the pointer or the focus rests on. One element for the whole page:
 * nothing has to be wrapped, and no panel can cut a tooltip off.
 */
export function Tooltips() {
  const ref = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer = 0;
    let owner: Element | null = null;
    const hide = () => {
      window.clearTimeout(timer);
      owner = null;
      ref.current?.removeAttribute('data-shown');
    };
    const show = () => {
      const tip = ref.current;
      const text = owner?.getAttribute('data-tip');
      if (tip === null || !owner?.isConnected || !text) return;
      tip.textContent = text;
      const at = owner.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = tip;
      const left = Math.min(Math.max(at.left + at.width / 2 - width / 2, GAP), window.innerWidth - width - GAP);
      const below = at.bottom + GAP;
      const fits = below + height <= window.innerHeight - GAP;
      tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(fits ? below : at.top - height - GAP)}px)`;
      tip.setAttribute('data-shown', '');
    };
    const rest = (event: Event) => {
      const found = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
      if (found === owner) return;
      hide();
      if (found === null) return;
      const isFocus = event.type === 'focusin';
      if (isFocus && !found.matches(':focus-visible')) return;
      owner = found;
      timer = window.setTimeout(show, isFocus ? 0 : WAIT);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    document.addEventListener('pointerover', rest);
    document.addEventListener('focusin', rest);
    document.addEventListener('focusout', hide);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('keydown', onKey, true);
    return () => {
      hide();
      document.removeEventListener('pointerover', rest);
      document.removeEventListener('focusin', rest);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('keydown', onKey, true);
    };
  }, []);

  // The name of the control says the same to a screen reader.
  return <div ref={ref} className="tooltips" aria-hidden="true" />;
}
