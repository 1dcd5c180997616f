import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Endpoint, WorkloadEndpoint } from '../../model/cluster.ts';
import type { NamespaceName } from '../../model/ids.ts';
import type { Policy, Tier } from '../../model/policy.ts';
import type { Selector } from '../../model/selector.ts';
import { type Cidr, parseCidr } from '../../sets/cidr.ts';
import { CidrTree } from '../../sets/cidr-tree.ts';
import { allowedBy, asking, decide } from '../decide.ts';
import { between, outside, pod, tiers } from '../testing/tier-notation.ts';
import { classify, type Distinctions, ignorableKeys } from './classes.ts';
import { mentionedBy } from './mentioned.ts';

const unguarded = (): boolean => false;
const PLAIN: Distinctions = { blocks: null, ignoredKeys: new Set(), isGuarded: unguarded };
const block = (text: string): Cidr => {
  const parsed = parseCidr(text);
  if (!parsed) throw new Error(`${text} is no block`);
  return parsed;
};

/** The classes, each as the names of its members. */
function classNames(endpoints: readonly Endpoint[], distinctions: Partial<Distinctions> = {}): string[] {
  return classify(endpoints, { ...PLAIN, ...distinctions }).all.map(({ members }) =>
    members.map(({ name }) => name).join(' '),
  );
}

const web = pod('web', 'x', 'http:80/TCP');
const same = { ...pod('same', 'x', 'http:80/TCP'), origin: { file: 'other.yaml', start: 7, end: 9 } };

// What is different about the second, and whether that makes a class of its own.
it.each<[string, Partial<WorkloadEndpoint>, Partial<Distinctions>, string[]]>([
  ['nothing', {}, {}, ['web same']],
  ['a label', { labels: { x: '', y: '' } }, {}, ['web', 'same']],
  ['the value of a label', { labels: { x: '1' } }, {}, ['web', 'same']],
  ['a label that is ignored', { labels: { ...web.labels, y: '' } }, { ignoredKeys: new Set(['y']) }, ['web same']],
  ['the name of a port', { ports: [{ name: 'grpc', port: 80, protocol: 'TCP' }] }, {}, ['web', 'same']],
  ['its account', { serviceAccount: 'robot' }, {}, ['web', 'same']],
  ['its namespace', { namespace: 'b' as NamespaceName }, {}, ['web', 'same']],
  ['its Services', { services: [{ service: 'a/web', ports: {} }] }, {}, ['web', 'same']],
  ['labels of its node', { nodeLabels: { zone: 'a' } }, {}, ['web', 'same']],
  ['its node', { node: 'n1' }, {}, ['web same']],
  ['its node, behind a gate', { node: 'n1' }, { isGuarded: () => true }, ['web', 'same']],
  ['an address that nobody asks for', { addresses: ['10.0.0.9'] }, {}, ['web same']],
  [
    'an address in a block',
    { addresses: ['10.0.0.9'] },
    { blocks: new CidrTree([block('10.0.0.8/29')]) },
    ['web', 'same'],
  ],
  ['an address elsewhere', { addresses: ['10.0.0.9'] }, { blocks: new CidrTree([block('10.9.0.0/16')]) }, ['web same']],
  ['an address of the other version', { addresses: ['fd00::1'] }, { blocks: new CidrTree([]) }, ['web', 'same']],
])('classes: %s', (_, difference, distinctions, names) => {
  const first = { ...web, addresses: ['10.0.0.1'] };
  expect(classNames([first, { ...same, addresses: ['10.0.0.1'], ...difference }], distinctions)).toEqual(names);
});

it('does not care in which order labels are written', () => {
  const labels = [
    { a: '1', b: '2' },
    { b: '2', a: '1' },
  ];
  expect(classNames(labels.map((each, at) => ({ ...web, name: `p${at}`, labels: each })))).toEqual(['p0 p1']);
});

it('tells the class of each endpoint by index, in their order', () => {
  const other = pod('other', 'y');
  expect([...classify([web, other, same], PLAIN).indexes]).toEqual([0, 1, 0]);
});

describe('labels that can be ignored', () => {
  const pods = (count: number): Endpoint[] =>
    Array.from({ length: count }, (_, at) => ({
      ...pod(`p${at}`, ''),
      labels: { app: `a${at % 5}`, name: `p${at}`, half: `h${at % 70}` },
    }));

  it('are those that nearly every endpoint has a value of its own of', () => {
    expect([...ignorableKeys(pods(200), new Set())]).toEqual(['name']);
  });

  it('are none that a policy mentions, and none in a small cluster', () => {
    expect([...ignorableKeys(pods(200), new Set(['name']))]).toEqual([]);
    expect([...ignorableKeys(pods(60), new Set())]).toEqual([]);
  });
});

it('keeps kinds and namespaces apart', () => {
  const elsewhere: Endpoint = { ...web, name: 'elsewhere', namespace: 'b' as typeof web.namespace };
  const onNode: Endpoint = { ...web, name: 'node', kind: 'host-network', node: null };
  expect(classNames([web, elsewhere, onNode, outside('out'), outside('out2')])).toEqual([
    'web',
    'elsewhere',
    'node',
    'out',
    'out2',
  ]);
});

it('does not know an endpoint of another cluster', () => {
  expect(() => classify([web], PLAIN).of(pod('db', 'x'))).toThrow('a/db is not in this cluster');
});

it('members of a class have equal verdicts with everyone', () => {
  const cidr = (text: string): Selector => {
    return { op: 'in-network', cidr: block(text), except: [], origin: { file: '', start: 0, end: 0 } };
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
          return JSON.stringify(allowedBy(decide(asking(all), 'ingress', between(from, to))));
        };
        const different = classify(endpoints, {
          ...PLAIN,
          blocks: new CidrTree(mentionedBy(policies).blocks),
        }).all.flatMap(({ members, representative }) =>
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
