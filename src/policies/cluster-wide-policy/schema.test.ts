import { describe } from 'vitest';
import { accepts, refuses, times } from '../testing/refusals.ts';

const manifest = (version: string, kind: string, spec: string, name = 'p'): string =>
  `apiVersion: policy.networking.k8s.io/${version}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: {${spec}}\n`;

const SUBJECT = 'subject: {namespaces: {}}';
const FROM = 'from: [{namespaces: {}}]';
const cnp = (rest: string, head = 'tier: Admin, priority: 1'): string =>
  manifest('v1alpha2', 'ClusterNetworkPolicy', [head, rest].filter(Boolean).join(', '));
const ingress = (rule: string): string => cnp(`${SUBJECT}, ingress: [{${rule}}]`);
const peer = (text: string): string => ingress(`action: Accept, from: [${text}]`);
const target = (text: string, action = 'Accept'): string =>
  cnp(`${SUBJECT}, egress: [{action: ${action}, to: [${text}]}]`);
const protocols = (text: string): string => ingress(`action: Deny, ${FROM}, protocols: [${text}]`);

// Each line differs from one that is refused by as little as can be.
describe('ClusterNetworkPolicy, accepted', () => {
  accepts([
    ['the first priority', cnp(SUBJECT, 'tier: Baseline, priority: 0')],
    ['the last priority', cnp(SUBJECT, 'tier: Baseline, priority: 1000')],
    ['no rules', cnp(`${SUBJECT}, ingress: [], egress: []`)],
    ['25 rules in each direction', cnp(`${SUBJECT}, ingress: [${times(25, () => `{action: Pass, ${FROM}}`)}]`)],
    ['25 peers', peer(times(25, () => '{namespaces: {}}'))],
    ['a rule name of 100 characters', ingress(`name: ${'a'.repeat(100)}, action: Pass, ${FROM}`)],
    ['a subject of both selectors', cnp('subject: {pods: {namespaceSelector: {}, podSelector: {}}}')],
    [
      'every kind of target',
      target("{namespaces: {}}, {nodes: {}}, {networks: ['::/0']}, {domainNames: ['*.a.io', b.io.]}"),
    ],
    [
      'names in DNS of every form',
      target("{domainNames: [a.b, a.b.c.example.org, 1.io, a-b.c--d.io, ab.cd, x1.y2, '*.a-b.example.org.']}"),
    ],
    [
      'every form of protocol',
      protocols(
        '{tcp: {destinationPort: {number: 1}}}, {udp: {destinationPort: {range: {start: 1, end: 65535}}}}, {sctp: {destinationPort: {number: 65535}}}, {destinationNamedPort: http}',
      ),
    ],
    ['a port name with Pods', protocols('{destinationNamedPort: web-1}')],
  ]);
});

