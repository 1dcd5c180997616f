import { expect, it } from 'vitest';
import type { Policy } from '../model/policy.ts';
import { underPolicies } from './testing/small-cluster.ts';
import { arrangeTiers } from './tiers.ts';

const policy = (namespace: string, name: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: ${namespace}}\n`;

const ids = (policies: readonly Policy[]): string[] =>
  arrangeTiers(policies, []).map(
    (tier) => `${tier.name}: ${tier.policies.map(({ namespace, name }) => `${namespace}/${name}`).join(' ')}`,
  );

const [first] = underPolicies(policy('a', 'x')).tiers.flatMap(({ policies }) => policies);
if (!first) throw new Error('the policy of this test was not read');

it('has no tier without a policy', () => {
  expect(arrangeTiers([], [])).toEqual([]);
});

// Within a tier by order, lower first; none is last. Never by the order of the files.
it.each<[string, readonly (readonly [name: string, order: number])[], string]>([
  [
    'lower first',
    [
      ['a', 1000],
      ['b', 10],
    ],
    'default: a/b a/a',
  ],
  [
    'none is last',
    [
      ['a', Number.POSITIVE_INFINITY],
      ['b', 10],
    ],
    'default: a/b a/a',
  ],
  [
    'below zero',
    [
      ['a', 0],
      ['b', -1],
    ],
    'default: a/b a/a',
  ],
])('%s', (_, policies, expected) => {
  expect(ids(policies.map(([name, order]) => ({ ...first, name, order, tieBreaker: name })))).toEqual([expected]);
});

it.each([1000, Number.POSITIVE_INFINITY])('policies of one order, %d, are in the order of their names', (order) => {
  const equal = ['b', 'c', 'a'].map((name) => ({ ...first, name, order, tieBreaker: name }));
  expect(ids(equal)).toEqual(['default: a/a a/b a/c']);
});

it('policies of one name are in the order of their namespaces', () => {
  const { tiers } = underPolicies(policy('b', 'x'), policy('a', 'x'));
  expect(tiers.flatMap(({ policies }) => policies.map(({ namespace }) => namespace))).toEqual(['a', 'b']);
});
