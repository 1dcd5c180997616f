import { simulate } from '../simulate.ts';
import type { Simulate } from '../simulate-with.ts';
import { highlightOf } from './highlight.ts';
import { marksOf } from './marks.ts';
import { storyOf } from './story.ts';

/** What the first picture mostly does without: all kinds of objects, and what is told of a selection. */
export interface Whole {
  readonly simulate: Simulate;
  readonly storyOf: typeof storyOf;
  readonly marksOf: typeof marksOf;
  readonly highlightOf: typeof highlightOf;
}

export const WHOLE: Whole = { simulate, storyOf, marksOf, highlightOf };
