import { describe } from 'vitest';
import { laws } from './laws.ts';

/** A NetworkPolicy for red/web. */
const forWeb = (rest: string): string => `KNP red/p {podSelector: {matchLabels: {app: web}}, ${rest}}`;
const from = (peers: string): string => forWeb(`ingress: [{from: [${peers}]}]`);
const ports = (list: string): string => forWeb(`ingress: [{ports: [${list}]}]`);
const byLabel = (expression: string): string =>
  from(`{namespaceSelector: {}, podSelector: {matchExpressions: [${expression}]}}`);

const EVERYONE = 'red/db blue/web blue/api far far6';
const IN = `* > red/web: ${EVERYONE}`;
const OUT = `red/web > *: ${EVERYONE}`;
const NOBODY_IN = '* > red/web:';
const NOBODY_OUT = 'red/web > *:';

// https://kubernetes.io/docs/concepts/services-networking/network-policies/
describe('NetworkPolicy: whom it isolates', () => {
  laws([
    ['without a policy everything passes', [], [IN, OUT]],
    [
      'the source must let out and the destination must let in',
      [
        'KNP red/out {podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{ports: [{port: 80, endPort: 81}]}]}',
        'KNP blue/in {ingress: [{ports: [{port: 81, endPort: 82}]}]}',
      ],
      ['red/web > blue/web: TCP 81', 'red/db > blue/web: TCP 81-82', 'red/web > far: TCP 80-81'],
    ],
    [
      'a reply needs no rule',
      [forWeb('policyTypes: [Ingress]')],
      ['red/web > blue/web: all', 'blue/web > red/web: none'],
    ],
    [
      'a Pod always reaches itself',
      ['KNP red/p {policyTypes: [Ingress, Egress]}'],
      ['red/web > red/web: all', 'red/web > red/db: none'],
    ],
    [
      'no policy governs what is outside the cluster',
      ['KNP red/p {policyTypes: [Ingress, Egress]}'],
      ['far > blue/web: all', 'blue/web > far: all', 'far > red/web: none'],
    ],
    ['isolation for ingress leaves egress open', [forWeb('policyTypes: [Ingress]')], [NOBODY_IN, OUT]],
    ['isolation for egress leaves ingress open', [forWeb('policyTypes: [Egress]')], [IN, NOBODY_OUT]],
    ['a policy isolates in its own namespace only', ['KNP blue/p {policyTypes: [Ingress]}'], [IN, '* > blue/web:']],
    [
      'what passes is the union of the rules of all policies',
      [
        'KNP red/a {ingress: [{ports: [{port: 80}]}]}',
        'KNP red/b {ingress: [{ports: [{port: 81}]}, {ports: [{port: 83}]}]}',
        'KNP red/c {policyTypes: [Ingress]}',
      ],
      ['far > red/web: TCP 80-81,83'],
    ],
    ['without policyTypes a policy governs ingress', [forWeb('policyTypes: []')], [NOBODY_IN, OUT]],
    ['an empty list of egress rules governs no egress', [forWeb('egress: []')], [NOBODY_IN, OUT]],
    [
      'one egress rule governs egress too',
      [forWeb('egress: [{to: [{podSelector: {}}]}]')],
      [NOBODY_IN, 'red/web > *: red/db'],
    ],
    [
      'a list of rules that is missing has no rule',
      [forWeb('policyTypes: [Ingress, Egress]')],
      [NOBODY_IN, NOBODY_OUT],
    ],
    [
      'a policy for one protocol isolates for the others',
      [ports('{protocol: SCTP, port: 7}')],
      ['far > red/web: SCTP 7', 'far > red/web 8.0/ICMP: blocked'],
    ],
  ]);
});

