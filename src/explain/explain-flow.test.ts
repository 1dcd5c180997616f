import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { indexLines } from '../documents/place.ts';
import type { Origin } from '../model/origin.ts';
import type { SourceFile } from '../model/source.ts';
import { simulate } from '../simulate.ts';
import type { Explanation } from './explanation.ts';

const DEMO = fileURLToPath(new URL('../../scenarios/icp-demo/', import.meta.url));

function demo(name: string): readonly SourceFile[] {
  const own = readdirSync(`${DEMO}${name}`).filter((file) => file.endsWith('.yaml'));
  return [
    { name: 'cluster.yaml', text: readFileSync(`${DEMO}cluster.yaml`, 'utf8') },
    ...own.map((file) => ({ name: file, text: readFileSync(`${DEMO}${name}/${file}`, 'utf8') })),
  ];
}

/**
 * The story of one flow, as it is read: the headline; then each end, and behind it its paragraphs: the one that
 * decides, "+" what else had a say, "~" what almost matched, each with the line that it quotes.
 */
function tell(files: readonly SourceFile[], flowName: string): string[] {
  const simulation = simulate({ files });
  const flow = simulation.cluster.flows.find(({ name }) => name === flowName);
  if (!flow) throw new Error(`no flow ${flowName}: ${simulation.problems.map(({ message }) => message).join('; ')}`);
  const { lead, reason, ends }: Explanation = simulation.explain(flow);
  const marks = { decides: '', context: '+ ', 'near-miss': '~ ' };
  const told = ends.flatMap(({ title, outcome, paragraphs }) => [
    `${title}: ${outcome}`,
    ...paragraphs.map(({ role, text, origin }) => `${marks[role]}${text}${quote(files, origin)}`),
  ]);
  return [`${lead} ${reason}`, ...told];
}

function quote(files: readonly SourceFile[], origin: Origin | null): string {
  if (!origin) return '';
  const text = files.find(({ name }) => name === origin.file)?.text ?? '';
  const { lineAt, placeOf } = indexLines(text);
  const { line } = placeOf(origin.start);
  return ` [${origin.file}:${line} ${lineAt(line).trim()}]`;
}

const NO_OUT = (pod: string): string => `No policy selects ${pod} for Out, so nothing stops what goes out.`;
const NO_IN = (pod: string): string => `No policy selects ${pod} for In, so nothing stops what comes in.`;
const OUTSIDE = 'Outside the cluster: no policy applies.';

