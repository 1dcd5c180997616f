import { describe } from 'vitest';
import { accepts, refuses, times } from '../testing/refusals.ts';

const manifest = (kind: string, spec: string, name = 'p'): string =>
  `apiVersion: projectcalico.org/v3\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: {${spec}}\n`;
const np = (spec: string): string => manifest('NetworkPolicy', spec);
const gnp = (spec: string): string => manifest('GlobalNetworkPolicy', spec);
/** A rule that lets something in, or out. */
const rule = (text: string): string => np(`ingress: [{action: Allow, ${text}}]`);
const egress = (text: string): string => np(`egress: [{action: Allow, ${text}}]`);
const source = (text: string): string => rule(`source: {${text}}`);
const ports = (protocol: string, text: string): string => rule(`${protocol}destination: {ports: [${text}]}`);
const REFERENCE = 'https://docs.tigera.io/calico/latest/reference/resources/';

// Each line differs from one that is refused by as little as can be.
describe('policies of Calico, accepted', () => {
  accepts([
    ['nothing at all', np('')],
    [
      'everything of a spec',
      np(
        'tier: default, order: 1.5, selector: all(), serviceAccountSelector: has(a), types: [Egress, Ingress], performanceHints: []',
      ),
    ],
    ['a name in a tier', manifest('GlobalNetworkPolicy', 'tier: default', 'default.p')],
    ['the first and the last port', ports('protocol: TCP, ', "1, 65535, '1:65535', '443'")],
    ['a port name without protocol', ports('', 'http')],
    ['port names with digits at either end, without protocol', ports('', 'h2, 2h, h70000')],
    ['a port name with capitals and dots', ports('protocol: UDP, ', 'My_port.1')],
    ['a protocol of ports by number', ports('protocol: 132, ', '7')],
    ['each protocol', np(`ingress: [${times(255, (number) => `{action: Log, protocol: ${number}}`)}]`)],
    ['ICMP by number with a type', rule('protocol: 1, icmp: {type: 254, code: 255}')],
    ['ICMP of version 4', rule('protocol: ICMP, ipVersion: 4')],
    ['ICMPv6 of version 6', rule('protocol: ICMPv6, ipVersion: 6, icmp: {type: 0}')],
    [
      'blocks of one version in each list',
      rule('source: {nets: [10.0.0.0/8], notNets: [10.1.0.0/16]}, destination: {nets: [10.0.0.1]}'),
    ],
    ['a block of half of all addresses in notNets', source('notNets: [0.0.0.0/1]')],
    ['global() alone for namespaces of a rule', source('namespaceSelector: " global( ) "')],
    ['services beside empty fields', source("services: {name: a}, selector: '', nets: []")],
    ['http without protocol', rule('http: {methods: [GET]}')],
    [
      'services of a global policy with a namespace',
      gnp('ingress: [{action: Allow, source: {services: {name: a, namespace: b}}}]'),
    ],
    ['doNotTrack on the way out', gnp('doNotTrack: true, applyOnForward: true, egress: [{action: Allow}]')],
    ['flags that are false', gnp('doNotTrack: false, preDNAT: false, applyOnForward: false')],
    [
      'a staged policy that takes another away',
      manifest('StagedNetworkPolicy', "stagedAction: Delete, tier: default, selector: '', ingress: []"),
    ],
    [
      'one that says so in other ways',
      manifest('StagedGlobalNetworkPolicy', 'stagedAction: Delete, selector: ~, doNotTrack: false'),
    ],
    [
      'one of Kubernetes',
      manifest('StagedKubernetesNetworkPolicy', 'stagedAction: Delete, podSelector: {}, policyTypes: []'),
    ],
    ['a staged policy of each action', manifest('StagedGlobalNetworkPolicy', 'stagedAction: Learn, selector: all()')],
  ]);
});

