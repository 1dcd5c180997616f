import type { Session } from '../../store/session.ts';
import type { OpeningReply, OpeningRequest } from '../../worker/opening.ts';
import { takeIn } from './take-in.ts';

/** A file with its path: below a folder that was chosen, or its name alone. */
export interface FileToOpen {
  readonly path: string;
  readonly file: File;
}

/** Reads and sorts files in a worker of its own and shows them; until then the page stays as it is. */
export function openFiles(session: Session, files: readonly FileToOpen[]): void {
  const { view } = session;
  view.getState().opening?.cancel();
  view.dismiss();
  const { title, named, leftOut } = namedFiles(files);
  if (named.length === 0) {
    view.say(
      `${leftOut.length === 1 ? `${leftOut[0]} is` : 'These files are'} not YAML or JSON, so nothing was opened.`,
    );
    return;
  }

  const worker = new Worker(new URL('../../worker/opening.ts', import.meta.url), { type: 'module' });
  const end = () => {
    worker.terminate();
    view.setState({ opening: null });
  };
  const tell = (words: string, share: number | null) =>
    view.setState({ opening: { words, share, cancel: end, agree: null } });
  const fail = (sentence: string) => {
    end();
    view.say(sentence);
  };
  tell(`Reading ${title}`, 0);
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail(`${title} cannot be opened: ${event.message || 'its reader could not be started'}.`);
  });
  worker.addEventListener('message', ({ data }: MessageEvent<OpeningReply>) => {
    switch (data.kind) {
      case 'progress':
        tell(data.words, data.share);
        break;
      case 'refused':
        fail(data.sentence);
        break;
      case 'opened':
        end();
        takeIn(session, title, data.opened);
        break;
    }
  });
  worker.postMessage({ files: named } satisfies OpeningRequest);
}

const MANIFEST = /\.(?:ya?ml|json)$/i;
/** What is chosen by itself may also be the output of a command in a file without a proper ending. */
const TEXT = /(?:\.(?:ya?ml|json|txt)|^[^.]+)$/i;

interface NamedFiles {
  readonly title: string;
  readonly named: readonly { readonly name: string; readonly file: File }[];
  readonly leftOut: readonly string[];
}

/** Files by the names they get in the page: below the one folder that was opened, or as they are. */
function namedFiles(files: readonly FileToOpen[]): NamedFiles {
  const isWanted = ({ path }: FileToOpen) =>
    path.includes('/') ? MANIFEST.test(path) && !/(?:^|\/)(?:\.|node_modules\/)/.test(path) : TEXT.test(path);
  const wanted = files.filter(isWanted);
  const roots = new Set(files.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')));
  const [root = ''] = roots;
  const isFolder = roots.size === 1 && root !== '';
  const named = wanted.map(({ path, file }) => ({ name: isFolder ? path.slice(root.length + 1) : path, file }));
  const first = named.find(({ name }) => /(?:^|\/)cluster\.[^/]+$/.test(name)) ?? named[0];
  const others = named.length - 1;
  const title = isFolder ? root : others > 0 ? `${first?.name} and ${others} more` : (first?.name ?? '');
  return { title, named, leftOut: files.filter((file) => !isWanted(file)).map(({ path }) => path) };
}