describe('the seven cases of the demo', () => {
  it.each<[string, string, string[]]>([
    [
      'case-0',
      'crm-client',
      [
        'Allowed. Both ends let it pass.',
        'Leaving mydummycrm: passes',
        NO_OUT('mydummycrm'),
        'Arriving at mydummyclient: passes',
        NO_IN('mydummyclient'),
      ],
    ],
    [
      'case-1',
      'crm-task',
      [
        'Blocked at the source. No policy lets mydummycrm open it.',
        'Leaving mydummycrm: stops here',
        'deny-all-egress selects every pod in microseg and lets nothing out. [deny_all_egress.yaml:9 - Egress]',
        'Arriving at mydummytask: would pass',
        OUTSIDE,
      ],
    ],
    [
      'case-2',
      'crm-task',
      [
        'Allowed. Both ends let it pass.',
        'Leaving mydummycrm: passes',
        'allow-pod-egress lets out to 172.16.248.152. [allow_pod_egress.yaml:15 cidr: 172.16.248.152/32]',
        'Arriving at mydummytask: passes',
        OUTSIDE,
      ],
    ],
    [
      'case-2',
      'crm-client',
      [
        'Blocked at the source. No policy lets mydummycrm open it.',
        'Leaving mydummycrm: stops here',
        'deny-all-egress selects every pod in microseg and lets nothing out. [deny_all_egress.yaml:9 - Egress]',
        '+ allow-pod-egress selects mydummycrm and lets out only to 172.16.248.152. [allow_pod_egress.yaml:11 - Egress]',
        'Arriving at mydummyclient: would pass',
        NO_IN('mydummyclient'),
      ],
    ],
    [
      'case-2',
      'dev-task',
      [
        'Blocked at the source. No policy lets mydummycrm-dev open it.',
        'Leaving mydummycrm-dev: stops here',
        'deny-all-egress selects every pod in microseg and lets nothing out. [deny_all_egress.yaml:9 - Egress]',
        '~ allow-pod-egress would allow it, but it selects app=mydummycrm. This pod has app=mydummycrm-dev. [allow_pod_egress.yaml:9 app: mydummycrm]',
        'Arriving at mydummytask: would pass',
        OUTSIDE,
      ],
    ],
    [
      'case-3',
      'crm-bill',
      [
        'Blocked at the destination. mydummybill lets nothing in from mydummycrm.',
        'Leaving mydummycrm: passes',
        NO_OUT('mydummycrm'),
        'Arriving at mydummybill: stops here',
        'deny-all-ingress selects every pod in microseg2 and lets nothing in. [deny-all-ingress.yaml:19 - Ingress]',
      ],
    ],
    [
      'case-4',
      'crm-bill',
      [
        'Allowed. Both ends let it pass.',
        'Leaving mydummycrm: passes',
        NO_OUT('mydummycrm'),
        'Arriving at mydummybill: passes',
        'allow-ingress-namespace lets in every pod in namespaces with name microseg. [allow_ingress_namespace.yaml:16 kubernetes.io/metadata.name: microseg]',
      ],
    ],
    [
      'case-4',
      'task-bill',
      [
        'Blocked at the destination. mydummybill lets nothing in from mydummytask.',
        'Leaving mydummytask: passes',
        OUTSIDE,
        'Arriving at mydummybill: stops here',
        'allow-ingress-namespace selects mydummybill and lets in only every pod in namespaces with name microseg. [allow_ingress_namespace.yaml:11 - Ingress]',
      ],
    ],
    [
      'case-5',
      'dev-client',
      [
        'Blocked at the destination. mydummyclient lets nothing in from mydummycrm-dev.',
        'Leaving mydummycrm-dev: passes',
        NO_OUT('mydummycrm-dev'),
        'Arriving at mydummyclient: stops here',
        'allow-ingress-pod selects mydummyclient and lets in only pods with app=mydummycrm in microseg. [allow_ingress_pod.yaml:11 - Ingress]',
        '~ allow-ingress-pod lets in app=mydummycrm, but mydummycrm-dev has app=mydummycrm-dev. [allow_ingress_pod.yaml:16 app: mydummycrm]',
      ],
    ],
    [
      'case-6',
      'crm-bill',
      [
        'Allowed. Both ends let it pass.',
        'Leaving mydummycrm: passes',
        'crm-calls lets out to pods with app=mydummyclient in microseg or pods with app=mydummybill in namespaces with name microseg2 or 172.16.248.152. [full_solution.yaml:41 kubernetes.io/metadata.name: microseg2]',
        'Arriving at mydummybill: passes',
        'bill-accepts-crm lets in pods with app=mydummycrm in namespaces with name microseg. [full_solution.yaml:86 kubernetes.io/metadata.name: microseg]',
      ],
    ],
    [
      'case-6',
      'dev-client',
      [
        'Blocked at both ends. The source already stops it.',
        'Leaving mydummycrm-dev: stops here',
        'deny-all selects every pod in microseg and lets nothing out. [full_solution.yaml:10 - Egress]',
        '~ crm-calls would allow it, but it selects app=mydummycrm. This pod has app=mydummycrm-dev. [full_solution.yaml:31 app: mydummycrm]',
        'Arriving at mydummyclient: would stop',
        'deny-all selects every pod in microseg and lets nothing in. [full_solution.yaml:9 - Ingress]',
        '~ client-accepts-crm lets in app=mydummycrm, but mydummycrm-dev has app=mydummycrm-dev. [full_solution.yaml:66 app: mydummycrm]',
      ],
    ],
  ])('%s, %s', (name, flow, story) => {
    expect(tell(demo(name), flow)).toEqual(story);
  });
});

/** A policy in microseg2, one field a line, so that its lines can be told apart. */
const policy = (name: string, selector: string, rules: string): string =>
  [
    'apiVersion: networking.k8s.io/v1',
    'kind: NetworkPolicy',
    `metadata: {name: ${name}, namespace: microseg2}`,
    'spec:',
    `  podSelector: {matchLabels: {${selector}}}`,
    '  policyTypes: [Ingress]',
    '  ingress:',
    rules,
  ].join('\n');

