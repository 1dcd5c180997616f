import { expect, test } from 'vitest';
import type { FlowKey, Selection } from '../graph/picture.ts';
import type { EndpointId } from '../model/ids.ts';
import { linesOf } from './lines.ts';
import { marksOf } from './marks.ts';
import { portsInWords, reachOf } from './reach.ts';
import { bundledForTests } from './testing/demo.ts';

/** "deny_all_egress.yaml:9 block", for each line that is marked. */
function marked(number: number, selection: Selection): readonly string[] {
  const { simulation } = bundledForTests(number);
  const { simulation: now, sources } = simulation.getState();
  return marksOf(now, selection).map(({ origin, tone, note }) => {
    const text = sources.find((file) => file.name === origin.file)?.text ?? '';
    return `${origin.file}:${linesOf(text).placeOf(origin.start).line} ${tone}: ${note}`;
  });
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

test('an endpoint reaches what both ends let pass', () => {
  const { simulation } = bundledForTests(2).simulation.getState();
  const reached = reachOf(simulation, 'microseg/mydummycrm' as EndpointId, 'egress');
  expect(reached.map(({ endpoint, ports }) => `${endpoint.name} ${ports}`)).toEqual(['mydummytask every port']);
  expect(reachOf(simulation, 'microseg/mydummycrm-dev' as EndpointId, 'egress')).toEqual([]);
});

test.each([
  [{ TCP: [[8080, 8080]] }, '8080/TCP'],
  [{ TCP: [[1, 65535]], UDP: [[53, 53]] }, 'all TCP, 53/UDP'],
  [{ ICMP: [[0, 65535]] }, 'no port, other protocols only'],
] as const)('ports in words: %j', (allowed, words) => {
  expect(portsInWords(allowed)).toBe(words);
});
