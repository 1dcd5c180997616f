import { describe } from 'vitest';
import { accepts, refuses } from '../testing/refusals.ts';

const tier = (name: string, spec: string): string =>
  `apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: ${name}}\nspec: {${spec}}\n`;

// https://github.com/projectcalico/calico/blob/master/api/pkg/apis/projectcalico/v3/tier.go
describe('tiers', () => {
  accepts([
    ['without order', tier('mine', '')],
    ['order of half, below zero', tier('mine', 'order: -0.5, defaultAction: Pass')],
    ['the default tier as it is', tier('default', 'order: 1000000, defaultAction: Deny')],
    ['kube-admin as it is', tier('kube-admin', 'order: 1000, defaultAction: Pass')],
    ['kube-baseline as it is', tier('kube-baseline', 'order: 10000000, defaultAction: Pass')],
  ]);
  refuses('https://docs.tigera.io/calico/latest/reference/resources/tier', [
    ['a name with a dot', tier('a.b', ''), 'bad-name: a.b', 'no valid name'],
    ['a name of 64 letters', tier('a'.repeat(64), ''), `bad-name: ${'a'.repeat(64)}`, 'at most 63'],
    ['a default of Allow', tier('mine', 'defaultAction: Allow'), 'bad-value: Allow', 'Deny or Pass'],
    ['an order in words', tier('mine', 'order: first'), 'bad-type: first', 'must be a number'],
    ['the default tier at another order', tier('default', 'order: 5'), 'bad-value: 5', 'always 1000000'],
    [
      'the default tier with Pass',
      tier('default', 'order: 1000000, defaultAction: Pass'),
      'bad-value: Pass',
      'always Deny',
    ],
    [
      'kube-baseline with Deny',
      tier('kube-baseline', 'order: 10000000, defaultAction: Deny'),
      'bad-value: Deny',
      'always Pass',
    ],
  ]);
});
