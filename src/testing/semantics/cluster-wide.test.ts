import { describe } from 'vitest';
import { laws } from './laws.ts';

const EVERY_POD = 'subject: {namespaces: {}}';
const RED = 'subject: {namespaces: {matchLabels: {team: red}}}';
const PODS = '[{namespaces: {}}]';
const port = (number: number): string => `[{tcp: {destinationPort: {number: ${number}}}}]`;

/** A ClusterNetworkPolicy of a tier and a priority, about the Pods of red. */
const cnp = (name: string, tier: string, priority: number, rules: string): string =>
  `CNP ${name} {tier: ${tier}, priority: ${priority}, ${RED}, ${rules}}`;
const rule = (action: string, number?: number): string =>
  `{action: ${action}, from: ${PODS}${number ? `, protocols: ${port(number)}` : ''}}`;

// https://network-policy-api.sigs.k8s.io/api-overview/
describe('ClusterNetworkPolicy: which decides', () => {
  laws([
    [
      'Admin decides before NetworkPolicies, Baseline after them',
      [
        `CNP first {tier: Admin, priority: 9, ${EVERY_POD}, ingress: [${rule('Accept', 80)}, ${rule('Deny', 90)}]}`,
        'KNP red/p {ingress: [{ports: [{port: 90}, {port: 91}]}]}',
        `CNP last {tier: Baseline, priority: 1, ${EVERY_POD}, ingress: [${rule('Deny')}]}`,
      ],
      [
        'blue/web > red/web: TCP 80,91',
        'red/web > blue/web: TCP 80',
        'far > blue/web: all',
        'far > red/web: TCP 90-91',
      ],
    ],
    [
      'the lower priority number goes first',
      [cnp('a', 'Admin', 1000, `ingress: [${rule('Deny')}]`), cnp('z', 'Admin', 0, `ingress: [${rule('Accept', 80)}]`)],
      ['blue/web > red/web: TCP 80'],
    ],
    [
      'rules are asked as written, and the first that matches decides',
      [
        cnp(
          'a',
          'Admin',
          1,
          `ingress: [${rule('Deny', 80)}, ${rule('Accept', 80)}, ${rule('Accept', 81)}, ${rule('Deny')}]`,
        ),
      ],
      ['blue/web > red/web: TCP 81'],
    ],
    [
      'a rule that does not match does nothing: nobody is isolated',
      [cnp('a', 'Admin', 1, `ingress: [${rule('Accept', 80)}]`)],
      ['blue/web > red/web: all', 'far > red/web: all'],
    ],
    [
      'Pass leaves the tier: its other policies are not asked',
      [
        cnp('a', 'Admin', 1, `ingress: [${rule('Pass', 80)}]`),
        cnp('b', 'Admin', 2, `ingress: [${rule('Deny')}]`),
        'KNP red/p {podSelector: {matchLabels: {app: db}}}',
      ],
      ['blue/web > red/web: TCP 80', 'blue/web > red/db: none'],
    ],
    [
      'Pass in Baseline allows',
      [
        cnp('a', 'Baseline', 1, `ingress: [${rule('Pass', 80)}]`),
        cnp('b', 'Baseline', 2, `ingress: [${rule('Deny')}]`),
      ],
      ['blue/web > red/web: TCP 80'],
    ],
    [
      'a NetworkPolicy decides for good, so Baseline is only about Pods that none selects in that direction',
      [
        'KNP red/p {podSelector: {matchLabels: {app: web}}, ingress: [{}]}',
        cnp('b', 'Baseline', 1, `ingress: [${rule('Deny')}], egress: [{action: Deny, to: ${PODS}}]`),
      ],
      ['* > red/web: blue/web blue/api far far6', 'red/web > *: far far6', '* > red/db: far far6'],
    ],
    [
      'a Pod reaches itself whatever these policies say',
      [cnp('a', 'Admin', 1, `ingress: [${rule('Deny')}], egress: [{action: Deny, to: ${PODS}}]`)],
      ['red/web > red/web: all', 'red/db > red/web: none'],
    ],
    [
      'a direction without rules is left alone',
      [cnp('a', 'Admin', 1, `ingress: [], egress: [{action: Deny, to: ${PODS}}]`)],
      ['blue/web > red/web: all', 'red/web > blue/web: none'],
    ],
  ]);
});

