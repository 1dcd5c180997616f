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

// Within a tier by order, then by name, then by namespace: never by the order of the files.
it.each<[string, Partial<Policy>[], string]>([
  [
    'by order',
    [
      { name: 'a', order: 1000 },
      { name: 'b', order: 10 },
    ],
    'default: a/b a/a',
  ],
  [
    'no order is last',
    [
      { name: 'a', order: Number.POSITIVE_INFINITY },
      { name: 'b', order: 10 },
    ],
    'default: a/b a/a',
  ],
  ['equal orders: by name', [{ name: 'b' }, { name: 'a' }], 'default: a/a a/b'],
  [
    'none has an order: by name',
    [
      { name: 'b', order: Number.POSITIVE_INFINITY },
      { name: 'a', order: Number.POSITIVE_INFINITY },
    ],
    'default: a/a a/b',
  ],
])('%s', (_, policies, expected) => {
  expect(ids(policies.map((each) => ({ ...first, ...each })))).toEqual([expected]);
});

it('policies of one name are in the order of their namespaces', () => {
  const { tiers } = underPolicies(policy('b', 'x'), policy('a', 'x'));
  expect(tiers.flatMap(({ policies }) => policies.map(({ namespace }) => namespace))).toEqual(['a', 'b']);
});
