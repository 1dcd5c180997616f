import type { Question } from '../lab/question.ts';
import { changedParts } from '../lab/share.ts';
import type { SourceFile } from '../model/source.ts';
import type { AskMessage, NamedFile, NamedFiles, PackedQuestion } from './protocol.ts';
import { createTextNames } from './text-names.ts';

/** Makes messages of questions, each with no more than what the other side does not have yet. */
export interface Packer {
  pack(question: Question): Omit<AskMessage, 'kind' | 'revision'>;
}

const NO_FILES: readonly SourceFile[] = [];

/** For one worker: a new one has nothing yet. */
export function createPacker(): Packer {
  let before: Question | null = null;
  const names = createTextNames();
  const nameFile = ({ text, ...file }: SourceFile): NamedFile => ({ ...file, text: names.take(text) });

  /** Takes the names of the files that are new, and gives back those of the files that are gone. */
  const swap = (old: readonly SourceFile[], now: readonly SourceFile[]): NamedFiles => {
    if (old === now) return { changed: [] };
    if (old.length !== now.length || old.length === 0) {
      const named = now.map(nameFile);
      for (const { text } of old) names.giveBack(text);
      return named;
    }
    const changed: (readonly [number, NamedFile])[] = [];
    // One key press in ten thousand files: nothing but the comparison may be done for each of the others.
    for (let at = 0; at < now.length; at += 1) {
      const [past, file] = [old[at] as SourceFile, now[at] as SourceFile];
      if (past === file || isSameFile(past, file)) continue;
      changed.push([at, nameFile(file)]);
      names.giveBack(past.text);
    }
    return { changed };
  };
  const swapAll = (old: readonly SourceFile[], now: readonly SourceFile[]): readonly NamedFile[] => {
    const named = now.map(nameFile);
    for (const { text } of old) names.giveBack(text);
    return named;
  };

  return {
    pack(question) {
      const { cluster, policies, accepted, baseline } = question;
      const changed = changedParts(before, question) ?? {};
      const parts: { -readonly [Part in keyof PackedQuestion]?: PackedQuestion[Part] } = {};
      const rest: Partial<Omit<Question, 'cluster' | 'policies' | 'accepted' | 'baseline'>> = changed;
      Object.assign(parts, rest);
      if ('policies' in changed) parts.policies = swap(before?.policies ?? NO_FILES, policies);
      if ('cluster' in changed) {
        parts.cluster = nameFile(cluster);
        if (before) names.giveBack(before.cluster.text);
      }
      if ('accepted' in changed) parts.accepted = swapAll(before?.accepted ?? NO_FILES, accepted);
      if ('baseline' in changed) {
        const old = before?.baseline?.policies ?? NO_FILES;
        const named = swapAll(old, baseline?.policies ?? NO_FILES);
        parts.baseline = baseline && { ...baseline, policies: named };
      }
      before = question;
      return { parts, ...names.settle() };
    },
  };
}

/** Makes questions of messages again; parts that did not come are the objects of the question before. */
export interface Unpacker {
  unpack(message: AskMessage): Question;
}

export function createUnpacker(): Unpacker {
  const texts = new Map<number, string>();
  let before: Question | null = null;
  const fileOf = ({ text, ...file }: NamedFile): SourceFile => ({ ...file, text: texts.get(text) ?? '' });
  const filesOf = (named: NamedFiles, old: readonly SourceFile[]): readonly SourceFile[] => {
    if (!('changed' in named)) return named.map(fileOf);
    const files = old.slice();
    for (const [at, file] of named.changed) files[at] = fileOf(file);
    return files;
  };
  return {
    unpack({ parts, texts: added, dropped }) {
      for (const [id, text] of added) texts.set(id, text);
      const { cluster, policies, accepted, baseline, ...rest } = parts;
      const now: Partial<Question> = {
        ...before,
        ...rest,
        ...(cluster && { cluster: fileOf(cluster) }),
        ...(policies && { policies: filesOf(policies, before?.policies ?? NO_FILES) }),
        ...(accepted && { accepted: accepted.map(fileOf) }),
        ...(baseline !== undefined && {
          baseline: baseline && { ...baseline, policies: baseline.policies.map(fileOf) },
        }),
      };
      for (const id of dropped) texts.delete(id);
      // The first message brings every part.
      before = now as Question;
      return before;
    },
  };
}

function isSameFile(one: SourceFile, other: SourceFile): boolean {
  return one.name === other.name && one.text === other.text && one.anyLength === other.anyLength;
}