/** Denies what one subject receives from all Pods, or one peer sends to all Pods. */
const subject = (what: string): string =>
  `CNP p {tier: Admin, priority: 1, subject: ${what}, ingress: [{action: Deny, from: ${PODS}}]}`;
const peer = (what: string): string =>
  `CNP p {tier: Admin, priority: 1, ${EVERY_POD}, ingress: [{action: Deny, from: [${what}]}]}`;
const target = (what: string, action = 'Deny'): string =>
  `CNP p {tier: Admin, priority: 1, ${EVERY_POD}, egress: [{action: ${action}, to: [${what}]}]}`;
const AGENT = 'Pod red/agent [app=agent] @192.168.0.9 {hostNetwork: true}';
const NODES = ['Node east [zone=east] @192.168.0.9', 'Node west [zone=west] @192.168.0.8', AGENT];

describe('ClusterNetworkPolicy: subjects and peers', () => {
  laws([
    [
      'an empty selector selects all',
      [subject('{namespaces: {}}')],
      ['blue/web > red/web: none', 'red/web > blue/web: none'],
    ],
    [
      'namespaces selects the Pods of namespaces by their labels',
      [subject('{namespaces: {matchLabels: {team: blue}}}')],
      ['red/web > *: red/db far far6', '* > red/web: red/db blue/web blue/api far far6'],
    ],
    [
      'pods selects by both selectors',
      [subject('{pods: {namespaceSelector: {matchLabels: {team: blue}}, podSelector: {matchLabels: {app: web}}}}')],
      ['red/web > *: red/db blue/api far far6'],
    ],
    [
      "a Pod on its node's network is neither subject nor peer",
      [subject('{namespaces: {}}'), AGENT],
      ['red/web > red/agent: all', 'red/agent > red/web: all', 'red/db > red/web: none'],
    ],
    ['a peer of namespaces', [peer('{namespaces: {matchLabels: {team: blue}}}')], ['* > red/web: red/db far far6']],
    [
      'a peer of pods',
      [peer('{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}}')],
      ['* > red/web: red/db blue/api far far6'],
    ],
    [
      'peers of one rule: or',
      [peer('{namespaces: {matchLabels: {team: none}}}, {namespaces: {matchLabels: {team: blue}}}')],
      ['* > red/web: red/db far far6'],
    ],
    [
      'networks match addresses of Pods too, of their own IP version',
      [target('{networks: [0.0.0.0/0]}')],
      ['red/web > *: blue/api far6', 'red/web > blue/api v4: none'],
    ],
    [
      'networks are any of their blocks',
      [target('{networks: [10.0.1.0/24, 203.0.113.7/32]}')],
      ['red/web > *: blue/web blue/api far6'],
    ],
    [
      'nodes are known by the addresses in their status',
      [target('{nodes: {matchLabels: {zone: east}}}'), ...NODES],
      ['red/web > *: red/db blue/web blue/api far far6'],
    ],
    [
      'nodes of other labels are not meant',
      [target('{nodes: {matchLabels: {zone: west}}}'), ...NODES],
      ['red/web > *: red/db blue/web blue/api red/agent far far6'],
    ],
    [
      'a domain name is meant exactly, or with *. for one or more labels in front',
      [
        `CNP p {tier: Admin, priority: 1, ${EVERY_POD}, egress: [{action: Accept, to: [{domainNames: ['*.a.example', b.example]}]}, {action: Deny, to: [{networks: [0.0.0.0/0]}]}]}`,
        'ExternalHost a.example @198.51.100.1',
        'ExternalHost x.a.example @198.51.100.2',
        'ExternalHost y.x.a.example @198.51.100.3',
        'ExternalHost b.example @198.51.100.4',
        'ExternalHost x.b.example @198.51.100.5',
        'ExternalHost xa.example @198.51.100.6',
      ],
      ['red/db > *: far6 x.a.example y.x.a.example b.example'],
    ],
  ]);
});

const withPorts = (protocols: string): string =>
  `CNP p {tier: Admin, priority: 1, ${RED}, ingress: [{action: Accept, from: ${PODS}, protocols: [${protocols}]}, ${rule('Deny')}]}`;

