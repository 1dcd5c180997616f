import { type Opened, sortOpened } from '../catalog/opened.ts';
import type { SourceFile } from '../model/source.ts';
import { readText, UnreadableFile } from './read-text.ts';

/** What the page asks of the worker, once. */
export interface OpeningRequest {
  readonly files: readonly { readonly name: string; readonly file: File }[];
}

/** What the worker says: how far it is, and at its end one of the other two. */
export type OpeningReply =
  | { readonly kind: 'progress'; readonly words: string; readonly share: number | null }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'opened'; readonly opened: Opened };

const MEGABYTE = 1_000_000;
/** Ten times what a hundred thousand Pods are; a text much longer is more than a browser's string can hold. */
const MAX_BYTES = 400 * MEGABYTE;
const TELL_EVERY = 80;

self.addEventListener('message', ({ data }: MessageEvent<OpeningRequest>) => {
  open(data).then(reply, (error: unknown) =>
    reply(refused(`This cannot be opened: ${error instanceof Error ? error.message : String(error)}.`)),
  );
});

function reply(message: OpeningReply): void {
  self.postMessage(message);
}

async function open({ files }: OpeningRequest): Promise<OpeningReply> {
  const all = files.reduce((sum, { file }) => sum + file.size, 0);
  if (all > MAX_BYTES) {
    return refused(`That is ${inMegabytes(all)} MB of text. More than ${inMegabytes(MAX_BYTES)} MB are not read here.`);
  }
  const texts: SourceFile[] = [];
  const faults: string[] = [];
  let done = 0;
  let toldAt = 0;
  for (const { name, file } of files) {
    const progress = (bytes: number) => {
      if (performance.now() - toldAt < TELL_EVERY) return;
      toldAt = performance.now();
      const words = `Reading ${name}, ${inMegabytes(done + bytes)} of ${inMegabytes(all)} MB`;
      reply({ kind: 'progress', words, share: (done + bytes) / all });
    };
    try {
      texts.push({ name, text: await readText(file, progress) });
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      faults.push(`${name} ${error.message}, so it was left out.`);
    }
    done += file.size;
  }
  reply({ kind: 'progress', words: 'Sorting policies from the cluster', share: null });
  const opened = sortOpened(texts);
  if (opened !== null) return { kind: 'opened', opened: { ...opened, notes: [...faults, ...opened.notes] } };
  const [fault] = faults;
  if (texts.length === 0 && fault !== undefined) return refused(fault.replace('it was left out', 'nothing was opened'));
  const [only] = texts;
  const which = texts.length === 1 && only !== undefined ? `${only.name} holds nothing` : 'These files hold nothing';
  return refused(`${which} that says apiVersion and kind, as Kubernetes objects do. Nothing was opened.`);
}

function refused(sentence: string): OpeningReply {
  return { kind: 'refused', sentence };
}

function inMegabytes(bytes: number): string {
  return bytes < 10 * MEGABYTE ? (bytes / MEGABYTE).toFixed(1) : Math.round(bytes / MEGABYTE).toLocaleString('en-US');
}
