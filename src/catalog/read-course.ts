import { field, text } from '../documents/node.ts';
import type { ObjectSchema } from '../documents/schema.ts';
import type { SourceFile } from '../model/source.ts';
import { readFrontMatter } from './front-matter.ts';
import { readScenarioReadme } from './read-scenario.ts';
import type { Course, HandLayout, Scenario } from './scenario.ts';

/** The front matter of a course's README.md. */
const courseSchema: ObjectSchema = {
  type: 'object',
  fields: {
    title: { type: 'string' },
    summary: { type: 'string' },
    step: { type: 'string', doc: 'What one scenario is called: "Case", "Lesson".' },
  },
  required: ['title', 'summary', 'step'],
};

/** Puts the files of one course's folder together, named by their paths below it: "case-1/README.md". */
export function readCourse(id: string, files: readonly SourceFile[]): Course {
  const find = (name: string): SourceFile => files.find((file) => file.name === name) ?? { name, text: '' };
  const { fields } = readFrontMatter(find('README.md'), courseSchema);
  const stepName = text(field(fields, 'step')) ?? 'Step';
  const layoutText = find('layout.json').text;
  const folders = [
    ...new Set(files.flatMap(({ name }) => (name.includes('/') ? name.slice(0, name.indexOf('/')) : []))),
  ];
  return {
    id,
    title: text(field(fields, 'title')) ?? id,
    summary: text(field(fields, 'summary')) ?? '',
    stepName,
    cluster: find('cluster.yaml'),
    layout: readLayout(layoutText),
    scenarios: folders
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .map((folder) => readScenario(folder, stepName, files)),
  };
}

/** A layout that cannot be read is none: cards are then placed automatically. */
function readLayout(text: string): HandLayout | null {
  try {
    return text === '' ? null : (JSON.parse(text) as HandLayout);
  } catch {
    return null;
  }
}

function readScenario(folder: string, stepName: string, files: readonly SourceFile[]): Scenario {
  const own = files
    .filter(({ name }) => name.startsWith(`${folder}/`))
    .map(({ name, text: content }) => ({ name: name.slice(folder.length + 1), text: content }));
  const readme = own.find(({ name }) => name === 'README.md') ?? { name: 'README.md', text: '' };
  const step = folder.slice(folder.lastIndexOf('-') + 1);
  return {
    id: folder,
    step,
    label: `${stepName} ${step}`,
    ...readScenarioReadme(readme, null),
    policies: inStoryOrder(own.filter(({ name }) => /\.ya?ml$/.test(name))),
  };
}

/** Files that deny come before those that make exceptions, as a story tells them; otherwise by name. */
function inStoryOrder(files: readonly SourceFile[]): readonly SourceFile[] {
  const rank = ({ name }: SourceFile): number => (name.startsWith('deny') ? 0 : 1);
  return [...files].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en'));
}
