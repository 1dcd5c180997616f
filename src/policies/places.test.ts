import { expect, it } from 'vitest';
import type { Origin } from '../model/origin.ts';
import type { Direction } from '../model/policy.ts';
import { simulate } from '../simulate.ts';

/** Where a policy stands: its own place, that of its subject, and of each direction that it governs. */
type Places = readonly [own: string, subject: string, ingress: string | null, egress: string | null];

// Each policy, and the first line of the texts that the page shows for its parts.
it.each<[kind: string, apiVersion: string, fields: string, places: Places]>([
  ['NetworkPolicy', 'networking.k8s.io/v1', 'spec: {ingress: []}', ['p', '{ingress: []}', 'ingress: []', null]],
  ['NetworkPolicy', 'networking.k8s.io/v1', 'spec: {podSelector: {}}', ['p', 'podSelector: {}', 'p', null]],
  [
    'NetworkPolicy',
    'networking.k8s.io/v1',
    'spec: {policyTypes: [Ingress, Egress], ingress: [{}]}',
    ['p', '{policyTypes: [Ingress, Egress], ingress: [{}]}', 'Ingress', 'Egress'],
  ],
  ['NetworkPolicy', 'networking.k8s.io/v1', 'spec: {egress: [{}]}', ['p', '{egress: [{}]}', 'p', 'egress: [{}]']],
  ['NetworkPolicy', 'projectcalico.org/v3', 'spec: {}', ['p', 'p', 'p', null]],
  ['NetworkPolicy', 'projectcalico.org/v3', 'spec: {selector: all()}', ['p', 'selector: all()', 'p', null]],
  [
    'GlobalNetworkPolicy',
    'projectcalico.org/v3',
    'spec: {types: [Ingress, Egress], egress: [{action: Deny}]}',
    ['p', 'p', 'Ingress', 'Egress'],
  ],
  [
    'GlobalNetworkPolicy',
    'projectcalico.org/v3',
    'spec: {ingress: [{action: Deny}], egress: [{action: Deny}]}',
    ['p', 'p', 'ingress', 'egress'],
  ],
  [
    'ClusterNetworkPolicy',
    'policy.networking.k8s.io/v1alpha2',
    'spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}',
    ['p', 'subject: {namespaces: {}}', 'ingress', null],
  ],
  [
    'AdminNetworkPolicy',
    'policy.networking.k8s.io/v1alpha1',
    'spec: {priority: 1, subject: {namespaces: {}}, ingress: [], egress: [{action: Deny, to: [{namespaces: {}}]}]}',
    ['p', 'subject: {namespaces: {}}', null, 'egress'],
  ],
])('%s of %s with %s', (kind, apiVersion, fields, places) => {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: p}\n${fields}\n`;
  const { tiers, problems } = simulate({ files: [{ name: 'p.yaml', text }] });
  const [policy] = tiers.flatMap(({ policies }) => policies);
  if (!policy) throw new Error(problems.map(({ message }) => message).join('\n'));
  const quote = ({ start, end }: Origin): string => text.slice(start, end);
  const governed = (direction: Direction): string | null => {
    const side = policy.governs[direction];
    return side && quote(side.origin);
  };
  expect([quote(policy.origin), quote(policy.subjectOrigin), governed('ingress'), governed('egress')]).toEqual(places);
});
