import { readCourse } from './read-course.ts';
import type { Course } from './scenario.ts';

const FILES = import.meta.glob<string>('/scenarios/*/**/*.{md,yaml,yml,json}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The courses that are built into the page, from the folders of `scenarios/`. */
export function bundledCourses(): readonly Course[] {
  const byCourse = new Map<string, { name: string; text: string }[]>();
  for (const [path, text] of Object.entries(FILES)) {
    const [, , course = '', ...rest] = path.split('/');
    const files = byCourse.get(course) ?? [];
    byCourse.set(course, files);
    files.push({ name: rest.join('/'), text });
  }
  return [...byCourse].map(([id, files]) => readCourse(id, files));
}
