import { describe, expect, test } from 'vitest';
import { simulate } from '../../simulate.ts';
import { markedLines, squiggles, subjectCounts } from './adornments.ts';
import { statusOf } from './status.ts';

const CLUSTER = {
  name: 'cluster.yaml',
  text: ['a', 'b']
    .map((name) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}\n`)
    .join('---\n'),
};
const DENY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
`;
const ONE = DENY.replace('name: deny', 'name: one')
  .replace('{}', '{matchLabels: {app: a}}')
  .replace('[Ingress, Egress]', '[Egress]');
const NAME = 'policy.yaml';

function status(text: string, { line = 1, applied = true, before = '' } = {}) {
  const previous = before === '' ? undefined : simulate({ files: [CLUSTER, { name: NAME, text: before }] });
  const files = applied ? [CLUSTER, { name: NAME, text }] : [CLUSTER];
  const simulation = simulate(previous === undefined ? { files } : { files, previous });
  return statusOf(simulation, { name: NAME, text, applied }, line).text;
}

describe('the row under the editor', () => {
  test('says whom the policy selects and what it isolates', () => {
    expect(status(DENY)).toBe('Applied · selects 2 pods · isolates In and Out');
    expect(status(ONE)).toBe('Applied · selects 1 pod · isolates Out');
  });

  test('speaks of the policy that the cursor is in', () => {
    expect(status(`${DENY}---\n${ONE}`, { line: 3 })).toBe('Applied · deny · selects 2 pods · isolates In and Out');
    expect(status(`${DENY}---\n${ONE}`, { line: 12 })).toBe('Applied · one · selects 1 pod · isolates Out');
  });

  test('says that a file is set aside, or holds nothing', () => {
    expect(status(DENY, { applied: false })).toBe('Set aside · changes no verdict');
    expect(status('')).toBe('Applied · holds no policy');
  });

  test('says what counts while a line cannot be read', () => {
    const broken = DENY.replace('podSelector: {}', 'podSelector: {');
    expect(status(broken)).toMatch(/^Line \d cannot be read yet\. This document is left out\.$/);
    expect(status(broken, { before: DENY })).toMatch(
      /^Line \d cannot be read yet\. deny as last accepted stays in force\.$/,
    );
  });

  test('says so when a value is not accepted', () => {
    expect(status(DENY.replace('Egress]', 'Egres]'))).toBe('Line 8 is not accepted. This document is left out.');
  });
});

describe('beside the text', () => {
  const text = `${DENY}---\n${ONE}`;
  const simulation = simulate({ files: [CLUSTER, { name: NAME, text }] });

  test('each policy counts whom it selects, on the line that says so', () => {
    expect(subjectCounts(simulation, NAME, text).map(({ line, words }) => `${line}: ${words}`)).toEqual([
      '7: selects 2 pods',
      '16: selects 1 pod',
    ]);
  });

  test('a line is marked once, with the longest note that it has room for', () => {
    const origin = { file: NAME, start: 5, end: 9 };
    const mark = { origin, tone: 'block', note: 'blocks a → b', shortNote: 'blocks' } as const;
    const lines = (fits: (line: number, words: string) => boolean) => markedLines([mark, mark], NAME, text, fits);
    expect(lines(() => true)).toEqual([{ line: 1, tone: 'block', words: 'blocks a → b' }]);
    expect(lines((_, words) => words.length < 8)).toEqual([{ line: 1, tone: 'block', words: 'blocks' }]);
    expect(lines(() => false)).toEqual([{ line: 1, tone: 'block', words: '' }]);
    expect(markedLines([mark], 'other.yaml', text, () => true)).toEqual([]);
  });

  test('a fault without length is widened so that it can be seen', () => {
    const problem = {
      code: 'bad-yaml',
      severity: 'error',
      message: '',
      origin: { file: NAME, start: 0, end: 0 },
    } as const;
    expect(squiggles([problem], NAME, text)).toMatchObject([{ startLine: 1, startColumn: 1, endColumn: 2 }]);
  });
});
