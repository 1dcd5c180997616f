import type { Question } from '../lab/question.ts';
import { changedParts } from '../lab/share.ts';
import type { SourceFile } from '../model/source.ts';
import type { AskMessage, NamedFile, PackedQuestion, TextId } from './protocol.ts';

/** Makes messages of questions, each with no more than what the other side does not have yet. */
export interface Packer {
  pack(question: Question): Omit<AskMessage, 'kind' | 'revision'>;
}

/** For one worker: a new one has nothing yet. */
export function createPacker(): Packer {
  let before: Question | null = null;
  let known = new Map<string, TextId>();
  let ids = 0;
  return {
    pack(question) {
      const texts: [TextId, string][] = [];
      const kept = new Map<string, TextId>();
      const nameText = ({ name, text }: SourceFile): NamedFile => {
        let id = kept.get(text) ?? known.get(text);
        if (id === undefined) {
          ids += 1;
          id = ids;
          texts.push([id, text]);
        }
        kept.set(text, id);
        return { name, text: id };
      };
      const { cluster, policies, accepted, baseline } = question;
      const packed: PackedQuestion = {
        ...question,
        cluster: nameText(cluster),
        policies: policies.map(nameText),
        accepted: accepted.map(nameText),
        baseline: baseline && { ...baseline, policies: baseline.policies.map(nameText) },
      };
      const names = Object.keys(changedParts(before, question) ?? {}) as (keyof Question)[];
      const parts = Object.fromEntries(names.map((name) => [name, packed[name]]));
      const dropped = [...known].flatMap(([text, id]) => (kept.has(text) ? [] : [id]));
      known = kept;
      before = question;
      return { parts, texts, dropped };
    },
  };
}

/** Makes questions of messages again; parts that did not come are the objects of the question before. */
export interface Unpacker {
  unpack(message: AskMessage): Question;
}

export function createUnpacker(): Unpacker {
  const texts = new Map<TextId, string>();
  let before: Question | null = null;
  const fileOf = ({ name, text }: NamedFile): SourceFile => ({ name, text: texts.get(text) ?? '' });
  return {
    unpack({ parts, texts: added, dropped }) {
      for (const id of dropped) texts.delete(id);
      for (const [id, text] of added) texts.set(id, text);
      const { cluster, policies, accepted, baseline, ...rest } = parts;
      const now: Partial<Question> = {
        ...before,
        ...rest,
        ...(cluster && { cluster: fileOf(cluster) }),
        ...(policies && { policies: policies.map(fileOf) }),
        ...(accepted && { accepted: accepted.map(fileOf) }),
        ...(baseline !== undefined && {
          baseline: baseline && { ...baseline, policies: baseline.policies.map(fileOf) },
        }),
      };
      // The first message brings every part.
      before = now as Question;
      return before;
    },
  };
}
