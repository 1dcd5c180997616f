import { describe, expect, test } from 'vitest';
import { recipeFor } from '../../bench/cluster/recipe.ts';
import { generateCluster } from '../../bench/cluster/write.ts';
import type { SourceFile } from '../model/source.ts';
import { simulate } from '../simulate.ts';
import { type Opened, sortOpened } from './opened.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
`;
const policy = (name: string, namespace = 'shop') => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  podSelector: {} # everyone
`;
const documents = (...texts: readonly string[]) => texts.join('---\n');
const indented = (text: string, by: number) =>
  text
    .trimEnd()
    .split('\n')
    .map((line, at) => `${' '.repeat(by)}${at === 0 ? '- ' : '  '}${line}`)
    .join('\n');
const list = (by: number, ...items: readonly string[]) =>
  `apiVersion: v1\nitems:\n${items.map((item) => indented(item, by)).join('\n')}\nkind: List\nmetadata:\n  resourceVersion: ""\n`;

function sorted(...files: readonly SourceFile[]): Opened {
  const opened = sortOpened(files);
  if (opened === null) throw new Error('nothing was told apart');
  return opened;
}

const file = (name: string, text: string): SourceFile => ({ name, text });
const namesOf = ({ policies }: Opened) => policies.map(({ name }) => name);

