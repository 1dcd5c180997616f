import { readdirSync, readFileSync } from 'node:fs';
import type { HandLayout } from '../../catalog/scenario.ts';
import { FIRST_LOOK } from '../../graph/overview/look.ts';
import { NOTHING } from '../../graph/picture.ts';
import type { SourceFile } from '../../model/source.ts';
import type { Question } from '../question.ts';

const COURSE = new URL('../../../scenarios/icp-demo/', import.meta.url);
const LAYOUT: HandLayout = JSON.parse(readFileSync(new URL('layout.json', COURSE), 'utf8'));
const CLUSTER: SourceFile = { name: 'cluster.yaml', text: readFileSync(new URL('cluster.yaml', COURSE), 'utf8') };

/** The policy files of a case of the demo, by name. */
function policiesOf(number: number): readonly SourceFile[] {
  const folder = new URL(`case-${number}/`, COURSE);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
}

/** What a page asks for when it opens a case of the demo, except for what `changes` says. */
export function questionAt(number: number, changes: Partial<Question> = {}): Question {
  const before = number - 1;
  return {
    place: `icp-demo/case-${number}`,
    cluster: CLUSTER,
    policies: policiesOf(number),
    accepted: [],
    baseline:
      number === 0
        ? null
        : { kind: 'step', label: `Case ${before}`, place: `icp-demo/case-${before}`, policies: policiesOf(before) },
    layout: LAYOUT,
    look: FIRST_LOOK,
    find: '',
    open: null,
    selection: NOTHING,
    cursor: null,
    moved: new Map(),
    dragged: null,
    probes: true,
    ...changes,
  };
}

/** The same question after an edit of one file. */
export function edited(question: Question, name: string, edit: (text: string) => string): Question {
  const { policies, place } = question;
  return {
    ...question,
    policies: policies.map((file) => (file.name === name ? { name, text: edit(file.text) } : file)),
    baseline:
      question.baseline?.kind === 'preset' ? question.baseline : { kind: 'preset', label: 'Case', place, policies },
  };
}
