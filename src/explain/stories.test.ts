import { describe, expect, it } from 'vitest';
import type { SimulateInput } from '../simulate-with.ts';
import { manifests, withObjects } from '../testing/semantics/laws.ts';

/**
 * The story of the first flow: the headline, then the end that it is about. Of a paragraph that decides the text
 * alone; "+" what else had a say, "~" what almost matched; each with the text that it quotes.
 */
function tell(objects: readonly string[], title: string, settings: Omit<SimulateInput, 'files'> = {}): string[] {
  const { cluster, explain } = withObjects(objects, settings);
  const [flow] = cluster.flows;
  if (!flow) throw new Error('the case has no flow');
  const text = manifests(objects);
  const { lead, ends } = explain(flow);
  const end = ends.find((each) => each.title === title);
  if (!end) throw new Error(`nothing is told of "${title}": ${ends.map((each) => each.title)}`);
  const marks = { decides: '', context: '+ ', 'near-miss': '~ ' };
  const told = end.paragraphs.map(({ role, text: words, origin }) => {
    const [line = ''] = origin ? text.slice(origin.start, origin.end).split('\n') : [];
    return `${marks[role]}${words}${origin ? ` [${line}]` : ''}`;
  });
  return [`${lead} ${end.outcome}`, ...told];
}

const FLOW = 'Flow f {from: red/db, to: red/web, port: 80}';
const FROM_FAR = 'Flow f {from: far, to: red/web, port: 80}';
const TO_FAR = 'Flow f {from: red/web, to: far, port: 80}';
/** A policy of Calico about what red/web receives. */
const forWeb = (rules: string, more = ''): string => `GNP p {selector: app == 'web', ${more}ingress: [${rules}]}`;
const cnp = (name: string, tier: string, rule: string): string =>
  `CNP ${name} {tier: ${tier}, priority: 5, subject: {namespaces: {}}, ingress: [${rule}]}`;

type Story = readonly [title: string, objects: readonly string[], told: readonly string[]];

