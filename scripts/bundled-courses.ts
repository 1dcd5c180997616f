import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { readCourse } from '../src/catalog/read-course.ts';
import type { Course } from '../src/catalog/scenario.ts';

const SCENARIOS = fileURLToPath(new URL('../scenarios', import.meta.url));

/** The modules that are made here; `src/catalog/virtual-courses.d.ts` says what each of them holds. */
const COURSES = 'virtual:seglab/courses';
const STORIES = 'virtual:seglab/stories';

/**
 * Reads the folders of `scenarios/` while the page is built, and hands them to it as plain data: so the page needs
 * neither a parser nor a schema for them. The stories, which only Why shows, are a module of their own.
 */
export function bundledCourses(): Plugin {
  return {
    name: 'seglab:bundled-courses',
    resolveId: (id) => (id === COURSES || id === STORIES ? `\0${id}` : null),
    load(id) {
      if (id === `\0${COURSES}`) return moduleOf(courses().map(withoutStories));
      if (id === `\0${STORIES}`) return moduleOf(storiesOf(courses()));
      return null;
    },
    configureServer(server) {
      server.watcher.add(SCENARIOS);
      server.watcher.on('all', (_, path) => {
        if (!path.startsWith(SCENARIOS)) return;
        for (const name of [COURSES, STORIES]) {
          const module = server.moduleGraph.getModuleById(`\0${name}`);
          if (module) server.moduleGraph.invalidateModule(module);
        }
        server.ws.send({ type: 'full-reload' });
      });
    },
  };
}

function courses(): readonly Course[] {
  const folders = readdirSync(SCENARIOS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .sort()
    .map((id) => readCourse(id, filesBelow(join(SCENARIOS, id))));
}

function filesBelow(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(md|ya?ml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ name: relative(folder, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

/** What the page shows at once: stories come later, and what is expected of verdicts is for tests and the command. */
function withoutStories(course: Course): Course {
  return { ...course, scenarios: course.scenarios.map((scenario) => ({ ...scenario, story: '', expectations: [] })) };
}

/** By "course/scenario". */
function storiesOf(all: readonly Course[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    all.flatMap(({ id, scenarios }) => scenarios.map((scenario) => [`${id}/${scenario.id}`, scenario.story])),
  );
}

/** Text is read faster as JSON than as a program. */
function moduleOf(value: unknown): string {
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(value))});`;
}
