import { describe, expect, it } from 'vitest';
import type { Policy } from '../model/policy.ts';
import { simulate } from '../simulate.ts';
import { describeSelector } from './describe.ts';

function lowered(apiVersion: string, kind: string, spec: string): Policy {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: p, namespace: red}\nspec: {${spec}}\n`;
  const { tiers, problems } = simulate({ files: [{ name: 'p.yaml', text }] });
  const [policy] = tiers.flatMap(({ policies }) => policies);
  if (!policy) throw new Error(problems.map(({ message }) => message).join('\n'));
  return policy;
}

const peerOf = (policy: Policy): string => {
  const rule = policy.governs.egress?.rules[0];
  if (!rule) throw new Error('the policy has no rule');
  return describeSelector(rule.peer);
};
const calico = (kind: string) => (target: string) =>
  peerOf(lowered('projectcalico.org/v3', kind, `egress: [{action: Allow, destination: {${target}}}]`));

// Whom a rule of a Calico policy means, in words.
describe('a global policy', () => {
  it.each<[target: string, words: string]>([
    ['', 'anyone'],
    ['selector: all()', 'every known endpoint'],
    ["selector: app == 'web'", 'pods with app=web in every namespace'],
    ["selector: app != 'web'", 'pods with app other than web in every namespace'],
    [`selector: "app in {'web', 'db'}"`, 'pods with app in (web, db) in every namespace'],
    [`selector: "app not in {'web', 'db'}"`, 'pods with app not in (web, db) in every namespace'],
    ['selector: has(app)', 'pods with a label app in every namespace'],
    ["selector: '!has(app)'", 'pods with no label app in every namespace'],
    ["selector: app contains 'e'", 'pods with app containing e in every namespace'],
    ["selector: app starts with 'w'", 'pods with app starting with w in every namespace'],
    ["selector: app ends with 'b'", 'pods with app ending with b in every namespace'],
    ["selector: app == 'web' && has(tier)", 'pods with app=web and a label tier in every namespace'],
    [
      "selector: app == 'web' || app == 'db'",
      'pods with app=web in every namespace or pods with app=db in every namespace',
    ],
    ["selector: app == 'web', namespaceSelector: team == 'blue'", 'pods with app=web in namespaces with team=blue'],
    ["namespaceSelector: team == 'blue'", 'every pod in namespaces with team=blue'],
    ['serviceAccounts: {names: [back]}', 'pods with projectcalico.org/serviceaccount=back in every namespace'],
    ["serviceAccounts: {selector: role == 'back'}", 'pods with a service account with role=back in every namespace'],
    ['nets: [10.0.0.0/8, 192.0.2.7]', '10.0.0.0/8 or 192.0.2.7'],
    [
      "selector: app == 'web', nets: [10.0.0.0/8, 192.0.2.7]",
      'pods with app=web in every namespace and 10.0.0.0/8 or 192.0.2.7',
    ],
    ["selector: app == 'web', notNets: [10.0.0.0/8]", 'pods with app=web in every namespace except 10.0.0.0/8'],
    ["selector: has(app), notSelector: app == 'web'", 'pods with a label app and not app=web in every namespace'],
    ["selector: '!(has(a) && has(b))'", 'pods with not (a label a and a label b) in every namespace'],
    ["selector: '!(has(a) || has(b))'", 'pods with not (a label a or a label b) in every namespace'],
    ['nets: [10.0.0.0/8, 10.0.0.0/8]', '10.0.0.0/8'],
    ['namespaceSelector: all(), nets: [10.0.0.0/8]', 'every pod in every namespace and 10.0.0.0/8'],
    ['nets: [10.0.0.0/8], notNets: [10.1.0.0/16]', '10.0.0.0/8 except 10.1.0.0/16'],
    ['namespaceSelector: all()', 'every pod in every namespace'],
    ['namespaceSelector: global()', 'every endpoint outside namespaces'],
    ["namespaceSelector: global(), selector: role == 'node'", 'endpoints with role=node outside namespaces'],
    ["namespaceSelector: '!has(team)', selector: has(app)", 'pods with a label app in namespaces with no label team'],
    [
      "namespaceSelector: team == 'a' || team == 'b', selector: has(app)",
      'pods with a label app in namespaces with team=a or team=b',
    ],
    ['notNets: [10.0.0.0/8]', 'anyone except 10.0.0.0/8'],
    ['services: {name: dns, namespace: kube-system}', 'what is behind the Service kube-system/dns'],
    ["notSelector: app == 'web'", 'anyone except pods with app=web in every namespace'],
  ])('%s', (target, words) => {
    expect(calico('GlobalNetworkPolicy')(target)).toBe(words);
  });
});

describe('a policy of a namespace', () => {
  it.each<[target: string, words: string]>([
    ["selector: app == 'web'", 'pods with app=web in red'],
    ['selector: all()', 'every pod in red'],
    ["namespaceSelector: kubernetes.io/metadata.name == 'blue'", 'every pod in namespaces with name blue'],
    ['services: {name: web}', 'what is behind the Service red/web'],
  ])('%s', (target, words) => {
    expect(calico('NetworkPolicy')(target)).toBe(words);
  });
});

describe('a ClusterNetworkPolicy', () => {
  it.each<[peers: string, words: string]>([
    ['{namespaces: {}}', 'every pod in every namespace'],
    ['{namespaces: {matchLabels: {team: blue}}}', 'every pod in namespaces with team=blue'],
    ['{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}}', 'pods with app=web in every namespace'],
    ['{nodes: {}}', 'every node'],
    ['{nodes: {matchLabels: {zone: east}}}', 'nodes with zone=east'],
    ["{networks: [10.0.0.0/8, '::/0']}", '10.0.0.0/8 or ::/0'],
    ["{domainNames: ['*.example.org']}", '*.example.org'],
    ['{networks: [10.0.0.0/8]}, {namespaces: {}}', '10.0.0.0/8 or every pod in every namespace'],
  ])('%s', (peers, words) => {
    const spec = `tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Accept, to: [${peers}]}]`;
    expect(peerOf(lowered('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', spec))).toBe(words);
  });
});

describe('whom a policy selects', () => {
  it.each<[kind: string, spec: string, words: string]>([
    ['GlobalNetworkPolicy', '', 'every endpoint'],
    ['GlobalNetworkPolicy', "selector: app == 'web'", 'endpoints with app=web'],
    ['GlobalNetworkPolicy', "namespaceSelector: team == 'blue'", 'every pod in namespaces with team=blue'],
    ['NetworkPolicy', '', 'every pod in red'],
    ['NetworkPolicy', "serviceAccountSelector: role == 'back'", 'pods with a service account with role=back in red'],
  ])('%s {%s}', (kind, spec, words) => {
    expect(describeSelector(lowered('projectcalico.org/v3', kind, spec).subject)).toBe(words);
  });
});
