import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source.ts';
import type { Manifest } from './manifest.ts';
import type { Parsed } from './parse.ts';
import type { Chunk } from './split.ts';

/** The objects in force, and what is wrong with the text of the others. */
export interface Admission {
  /** File by file, in the order of `files`; the same list as before for a file of which nothing changed. */
  readonly manifests: readonly (readonly Manifest[])[];
  readonly problems: readonly Problem[];
  /** For the next admission of the same files: what was read, and what was last accepted. */
  readonly files: readonly AdmittedFile[];
  readonly hasDuplicates: boolean;
  /** The places of the files that are not as they were; null: any may be, or stand elsewhere. */
  readonly changed: readonly number[] | null;
  readonly documentsParsed: number;
}

export interface AdmittedFile {
  readonly source: SourceFile;
  readonly slots: readonly Slot[];
  /** What the slots hold in force, all in one list. */
  readonly inForce: readonly InForce[];
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
}

/** One document of a file. */
export interface Slot {
  readonly chunk: Chunk;
  readonly parsed: Parsed;
  readonly inForce: readonly InForce[];
}

export interface InForce {
  readonly manifest: Manifest;
  /** The text at hand is refused; this is what was accepted before. */
  readonly isEarlier: boolean;
}