describe('policies of Calico, refused: the spec', () => {
  refuses(`${REFERENCE}networkpolicy`, [
    ['an unknown field', np('podSelector: {}'), 'unknown-field: podSelector'],
    ['a selector as an object', np('selector: {app: web}'), 'bad-type: {app: web}', 'must be text'],
    ['an order in quotes', np('order: "1"'), 'bad-type: "1"', 'must be a number'],
    ['a type that there is not', np('types: [ingress]'), 'bad-value: ingress', 'Ingress or Egress'],
    ['a type twice', np('types: [Egress, Ingress, Egress]'), 'bad-value: Egress', 'already'],
    ['a field of global policies', np('applyOnForward: true'), 'unknown-field: applyOnForward'],
    [
      'a namespaceSelector, which global policies have',
      np('namespaceSelector: all()'),
      'unknown-field: namespaceSelector',
    ],
    ['a stagedAction, which staged policies have', np('stagedAction: Set'), 'unknown-field: stagedAction'],
    ['global() as a selector', np('selector: global()'), 'bad-selector: global()', "rule's namespaceSelector"],
    [
      'global() for service accounts',
      np('serviceAccountSelector: global()'),
      'bad-selector: global()',
      "rule's namespaceSelector",
    ],
    ['a bad name', manifest('NetworkPolicy', '', 'P_1'), 'bad-name: P_1'],
  ]);
});

describe('policies of Calico, refused: protocols and ports', () => {
  refuses(`${REFERENCE}networkpolicy`, [
    ['no action', np('ingress: [{protocol: TCP}]'), 'missing-field: {protocol', 'action is missing'],
    ['an action in small letters', np('ingress: [{action: allow}]'), 'bad-value: allow', 'Allow, Deny, Log or Pass'],
    ['a protocol in small letters', rule('protocol: tcp'), 'bad-value: tcp', 'TCP, UDP'],
    ['protocol 0', rule('protocol: 0'), 'bad-value: 0', 'between 1 and 255'],
    ['protocol 256', rule('notProtocol: 256'), 'bad-value: 256', 'between 1 and 255'],
    ['port 0', ports('protocol: TCP, ', '0'), 'bad-port: 0', 'between 1 and 65535'],
    ['port 0 as a beginning', ports('protocol: TCP, ', "'0:9'"), "bad-port: '0:9'", 'between 1 and 65535'],
    ['port 65536', ports('protocol: TCP, ', '65536'), 'bad-port: 65536', 'between 1 and 65535'],
    ['port 65536 in quotes', ports('protocol: TCP, ', "'65536'"), "bad-port: '65536'", 'between 1 and 65535'],
    ['a range that ends before it starts', ports('protocol: TCP, ', "'9:8'"), "bad-port: '9:8'", 'no range'],
    [
      'a range with a dash is a name, and a range has a colon',
      ports('protocol: TCP, ', "'8:'"),
      "bad-port: '8:'",
      'neither a port name',
    ],
    ['a port without protocol', ports('', 'http, 80'), 'bad-port: 80', 'need protocol TCP, UDP or SCTP'],
    ['a port in quotes without protocol', ports('', "'443'"), "bad-port: '443'", 'need protocol TCP, UDP or SCTP'],
    ['a port name with a slash', ports('protocol: TCP, ', "'/h'"), "bad-port: '/h'", 'neither a port name'],
    ['a range without protocol', ports('', "'80:81'"), "bad-port: '80:81'", 'need protocol TCP, UDP or SCTP'],
    ['a port of a protocol without ports', ports('protocol: ICMP, ', '80'), 'bad-port: 80', 'not ICMP'],
    ['a port name of a protocol without ports', ports('protocol: UDPLite, ', 'http'), 'bad-port: http', 'not UDPLite'],
    ['ports that the client sends from, without protocol', source('ports: [80]'), 'bad-port: 80', 'need protocol'],
    ['notPorts without protocol', rule('destination: {notPorts: [80]}'), 'bad-port: 80', 'need protocol'],
    ['icmp without protocol', rule('icmp: {type: 8}'), 'bad-value: {type: 8}', 'ICMP or ICMPv6'],
    ['icmp of TCP', rule('protocol: TCP, icmp: {type: 8}'), 'bad-value: {type: 8}', 'ICMP or ICMPv6'],
    ['a code without type', rule('protocol: ICMP, icmp: {code: 0}'), 'missing-field: 0', 'needs a type'],
    ['type 255', rule('protocol: ICMP, icmp: {type: 255}'), 'bad-value: 255', 'between 0 and 254'],
    ['code 256', rule('protocol: ICMP, notICMP: {type: 3, code: 256}'), 'bad-value: 256', 'between 0 and 255'],
    ['IP version 5', rule('ipVersion: 5'), 'bad-value: 5', '4 or 6'],
    ['ICMP of version 6', rule('protocol: ICMP, ipVersion: 6'), 'bad-value: 6', 'ICMP is not of IP version 6'],
    ['ICMPv6 of version 4', rule('protocol: 58, ipVersion: 4'), 'bad-value: 4', 'ICMPv6 is not of IP version 4'],
    ['http that is denied', np('ingress: [{action: Deny, http: {}}]'), 'bad-value: {}', 'Allow only'],
    ['http of UDP', rule('protocol: UDP, http: {}'), 'bad-value: UDP', 'TCP only'],
    ['http on the way out', egress('http: {}'), 'bad-value: {}', 'ingress rules only'],
  ]);
});

