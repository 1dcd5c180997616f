import { expect, it } from 'vitest';
import { parseDocument } from '../documents/parse.ts';
import type { Selector } from '../model/selector.ts';
import { describeTest } from './describe.ts';
import { lowerLabelSelector } from './label-selector.ts';

function lower(text: string, of: 'endpoint' | 'namespace' = 'endpoint'): Selector {
  return lowerLabelSelector(parseDocument(text).root, of, ({ start, end }) => ({ file: 'a.yaml', start, end }));
}

const leaves = (selector: Selector): readonly Extract<Selector, { op: 'label' }>[] =>
  selector.op === 'label' ? [selector] : selector.op === 'and' ? selector.operands.flatMap(leaves) : [];

// Each requirement of a selector, in words, and the text that it quotes.
it.each<[string, [string, string][]]>([
  ['{}', []],
  ['{matchLabels: {}, matchExpressions: []}', []],
  ['{matchLabels: {app: web}}', [['app=web', 'app: web']]],
  ['{matchLabels: {app: }}', [['app=', 'app:']]],
  [
    '{matchLabels: {app: web, tier: ""}}',
    [
      ['app=web', 'app: web'],
      ['tier=', 'tier: ""'],
    ],
  ],
  [
    '{matchExpressions: [{key: a, operator: In, values: [b, c]}]}',
    [['a in (b, c)', '{key: a, operator: In, values: [b, c]}']],
  ],
  [
    '{matchExpressions: [{key: a, operator: NotIn, values: [b]}]}',
    [['a other than b', '{key: a, operator: NotIn, values: [b]}']],
  ],
  ['{matchExpressions: [{key: a, operator: Exists}]}', [['a label a', '{key: a, operator: Exists}']]],
  ['{matchExpressions: [{key: a, operator: DoesNotExist}]}', [['no label a', '{key: a, operator: DoesNotExist}']]],
  [
    '{matchLabels: {a: b}, matchExpressions: [{key: c, operator: Exists}]}',
    [
      ['a=b', 'a: b'],
      ['a label c', '{key: c, operator: Exists}'],
    ],
  ],
  ['{matchLabels: &l {a: b}}', [['a=b', 'a: b']]],
])('%s', (text, requirements) => {
  expect(
    leaves(lower(text)).map(({ test, origin }) => [describeTest(test), text.slice(origin.start, origin.end)]),
  ).toEqual(requirements);
});

it('no selector, and an empty one, select everything', () => {
  const everything: Selector = { op: 'and', operands: [] };
  expect(lowerLabelSelector(null, 'endpoint', () => ({ file: '', start: 0, end: 0 }))).toEqual(everything);
  expect(lower('{}')).toEqual(everything);
});

it('asks for labels of the endpoint or of its namespace', () => {
  expect(leaves(lower('{matchLabels: {a: b}}', 'namespace')).map(({ of }) => of)).toEqual(['namespace']);
});
