import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source.ts';

/** The verdict that a scenario's author expects of a flow, by the name of the Flow object. */
export interface Expectation {
  readonly flow: string;
  readonly verdict: 'allowed' | 'blocked';
}

/** What a scenario's README.md says. */
export interface ScenarioReadme {
  readonly title: string;
  readonly summary: string;
  readonly teaches: string;
  /** Markdown. */
  readonly story: string;
  readonly expectations: readonly Expectation[];
  /** What is wrong with the front matter. */
  readonly problems: readonly Problem[];
}

/** One lesson: a folder with a README.md and the policy files. */
export interface Scenario extends ScenarioReadme {
  /** The folder's name: "case-2". */
  readonly id: string;
  /** What the stepper shows: "2". */
  readonly step: string;
  /** What it is called: "Case 2". */
  readonly label: string;
  /** The preset policy files under the names that people see. */
  readonly policies: readonly SourceFile[];
}

/** "Case 2: One pod may reach one server" */
export function calledIn({ label, title }: Scenario): string {
  return title === '' ? label : `${label}: ${title}`;
}

/** Where the cards of a course stand, in the units of the page; what it does not name is placed automatically. */
export interface HandLayout {
  readonly cluster: Box | null;
  readonly namespaces: Readonly<Record<string, Box>>;
  /** By endpoint id; the top left corner. */
  readonly cards: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  /** By "from>to": the corners of the drawn line, first and last on the cards' borders. */
  readonly edges: Readonly<Record<string, readonly (readonly [x: number, y: number])[]>>;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A folder of scenarios that share one cluster. */
export interface Course {
  /** The folder's name: "icp-demo". */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** What a step is called: "Case". */
  readonly stepName: string;
  readonly cluster: SourceFile;
  readonly layout: HandLayout | null;
  readonly scenarios: readonly Scenario[];
  /** Of a person's own cluster: the how manieth it is that was opened in this page. */
  readonly opening?: number;
}
