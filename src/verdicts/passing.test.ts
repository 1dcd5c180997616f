import { expect, test } from 'vitest';
import { simulate } from '../simulate.ts';
import { passageOf } from './passage.ts';

const TEXT = `
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: left, labels: {app: a}}
---
apiVersion: v1
kind: Pod
metadata: {name: b, namespace: left, labels: {app: b}}
---
apiVersion: v1
kind: Pod
metadata: {name: c, namespace: right, labels: {app: c}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: only-a, namespace: right}
spec:
  podSelector: {}
  ingress:
  - from:
    - namespaceSelector: {}
      podSelector: {matchLabels: {app: a}}
    ports: [{port: 80}]
`;

// Groups 0 (left) and 1 (right): a and b are left, c is right; only a may enter, on port 80.
test.each([
  ['on any port', null, [2, 1, 2, 0]],
  ['on the port that is open', { protocol: 'TCP', port: 80 } as const, [2, 1, 2, 0]],
  ['on another port', { protocol: 'TCP', port: 81 } as const, [2, 0, 2, 0]],
  ['on another protocol', { protocol: 'UDP', port: 80 } as const, [2, 0, 2, 0]],
])('counts pairs between groups: %s', (_, on, open) => {
  const { evaluation } = simulate({ files: [{ name: 'all.yaml', text: TEXT }] });
  const passing = passageOf(evaluation).passing([0, 0, 1], 2, on);
  expect([...passing.pairs]).toEqual([2, 2, 2, 0]);
  expect([...passing.open]).toEqual(open);
});

test('leaves out endpoints of no group', () => {
  const { evaluation } = simulate({ files: [{ name: 'all.yaml', text: TEXT }] });
  const passing = passageOf(evaluation).passing([-1, 0, 0], 1, null);
  expect([...passing.pairs]).toEqual([2]);
  expect([...passing.open]).toEqual([1]);
});