describe('what decides at the destination', () => {
  it.each<Story>([
    [
      'a rule that denies',
      [FLOW, forWeb("{action: Deny, source: {selector: app == 'db'}}")],
      [
        'Blocked at the destination. stops here',
        "p denies what goes from pods with app=db in every namespace. [app == 'db']",
      ],
    ],
    [
      'a rule that logs, and one that allows behind it',
      [FLOW, forWeb('{action: Log}, {action: Allow, source: {nets: [10.0.1.0/24]}}')],
      [
        'Allowed. passes',
        '+ p logs what goes from anyone and decides nothing. [{action: Log}]',
        'p lets in 10.0.1.0/24. [10.0.1.0/24]',
      ],
    ],
    [
      'a rule that passes on, a tier that passes on, and then nothing',
      [
        FLOW,
        'Tier t {order: 1}',
        'Tier u {order: 2, defaultAction: Pass}',
        forWeb('{action: Pass}', 'tier: t, '),
        "GNP q {tier: u, selector: app == 'web', ingress: [{action: Deny, protocol: UDP}]}",
      ],
      [
        'Allowed. passes',
        '+ p passes what goes from anyone on to the next tier. [{action: Pass}]',
        '+ No rule of tier u matches, so it passes on to the next.',
        'Every tier passes it on, and nothing after them stops what comes in.',
      ],
    ],
    [
      "the end of a tier of one's own, which is named",
      [FROM_FAR, 'Tier t {order: 1}', forWeb("{action: Allow, source: {selector: app == 'db'}}", 'tier: t, ')],
      [
        'Blocked at the destination. stops here',
        'p selects web and lets in only pods with app=db in every namespace. Tier t denies the rest. [ingress]',
        "~ p lets in app=db, but far has no labels. [app == 'db']",
      ],
    ],
    [
      'a policy that only denies lets nothing in, whatever it denies',
      [FROM_FAR, forWeb("{action: Deny, source: {selector: app == 'db'}}")],
      ['Blocked at the destination. stops here', 'p selects web and lets nothing in. [ingress]'],
    ],
    [
      'a policy for one protocol',
      [FROM_FAR, forWeb('{action: Allow, protocol: UDP}')],
      [
        'Blocked at the destination. stops here',
        'p selects web and lets in only anyone, on the ports it lists. [ingress]',
        '~ p has a rule for far, but for 1-65535/UDP only. This is 80/TCP. [{action: Allow, protocol: UDP}]',
      ],
    ],
    [
      'a rule with a name',
      [FLOW, cnp('p', 'Admin', '{name: closed, action: Deny, from: [{namespaces: {}}]}')],
      [
        'Blocked at the destination. stops here',
        'p (rule closed) denies what goes from every pod in every namespace. [{name: closed, action: Deny, from: [{namespaces: {}}]}]',
      ],
    ],
    [
      'Admin passes on, Baseline allows',
      [
        FLOW,
        cnp('p', 'Admin', '{action: Pass, from: [{namespaces: {}}]}'),
        cnp('b', 'Baseline', '{action: Accept, from: [{namespaces: {matchLabels: {team: red}}}]}'),
      ],
      [
        'Allowed. passes',
        '+ p passes what goes from every pod in every namespace on to the next tier. [{action: Pass, from: [{namespaces: {}}]}]',
        'b lets in every pod in namespaces with team=red. [team: red]',
      ],
    ],
    [
      'a policy of equal priority that would decide otherwise',
      [
        FLOW,
        cnp('p', 'Admin', '{action: Accept, from: [{namespaces: {}}]}'),
        cnp('q', 'Admin', '{action: Deny, from: [{namespaces: {}}]}'),
      ],
      [
        'Allowed. passes',
        'p lets in every pod in every namespace. [{action: Accept, from: [{namespaces: {}}]}]',
        '+ Depends on which goes first: q has the same priority and decides otherwise. [q]',
      ],
    ],
    [
      'a policy of equal priority that decides alike, or about others, is not told',
      [
        FLOW,
        cnp('p', 'Admin', '{action: Accept, from: [{namespaces: {}}]}'),
        cnp('q', 'Admin', '{action: Accept, from: [{namespaces: {}}]}'),
        cnp('r', 'Admin', '{action: Deny, from: [{namespaces: {matchLabels: {team: blue}}}]}'),
        cnp('s', 'Baseline', '{action: Deny, from: [{namespaces: {}}]}'),
        'GNP t {tier: kube-admin, order: 5, ingress: [{action: Deny}]}',
      ],
      ['Allowed. passes', 'p lets in every pod in every namespace. [{action: Accept, from: [{namespaces: {}}]}]'],
    ],
    [
      'nor is one beside a policy of Calico, whose order the names tell',
      [
        FLOW,
        'GNP p {tier: kube-admin, order: 5, ingress: [{action: Allow}]}',
        cnp('q', 'Admin', '{action: Deny, from: [{namespaces: {}}]}'),
      ],
      ['Allowed. passes', 'p lets in anyone. [{action: Allow}]'],
    ],
    [
      'nor is one of another priority, or one that selects others',
      [
        FLOW,
        cnp('p', 'Admin', '{action: Accept, from: [{namespaces: {}}]}'),
        'CNP q {tier: Admin, priority: 6, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}',
        'CNP r {tier: Admin, priority: 5, subject: {namespaces: {matchLabels: {team: blue}}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}',
      ],
      ['Allowed. passes', 'p lets in every pod in every namespace. [{action: Accept, from: [{namespaces: {}}]}]'],
    ],
    [
      'several policies that let nothing of it in: the strictest decides, and the tier ends once',
      [
        FROM_FAR,
        'Tier t {order: 1}',
        "GNP p {tier: t, selector: app == 'web', ingress: [{action: Allow, protocol: UDP, source: {selector: app == 'db'}}, {action: Allow, source: {selector: app == 'api' && has(tier)}}]}",
        "GNP q {tier: t, selector: app == 'web', types: [Ingress]}",
        "GNP r {tier: t, selector: app == 'web', ingress: [{action: Pass, protocol: SCTP, source: {selector: app == 'api'}}]}",
      ],
      [
        'Blocked at the destination. stops here',
        'q selects web and lets nothing in. Tier t denies the rest. [Ingress]',
        '+ r selects web and lets in only pods with app=api in every namespace, on the ports it lists. [ingress]',
        '+ p selects web and lets in only pods with app=db in every namespace or pods with app=api and a label tier in every namespace, on the ports it lists. [ingress]',
      ],
    ],
    [
      'of several that let nothing of it in, only one that almost did',
      [
        FLOW,
        'KNP red/p {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: x}}}]}]}',
        'KNP red/q {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: x}}}], ports: [{port: 81}]}]}',
        'KNP red/r {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: x}}}], ports: [{port: 82}]}]}',
      ],
      [
        'Blocked at the destination. stops here',
        'p selects web and lets in only pods with app=x in red. [ingress: [{from: [{podSelector: {matchLabels: {app: x}}}]}]]',
        '+ q selects web and lets in only pods with app=x in red, on the ports it lists. [ingress: [{from: [{podSelector: {matchLabels: {app: x}}}], ports: [{port: 81}]}]]',
        '+ r selects web and lets in only pods with app=x in red, on the ports it lists. [ingress: [{from: [{podSelector: {matchLabels: {app: x}}}], ports: [{port: 82}]}]]',
        '~ p lets in app=x, but db has app=db. [app: x]',
      ],
    ],
    [
      'a staged policy, as if it were enforced',
      [FLOW, 'StagedKNP red/p {policyTypes: [Ingress]}'],
      ['Blocked at the destination. stops here', 'p selects every pod in red and lets nothing in. [Ingress]'],
    ],
  ])('%s', (_, objects, told) => {
    expect(tell(objects, 'Arriving at web', { staged: 'enforced' })).toEqual(told);
  });
});

