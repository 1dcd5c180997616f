/**
 * Where something was written: a half-open range of characters in one file.
 * Lines and columns are computed at the edge, for display (`documents/place.ts`).
 */
export interface Origin {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}
