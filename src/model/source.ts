/** One file as a person wrote it. Names are unique within one simulation. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}
