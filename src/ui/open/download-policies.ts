import { joinFiles } from '../../catalog/join-files.ts';
import type { Course, Scenario } from '../../catalog/scenario.ts';
import type { Files } from '../../store/workspace.ts';

interface Shown {
  readonly course: Course;
  readonly scenario: Scenario;
  readonly files: Files;
}

/** Hands the policy files out as one file of several documents. */
export function downloadPolicies({ course, scenario, files }: Shown): void {
  const url = URL.createObjectURL(new Blob([policiesAsOneFile(files)], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileNameFor(course, scenario);
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** What is set aside is in it as a comment: whoever applies the file applies what the graph shows, and no text is lost. */
export function policiesAsOneFile(files: Files): string {
  const applied = joinFiles(files.filter((file) => file.applied));
  const aside = files
    .filter((file) => !file.applied)
    .map(({ name, text }) => `# ${name}, set aside:\n${text.trimEnd()}`.replaceAll(/\n(.*)/g, asComment));
  return aside.length === 0 ? applied : `${applied}---\n${aside.join('\n#\n')}\n`;
}

function asComment(_: string, line: string): string {
  return `\n# ${line}`.trimEnd();
}

function fileNameFor(course: Course, scenario: Scenario): string {
  const name = course.opening === undefined ? `${course.id}-${scenario.id}` : course.title.replace(/\.\w+$/, '');
  return `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}-policies.yaml`;
}
