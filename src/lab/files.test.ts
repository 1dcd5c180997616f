import { describe, expect, test } from 'vitest';
import { simulate } from '../simulate.ts';
import { fileReportOf, filesReportOf } from './files.ts';

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

function reportOf(text: string, before: string | null = null) {
  const file = { name: 'policy.yaml', text };
  const files = [CLUSTER, file];
  const previous = before === null ? null : simulate({ files: [CLUSTER, { ...file, text: before }] });
  const report = fileReportOf(simulate(previous === null ? { files } : { files, previous }), [file], file.name);
  if (report === null) throw new Error('no report');
  return report;
}

const statuses = (text: string) => reportOf(text).policies.map(({ from, status }) => `${from}: ${status}`);

describe('what a file does', () => {
  test('says whom the policy selects and what it isolates', () => {
    expect(statuses(DENY)).toEqual(['1: Applied · selects 2 pods · isolates In and Out']);
    expect(statuses(ONE)).toEqual(['1: Applied · selects 1 pod · isolates Out']);
  });

  test('says of several policies where each begins and what it is called', () => {
    expect(statuses(`${DENY}---\n${ONE}`)).toEqual([
      '1: Applied · deny · selects 2 pods · isolates In and Out',
      '9: Applied · one · selects 1 pod · isolates Out',
    ]);
  });

  test('counts on the line that says whom a policy selects', () => {
    const counts = reportOf(`${DENY}---\n${ONE}`).policies.map(
      ({ subjectLine, selects }) => `${subjectLine}: ${selects}`,
    );
    expect(counts).toEqual(['7: selects 2 pods', '16: selects 1 pod']);
  });

  test('nothing, where it holds no policy', () => {
    expect(reportOf('')).toEqual({ name: 'policy.yaml', fault: null, policies: [] });
  });
});

test('a file that is not applied has no report', () => {
  expect(fileReportOf(simulate({ files: [CLUSTER] }), [], 'policy.yaml')).toBeNull();
  expect(fileReportOf(simulate({ files: [CLUSTER] }), [CLUSTER], null)).toBeNull();
});

test('of all files it is told what they hold, and which are not accepted', () => {
  const files = [
    CLUSTER,
    { name: 'one.yaml', text: ONE },
    { name: 'two.yaml', text: `${DENY}---\n${ONE.replace('name: one', 'name: other')}` },
    { name: 'broken.yaml', text: `${DENY.replace('name: deny', 'name: broken')}  nonsense: 1\n` },
  ];
  const { about, faulty } = filesReportOf(simulate({ files }));
  expect(new Map(about)).toEqual(
    new Map([
      ['one.yaml', 'NetworkPolicy in shop'],
      ['two.yaml', '2 policies'],
    ]),
  );
  expect(faulty).toEqual(['broken.yaml']);
});

describe('a file that is at fault', () => {
  test('says what counts while a line cannot be read', () => {
    const broken = DENY.replace('podSelector: {}', 'podSelector: {');
    expect(reportOf(broken).fault).toMatch(/^Line \d cannot be read yet\. This document is left out\.$/);
    expect(reportOf(broken, DENY).fault).toMatch(
      /^Line \d cannot be read yet\. deny as last accepted stays in force\.$/,
    );
  });

  test('says so when a value is not accepted', () => {
    expect(reportOf(DENY.replace('Egress]', 'Egres]')).fault).toBe(
      'Line 8 is not accepted. This document is left out.',
    );
  });
});