describe('what almost let it in', () => {
  it.each<Story>([
    [
      'a label of the service account',
      [
        FLOW,
        "NP red/p {selector: app == 'web', ingress: [{action: Allow, source: {serviceAccounts: {selector: role == 'back'}}}]}",
      ],
      ["~ p lets in role=back, but the service account of db has no label role. [role == 'back']"],
    ],
    [
      'a label of the namespace',
      [FLOW, forWeb("{action: Allow, source: {namespaceSelector: team == 'blue'}}")],
      ["~ p lets in team=blue, but red has team=red. [team == 'blue']"],
    ],
    [
      "the policy's own namespace",
      [
        'Flow f {from: blue/api, to: red/web, port: 80}',
        "NP red/p {selector: app == 'web', ingress: [{action: Allow, source: {selector: app == 'api'}}]}",
      ],
      [
        "~ p means the pods of its own namespace, red. api is in another one; that takes a namespaceSelector. [{action: Allow, source: {selector: app == 'api'}}]",
      ],
    ],
    [
      'a policy for others',
      [FLOW, 'NP red/d {types: [Ingress]}', "NP red/p {selector: app == 'wbe', ingress: [{action: Allow}]}"],
      ["~ p would allow it, but it selects app=wbe. This pod has app=web. [app == 'wbe']"],
    ],
    [
      'a policy for other namespaces',
      [
        FLOW,
        'NP red/d {types: [Ingress]}',
        "GNP p {namespaceSelector: team == 'blue', order: 1, ingress: [{action: Allow}]}",
      ],
      ["~ p would allow it, but it selects team=blue. Its namespace has team=red. [team == 'blue']"],
    ],
    [
      'a policy for others that lets it in among other things',
      [
        FLOW,
        'NP red/d {types: [Ingress]}',
        "NP red/p {selector: app == 'wbe', ingress: [{action: Allow, protocol: UDP}, {action: Allow}]}",
      ],
      ["~ p would allow it, but it selects app=wbe. This pod has app=web. [app == 'wbe']"],
    ],
    ...[
      ['denies it', 'action: Deny'],
      ['lets in another protocol', 'action: Allow, protocol: UDP'],
      ['lets in others', "action: Allow, source: {selector: app == 'api'}"],
    ].map(
      ([what, rule]): Story => [
        `not a policy for others that ${what}`,
        [FLOW, 'NP red/d {types: [Ingress]}', `NP red/p {selector: app == 'wbe', ingress: [{${rule}}]}`],
        [],
      ],
    ),
    [
      'not a policy for others by two labels',
      [
        FLOW,
        'NP red/d {types: [Ingress]}',
        "NP red/p {selector: app == 'wbe' && tier == 'x', ingress: [{action: Allow}]}",
      ],
      [],
    ],
    [
      'not a rule that would still hang on what nobody tells',
      [FLOW, forWeb("{action: Allow, protocol: TCP, source: {selector: app == 'api', ports: [1]}}")],
      [],
    ],
    [
      'not a rule behind the one that denies',
      [FLOW, forWeb("{action: Deny, source: {selector: app == 'db'}}, {action: Allow}")],
      [],
    ],
    [
      'not a rule for another port and another label',
      [FLOW, forWeb("{action: Allow, protocol: UDP, source: {selector: app == 'api'}}")],
      [],
    ],
    [
      'a staged policy is none',
      [FLOW, 'NP red/d {types: [Ingress]}', "StagedNP red/p {selector: app == 'wbe', ingress: [{action: Allow}]}"],
      [],
    ],
  ])('%s', (_, objects, told) => {
    const story = tell(objects, 'Arriving at web');
    expect(story[0]).toBe('Blocked at the destination. stops here');
    expect(story.filter((line) => line.startsWith('~'))).toEqual(told);
  });
});

