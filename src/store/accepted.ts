import type { AcceptedTexts } from './persistence.ts';
import type { Files } from './workspace.ts';

/** What was accepted stays with a file through an edit, a switch and a new name. */
export function carriedTo(files: Files, before: Files, accepted: AcceptedTexts): AcceptedTexts {
  const carried: Record<string, string> = {};
  const names = new Set(files.map((file) => file.name));
  const gone = before.filter((old) => !names.has(old.name));
  for (const file of files) {
    const renamed = gone.find((old) => old.text === file.text);
    const text = accepted[file.name] ?? (renamed && accepted[renamed.name]);
    if (text !== undefined) carried[file.name] = text;
  }
  return carried;
}

/** What is accepted once files have been judged: an applied file without a fault as it is, any other as before. */
export function acceptedNow(files: Files, carried: AcceptedTexts, faulty: readonly string[]): AcceptedTexts {
  const refused = new Set(faulty);
  const accepted: Record<string, string> = {};
  for (const { name, text, applied } of files) {
    const kept = applied && !refused.has(name) ? text : carried[name];
    if (kept !== undefined) accepted[name] = kept;
  }
  return accepted;
}
