import type { Session } from '../../store/session.ts';
import type { Part } from '../../store/view.ts';

/** In the order in which F6 walks through them. */
const REGIONS = ['top', 'editor', 'why', 'stage', 'problems'] as const;
type Region = (typeof REGIONS)[number];

const PART_OF: Readonly<Partial<Record<Region, Part>>> = { editor: 'yaml', why: 'why', stage: 'graph' };

const FIRST_STOP: Readonly<Partial<Record<Region, string>>> = {
  top: '[aria-current]',
  editor: '.policy-list-filter input, .monaco-editor textarea, .monaco-editor [role="textbox"]',
  stage: '.stage-graph [tabindex="0"]',
};

/** Where the focus was when it left a region: it returns there. */
const left = new WeakMap<Element, HTMLElement>();

/** Puts the focus into a region, where it was last, and brings that region to the front of a narrow window. */
export function focusRegion(session: Session, page: HTMLElement, region: Region): void {
  rememberFocus(page);
  const part = PART_OF[region];
  if (part !== undefined) session.view.setState({ part });
  const enter = () => {
    const element = page.querySelector<HTMLElement>(`[data-region="${region}"]`);
    if (element === null || element.inert) return false;
    const last = left.get(element);
    const first = FIRST_STOP[region];
    // The editor under the list of policies is there, and cannot be entered.
    const isOpen = (stop: HTMLElement | undefined) => stop?.isConnected === true && stop.closest('[inert]') === null;
    const stop = isOpen(last) ? last : first && [...element.querySelectorAll<HTMLElement>(first)].find(isOpen);
    (stop || element).focus();
    return true;
  };
  // At once, for the next key may follow at once; a part of a narrow window only once it is shown.
  if (!enter()) requestAnimationFrame(enter);
}

/** The region after or before the one that has the focus. */
export function stepRegion(session: Session, page: HTMLElement, steps: 1 | -1): void {
  const here = document.activeElement?.closest('[data-region]')?.getAttribute('data-region');
  const at = REGIONS.indexOf(here as Region);
  const from = at === -1 && steps === -1 ? 0 : at;
  const next = REGIONS[(from + steps + REGIONS.length) % REGIONS.length];
  if (next !== undefined) focusRegion(session, page, next);
}

function rememberFocus(page: HTMLElement): void {
  const active = document.activeElement;
  const region = active?.closest('[data-region]');
  if (active instanceof HTMLElement && region && region !== active && page.contains(active)) left.set(region, active);
}