describe('at the source', () => {
  it.each<Story>([
    [
      'a rule that denies',
      [FLOW, "GNP p {selector: app == 'db', egress: [{action: Deny, destination: {selector: app == 'web'}}]}"],
      [
        'Blocked at the source. stops here',
        "p denies what goes to pods with app=web in every namespace. [app == 'web']",
      ],
    ],
    [
      'a rule that almost lets it out',
      [FLOW, "GNP p {selector: app == 'db', egress: [{action: Allow, destination: {selector: app == 'wbe'}}]}"],
      [
        'Blocked at the source. stops here',
        'p selects db and lets out only to pods with app=wbe in every namespace. [egress]',
        "~ p lets out to app=wbe, but web has app=web. [app == 'wbe']",
      ],
    ],
  ])('%s', (_, objects, told) => {
    expect(tell(objects, 'Leaving db')).toEqual(told);
  });
});

// A plug-in that takes no Pod for its address, and policies that list addresses.
describe('what a plug-in that knows Pods by identity says', () => {
  const block = (cidr: string): string =>
    `KNP red/p {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: ${cidr}}}]}]}`;
  it.each<Story>([
    [
      'the address of the Pod is listed',
      [FLOW, block('10.0.1.0/24')],
      [
        '~ Depends on the network plug-in: p lists the address of db, but the plug-in of this cluster never takes a pod for its address. [{cidr: 10.0.1.0/24}]',
      ],
    ],
    ['another address is listed', [FLOW, block('10.0.9.0/24')], []],
    ['the address is listed of what is outside, and not that', [FROM_FAR, block('10.0.1.0/24')], []],
  ])('%s', (_, objects, told) => {
    const [, ...paragraphs] = tell(objects, 'Arriving at web', { plugin: 'identity-based' });
    expect(paragraphs.filter((line) => line.startsWith('~'))).toEqual(told);
  });
});

describe('what a plug-in that enforces nothing says', () => {
  it.each(['Leaving db', 'Arriving at web'])('%s', (title) => {
    expect(tell([FLOW, 'KNP red/p {policyTypes: [Ingress, Egress]}'], title, { plugin: 'none' })).toEqual([
      'Allowed. passes',
      'The network plug-in of this cluster enforces no policy, so nothing is stopped.',
    ]);
  });
});

const ETH0 = 'HostEndpoint eth0 [role=node] {node: n1, interfaceName: eth0}';
const OPEN = 'HostEndpoint eth0 [role=node] {node: n1, interfaceName: eth0, profiles: [projectcalico-default-allow]}';
const ON_N1 = 'Pod red/in [app=in] @10.0.9.9 {nodeName: n1}';
const AGENT = 'Pod red/agent @192.168.0.1 {hostNetwork: true, nodeName: n1}';
const HOST = '[apiVersion: projectcalico.org/v3]';
const gate = (rest: string): string => `GNP p {selector: role == 'node', applyOnForward: true, ${rest}}`;

