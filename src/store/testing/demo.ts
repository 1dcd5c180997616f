import courses from 'virtual:seglab/courses';
import type { Course, Scenario } from '../../catalog/scenario.ts';
import { sentenceOfChanges } from '../../lab/changes.ts';
import { engineOf } from '../../lab/engine.ts';
import { wholeDesk } from '../../lab/testing/whole-desk.ts';
import { simulate } from '../../simulate.ts';
import { createLab } from '../lab.ts';
import { DEFAULT_PREFERENCES, type SavedFiles } from '../persistence.ts';
import { createView } from '../view.ts';
import { createWorkspace } from '../workspace.ts';

/** Until everything that was asked has been answered: an engine without a thread answers within the same turn. */
export function answers(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The demo at one of its cases, with the real engine; `failsOn` is a word that makes the engine throw. */
export function bundledForTests(number: number, saved: SavedFiles | null = null, failsOn?: string) {
  const course: Course | undefined = courses.find(({ id }) => id === 'icp-demo');
  if (course === undefined) throw new Error('the demo is missing');
  const caseOf = (wanted: number): Scenario => {
    const scenario = course.scenarios[wanted];
    if (scenario === undefined) throw new Error(`no case ${wanted}`);
    return scenario;
  };
  const workspace = createWorkspace(course, caseOf(number), saved);
  const view = createView(DEFAULT_PREFERENCES, new Map());
  const desk = wholeDesk((input) => {
    if (failsOn !== undefined && input.files.some((file) => file.text.includes(failsOn))) throw new Error(failsOn);
    return simulate(input);
  });
  const lab = createLab(engineOf(desk), workspace, view, () => {});
  return {
    course,
    caseOf,
    workspace,
    view,
    lab,
    work: () => lab.getState().report.work,
    verdicts: () => lab.getState().report.picture?.edges.map(({ verdict }) => verdict),
    sentence: () => sentenceOfChanges(lab.getState().report.changes),
  };
}
