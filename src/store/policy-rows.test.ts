import { expect, test } from 'vitest';
import { filesReportOf } from '../lab/files.ts';
import { sizeOf } from '../lab/size.ts';
import { simulate } from '../simulate.ts';
import { wordsOfOpened } from './opened-words.ts';
import { knownOfFiles, policyRows } from './policy-rows.ts';

const policy = (name: string, namespace: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec: {podSelector: {}}
`;
const pod = (name: string, namespace: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}}
`;
const global =
  'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: all}\nspec: {selector: all()}\n';

const files = [
  { name: 'shop/web.yaml', text: policy('web', 'shop'), applied: true },
  { name: 'walls.yaml', text: [policy('a', 'shop'), policy('b', 'pay')].join('---\n'), applied: true },
  { name: 'all.yaml', text: global, applied: true },
  { name: 'broken.yaml', text: policy('c', 'pay').replace('podSelector', 'podSelectr'), applied: true },
  { name: 'aside.yaml', text: policy('d', 'pay'), applied: false },
];
const simulation = simulate({
  files: [
    { name: 'cluster.yaml', text: [pod('a', 'shop'), pod('b', 'pay')].join('---\n') },
    ...files.filter(({ applied }) => applied),
  ],
});

test('rows tell what the engine took from each file', () => {
  const rows = policyRows(files, knownOfFiles(filesReportOf(simulation)), '');
  expect(rows.map(({ file, about, isFaulty }) => [file.name, about, isFaulty])).toEqual([
    ['shop/web.yaml', 'NetworkPolicy in shop', false],
    ['walls.yaml', '2 policies', false],
    ['all.yaml', 'GlobalNetworkPolicy', false],
    ['broken.yaml', '', true],
    ['aside.yaml', '', false],
  ]);
});

test.each([
  ['', 5],
  ['yaml', 5],
  ['WEB shop', 1],
  ['globalnetworkpolicy', 1],
  ['in  shop ', 1],
  ['nothing', 0],
])('the filter %j leaves %i', (filter, count) => {
  expect(policyRows(files, knownOfFiles(filesReportOf(simulation)), filter)).toHaveLength(count);
});

test('an opened cluster is told by its size', () => {
  const { cluster, tiers } = simulation;
  expect(wordsOfOpened(sizeOf(cluster, tiers))).toEqual({ title: '2 namespaces, 2 workloads', summary: '4 policies.' });
  const size = { namespaces: ['b'], workloads: 1, policies: 0 };
  expect(wordsOfOpened(size)).toEqual({ title: '1 namespace, 1 workload', summary: 'No policies.' });
  expect(wordsOfOpened({ ...size, namespaces: [], workloads: 0 }).title).toBe('No namespaces, no workloads');
});
