import type { Hit } from '../graph/overview/find.ts';
import type { Overview } from '../graph/overview/overview.ts';
import type * as overview from '../graph/overview/story.ts';
import type { FlowKey, Highlight, Picture } from '../graph/picture.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Direction } from '../model/policy.ts';
import type { ProblemCode, Severity } from '../model/problem.ts';
import type { Baseline } from './question.ts';

/**
 * What a page shows of a workspace: a record of parts, each plain data and ready to show. A part that says the same
 * as in the report before is the same object. A new part needs its line here, in `NO_REPORT` and in `desk.ts`.
 */
export interface Report {
  /** A card for each endpoint; null: there are too many, or nothing could be evaluated so far. */
  readonly picture: Picture | null;
  /** Groups, where there are too many endpoints for a card each. */
  readonly overview: Overview | null;
  /** What was searched for and is there. */
  readonly hits: readonly Hit[];
  readonly size: ClusterSize;
  /** Of what is selected; null: nothing is, or it is not there. */
  readonly story: Story | null;
  /** The lines that decide what is selected, in the order of travel. */
  readonly marks: readonly Mark[];
  /** What the cursor's line is about; null: nothing that could be lit. */
  readonly highlight: Highlight | null;
  readonly problems: FoundProblems;
  /** Of the file that is open; null: none is, or it is set aside. */
  readonly file: FileReport | null;
  /** Of all policy files that are applied. */
  readonly files: FilesReport;
  /** The connections that can be walked through, in reading order. */
  readonly connections: readonly FlowKey[];
  readonly hasProbes: boolean;
  /** null: nothing to compare with. */
  readonly changes: Changes | null;
  readonly failure: Failure | null;
  /** What all of it took so far, for tests that count work instead of time. */
  readonly work: Work;
}

/** A line of a file, as it is quoted; 1-based. */
export interface Quotation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Without the blanks around it. */
  readonly text: string;
}

export type Tone = 'allow' | 'block';

export type Story = ConnectionStory | EndpointStory | BundleStory;

/** What each end says about one connection, in the order of travel, and the lines that said it. */
export interface ConnectionStory {
  readonly kind: 'connection';
  readonly flow: FlowKey;
  readonly from: string;
  readonly to: string;
  /** "8080/TCP" */
  readonly port: string;
  readonly verdict: 'allowed' | 'blocked';
  /** "Blocked at the source." */
  readonly lead: string;
  readonly reason: string;
  readonly ends: readonly StoryEnd[];
}

export interface StoryEnd {
  readonly direction: Direction;
  /** "Leaving mydummycrm" */
  readonly title: string;
  readonly outcome: 'passes' | 'stops here' | 'would pass' | 'would stop';
  /** What would have happened has no colour: the connection never got there. */
  readonly tone: Tone | 'idle';
  readonly paragraphs: readonly StoryParagraph[];
}

export interface StoryParagraph {
  readonly text: string;
  readonly quote: Quotation | null;
  /** null: this line decided nothing. */
  readonly tone: Tone | null;
}

/** How much of a bundle passes, and why the rest does not. */
export interface BundleStory extends Omit<overview.BundleStory, 'reasons'> {
  readonly kind: 'bundle';
  readonly reasons: readonly BundleReason[];
}

export interface BundleReason extends Omit<overview.Reason, 'samples'> {
  readonly samples: readonly BundleSample[];
}

export interface BundleSample extends Omit<overview.Sample, 'origin'> {
  readonly quote: Quotation | null;
}

/** The policies that select an endpoint, and whom it reaches and is reached by. */
export interface EndpointStory {
  readonly kind: 'endpoint';
  readonly endpoint: EndpointId;
  readonly name: string;
  /** "Pod in microseg with app=mydummycrm" */
  readonly what: string;
  /** One for a chosen lock, else both. */
  readonly directions: readonly DirectionStory[];
}

export interface DirectionStory {
  readonly direction: Direction;
  readonly state: 'open' | 'staged' | 'isolated';
  /** "isolated by 2 policies" */
  readonly words: string;
  /** Why nothing is isolated; null where a policy selects the endpoint. */
  readonly whyOpen: string | null;
  readonly policies: readonly PolicyStory[];
  readonly reach: ReachStory;
}

export interface PolicyStory {
  readonly id: string;
  readonly words: string;
  readonly quotes: readonly Quotation[];
}

export interface ReachStory {
  /** "Reaches 3 of 12" */
  readonly title: string;
  readonly rows: readonly ReachRow[];
  /** How many there are beside the rows. */
  readonly more: number;
}

export interface ReachRow {
  readonly endpoint: EndpointId;
  readonly name: string;
  /** "every port", "8080/TCP, 53/UDP" */
  readonly ports: string;
  /** The connection that is drawn between the two; null where none is. */
  readonly flow: FlowKey | null;
}

/** A line that is marked because of what is selected. */
export interface Mark {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** `chosen`: the line of a policy that a chosen lock or card belongs to. */
  readonly tone: Tone | 'chosen';
  /** "blocks mydummycrm-dev → mydummytask" */
  readonly note: string;
  /** Where there is no room for names: "blocks this connection". */
  readonly shortNote: string;
}

export interface FoundProblems {
  readonly counts: Readonly<Record<Severity, number>>;
  /** The worst first, then in the order of the files and lines; of a great many, not all. */
  readonly list: readonly PlacedProblem[];
}

/** A problem where a person can go to. */
export interface PlacedProblem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ClusterSize {
  /** By name, in the order of the alphabet. */
  readonly namespaces: readonly string[];
  readonly workloads: number;
  readonly policies: number;
}

/** What is told of many files at once, by their names. */
export interface FilesReport {
  /** "NetworkPolicy in payments", "3 policies"; nothing for a file without any. */
  readonly about: readonly (readonly [file: string, about: string])[];
  /** Those that are not accepted as they are. */
  readonly faulty: readonly string[];
}

/** What one applied policy file does at the moment. */
export interface FileReport {
  readonly name: string;
  /** "Line 7 cannot be read yet. …"; null: all of it is accepted. */
  readonly fault: string | null;
  /** In the order of the text. */
  readonly policies: readonly PolicyReport[];
}

export interface PolicyReport {
  /** The line that its document begins on. */
  readonly from: number;
  /** "Applied · selects 3 pods · isolates In" */
  readonly status: string;
  /** The line that says whom it selects, and what is said behind it. */
  readonly subjectLine: number;
  /** "selects 3 pods" */
  readonly selects: string;
}

export interface Changes extends Pick<Baseline, 'kind' | 'label'> {
  readonly opened: number;
  readonly blocked: number;
}

/** The last change could not be evaluated. */
export interface Failure {
  readonly words: string;
  /** What is shown in its place: the state before it, or the case as it came. */
  readonly shows: 'before' | 'preset';
}

export interface Work {
  readonly parsed: number;
  readonly evaluations: number;
}

/** What is known before the first answer: nothing. */
export const NO_REPORT: Report = {
  picture: null,
  overview: null,
  hits: [],
  size: { namespaces: [], workloads: 0, policies: 0 },
  story: null,
  marks: [],
  highlight: null,
  problems: { counts: { error: 0, warning: 0, info: 0 }, list: [] },
  file: null,
  files: { about: [], faulty: [] },
  connections: [],
  hasProbes: false,
  changes: null,
  failure: null,
  work: { parsed: 0, evaluations: 0 },
};
