/** One file as a person wrote it. Names are unique within one simulation. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
  /** Read whatever its length: a person's own cluster may be larger than anything that is edited here. */
  readonly anyLength?: true;
}
