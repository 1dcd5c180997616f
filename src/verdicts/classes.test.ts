import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Endpoint } from '../model/cluster.ts';
import type { Policy, Tier } from '../model/policy.ts';
import type { Selector } from '../model/selector.ts';
import { parseCidr } from '../sets/cidr.ts';
import { classify } from './classes.ts';
import { allowedBy, decide } from './decide.ts';
import { mentionedBy } from './mentioned.ts';
import { between, outside, pod, tiers } from './testing/tier-notation.ts';

const policiesOf = (all: readonly Tier[]): readonly Policy[] => all.flatMap(({ policies }) => policies);

const unguarded = (): boolean => false;

/** The classes, each as the names of its members. */
function classNames(endpoints: readonly Endpoint[], all: readonly Tier[]): string[] {
  return classify(endpoints, mentionedBy(policiesOf(all)), unguarded).all.map(({ members }) =>
    members.map(({ name }) => name).join(' '),
  );
}

const web = pod('web', 'x', 'http:80/TCP');
const web2 = pod('web2', 'x', 'http:8080/TCP');
const db = pod('db', 'x y', '', '10.0.0.9');

// What the policies do not mention tells nobody apart.
it.each<[string, string, string[]]>([
  ['nothing mentioned: one class', 'default deny: allow 80', ['web web2 db']],
  ['a label', 'default deny: allow 80 ~y', ['web web2', 'db']],
  ['a label that all of them have', 'default deny: allow 80 ~x', ['web web2 db']],
  ['a port name', 'default deny: allow http', ['web', 'web2', 'db']],
  ['another port name', 'default deny: allow grpc', ['web web2 db']],
])('classes: %s', (_, notation, names) => {
  expect(classNames([web, web2, db], tiers(notation))).toEqual(names);
});

it('keeps kinds and namespaces apart', () => {
  const elsewhere: Endpoint = { ...web, name: 'elsewhere', namespace: 'b' as typeof web.namespace };
  const onNode: Endpoint = { ...web, name: 'node', kind: 'host-network', node: null };
  expect(classNames([web, elsewhere, onNode, outside('out'), outside('out2')], [])).toEqual([
    'web',
    'elsewhere',
    'node',
    'out out2',
  ]);
});

it('does not know an endpoint of another cluster', () => {
  expect(() => classify([web], mentionedBy([]), unguarded).of(db)).toThrow('a/db is not in this cluster');
});

it('members of a class have equal verdicts with everyone', () => {
  const cidr = (text: string): Selector => {
    const block = parseCidr(text);
    if (!block) throw new Error(`${text} is no block`);
    return { op: 'in-network', cidr: block, except: [], origin: { file: '', start: 0, end: 0 } };
  };
  const leaf = fc.oneof(
    fc.constantFrom('x', 'y').map(
      (key): Selector => ({
        op: 'label',
        of: 'endpoint',
        test: { op: 'exists', key },
        origin: { file: '', start: 0, end: 0 },
      }),
    ),
    fc.constantFrom('10.0.0.0/31', '10.0.0.0/30', '10.0.0.2/32', '203.0.113.0/24').map(cidr),
    fc.constant<Selector>({ op: 'is', kind: 'workload' }),
  );
  const selector = fc.oneof(
    leaf,
    leaf.map((operand): Selector => ({ op: 'not', operand })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(leaf, { maxLength: 3 }))
      .map(([op, operands]): Selector => ({ op, operands })),
  );
  const endpoints: readonly Endpoint[] = [
    ...['', 'x', 'y', 'x y'].flatMap((labels, row) =>
      ['', 'http:80/TCP', 'http:80/TCP', 'http:90/TCP'].map((ports, column) =>
        pod(`p${row}${column}`, labels, ports, `10.0.0.${column}`),
      ),
    ),
    outside('out'),
    outside('out2'),
  ];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(selector, selector, fc.constantFrom('allow *', 'deny 80', 'allow http', 'pass *')), {
        maxLength: 4,
      }),
      (drawn) => {
        const [tier] = tiers(`default deny: ${drawn.map(([, , rule]) => rule).join(' | ')}`);
        const policies = (tier?.policies ?? []).map((policy, index): Policy => {
          const [subject, peer] = drawn[index] ?? [policy.subject, { op: 'and', operands: [] }];
          const side = policy.governs.ingress;
          return {
            ...policy,
            subject,
            governs: {
              egress: null,
              ingress: side && { ...side, rules: side.rules.map((rule) => ({ ...rule, peer })) },
            },
          };
        });
        const all: readonly Tier[] = tier ? [{ ...tier, policies }] : [];
        const allowed = (from: Endpoint, to: Endpoint): string => {
          return JSON.stringify(allowedBy(decide(all, 'ingress', between(from, to))));
        };
        const different = classify(endpoints, mentionedBy(policies), unguarded).all.flatMap(
          ({ members, representative }) =>
            members.slice(1).flatMap((member) =>
              endpoints.filter((other) => {
                if (other === member || other === representative) return false;
                return (
                  allowed(member, other) !== allowed(representative, other) ||
                  allowed(other, member) !== allowed(other, representative)
                );
              }),
            ),
        );
        expect(different).toEqual([]);
      },
    ),
    { numRuns: 50 },
  );
}, 30_000);
