import type { Session } from '../../store/session.ts';

/** Takes files that are dropped anywhere on the page; returns what ends it. */
export function listenToDrops(session: Session, page: HTMLElement): () => void {
  const listen = (event: DragEvent) => {
    const { dataTransfer } = event;
    if (dataTransfer === null || !dataTransfer.types.includes('Files')) return;
    // Nothing below may take them, and the browser must not leave the page for them.
    event.preventDefault();
    event.stopPropagation();
    page.toggleAttribute('data-dropping', event.type === 'dragover');
    if (event.type !== 'drop') return;
    // They can be asked for only now.
    const dropped = [...dataTransfer.items].flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? []);
    void import('../open/open-dropped.ts').then(({ openDropped }) => openDropped(session, dropped));
  };
  const types = ['dragover', 'dragleave', 'drop'] as const;
  for (const type of types) window.addEventListener(type, listen, true);
  return () => {
    for (const type of types) window.removeEventListener(type, listen, true);
  };
}
