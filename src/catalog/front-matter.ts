import { check } from '../documents/check.ts';
import { isNull, type MapNode } from '../documents/node.ts';
import { parseDocument } from '../documents/parse.ts';
import { locateIn } from '../documents/relocate.ts';
import { Report } from '../documents/report.ts';
import type { ObjectSchema } from '../documents/schema.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source.ts';

export interface FrontMatter {
  /** null when there is none, or when it does not fit the schema; the problems say why. */
  readonly fields: MapNode | null;
  readonly body: string;
  readonly problems: readonly Problem[];
  readonly report: Report;
}

const FENCED = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** Whether a README is one of a scenario or a course: it opens with front matter. */
export function hasFrontMatter(text: string): boolean {
  return FENCED.test(text);
}

/** Reads the YAML between the two lines of `---` at the top of a Markdown file, and checks it. */
export function readFrontMatter(file: SourceFile, schema: ObjectSchema): FrontMatter {
  const match = FENCED.exec(file.text);
  const yaml = match?.[1] ?? '';
  const offset = match ? file.text.indexOf('\n') + 1 : 0;
  const report = new Report(locateIn(file.name, { text: yaml, offset }));
  const body = match ? file.text.slice(match[0].length) : file.text;
  if (!match) {
    report.add('missing-field', `${file.name} has no front matter: fields between two lines of "---".`, {
      start: 0,
      end: Math.min(1, file.text.length),
    });
    return { fields: null, body, problems: report.problems, report };
  }
  const { root, faults } = parseDocument(yaml);
  for (const fault of faults) report.add(fault.code, fault.message, fault);
  // Nothing between the two lines is an object without fields.
  const given = root && !isNull(root) ? root : ({ type: 'map', entries: [], start: 0, end: yaml.length } as const);
  if (faults.length === 0) check(given, schema, report, '');
  const fields = root?.type === 'map' && !report.hasErrors ? root : null;
  return { fields, body, problems: report.problems, report };
}