describe('NetworkPolicy: peers', () => {
  laws([
    ['no from is every peer, outside too', [forWeb('ingress: [{from: []}]')], [IN]],
    ['podSelector alone is about its own namespace', [from('{podSelector: {}}')], ['* > red/web: red/db']],
    [
      'namespaceSelector alone is all Pods of those namespaces',
      [from('{namespaceSelector: {matchLabels: {team: blue}}}')],
      ['* > red/web: blue/web blue/api'],
    ],
    [
      'both in one item: and',
      [from('{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}')],
      ['* > red/web: blue/web'],
    ],
    [
      'in two items: or',
      [from('{namespaceSelector: {matchLabels: {team: blue}}}, {podSelector: {}}')],
      ['* > red/web: red/db blue/web blue/api'],
    ],
    [
      '{} selects everything of its kind, and never the outside',
      [from('{namespaceSelector: {}, podSelector: {}}')],
      ['* > red/web: red/db blue/web blue/api'],
    ],
    [
      'every namespace carries its name as a label',
      [from('{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: blue}}}')],
      ['* > red/web: blue/web blue/api'],
    ],
    [
      'ipBlock is a block without its exceptions',
      [from('{ipBlock: {cidr: 203.0.113.0/24, except: [203.0.113.0/29]}}')],
      [NOBODY_IN],
    ],
    [
      'ipBlock matches addresses of Pods too',
      [from('{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.2.2/32]}}')],
      ['* > red/web: red/db blue/web'],
    ],
    [
      '0.0.0.0/0 is IPv4 only',
      [from('{ipBlock: {cidr: 0.0.0.0/0}}')],
      ['* > red/web: red/db blue/web blue/api far', 'blue/api > red/web v6: none'],
    ],
    ['In needs the label', [byLabel('{key: tier, operator: In, values: [back]}')], [NOBODY_IN]],
    [
      'NotIn also matches where the label is missing',
      [byLabel('{key: app, operator: NotIn, values: [db]}, {key: tier, operator: NotIn, values: [back]}')],
      ['* > red/web: blue/web blue/api'],
    ],
    ['Exists needs the label', [byLabel('{key: tier, operator: Exists}')], [NOBODY_IN]],
    [
      'DoesNotExist also matches where the label is missing',
      [byLabel('{key: tier, operator: DoesNotExist}')],
      ['* > red/web: red/db blue/web blue/api'],
    ],
    [
      'labels and expressions: and',
      [from('{podSelector: {matchLabels: {app: db}, matchExpressions: [{key: app, operator: NotIn, values: [db]}]}}')],
      [NOBODY_IN],
    ],
  ]);
});

describe('NetworkPolicy: ports', () => {
  laws([
    [
      'no ports is every port of every protocol',
      [forWeb('ingress: [{from: [{podSelector: {}}]}]')],
      ['red/db > red/web: all', 'red/db > red/web 8.0/ICMP: allowed', 'red/db > red/web 47/other: allowed'],
    ],
    ['a port is of TCP where nothing else is said', [ports('{port: 53}')], ['far > red/web: TCP 53']],
    ['a port without number is all ports of its protocol', [ports('{protocol: UDP}')], ['far > red/web: UDP 1-65535']],
    [
      'an empty port is all of TCP, and no ICMP',
      [ports('{}')],
      ['far > red/web: TCP 1-65535', 'far > red/web 8.0/ICMP: blocked'],
    ],
    ['endPort ends a range', [ports('{port: 80, endPort: 90}')], ['far > red/web: TCP 80-90']],
    [
      'a name is looked up with its protocol',
      [ports('{port: dns, protocol: UDP}, {port: http}')],
      ['far > red/web: TCP 8080 UDP 53'],
    ],
    ['a name of another protocol is no port', [ports('{port: dns}')], ['far > red/web: none']],
    [
      'a name is looked up on each destination, and means nothing outside',
      ['KNP red/p {policyTypes: [Egress], egress: [{ports: [{port: http}]}]}'],
      ['red/web > red/db: TCP 5432', 'red/web > blue/web: TCP 80', 'red/web > blue/api: none', 'red/web > far: none'],
    ],
  ]);
});