describe('ClusterNetworkPolicy, refused', () => {
  refuses('https://network-policy-api.sigs.k8s.io/api-overview/', [
    ['no tier', cnp(SUBJECT, 'priority: 1'), 'missing-field: {priority', 'spec.tier is missing'],
    ['a tier that there is not', cnp(SUBJECT, 'tier: admin, priority: 1'), 'bad-value: admin', 'Admin or Baseline'],
    ['no priority', cnp(SUBJECT, 'tier: Admin'), 'missing-field: {tier', 'spec.priority is missing'],
    ['a priority above 1000', cnp(SUBJECT, 'tier: Admin, priority: 1001'), 'bad-value: 1001', 'between 0 and 1000'],
    ['a priority below 0', cnp(SUBJECT, 'tier: Admin, priority: -1'), 'bad-value: -1', 'between 0 and 1000'],
    ['a priority in quotes', cnp(SUBJECT, 'tier: Admin, priority: "1"'), 'bad-type: "1"', 'a whole number'],
    ['no subject', cnp(''), 'missing-field: {tier', 'spec.subject is missing'],
    ['a subject of nothing', cnp('subject: {}'), 'not-one-of: {}', 'namespaces or pods'],
    [
      'a subject of both',
      cnp('subject: {namespaces: {}, pods: {namespaceSelector: {}, podSelector: {}}}'),
      'not-one-of: {namespaces: {}, pods: {namespaceSelector: {}, podSelector: {}}}',
      'namespaces and pods',
    ],
    [
      'a subject of Pods without namespaceSelector',
      cnp('subject: {pods: {podSelector: {}}}'),
      'missing-field: {podSelector',
      'namespaceSelector is missing',
    ],
    [
      'a subject of Pods without podSelector',
      cnp('subject: {pods: {namespaceSelector: {}}}'),
      'missing-field: {namespaceSelector',
      'podSelector is missing',
    ],
    [
      'a subject as a Pod selector',
      cnp('subject: {podSelector: {}}'),
      'unknown-field: podSelector',
      'belongs inside pods',
    ],
    ['an unknown field', cnp(`${SUBJECT}, policyTypes: [Ingress]`), 'unknown-field: policyTypes'],
    ['no action', ingress(FROM), 'missing-field: {from', 'action is missing'],
    ['an action of the older kind', ingress(`action: Allow, ${FROM}`), 'bad-value: Allow', 'Accept, Deny or Pass'],
    ['no from', ingress('action: Deny'), 'missing-field: {action', 'from is missing'],
    ['an empty from', ingress('action: Deny, from: []'), 'missing-field: []', 'at least 1 item'],
    [
      '26 rules',
      cnp(`${SUBJECT}, egress: [${times(26, () => '{action: Pass, to: [{nodes: {}}]}')}]`),
      `bad-value: [${times(26, () => '{action: Pass, to: [{nodes: {}}]}')}]`,
      'at most 25',
    ],
    [
      '26 peers',
      peer(times(26, () => '{namespaces: {}}')),
      `bad-value: [${times(26, () => '{namespaces: {}}')}]`,
      'at most 25',
    ],
    [
      'a rule name of 101 characters',
      ingress(`name: ${'a'.repeat(101)}, action: Pass, ${FROM}`),
      `bad-name: ${'a'.repeat(101)}`,
      '100',
    ],
    ['a peer of nothing', peer('{}'), 'not-one-of: {}', 'namespaces or pods'],
    [
      'a peer of two',
      target('{namespaces: {}, nodes: {}}'),
      'not-one-of: {namespaces: {}, nodes: {}}',
      'namespaces and nodes',
    ],
    ['networks as a source', peer('{networks: [10.0.0.0/8]}'), 'unknown-field: networks'],
    ['nodes as a source', peer('{nodes: {}}'), 'unknown-field: nodes'],
    ['a network that is an address', target('{networks: [10.0.0.1]}'), 'bad-cidr: 10.0.0.1', 'no address block'],
    ['no network', target('{networks: []}'), 'missing-field: []', 'at least 1 item'],
    ['a name that is none in DNS', target("{domainNames: ['a*.io']}"), "bad-value: 'a*.io'", 'no domain name'],
    ...[
      'io',
      "'*'",
      "'*.io'",
      "'.io'",
      'a..io',
      'a.io..',
      '-a.io',
      'a-.io',
      'a.-io',
      'a.io-',
      'a.io/x',
      'x/a.io',
      "'*.*.io'",
    ].map((name) => [`${name} as a name in DNS`, target(`{domainNames: [${name}]}`), `bad-value: ${name}`] as const),
    ['a name in capitals', target('{domainNames: [A.io]}'), 'bad-value: A.io', 'no domain name'],
    [
      'Deny for domain names',
      target('{domainNames: [a.io]}', 'Deny'),
      'bad-value: {domainNames: [a.io]}',
      'only be let pass',
    ],
    [
      'Pass for domain names',
      target('{domainNames: [a.io]}', 'Pass'),
      'bad-value: {domainNames: [a.io]}',
      'only be let pass',
    ],
    ['an empty list of protocols', protocols(''), 'missing-field: []', 'at least 1 item'],
    ['a protocol of nothing', protocols('{}'), 'not-one-of: {}', 'tcp or udp or sctp or destinationNamedPort'],
    ['tcp of nothing', protocols('{tcp: {}}'), 'not-one-of: {}', 'destinationPort'],
    [
      'two protocols in one item',
      protocols('{tcp: {destinationPort: {number: 1}}, udp: {destinationPort: {number: 1}}}'),
      'not-one-of: {tcp: {destinationPort: {number: 1}}, udp: {destinationPort: {number: 1}}}',
      'tcp and udp',
    ],
    [
      'a port and a range',
      protocols('{tcp: {destinationPort: {number: 1, range: {start: 1, end: 2}}}}'),
      'not-one-of: {number: 1, range: {start: 1, end: 2}}',
      'number and range',
    ],
    ['port 0', protocols('{tcp: {destinationPort: {number: 0}}}'), 'bad-port: 0', 'between 1 and 65535'],
    [
      'a range of one port',
      protocols('{tcp: {destinationPort: {range: {start: 5, end: 5}}}}'),
      'bad-port: 5',
      'not behind its start',
    ],
    [
      'a range without end',
      protocols('{tcp: {destinationPort: {range: {start: 5}}}}'),
      'missing-field: {start',
      'end is missing',
    ],
    ['a port name that is none', protocols('{destinationNamedPort: "8080"}'), 'bad-port: "8080"', 'no valid port name'],
    ['ports of the older kind', ingress(`action: Deny, ${FROM}, ports: []`), 'unknown-field: ports'],
    [
      'a port name with networks',
      cnp(
        `${SUBJECT}, egress: [{action: Accept, to: [{networks: [10.0.0.0/8]}], protocols: [{destinationNamedPort: http}]}]`,
      ),
      'bad-port: {destinationNamedPort: http}',
      'only pods have names',
    ],
    [
      'a port name with nodes',
      cnp(`${SUBJECT}, egress: [{action: Accept, to: [{nodes: {}}], protocols: [{destinationNamedPort: http}]}]`),
      'bad-port: {destinationNamedPort: http}',
      'only pods have names',
    ],
    [
      'a selector without values',
      peer('{namespaces: {matchExpressions: [{key: a, operator: In}]}}'),
      'bad-selector: In',
      'at least one value',
    ],
    ['a bad label', peer('{namespaces: {matchLabels: {a: -b}}}'), 'bad-label: -b', 'no valid label value'],
    [
      'a name that is none',
      manifest('v1alpha2', 'ClusterNetworkPolicy', `tier: Admin, priority: 1, ${SUBJECT}`, 'P'),
      'bad-name: P',
      'no valid name',
    ],
    ['no spec', cnp('').replace(/spec: .*/, ''), 'missing-field: apiVersion', 'spec is missing'],
  ]);
});