describe('policies of Calico, refused: peers', () => {
  refuses(`${REFERENCE}networkpolicy`, [
    ['a net that is none', source('nets: [10.0.0.0/33]'), 'bad-cidr: 10.0.0.0/33', 'neither an address'],
    ['both IP versions in one list', source("nets: [10.0.0.0/8, 'fd00::/8']"), "bad-cidr: 'fd00::/8'", 'cannot mix'],
    [
      'both IP versions in one rule',
      rule("source: {nets: [10.0.0.0/8]}, destination: {notNets: ['fd00::/8']}"),
      "bad-cidr: 'fd00::/8'",
      'cannot mix',
    ],
    [
      'a net that is not of ipVersion',
      rule('ipVersion: 6, source: {nets: [10.0.0.0/8]}'),
      'bad-cidr: 10.0.0.0/8',
      'cannot mix',
    ],
    ['every address in notNets', source('notNets: [0.0.0.0/0]'), 'bad-cidr: 0.0.0.0/0', 'never matches'],
    ['every address of version 6 in notNets', source("notNets: ['::/0']"), "bad-cidr: '::/0'", 'never matches'],
    [
      'global() as a selector of a rule',
      source('selector: global()'),
      'bad-selector: global()',
      "rule's namespaceSelector",
    ],
    [
      'global() beside another test',
      source('namespaceSelector: global() || has(a)'),
      'bad-selector: global() || has(a)',
      'stands alone',
    ],
    ['global() negated', source("namespaceSelector: '!global()'"), "bad-selector: '!global()'", 'stands alone'],
    [
      'a label selector of Kubernetes',
      source('selector: {matchLabels: {a: b}}'),
      'bad-type: {matchLabels: {a: b}}',
      'must be text',
    ],
    ['services without a name', source('services: {namespace: a}'), 'missing-field: {namespace', 'name is missing'],
    ['services with an empty name', source("services: {name: ''}"), "missing-field: ''", 'need a name'],
    ...[
      'selector: all()',
      'notSelector: all()',
      'namespaceSelector: all()',
      'serviceAccounts: {names: [a]}',
      'nets: [10.0.0.0/8]',
      'notNets: [10.0.0.0/8]',
    ].map(
      (other) =>
        [
          `services beside ${other}`,
          source(`${other}, services: {name: a}`),
          'not-one-of: {name: a}',
          `combined with ${other.replace(/:.*/, '')}`,
        ] as const,
    ),
    [
      'services with ports',
      egress('protocol: TCP, destination: {services: {name: a}, ports: [80]}'),
      'not-one-of: [80]',
      'their own ports',
    ],
    [
      'services with notPorts',
      egress('protocol: TCP, destination: {services: {name: a}, notPorts: [80]}'),
      'not-one-of: [80]',
      'their own ports',
    ],
    [
      'services of the source on the way out',
      egress('source: {services: {name: a}}'),
      'bad-value: {name: a}',
      "egress rule's destination",
    ],
    [
      'services of the destination on the way in',
      rule('destination: {services: {name: a}}'),
      'bad-value: {name: a}',
      "ingress rule's source",
    ],
  ]);
});

