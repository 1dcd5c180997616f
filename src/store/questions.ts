import type { Scenario } from '../catalog/scenario.ts';
import type { Baseline, Look, Question, Sources } from '../lab/question.ts';
import type { SourceFile } from '../model/source.ts';
import type { AcceptedTexts, PolicyFile } from './persistence.ts';
import { neighbourOf } from './route.ts';
import { type Files, presetOf, type WorkspaceState } from './workspace.ts';

/** "icp-demo/case-2" */
export function placeOf({ course, scenario }: Pick<WorkspaceState, 'course' | 'scenario'>): string {
  return `${course.id}/${scenario.id}`;
}

/** Asks for what the stores hold: parts that say the same as in the question before are the same objects. */
export function questionOf(
  workspace: WorkspaceState,
  { selection, cursor, moved, dragged, probes, look: shown, find }: Look,
  accepted: AcceptedTexts,
  before: Question | null,
): Question {
  const look: Look = { selection, cursor, moved, dragged, probes, look: shown, find };
  return { ...sourcesOf(workspace, accepted, before), ...look, open: workspace.open };
}

/** Whether the same is to be judged. */
export function isSameSource(one: Sources, other: Sources): boolean {
  return one.place === other.place && one.cluster === other.cluster && one.policies === other.policies;
}

function sourcesOf(workspace: WorkspaceState, accepted: AcceptedTexts, before: Question | null): Sources {
  const { course, files } = workspace;
  const sources: Sources = {
    place: placeOf(workspace),
    cluster: course.cluster,
    policies: keep(before?.policies, appliedOf(files)),
    accepted: earlierTexts(files, accepted),
    baseline: baselineOf(workspace, before?.baseline ?? null),
    layout: course.layout,
  };
  // What an answer makes of the accepted texts is known where the answer comes from.
  return before !== null && isSameSource(sources, before) ? { ...sources, accepted: before.accepted } : sources;
}

const sources = new WeakMap<PolicyFile, SourceFile>();
const applied = new WeakMap<Files, readonly SourceFile[]>();

/** The applied files; one that did not change is the same object. */
function appliedOf(files: Files): readonly SourceFile[] {
  let found = applied.get(files);
  if (found === undefined) {
    found = files.filter((file) => file.applied).map(sourceOf);
    applied.set(files, found);
  }
  return found;
}

function sourceOf(file: PolicyFile): SourceFile {
  let source = sources.get(file);
  if (source === undefined) {
    source = { name: file.name, text: file.text };
    sources.set(file, source);
  }
  return source;
}

/** What counts for applied files where it is not their text. */
function earlierTexts(files: Files, accepted: AcceptedTexts): readonly SourceFile[] {
  return files.flatMap(({ name, text, applied }): readonly SourceFile[] => {
    const earlier = accepted[name];
    return applied && earlier !== undefined && earlier !== text ? [{ name, text: earlier }] : [];
  });
}

/** The case before; once a person has changed the case, the case as it came. */
function baselineOf({ course, scenario, edited }: WorkspaceState, before: Baseline | null): Baseline | null {
  const of: Scenario | null = edited ? scenario : neighbourOf(course, scenario, -1);
  if (of === null) return null;
  const kind = edited ? 'preset' : 'step';
  const place = placeOf({ course, scenario: of });
  const policies = keep(
    before?.policies,
    presetOf(of).map(({ name, text }) => ({ name, text })),
  );
  const isKept = before?.kind === kind && before.place === place && before.policies === policies;
  return isKept ? before : { kind, label: of.label, place, policies };
}

/** The files of before, where they are the same. */
function keep(before: readonly SourceFile[] | undefined, now: readonly SourceFile[]): readonly SourceFile[] {
  if (before === now) return now;
  const isSame =
    before?.length === now.length &&
    now.every((file, at) => before[at] === file || (before[at]?.name === file.name && before[at].text === file.text));
  return isSame ? before : now;
}
