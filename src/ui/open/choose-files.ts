import type { Session } from '../../store/session.ts';
import { openFiles } from './open-files.ts';

/** Lets a person choose files or a folder, and opens what was chosen. Belongs into the handler of a click or a key. */
export function chooseAndOpen(session: Session, what: 'files' | 'folder'): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.hidden = true;
  input.multiple = true;
  if (what === 'folder') input.webkitdirectory = true;
  else input.accept = '.yaml,.yml,.json,.txt';
  input.addEventListener('cancel', () => input.remove());
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
    input.remove();
    openFiles(session, files);
  });
  // Some browsers forget an input that is nowhere in the page.
  document.body.append(input);
  input.click();
}