describe('policies of Calico, refused: global ones', () => {
  refuses(`${REFERENCE}globalnetworkpolicy`, [
    [
      'doNotTrack and preDNAT',
      gnp('doNotTrack: true, preDNAT: true, applyOnForward: true'),
      'not-one-of: true',
      'cannot both',
    ],
    ['doNotTrack without applyOnForward', gnp('doNotTrack: true'), 'missing-field: true', 'need applyOnForward'],
    [
      'preDNAT without applyOnForward',
      gnp('preDNAT: true, applyOnForward: false'),
      'missing-field: true',
      'need applyOnForward',
    ],
    [
      'preDNAT on the way out',
      gnp('preDNAT: true, applyOnForward: true, egress: [{action: Deny}]'),
      'bad-value: {action: Deny}',
      'Ingress only',
    ],
    [
      'preDNAT of type Egress',
      gnp('preDNAT: true, applyOnForward: true, types: [Ingress, Egress]'),
      'bad-value: Egress',
      'Ingress only',
    ],
    [
      'global() for its namespaces',
      gnp('namespaceSelector: global()'),
      'bad-selector: global()',
      "rule's namespaceSelector",
    ],
    [
      'services without namespace',
      gnp('egress: [{action: Allow, destination: {services: {name: a}}}]'),
      'missing-field: {name: a}',
      'need a namespace',
    ],
    [
      'services of a source without namespace',
      gnp('ingress: [{action: Allow, source: {services: {name: a}}}]'),
      'missing-field: {name: a}',
      'need a namespace',
    ],
    ['a flag in quotes', gnp('preDNAT: "true"'), 'bad-type: "true"', 'true or false'],
  ]);
});

describe('policies of Calico, refused: staged ones', () => {
  refuses(`${REFERENCE}stagednetworkpolicy`, [
    [
      'an action that there is not',
      manifest('StagedNetworkPolicy', 'stagedAction: set'),
      'bad-value: set',
      'Set, Delete, Learn or Ignore',
    ],
    [
      'Delete that says more',
      manifest('StagedNetworkPolicy', 'stagedAction: Delete, selector: all()'),
      'bad-value: selector',
      'takes no selector',
    ],
    [
      'what no policy may say',
      manifest('StagedNetworkPolicy', 'types: [Egress, Egress]'),
      'bad-value: Egress',
      'already',
    ],
  ]);
  refuses(`${REFERENCE}stagedglobalnetworkpolicy`, [
    [
      'Delete with a flag',
      manifest('StagedGlobalNetworkPolicy', 'stagedAction: Delete, applyOnForward: true'),
      'bad-value: applyOnForward',
      'takes no applyOnForward',
    ],
    [
      'preDNAT without applyOnForward',
      manifest('StagedGlobalNetworkPolicy', 'preDNAT: true'),
      'missing-field: true',
      'need applyOnForward',
    ],
  ]);
  refuses(`${REFERENCE}stagedkubernetesnetworkpolicy`, [
    [
      'what Kubernetes refuses',
      manifest('StagedKubernetesNetworkPolicy', 'ingress: [{ports: [{endPort: 1}]}]'),
      'bad-port: 1',
      'needs a port',
    ],
    [
      'Delete that selects somebody',
      manifest('StagedKubernetesNetworkPolicy', 'stagedAction: Delete, podSelector: {matchLabels: {app: web}}'),
      'bad-value: podSelector',
      'takes no podSelector',
    ],
    ['a selector of Calico', manifest('StagedKubernetesNetworkPolicy', 'selector: all()'), 'unknown-field: selector'],
    [
      'Delete that says more',
      manifest('StagedKubernetesNetworkPolicy', 'stagedAction: Delete, policyTypes: [Ingress]'),
      'bad-value: policyTypes',
      'takes no policyTypes',
    ],
  ]);
});
