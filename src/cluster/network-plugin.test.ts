import { expect, it } from 'vitest';
import { simulate } from '../simulate.ts';

const CLUSTER = `
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: a}
status: {podIP: 10.0.0.1}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: a}
status: {podIP: 10.0.0.2}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: by-address, namespace: a}
spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}
`;

const system = (plugin: string): string => `
---
apiVersion: v1
kind: Namespace
metadata: {name: kube-system, annotations: {seglab.dev/network-plugin: ${plugin}}}
`;

// An ipBlock that holds a pod's address lets the pod in, or not, or does not matter.
it.each([
  ['calico when nothing is said', '', true],
  ['calico', system('calico'), true],
  ['one that knows pods by identity', system('identity-based'), false],
  ['one that enforces nothing', system('none'), true],
  ['not what another namespace says', system('identity-based').replace('kube-system', 'other'), true],
  ['not what another kind of object says', system('identity-based').replace('kind: Namespace', 'kind: Node'), true],
])('the plug-in of the cluster: %s', (_, declared, isAllowed) => {
  const { cluster, verdict, problems } = simulate({ files: [{ name: 'all.yaml', text: CLUSTER + declared }] });
  const [web, db] = cluster.endpoints;
  expect(problems).toEqual([]);
  expect(web && db && 'TCP' in verdict(web.id, db.id).allowed).toBe(isAllowed);
});

it('refuses a plug-in that it does not know, at the place', () => {
  const text = CLUSTER + system('flannel');
  const { problems } = simulate({ files: [{ name: 'all.yaml', text }] });
  expect(problems.map(({ code, origin }) => [code, text.slice(origin.start, origin.end)])).toEqual([
    ['bad-value', 'flannel'],
  ]);
});
