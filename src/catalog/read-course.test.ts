import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../model/source.ts';
import { hasFrontMatter } from './front-matter.ts';
import { readCourse } from './read-course.ts';
import { readScenarioReadme } from './read-scenario.ts';

const FIELDS = 'title: One\nsummary: Two.\nteaches: Three.\n';
const readme = (front: string, body = 'The story.\n'): string => `---\n${front}\n---\n${body}`;

const read = (text: string, flows: readonly string[] | null = null): ReturnType<typeof readScenarioReadme> =>
  readScenarioReadme({ name: 'README.md', text }, flows && new Set(flows));

describe("a scenario's README", () => {
  it('has its fields in front and its story behind', () => {
    const text = readme(`${FIELDS}expect: {a: allowed, b: blocked}`, '# Story\n---\nmore');
    expect(read(text)).toEqual({
      title: 'One',
      summary: 'Two.',
      teaches: 'Three.',
      story: '# Story\n---\nmore',
      expectations: [
        { flow: 'a', verdict: 'allowed' },
        { flow: 'b', verdict: 'blocked' },
      ],
      problems: [],
    });
  });

  it('may have line breaks of Windows', () => {
    const text = readme(`${FIELDS}expect: {}`).replaceAll('\n', '\r\n');
    expect(read(text)).toMatchObject({ title: 'One', story: 'The story.\r\n', problems: [] });
  });

  // What is wrong, with the text that it points at.
  it.each<[string, string, string[]]>([
    ['no front matter', '# Story\n', ['missing-field: #']],
    ['nothing at all', '', ['missing-field: ']],
    ['front matter without an end', '---\ntitle: One\n', ['missing-field: -']],
    ['empty front matter', readme(''), ['missing-field: ']],
    ['only a comment in it', readme('# later'), ['missing-field: # later']],
    ['a field missing', readme('title: One\nsummary: Two.\nexpect: {}'), ['missing-field: title']],
    ['a field too much', readme(`${FIELDS}expect: {}\nauthor: me`), ['unknown-field: author']],
    [
      'a field of another type',
      readme(`title: 1\nsummary: Two.\nteaches: [x]\nexpect: {}`),
      ['bad-type: 1', 'bad-type: [x]'],
    ],
    ['another verdict', readme(`${FIELDS}expect:\n  a: open`), ['bad-value: open']],
    ['a verdict that YAML takes for a truth value', readme(`${FIELDS}expect: {a: yes}`), ['bad-type: yes']],
    ['no YAML', readme('title: [One'), ['bad-yaml: e']],
    ['a key twice', readme(`${FIELDS}title: Four\nexpect: {}`), ['bad-yaml: title']],
    [
      'a flow that the cluster does not have',
      readme(`${FIELDS}expect:\n  a: allowed\n  x: blocked`),
      ['unknown-endpoint: x'],
    ],
  ])('%s', (_, text, faults) => {
    const { problems } = read(text, ['a']);
    // Where there is no field at all, each of those that are missing is missing in the same place.
    const told = problems.map(({ code, origin }) => `${code}: ${text.slice(origin.start, origin.end)}`);
    expect([...new Set(told)]).toEqual(faults);
  });

  it('without a cluster at hand may name any flow', () => {
    expect(read(readme(`${FIELDS}expect: {x: blocked}`)).problems).toEqual([]);
  });

  it.each([
    [readme('a: 1'), true],
    ['---\r\na: 1\r\n---\r\n', true],
    ['# A README like others\n\n---\n', false],
    ['---\nno end', false],
    ['', false],
  ])('%j has front matter: %s', (text, expected) => {
    expect(hasFrontMatter(text)).toBe(expected);
  });
});

describe('a course', () => {
  const scenario = readme(`${FIELDS}expect: {}`);
  const files: readonly SourceFile[] = [
    { name: 'README.md', text: '---\ntitle: Demo\nsummary: All of it.\nstep: Case\n---\n' },
    { name: 'cluster.yaml', text: 'kind: Pod' },
    { name: 'case-10/README.md', text: scenario },
    { name: 'case-2/z.yaml', text: 'z' },
    { name: 'case-2/notes.txt', text: '' },
    { name: 'case-2/deny-b.yml', text: 'b' },
    { name: 'case-2/a.yaml', text: 'a' },
    { name: 'case-2/deny-a.yaml', text: 'deny' },
    { name: 'case-2/README.md', text: scenario },
    { name: 'case-1/README.md', text: scenario },
  ];
  const course = readCourse('demo', files);

  it('has its title, its cluster and what a step is called', () => {
    expect(course).toMatchObject({ id: 'demo', title: 'Demo', summary: 'All of it.', stepName: 'Case', layout: null });
    expect(course.cluster).toEqual({ name: 'cluster.yaml', text: 'kind: Pod' });
  });

  it('has its scenarios in the order of their numbers, not of their letters', () => {
    expect(course.scenarios.map(({ id, step, label }) => [id, step, label])).toEqual([
      ['case-1', '1', 'Case 1'],
      ['case-2', '2', 'Case 2'],
      ['case-10', '10', 'Case 10'],
    ]);
  });

  it('shows what denies before what makes exceptions', () => {
    const names = course.scenarios.map(({ policies }) => policies.map(({ name }) => name));
    expect(names).toEqual([[], ['deny-a.yaml', 'deny-b.yml', 'a.yaml', 'z.yaml'], []]);
  });

  it('without a README is called after its folder', () => {
    expect(readCourse('demo', [{ name: 'part-1/README.md', text: scenario }])).toMatchObject({
      title: 'demo',
      stepName: 'Step',
      scenarios: [{ label: 'Step 1' }],
      cluster: { text: '' },
    });
  });

  it('says what is wrong with a scenario, and keeps its files', () => {
    const [broken] = readCourse('demo', [{ name: 'case-1/a.yaml', text: 'a' }]).scenarios;
    expect(broken?.problems.map(({ code }) => code)).toEqual(['missing-field']);
    expect(broken?.policies).toHaveLength(1);
  });

  it('has the layout that was made by hand', () => {
    const layout = { cluster: null, namespaces: {}, cards: { a: { x: 1, y: 2 } }, edges: {} };
    const placed = readCourse('demo', [...files, { name: 'layout.json', text: JSON.stringify(layout) }]);
    expect(placed.layout).toEqual(layout);
  });
});
