import type { Scenario } from '../catalog/scenario.ts';
import type { Baseline, Look, Question, Sources } from '../lab/question.ts';
import type { SourceFile } from '../model/source.ts';
import type { AcceptedTexts } from './persistence.ts';
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
  const applied = files.filter((file) => file.applied).map(({ name, text }) => ({ name, text }));
  const sources: Sources = {
    place: placeOf(workspace),
    cluster: course.cluster,
    policies: keep(before?.policies, applied),
    accepted: earlierTexts(files, accepted),
    baseline: baselineOf(workspace, before?.baseline ?? null),
    layout: course.layout,
  };
  // What an answer makes of the accepted texts is known where the answer comes from.
  return before !== null && isSameSource(sources, before) ? { ...sources, accepted: before.accepted } : sources;
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
  const isSame =
    before?.length === now.length &&
    now.every(({ name, text }, at) => before[at]?.name === name && before[at].text === text);
  return isSame ? before : now;
}