describe('hosts and nodes', () => {
  it.each<readonly [title: string, end: string, objects: readonly string[], told: readonly string[]]>([
    [
      'a gate that stops it',
      'Forwarded past eth0',
      ['Flow f {from: far, to: red/in, port: 80}', ON_N1, ETH0, gate('ingress: [{action: Deny}]')],
      ['Blocked at the destination. stops here', 'p denies what goes from anyone. [{action: Deny}]'],
    ],
    [
      'the end behind a gate that stops it',
      'Arriving at in',
      ['Flow f {from: far, to: red/in, port: 80}', ON_N1, ETH0, gate('ingress: [{action: Deny}]')],
      ['Blocked at the destination. would pass', 'No policy selects in for In, so nothing stops what comes in.'],
    ],
    [
      'a gate on the way out',
      'Forwarded past eth0',
      ['Flow f {from: red/in, to: far, port: 80}', ON_N1, ETH0, gate('egress: [{action: Allow, protocol: TCP}]')],
      ['Allowed. passes', 'p lets out to anyone. [{action: Allow, protocol: TCP}]'],
    ],
    [
      'a gate is told nothing of policies that it is not asked about',
      'Forwarded past eth0',
      [
        'Flow f {from: far, to: red/in, port: 80}',
        ON_N1,
        ETH0,
        gate('types: [Ingress]'),
        "GNP q {selector: app == 'x', ingress: [{action: Allow}]}",
      ],
      ['Blocked at the destination. stops here', 'p selects eth0 and lets nothing in. [Ingress]'],
    ],
    [
      'what a policy for the gate almost lets pass',
      'Forwarded past eth0',
      [
        'Flow f {from: far, to: red/in, port: 80}',
        ON_N1,
        ETH0,
        gate('ingress: [{action: Allow, protocol: TCP, destination: {ports: [81]}}]'),
      ],
      [
        'Blocked at the destination. stops here',
        'p selects eth0 and lets in only anyone, on the ports it lists. [ingress]',
        '~ p has a rule for far, but for 81/TCP only. This is 80/TCP. [81]',
      ],
    ],
    [
      'a policy for another host endpoint',
      'Arriving at eth0',
      ['Flow f {from: far, to: eth0, port: 80}', ETH0, "GNP p {selector: role == 'nod', ingress: [{action: Allow}]}"],
      [
        'Blocked at the destination. stops here',
        `No policy lets it pass, and eth0 has no profile that does. ${HOST}`,
        "~ p would allow it, but it selects role=nod. This endpoint has role=node. [role == 'nod']",
      ],
    ],
    [
      'a host without profile',
      'Arriving at eth0',
      ['Flow f {from: far, to: eth0, port: 80}', ETH0],
      ['Blocked at the destination. stops here', `No policy lets it pass, and eth0 has no profile that does. ${HOST}`],
    ],
    [
      'a host with the default profile',
      'Arriving at eth0',
      ['Flow f {from: far, to: eth0, port: 80}', OPEN],
      ['Allowed. passes', 'eth0 has a profile that lets pass what no policy decides.'],
    ],
    [
      'a failsafe port',
      'Arriving at eth0',
      ['Flow f {from: far, to: eth0, port: 22}', ETH0],
      ['Allowed. passes', `22/TCP is a failsafe port of hosts: it stays open whatever policies say. ${HOST}`],
    ],
    [
      'a node and the Pods it runs',
      'Arriving at in',
      ['Flow f {from: red/agent, to: red/in, port: 80}', ON_N1, AGENT, 'KNP red/p {policyTypes: [Ingress]}'],
      ['Allowed. passes', 'A node always reaches the pods it runs, so no policy stops it at in.'],
    ],
    [
      "a Pod on its node's network",
      'Leaving agent',
      ['Flow f {from: red/agent, to: red/db, port: 80}', AGENT, 'KNP red/p {policyTypes: [Egress]}'],
      ['Allowed. passes', "agent is on its node's network: no policy selects it as a pod."],
    ],
    [
      'a server outside',
      'Arriving at far',
      [TO_FAR, 'KNP red/p {policyTypes: [Ingress]}'],
      ['Allowed. passes', 'Outside the cluster: no policy applies.'],
    ],
    [
      'a flow of a Pod to itself',
      'Arriving at web',
      ['Flow f {from: red/web, to: red/web, port: 80}', 'KNP red/p {policyTypes: [Ingress]}'],
      ['Allowed. passes', 'A pod always reaches itself.'],
    ],
  ])('%s', (_, end, objects, told) => {
    expect(tell(objects, end)).toEqual(told);
  });
});
