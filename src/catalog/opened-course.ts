import type { Opened } from './opened.ts';
import type { Course } from './scenario.ts';

/** The id of the course that a person's own cluster is. */
export const OPENED = 'opened';

/** A person's own cluster as a course of one scenario, called `title`; `id` is its part of the address. */
export function courseOfOpened(
  title: string,
  { cluster, policies }: Pick<Opened, 'cluster' | 'policies'>,
  opening: number,
  id = title,
): Course {
  return {
    id: OPENED,
    title,
    summary: '',
    stepName: 'Cluster',
    cluster: { ...cluster, anyLength: true },
    layout: null,
    opening,
    scenarios: [
      {
        id,
        step: '1',
        label: title,
        title: '',
        summary: '',
        teaches: '',
        story: '',
        expectations: [],
        problems: [],
        policies,
      },
    ],
  };
}
