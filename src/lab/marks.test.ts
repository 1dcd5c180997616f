import { expect, test } from 'vitest';
import type { FlowKey, Selection } from '../graph/picture.ts';
import type { EndpointId } from '../model/ids.ts';
import { simulate } from '../simulate.ts';
import { marksOf } from './marks.ts';
import { questionAt } from './testing/demo.ts';

/** "deny_all_egress.yaml:9 block", for each line that is marked. */
function marked(number: number, selection: Selection): readonly string[] {
  const { cluster, policies } = questionAt(number);
  const files = [cluster, ...policies];
  const marks = marksOf(simulate({ files }), files, selection);
  return marks.map(({ file, line, tone, note }) => `${file}:${line} ${tone}: ${note}`);
}

test('a blocked connection marks the line that blocks it', () => {
  const flow = 'microseg/mydummycrm-dev>mydummytask:8080/TCP' as FlowKey;
  expect(marked(2, { kind: 'flow', flow })).toEqual([
    'deny_all_egress.yaml:9 block: blocks mydummycrm-dev → mydummytask',
  ]);
});

test('a lock marks whom each of its policies selects, and what isolates', () => {
  const endpoint = 'microseg/mydummyclient' as EndpointId;
  expect(marked(2, { kind: 'lock', endpoint, direction: 'egress' })).toEqual([
    'deny_all_egress.yaml:7 chosen: selects mydummyclient',
    'deny_all_egress.yaml:9 chosen: isolates Out of mydummyclient',
  ]);
  expect(marked(2, { kind: 'lock', endpoint, direction: 'ingress' })).toEqual([]);
});

test('what is not there marks nothing', () => {
  expect(marked(2, { kind: 'flow', flow: 'a>b:1/TCP' as FlowKey })).toEqual([]);
  expect(marked(2, { kind: 'endpoint', endpoint: 'shop/gone' as EndpointId })).toEqual([]);
});
