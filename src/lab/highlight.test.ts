import { expect, test } from 'vitest';
import { simulate } from '../simulate.ts';
import { highlightOf } from './highlight.ts';
import { questionAt } from './testing/demo.ts';

/** The names of what is lit when the cursor stands on the first line of a file that holds a text. */
function lit(number: number, name: string, text: string) {
  const { cluster, policies } = questionAt(number);
  const files = [cluster, ...policies];
  const file = files.find((source) => source.name === name);
  if (file === undefined) throw new Error(`no ${name}`);
  const line = file.text.split('\n').findIndex((candidate) => candidate.includes(text)) + 1;
  const found = highlightOf(simulate({ files }), files, { file: name, line });
  const short = (id: string) =>
    id
      .replace(/microseg2?\/|:8080\/TCP/g, '')
      .replace('microseg/', '')
      .replace('microseg2/', '');
  return found && { endpoints: [...found.endpoints].map(short), flows: [...found.flows].map(short) };
}

test('a line about the subject lights whom it selects, and what the policy has a say in', () => {
  expect(lit(2, 'allow_pod_egress.yaml', 'app: mydummycrm')).toEqual({
    endpoints: ['mydummycrm'],
    flows: ['mydummycrm>mydummyclient', 'mydummycrm>mydummybill', 'mydummycrm>mydummytask'],
  });
});

test('a line about a direction lights what it isolates', () => {
  const isolated = lit(1, 'deny_all_egress.yaml', '- Egress');
  expect(isolated?.flows).toHaveLength(7);
});

test('a line about a peer lights the flows that its rule decides, and nothing that it does not match', () => {
  expect(lit(2, 'allow_pod_egress.yaml', 'cidr: 172.16.248.152/32')).toEqual({
    endpoints: ['mydummycrm', 'mydummytask'],
    flows: ['mydummycrm>mydummytask'],
  });
});

test('other lines light nothing', () => {
  expect(lit(2, 'allow_pod_egress.yaml', 'apiVersion')).toBeNull();
  expect(lit(2, 'cluster.yaml', 'kind: Pod')).toBeNull();
});