describe('ClusterNetworkPolicy: protocols and ports', () => {
  laws([
    ['a number', [withPorts('{udp: {destinationPort: {number: 53}}}')], ['blue/web > red/web: UDP 53']],
    [
      'a range',
      [withPorts('{sctp: {destinationPort: {range: {start: 7, end: 9}}}}')],
      ['blue/web > red/web: SCTP 7-9'],
    ],
    [
      'several: or',
      [withPorts('{tcp: {destinationPort: {number: 1}}}, {udp: {destinationPort: {number: 2}}}')],
      ['blue/web > red/web: TCP 1 UDP 2'],
    ],
    [
      'a port name has the protocol that the container says',
      [withPorts('{destinationNamedPort: dns}')],
      ['blue/web > red/web: UDP 53', 'blue/web > red/db: none'],
    ],
    [
      'no protocols is everything, ICMP too',
      [cnp('a', 'Admin', 1, `ingress: [${rule('Deny')}]`)],
      ['blue/web > red/web 8.0/ICMP: blocked'],
    ],
    [
      'with ports it is not about ICMP',
      [cnp('a', 'Admin', 1, `ingress: [${rule('Deny', 80)}]`)],
      ['blue/web > red/web 8.0/ICMP: allowed'],
    ],
  ]);
});

const anp = (rules: string): string => `ANP p {priority: 5, ${RED}, ingress: [${rules}]}`;
const allow = (ports: string): string =>
  anp(`{action: Allow, from: ${PODS}, ports: [${ports}]}, {action: Deny, from: ${PODS}}`);
const DENY = `{action: Deny, from: ${PODS}}`;

// https://network-policy-api.sigs.k8s.io/reference/spec/
describe('AdminNetworkPolicy and BaselineAdminNetworkPolicy', () => {
  laws([
    [
      'Allow decides before a NetworkPolicy',
      [anp(`{action: Allow, from: ${PODS}}`), 'KNP red/p {}'],
      ['* > red/web: red/db blue/web blue/api'],
    ],
    ['Deny decides before a NetworkPolicy', [anp(DENY), 'KNP red/p {ingress: [{}]}'], ['* > red/web: far far6']],
    [
      'Pass leaves it to the NetworkPolicies',
      [anp(`{action: Pass, from: ${PODS}}, ${DENY}`), 'KNP red/p {ingress: [{}]}'],
      ['* > red/web: red/db blue/web blue/api far far6'],
    ],
    [
      'what is passed reaches the baseline where no NetworkPolicy selects the Pod',
      [anp(`{action: Pass, from: ${PODS}}`), `BANP default {${RED}, ingress: [${DENY}]}`],
      ['* > red/web: far far6'],
    ],
    [
      'the baseline is asked after the NetworkPolicies',
      [
        `BANP default {${RED}, ingress: [${DENY}]}`,
        'KNP red/p {podSelector: {matchLabels: {app: web}}, ingress: [{}]}',
      ],
      ['* > red/web: red/db blue/web blue/api far far6', '* > red/db: far far6'],
    ],
    [
      'the baseline allows before it denies',
      [`BANP default {${RED}, ingress: [{action: Allow, from: ${PODS}, ports: [{portNumber: {port: 80}}]}, ${DENY}]}`],
      ['blue/web > red/web: TCP 80'],
    ],
    [
      'both older kinds share their tiers with the new one',
      [anp(DENY), cnp('z', 'Admin', 4, `ingress: [${rule('Accept', 80)}]`)],
      ['blue/web > red/web: TCP 80'],
    ],
    [
      'portNumber is of TCP where nothing else is said',
      [allow('{portNumber: {port: 53}}')],
      ['blue/web > red/web: TCP 53'],
    ],
    ['portNumber has a protocol', [allow('{portNumber: {protocol: UDP, port: 53}}')], ['blue/web > red/web: UDP 53']],
    [
      'portRange is of TCP where nothing else is said',
      [allow('{portRange: {start: 80, end: 82}}')],
      ['blue/web > red/web: TCP 80-82'],
    ],
    ['namedPort has the protocol that the container says', [allow('{namedPort: dns}')], ['blue/web > red/web: UDP 53']],
    [
      'domainNames of an AdminNetworkPolicy',
      [
        `ANP p {priority: 5, ${RED}, egress: [{action: Allow, to: [{domainNames: [b.example]}]}, {action: Deny, to: [{networks: [198.51.100.0/24]}]}]}`,
        'ExternalHost b.example @198.51.100.4',
        'ExternalHost c.example @198.51.100.5',
      ],
      ['red/web > *: red/db blue/web blue/api far far6 b.example'],
    ],
  ]);
});
