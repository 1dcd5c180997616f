import { MAX_POLICY_LENGTH } from '../../lab/limits.ts';
import type { monaco } from './monaco.ts';
import { refusalOf } from './refusal.ts';

type Editor = monaco.editor.IStandaloneCodeEditor;

/**
 * Keeps text that would be refused anyway out of the editor, which stands still for seconds while it takes it in.
 * `say` is told why nothing was inserted. Returns what ends it.
 */
export function guardAgainstHugeText(host: HTMLElement, editor: Editor, say: (sentence: string) => void): () => void {
  const isRefused = (text: string): boolean => {
    if (text.length <= MAX_POLICY_LENGTH) return false;
    say(refusalOf(text.length));
    return true;
  };
  const listen = (event: ClipboardEvent | DragEvent) => {
    const data = event instanceof DragEvent ? event.dataTransfer : event.clipboardData;
    if (!isRefused(data?.getData('text/plain') ?? '')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  host.addEventListener('paste', listen, true);
  host.addEventListener('drop', listen, true);

  // The item "Paste" of the editor's own menu reads the clipboard without an event.
  const trigger = editor.trigger.bind(editor);
  editor.trigger = (source, handler, payload: unknown) => {
    const text = handler === 'paste' && typeof payload === 'object' && payload !== null && 'text' in payload;
    if (text && typeof payload.text === 'string' && isRefused(payload.text)) return;
    trigger(source, handler, payload);
  };

  return () => {
    host.removeEventListener('paste', listen, true);
    host.removeEventListener('drop', listen, true);
  };
}