const anp = (rest: string, head = 'priority: 1'): string =>
  manifest('v1alpha1', 'AdminNetworkPolicy', [head, SUBJECT, rest].filter(Boolean).join(', '));
const banp = (rest: string, name = 'default'): string =>
  manifest('v1alpha1', 'BaselineAdminNetworkPolicy', [SUBJECT, rest].filter(Boolean).join(', '), name);
const ports = (text: string): string => anp(`ingress: [{action: Allow, ${FROM}, ports: [${text}]}]`);

describe('AdminNetworkPolicy and BaselineAdminNetworkPolicy, accepted', () => {
  accepts([
    ['no rules', anp('')],
    ['100 rules', anp(`ingress: [${times(100, () => `{action: Pass, ${FROM}}`)}]`)],
    ['100 peers', anp(`ingress: [{action: Pass, from: [${times(100, () => '{namespaces: {}}')}]}]`)],
    [
      'every form of port',
      ports(
        '{portNumber: {port: 1}}, {portNumber: {protocol: SCTP, port: 2}}, {portRange: {start: 1, end: 2}}, {namedPort: http}',
      ),
    ],
    ['domain names', anp('egress: [{action: Allow, to: [{domainNames: [a.io]}]}]')],
    [
      'the baseline',
      banp(`ingress: [{action: Deny, ${FROM}}], egress: [{action: Allow, to: [{networks: [10.0.0.0/8]}]}]`),
    ],
  ]);
});

describe('AdminNetworkPolicy and BaselineAdminNetworkPolicy, refused', () => {
  refuses('https://network-policy-api.sigs.k8s.io/reference/spec/', [
    ['no priority', anp('', ''), 'missing-field: {subject', 'spec.priority is missing'],
    ['a priority above 1000', anp('', 'priority: 1001'), 'bad-value: 1001', 'between 0 and 1000'],
    ['a tier, as the newer kind has', anp('', 'priority: 1, tier: Admin'), 'unknown-field: tier'],
    [
      'an action of the newer kind',
      anp(`ingress: [{action: Accept, ${FROM}}]`),
      'bad-value: Accept',
      'Allow, Deny or Pass',
    ],
    [
      '101 rules',
      anp(`ingress: [${times(101, () => `{action: Pass, ${FROM}}`)}]`),
      `bad-value: [${times(101, () => `{action: Pass, ${FROM}}`)}]`,
      'at most 100',
    ],
    [
      'a port of two forms',
      ports('{portNumber: {port: 1}, namedPort: http}'),
      'not-one-of: {portNumber: {port: 1}, namedPort: http}',
      'portNumber and namedPort',
    ],
    ['a port of nothing', ports('{}'), 'not-one-of: {}', 'portNumber or portRange or namedPort'],
    ['a port without number', ports('{portNumber: {protocol: UDP}}'), 'missing-field: {protocol', 'port is missing'],
    [
      'a range that ends before it starts',
      ports('{portRange: {start: 5, end: 4}}'),
      'bad-port: 4',
      'not behind its start',
    ],
    [
      'a protocol without ports',
      ports('{portNumber: {protocol: ICMP, port: 1}}'),
      'bad-value: ICMP',
      'TCP, UDP or SCTP',
    ],
    [
      'a port name with domain names',
      anp('egress: [{action: Allow, to: [{domainNames: [a.io]}], ports: [{namedPort: http}]}]'),
      'bad-port: {namedPort: http}',
      'only pods have names',
    ],
    [
      'Deny for domain names',
      anp('egress: [{action: Deny, to: [{domainNames: [a.io]}]}]'),
      'bad-value: {domainNames: [a.io]}',
      'only be let pass',
    ],
    ['a baseline of another name', banp('', 'mine'), 'bad-name: mine', 'must be called "default"'],
    ['a baseline with a priority', banp('priority: 1'), 'unknown-field: priority'],
    ['a baseline that passes on', banp(`ingress: [{action: Pass, ${FROM}}]`), 'bad-value: Pass', 'Allow or Deny'],
    [
      'a baseline with domain names',
      banp('egress: [{action: Allow, to: [{domainNames: [a.io]}]}]'),
      'unknown-field: domainNames',
    ],
    [
      'peers of the first draft',
      anp('ingress: [{action: Allow, from: [{namespaces: {namespaceSelector: {}}}]}]'),
      'unknown-field: namespaceSelector',
    ],
  ]);
});
