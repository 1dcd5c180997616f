import type { FileReport } from '../lab/report.ts';
import type { AcceptedTexts } from './persistence.ts';
import type { Files } from './workspace.ts';

/** What was accepted stays with a file through an edit, a switch and a new name. */
export function carriedTo(files: Files, before: Files, accepted: AcceptedTexts): AcceptedTexts {
  const carried: Record<string, string> = {};
  const names = new Set(files.map((file) => file.name));
  for (const file of files) {
    const renamed = before.find((old) => !names.has(old.name) && old.text === file.text);
    const text = accepted[file.name] ?? (renamed && accepted[renamed.name]);
    if (text !== undefined) carried[file.name] = text;
  }
  return carried;
}

/** What is accepted once files have been judged: an applied file without a fault as it is, any other as before. */
export function acceptedNow(files: Files, carried: AcceptedTexts, judged: readonly FileReport[]): AcceptedTexts {
  const sound = new Set(judged.filter(({ fault }) => fault === null).map(({ name }) => name));
  const accepted: Record<string, string> = {};
  for (const { name, text, applied } of files) {
    const kept = applied && sound.has(name) ? text : carried[name];
    if (kept !== undefined) accepted[name] = kept;
  }
  return accepted;
}
