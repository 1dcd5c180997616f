import type { Session } from '../../store/session.ts';
import type { FileToOpen } from './open-files.ts';
import { openFiles } from './open-files.ts';

/** Opens what was dropped on the page: files, folders, or both. */
export async function openDropped(session: Session, dropped: readonly (FileSystemEntry | File)[]): Promise<void> {
  const { view } = session;
  const files: FileToOpen[] = [];
  const search = new AbortController();
  const close = () => view.setState({ opening: null });
  const cancel = () => {
    search.abort();
    close();
  };
  view.getState().opening?.cancel();
  // A folder may hold thousands of files, and is handed over one by one.
  view.setState({ opening: { words: 'Looking through the folder', share: null, cancel, agree: null } });
  try {
    for (const one of dropped) {
      if (one instanceof File) files.push({ path: one.name, file: one });
      else await collect(one, files, search.signal);
    }
  } catch (error) {
    if (search.signal.aborted) return;
    close();
    view.say(`This cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
    return;
  }
  if (search.signal.aborted) return;
  close();
  openFiles(session, files);
}

async function collect(entry: FileSystemEntry, into: FileToOpen[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    into.push({ path: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A browser hands a folder over in parts; an empty part is the end.
  for (;;) {
    const entries = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return;
    for (const inner of entries) await collect(inner, into, signal);
  }
}
