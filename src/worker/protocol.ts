import type { Baseline, Question } from '../lab/question.ts';
import type { Report } from '../lab/report.ts';
import type { Progress } from '../model/progress.ts';
import type { SourceFile } from '../model/source.ts';

/** The number of a text that has crossed before, or crosses in the same message. */
export type TextId = number;

/** A file whose text is named instead of sent. */
export interface NamedFile extends Omit<SourceFile, 'text'> {
  readonly text: TextId;
}

/** A list of files: whole, or as what differs from the one before, which is as long. */
export type NamedFiles =
  | readonly NamedFile[]
  | { readonly changed: readonly (readonly [at: number, file: NamedFile])[] };

/** A question on its way: texts are named, since a cluster's may have tens of megabytes. */
export interface PackedQuestion extends Omit<Question, 'cluster' | 'policies' | 'accepted' | 'baseline'> {
  readonly cluster: NamedFile;
  readonly policies: NamedFiles;
  readonly accepted: readonly NamedFile[];
  readonly baseline: (Omit<Baseline, 'policies'> & { readonly policies: readonly NamedFile[] }) | null;
}

/** From the page. */
export interface AskMessage {
  readonly kind: 'ask';
  /** Counts the questions; the answer bears the same number. */
  readonly revision: number;
  /** What differs from the question before; everything in the first one. */
  readonly parts: Partial<PackedQuestion>;
  /** Texts that have not crossed before. */
  readonly texts: readonly (readonly [TextId, string])[];
  /** Texts that no question names any more. */
  readonly dropped: readonly TextId[];
}

/** From the worker. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly revision: number; readonly progress: Progress }
  | {
      readonly kind: 'answer';
      readonly revision: number;
      /** What differs from the report before; everything in the first one. */
      readonly parts: Partial<Report>;
    };
