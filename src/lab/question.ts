import type { HandLayout } from '../catalog/scenario.ts';
import type { Look as OverviewLook } from '../graph/overview/look.ts';
import type { Point, Selection } from '../graph/picture.ts';
import type { EndpointId } from '../model/ids.ts';
import type { SourceFile } from '../model/source.ts';

/** What the verdicts are compared with. */
export interface Baseline {
  /** `step`: the case before this one. `preset`: this case before a person edited it. */
  readonly kind: 'step' | 'preset';
  /** "Case 1" */
  readonly label: string;
  /** Where it is at home, as `Question.place`. */
  readonly place: string;
  readonly policies: readonly SourceFile[];
}

/** A line of a file. */
export interface Cursor {
  readonly file: string;
  readonly line: number;
}

/** What the verdicts depend on. */
export interface Sources {
  /** "icp-demo/case-2". At another place everything begins afresh. */
  readonly place: string;
  readonly cluster: SourceFile;
  /** The policy files that are applied. */
  readonly policies: readonly SourceFile[];
  /** Of these the text as last accepted, where it is another: it stays in force where the text is refused. */
  readonly accepted: readonly SourceFile[];
  /** null: nothing to compare with. */
  readonly baseline: Baseline | null;
  readonly layout: HandLayout | null;
}

/** How a person looks at it: all that a report depends on beside the sources. */
export interface Look {
  readonly selection: Selection;
  /** The line whose meaning is lit in the graph; null: none. */
  readonly cursor: Cursor | null;
  /** Cards that a person moved. */
  readonly moved: ReadonlyMap<EndpointId, Point>;
  /** The card that a person drags at the moment. */
  readonly dragged: EndpointId | null;
  /** Whether attempts that should fail are shown. */
  readonly probes: boolean;
  /** What of a large cluster is shown, and how far it is opened. */
  readonly look: OverviewLook;
  /** What is searched for; empty: nothing. */
  readonly find: string;
}

/**
 * What a page asks for: plain data, and a whole, so that any question can be the first one.
 * Parts that did not change are the same objects as in the question before, and do not travel.
 */
export interface Question extends Sources, Look {
  /** The file that is open; null: none. */
  readonly open: string | null;
}
