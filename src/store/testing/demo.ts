import { bundledCourses } from '../../catalog/bundled.ts';
import type { Course, Scenario } from '../../catalog/scenario.ts';
import { simulate } from '../../simulate.ts';
import { compareFlows } from '../../verdicts/compare-flows.ts';
import type { SavedFiles } from '../persistence.ts';
import { createSimulation, sentenceOfChanges } from '../simulation.ts';
import { createWorkspace } from '../workspace.ts';

/** The demo at one of its cases, with the real engine; `failsOn` is a word that makes the engine throw. */
export function bundledForTests(number: number, saved: SavedFiles | null = null, failsOn?: string) {
  const course: Course | undefined = bundledCourses().find(({ id }) => id === 'icp-demo');
  if (course === undefined) throw new Error('the demo is missing');
  const caseOf = (wanted: number): Scenario => {
    const scenario = course.scenarios[wanted];
    if (scenario === undefined) throw new Error(`no case ${wanted}`);
    return scenario;
  };
  const workspace = createWorkspace(course, caseOf(number), saved);
  const engine: Parameters<typeof createSimulation>[0] = {
    simulate(input) {
      if (failsOn !== undefined && input.files.some((file) => file.text.includes(failsOn))) throw new Error(failsOn);
      return simulate(input);
    },
    compareFlows,
  };
  const simulation = createSimulation(engine, workspace);
  return {
    course,
    caseOf,
    workspace,
    simulation,
    verdicts: () => simulation.getState().simulation.flows.map(({ verdict }) => verdict),
    sentence: () => sentenceOfChanges(simulation.getState().changes, simulation.getState().baseline),
  };
}