/** The demo with nothing but a policy of our own for mydummybill. */
const guarded = (rules: string): readonly SourceFile[] => [
  ...demo('case-0'),
  { name: 'own.yaml', text: policy('own', 'app: mydummybill', rules) },
];

describe('what almost matched', () => {
  /** The near misses that the story of crm-bill tells. */
  const missed = (files: readonly SourceFile[]): string[] =>
    tell(files, 'crm-bill').filter((text) => text.startsWith('~'));

  it.each<[string, string, string[]]>([
    [
      'another port',
      '  - from:\n    - namespaceSelector: {}\n    ports:\n    - port: 9090',
      ['~ own has a rule for mydummycrm, but for 9090/TCP only. This is 8080/TCP. [own.yaml:11 - port: 9090]'],
    ],
    [
      'another protocol',
      '  - ports:\n    - port: 8080\n      protocol: UDP',
      ['~ own has a rule for mydummycrm, but for 8080/UDP only. This is 8080/TCP. [own.yaml:9 - port: 8080]'],
    ],
    [
      'a port name that the destination does not have',
      '  - ports:\n    - port: web',
      [
        '~ own has a rule for mydummycrm, but the destination has no port of the name that it asks for. [own.yaml:9 - port: web]',
      ],
    ],
    [
      'a label of the peer',
      '  - from:\n    - namespaceSelector: {}\n      podSelector: {matchLabels: {tier: front}}',
      [
        '~ own lets in tier=front, but mydummycrm has no label tier. [own.yaml:10 podSelector: {matchLabels: {tier: front}}]',
      ],
    ],
    [
      "a label of the peer's namespace",
      '  - from:\n    - namespaceSelector: {matchLabels: {name: microseg}}',
      [
        '~ own lets in name=microseg, but microseg has no label name. [own.yaml:9 - namespaceSelector: {matchLabels: {name: microseg}}]',
      ],
    ],
    [
      'a podSelector alone means the own namespace',
      '  - from:\n    - podSelector: {matchLabels: {app: mydummycrm}}',
      [
        '~ own means the pods of its own namespace, microseg2. mydummycrm is in another one; that takes a namespaceSelector. [own.yaml:8 - from:]',
      ],
    ],
    [
      'a label and the namespace missing are no near miss',
      '  - from:\n    - podSelector: {matchLabels: {app: other}}',
      [],
    ],
    [
      'nor are two labels',
      '  - from:\n    - namespaceSelector: {}\n      podSelector: {matchLabels: {app: other, tier: front}}',
      [],
    ],
    ['nor is a peer that is somewhere else', '  - from:\n    - ipBlock: {cidr: 192.168.0.0/16}', []],
  ])('%s', (_, rules, expected) => {
    expect(missed(guarded(rules))).toEqual(expected);
  });

  it('a policy that would allow it, but selects another pod', () => {
    const other = { name: 'other.yaml', text: policy('other', 'app: mydummybill', '    []') };
    const own = { name: 'own.yaml', text: policy('own', 'app: bill', '  - {}') };
    expect(missed([...demo('case-0'), other, own])).toEqual([
      '~ own would allow it, but it selects app=bill. This pod has app=mydummybill. [own.yaml:5 podSelector: {matchLabels: {app: bill}}]',
    ]);
  });

  it('ends that have nothing in common', () => {
    const out = {
      name: 'out.yaml',
      text: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: out, namespace: microseg}\nspec: {policyTypes: [Egress], egress: [{ports: [{port: 8080}, {port: 53, protocol: UDP}]}]}',
    };
    const [headline] = tell([...guarded('  - ports: [{port: 9090}]'), out], 'crm-bill');
    expect(headline).toBe(
      'Blocked. The source allows 8080/TCP and 53/UDP, the destination 9090/TCP: nothing in common.',
    );
  });

  it('a destination that lets others in', () => {
    const [headline] = tell(guarded('  - ports: [{port: 9090}]'), 'crm-bill');
    expect(headline).toBe('Blocked at the destination. mydummybill does not let mydummycrm in here.');
  });
});
