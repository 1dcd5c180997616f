import { entries, field, text } from '../documents/node.ts';
import type { ObjectSchema } from '../documents/schema.ts';
import type { SourceFile } from '../model/source.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Expectation, ScenarioReadme } from './scenario.ts';

/** The front matter of a scenario's README.md. */
const scenarioSchema: ObjectSchema = {
  type: 'object',
  fields: {
    title: { type: 'string', doc: 'At most a few words.' },
    summary: { type: 'string', doc: 'One sentence: what is so.' },
    teaches: { type: 'string', doc: 'One sentence: what one learns.' },
    expect: {
      type: 'map',
      doc: 'The expected verdict of each flow, by the name of the Flow object.',
      values: { type: 'string', oneOf: ['allowed', 'blocked'] },
    },
  },
  required: ['title', 'summary', 'teaches', 'expect'],
};

/** Reads a scenario's README.md. `flows` are the names that expectations may refer to; null: not checked. */
export function readScenarioReadme(file: SourceFile, flows: ReadonlySet<string> | null): ScenarioReadme {
  const { fields, body, report } = readFrontMatter(file, scenarioSchema);
  const expectations = entries(field(fields, 'expect')).map((entry): Expectation => {
    if (flows && !flows.has(entry.key)) {
      const span = { start: entry.keyStart, end: entry.keyEnd };
      report.add('unknown-endpoint', `No flow is called "${entry.key}" in this cluster.`, span);
    }
    return { flow: entry.key, verdict: text(entry.value) === 'allowed' ? 'allowed' : 'blocked' };
  });
  return {
    title: text(field(fields, 'title')) ?? '',
    summary: text(field(fields, 'summary')) ?? '',
    teaches: text(field(fields, 'teaches')) ?? '',
    story: body,
    expectations,
    problems: report.problems,
  };
}
