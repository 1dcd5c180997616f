import type { Course, Scenario } from '../catalog/scenario.ts';

/** What a link leads to. `unknown` is the part that leads nowhere, when something else is shown instead. */
export interface Destination {
  readonly course: Course;
  readonly scenario: Scenario;
  readonly unknown: string | null;
}

/** "#/icp-demo/case-2" for a course and a scenario. */
export function hashOf(course: Course, scenario: Scenario): string {
  return `#/${encodeURIComponent(course.id)}/${encodeURIComponent(scenario.id)}`;
}

/**
 * Finds where a link leads. An empty link and a course without a scenario lead to what comes first;
 * null only when there is nothing to lead to.
 */
export function destinationOf(hash: string, courses: readonly Course[]): Destination | null {
  const [courseId = '', scenarioId = ''] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decode);
  const course = courses.find((candidate) => candidate.id === courseId);
  const shown = course ?? courses[0];
  const scenario = course?.scenarios.find((candidate) => candidate.id === scenarioId);
  const first = scenario ?? shown?.scenarios[0];
  if (shown === undefined || first === undefined) return null;

  const isUnknown = (courseId !== '' && course === undefined) || (scenarioId !== '' && scenario === undefined);
  const asked = scenarioId === '' ? courseId : `${courseId}/${scenarioId}`;
  return { course: shown, scenario: first, unknown: isUnknown ? asked : null };
}

/** The name in a link to a person's own cluster, as in "#/opened/shop.yaml"; null for any other link. */
export function openedIn(hash: string): string | null {
  const name = /^#?\/?opened(?:\/([^/]*)|$)/.exec(hash);
  return name === null ? null : decode(name[1] ?? '');
}

/** The scenario so many steps away, or null beyond the first and the last. */
export function neighbourOf(course: Course, scenario: Scenario, steps: number): Scenario | null {
  const at = course.scenarios.findIndex((candidate) => candidate.id === scenario.id);
  return at === -1 ? null : (course.scenarios[at + steps] ?? null);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