describe('which file a document goes to', () => {
  const many = Array.from({ length: 11 }, (_, at) => policy(`p-${at}`));
  const cases: readonly [string, readonly SourceFile[], { cluster: string; policies: readonly string[] }][] = [
    ['a cluster alone', [file('shop.yaml', POD)], { cluster: 'shop.yaml', policies: [] }],
    [
      'a folder of a cluster and policies',
      [file('cluster.yaml', POD), file('policies/b.yaml', policy('b')), file('policies/a.yaml', policy('a'))],
      { cluster: 'cluster.yaml', policies: ['a.yaml', 'b.yaml'] },
    ],
    [
      'few policies stay in one file',
      [file('walls.yaml', documents(policy('a'), policy('b')))],
      { cluster: 'cluster.yaml', policies: ['walls.yaml'] },
    ],
    [
      'many become one file each',
      [file('walls.yaml', documents(...many))],
      { cluster: 'cluster.yaml', policies: many.map((_, at) => `shop/p-${at}.yaml`) },
    ],
    [
      'so do those among other documents',
      [file('all.yaml', documents(POD, policy('a'), POD, policy('b', 'pay')))],
      { cluster: 'all.yaml', policies: ['pay/b.yaml', 'shop/a.yaml'] },
    ],
    [
      'names are unique, whatever their case',
      [file('all.yaml', documents(POD, policy('a'), policy('a'), policy('A')))],
      { cluster: 'all.yaml', policies: ['shop/a-2.yaml', 'shop/A-3.yaml', 'shop/a.yaml'] },
    ],
    [
      'a policy file called like the cluster gets another name',
      [file('a.yaml', POD), file('b.yaml', POD), file('policies/cluster.yaml', policy('a'))],
      { cluster: 'cluster.yaml', policies: ['cluster-2.yaml'] },
    ],
    [
      'tiers are policies, and what belongs to no namespace has no folder',
      [
        file(
          'all.yaml',
          documents(POD, 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: guards}\nspec: {order: 1}\n'),
        ),
      ],
      { cluster: 'all.yaml', policies: ['guards.yaml'] },
    ],
    [
      "another project's kinds are none of the page's policies",
      [file('all.yaml', documents(POD, 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: x}\n'))],
      { cluster: 'all.yaml', policies: [] },
    ],
    [
      'an unreadable document among policies stays with them',
      [file('cluster.yaml', POD), file('walls.yaml', documents(policy('a'), 'kind: [\n'))],
      { cluster: 'cluster.yaml', policies: ['walls.yaml'] },
    ],
    [
      'kinds in quotes, in flow style and with comments are read',
      [
        file('x.yaml', POD),
        file('q.yaml', '"apiVersion": networking.k8s.io/v1\n"kind": NetworkPolicy\nmetadata: {name: q}\n'),
        file('f.yaml', '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: f}}'),
        file('c.yaml', "kind: 'NetworkPolicy' # a wall\napiVersion: networking.k8s.io/v1\nmetadata: {name: c}\n"),
      ],
      { cluster: 'x.yaml', policies: ['c.yaml', 'f.yaml', 'q.yaml'] },
    ],
  ];
  test.each(cases)('%s', (_, files, expected) => {
    const opened = sorted(...files);
    expect({ cluster: opened.cluster.name, policies: namesOf(opened) }).toEqual(expected);
  });

  test('nothing that says what it is is nothing to open', () => {
    expect(sortOpened([file('a.yaml', 'hello'), file('b.yaml', '')])).toBeNull();
    expect(sortOpened([])).toBeNull();
  });

  test('JSON that is no manifest is left out, and said to be', () => {
    const opened = sorted(file('a.yaml', POD), file('package.json', '{"name": "x"}'));
    expect(opened.cluster).toEqual(file('a.yaml', POD));
    expect(opened.notes).toEqual(['package.json has no apiVersion and kind, so it was left out.']);
  });

  test('several files of a cluster are one text, with the origin of each part', () => {
    const { cluster } = sorted(file('a.yaml', POD), file('b.yaml', `%YAML 1.2\n---\n${POD}`), file('c.yaml', POD));
    expect(cluster.text).toContain('# b.yaml\n%YAML 1.2\n---\n');
    const { problems } = simulate({ files: [cluster] });
    expect(problems.filter(({ code }) => code === 'bad-yaml')).toEqual([]);
  });
});

describe('what is broken stays, for the engine to report', () => {
  test('in its place among other documents', () => {
    const broken = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: [\n';
    const { cluster, policies } = sorted(file('all.yaml', documents(POD, broken, policy('a'))));
    expect(policies.map(({ name }) => name)).toEqual(['shop/a.yaml']);
    expect(cluster.text).toBe(documents(POD, broken));
  });

  test('in a list, whose policies are taken out all the same', () => {
    const broken = 'apiVersion: v1\nkind: Pod\nmetadata: {name: [\n';
    const { cluster, policies } = sorted(file('all.yaml', list(0, POD, broken, policy('a'))));
    expect(policies).toEqual([file('shop/a.yaml', policy('a'))]);
    expect(cluster.text).toBe(list(0, POD, broken));
    expect(simulate({ files: [cluster] }).problems).toMatchObject([{ code: 'bad-yaml' }]);
  });

  test('a policy that the schema refuses is a policy', () => {
    const refused = policy('a').replace('podSelector', 'podSelectr');
    expect(namesOf(sorted(file('all.yaml', documents(POD, refused))))).toEqual(['shop/a.yaml']);
  });
});

describe('policies among the items of a list', () => {
  test.each([0, 2, 4])('are taken out with their comments, indented by %i', (by) => {
    const { cluster, policies } = sorted(file('all.yaml', list(by, POD, policy('a'), POD, policy('b'))));
    expect(policies).toEqual([
      { name: 'shop/a.yaml', text: policy('a') },
      { name: 'shop/b.yaml', text: policy('b') },
    ]);
    expect(cluster.text).toBe(list(by, POD, POD));
  });

  test('keep their meaning whatever they are written like', () => {
    const awkward = [
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: text\n  annotations:\n    a: |\n      - apiVersion: v1\n\n        kind: Pod\n    b: >2\n        deep\n    c: "one\n      two"\nspec:\n  podSelector: {}\n',
      'kind: NetworkPolicy\n# between\n\napiVersion: networking.k8s.io/v1\nmetadata: {name: flow}\nspec: {podSelector: {matchLabels: {app: web}}}\n',
    ];
    const text = `# before\n${list(0, POD, ...awkward)}`;
    const { policies } = sorted(file('all.yaml', text));
    expect(policies.map(({ text: one }) => one)).toEqual([awkward[1], awkward[0]]);
    expect(lowered([file('all.yaml', text)])).toEqual(lowered(policies));
  });

  test('a comment before an item goes with it', () => {
    const { cluster, policies } = sorted(
      file(
        'all.yaml',
        `apiVersion: v1\nkind: List\nitems:\n# the pod\n- ${indented(POD, 0).slice(2)}\n# the wall\n${indented(policy('a'), 0)}\n# the end\n`,
      ),
    );
    expect(policies[0]?.text).toBe(`# the wall\n${policy('a')}`);
    expect(cluster.text).toContain('# the pod\n');
    expect(cluster.text).toContain('# the end\n');
  });

  test('with carriage returns', () => {
    const { policies } = sorted(file('all.yaml', list(0, POD, policy('a')).replaceAll('\n', '\r\n')));
    expect(policies.map(({ name }) => name)).toEqual(['shop/a.yaml']);
    expect(lowered(policies)).toHaveLength(1);
  });

  test('an item that shares a value with another stays', () => {
    const shared = policy('a').replace('podSelector: {}', 'podSelector: &all {}');
    const sharing = policy('b').replace('podSelector: {}', 'podSelector: *all');
    const text = list(0, POD, shared, sharing, policy('c'));
    const { cluster, policies } = sorted(file('all.yaml', text));
    expect(policies.map(({ name }) => name)).toEqual(['shop/c.yaml']);
    expect(cluster.text).toBe(list(0, POD, shared, sharing));
  });

  test('a list that cannot be told apart stays as it is', () => {
    const flow = `apiVersion: v1\nkind: List\nitems: [{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a}, spec: {podSelector: {}}}]\n`;
    expect(sorted(file('all.yaml', flow))).toMatchObject({ cluster: { text: flow }, policies: [] });
  });

  test('a list of few policies alone stays in its file; of many, nothing of it is left', () => {
    const few = list(0, policy('a'), policy('b'));
    expect(sorted(file('walls.yaml', few)).policies).toEqual([file('walls.yaml', few)]);
    const many = Array.from({ length: 11 }, (_, at) => policy(`p-${at}`));
    const opened = sorted(file('walls.yaml', list(0, ...many)));
    expect(opened.policies).toHaveLength(11);
    expect(opened.cluster.text).toBe('');
  });

  test('a NetworkPolicyList says for its items what they are', () => {
    const bare = Array.from({ length: 11 }, (_, at) => policy(`p-${at}`).replace(/^apiVersion.*\nkind.*\n/, ''));
    const text = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicyList\nitems:\n${bare.map((one) => indented(one, 0)).join('\n')}\n`;
    const { policies } = sorted(file('walls.yaml', text));
    expect(policies[0]?.text).toBe(policy('p-0'));
    expect(policies).toHaveLength(11);
  });

  test('of a JSON list become readable, and lose nothing', () => {
    const object = (kind: string, name: string, more = '') =>
      `{"apiVersion":"${kind === 'Pod' ? 'v1' : 'networking.k8s.io/v1'}","kind":"${kind}","metadata":{"name":"${name}","namespace":"shop"}${more}}`;
    const wall = (name: string) => object('NetworkPolicy', name, ',"spec":{"podSelector":{},"x":1.50,"y":[]}');
    const around = (...items: readonly string[]) => `{"apiVersion":"v1","items":[${items.join(',')}],"kind":"List"}`;
    const orders: readonly (readonly [readonly string[], readonly string[]])[] = [
      [[object('Pod', 'w'), wall('a'), wall('b')], [object('Pod', 'w')]],
      [[wall('a'), object('Pod', 'w'), wall('b')], [object('Pod', 'w')]],
      [[wall('a'), wall('b'), object('Pod', 'w')], [object('Pod', 'w')]],
      [
        [object('Pod', 'v'), wall('a'), object('Pod', 'w'), wall('b')],
        [object('Pod', 'v'), object('Pod', 'w')],
      ],
    ];
    for (const [items, left] of orders) {
      const { cluster, policies } = sorted(file('all.json', around(...items)));
      expect(cluster.text).toBe(around(...left));
      expect(policies.map(({ name }) => name)).toEqual(['shop/a.yaml', 'shop/b.yaml']);
      expect(policies[0]?.text).toBe(`{
  "apiVersion": "networking.k8s.io/v1",
  "kind": "NetworkPolicy",
  "metadata": {
    "name": "a",
    "namespace": "shop"
  },
  "spec": {
    "podSelector": {},
    "x": 1.50,
    "y": []
  }
}
`);
    }
  });
});

test('a generated cluster means the same, whichever way it is opened', () => {
  const { cluster, policies } = generateCluster(recipeFor(60, { seed: 7 }));
  const apart = [cluster, ...policies.map(({ file: name, text }) => ({ name, text }))];
  const together = file('all.yaml', apart.map(({ text }) => text).join('---\n'));
  const asList = file('all.yaml', list(0, ...together.text.split('---\n').filter((one) => one.trim() !== '')));
  const flows = (files: readonly SourceFile[]) =>
    simulate({ files }).flows.map(({ flow, verdict }) => `${flow.name} ${verdict}`);
  for (const one of [together, asList]) {
    const opened = sorted(one);
    expect(opened.policies.length).toBe(policies.length);
    expect(flows([opened.cluster, ...opened.policies])).toEqual(flows(apart));
  }
});

/** What the policies of some files mean to the engine, without places. */
function lowered(files: readonly SourceFile[]): readonly unknown[] {
  const { tiers } = simulate({ files });
  return tiers
    .flatMap((tier) =>
      tier.policies.map(({ id, subject }) =>
        JSON.stringify([id, subject], (key, value) => (key === 'origin' ? undefined : value)),
      ),
    )
    .sort();
}
