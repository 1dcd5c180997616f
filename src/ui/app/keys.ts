import type { Session } from '../../store/session.ts';
import { focusRegion, stepRegion } from './regions.ts';
import { toggleTheme } from './theme.ts';

/** Where Left and Right, and keys pressed alone, belong to what has the focus. */
const TYPING = 'input, textarea, select, [contenteditable="true"], .monaco-editor';
const OWN_ARROWS = '[data-testid="graph"], [role="tab"], [role="separator"], [role="menu"], [role="dialog"]';

/** Listens to the keys that work everywhere on the page; returns what ends it. */
export function listenToKeys(session: Session, page: HTMLElement): () => void {
  const singles: Readonly<Record<string, () => void>> = {
    r: session.reset,
    p: () => session.view.setState({ probes: !session.view.getState().probes }),
    t: () => toggleTheme(session),
    g: () => focusRegion(session, page, 'stage'),
    w: () => focusRegion(session, page, 'why'),
    '[': () => session.stepConnection(-1),
    ']': () => session.stepConnection(1),
    '/': () => page.querySelector<HTMLElement>('[data-testid="search"]')?.focus(),
    '?': () => session.view.setState({ keysOpen: true }),
  };

  /** Before anything else sees them: these mean the same wherever the focus is. */
  const onCapture = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isInDialog(event.target)) return;
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    const isCourse = session.workspace.getState().course.scenarios.length > 1;
    if (isCourse && (event.key === 'PageUp' || event.key === 'PageDown')) {
      session.step(event.key === 'PageUp' ? -1 : 1);
      done();
    } else if (event.key === 'F6') {
      stepRegion(session, page, event.shiftKey ? -1 : 1);
      done();
    }
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isWithin(event.target, TYPING) || isInDialog(event.target)) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    let act: (() => void) | undefined;
    if (isCommand && !event.altKey) {
      if (key === 'z') act = event.shiftKey ? session.redo : session.undo;
      else if (key === 'y') act = session.redo;
    } else if (!event.altKey && !isCommand) {
      if (key === 'ArrowLeft' || key === 'ArrowRight') {
        const isCourse = session.workspace.getState().course.scenarios.length > 1;
        if (isCourse && !isWithin(event.target, OWN_ARROWS)) act = () => session.step(key === 'ArrowLeft' ? -1 : 1);
      } else if (session.view.getState().singleKeys && !event.repeat) {
        act = singles[key];
      }
    }
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  window.addEventListener('keydown', onCapture, true);
  window.addEventListener('keydown', onKey);
  return () => {
    window.removeEventListener('keydown', onCapture, true);
    window.removeEventListener('keydown', onKey);
  };
}

function isWithin(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

function isInDialog(target: EventTarget | null): boolean {
  return isWithin(target, '[role="dialog"], [role="menu"]');
}
