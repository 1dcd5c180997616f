import { describe } from 'vitest';
import { laws } from './laws.ts';

/** A policy of Calico about what red/web receives from one source: global, or of namespace red. */
const global = (source: string): string =>
  `GNP p {selector: app == 'web' && projectcalico.org/namespace == 'red', ingress: [{action: Allow, source: {${source}}}]}`;
const own = (source: string): string =>
  `NP red/p {selector: app == 'web', ingress: [{action: Allow, source: {${source}}}]}`;

const PODS = 'red/db blue/web blue/api';

// https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#entityrule
describe('Calico: what a rule says of a peer', () => {
  laws([
    [
      'nor do empty fields say anything',
      [own("selector: '', notSelector: '', nets: [], ports: []")],
      [`* > red/web: ${PODS} far far6`],
    ],
    ['a peer of nothing is everybody', [own('')], [`* > red/web: ${PODS} far far6`]],
    ['all() is whoever has labels, never the unknown outside', [global('selector: all()')], [`* > red/web: ${PODS}`]],
    ['selector and nets: and', [global("selector: app == 'web', nets: [10.0.2.0/24]")], ['* > red/web: blue/web']],
    [
      'nets are any of their blocks, and single addresses',
      [own('nets: [203.0.113.7, 10.0.1.0/24]')],
      ['* > red/web: red/db far'],
    ],
    [
      'notNets are none of theirs',
      [own('notNets: [10.0.2.0/24, 203.0.113.0/24]')],
      ['* > red/web: red/db blue/api far6'],
    ],
    ['nets without notNets', [own('nets: [10.0.0.0/8], notNets: [10.0.2.2/32]')], ['* > red/web: red/db blue/web']],
    [
      'selector and notSelector: and not',
      [global("selector: has(app), notSelector: app == 'db'")],
      ['* > red/web: blue/web blue/api'],
    ],
    [
      'notSelector alone is also the outside',
      [global("notSelector: app == 'db'")],
      ['* > red/web: blue/web blue/api far far6'],
    ],
    [
      'nets add no namespace to a rule',
      [own('nets: [0.0.0.0/0]')],
      [`* > red/web: ${PODS} far`, 'blue/api > red/web v6: none'],
    ],
    ['what a negated test asks for may be missing', [global("selector: tier != 'back'")], [`* > red/web: ${PODS}`]],
    [
      'an unknown address has no labels to miss',
      [global("selector: tier != 'back' || !has(app)")],
      [`* > red/web: ${PODS}`],
    ],
  ]);
});

const SETS = [
  'NetworkSet red/near [is=set] {nets: [203.0.113.0/24]}',
  'GlobalNetworkSet wide [is=set] {nets: [2001:db8::/32, 10.0.2.1]}',
];

// https://docs.tigera.io/calico/latest/reference/resources/networkset
describe('Calico: network sets', () => {
  laws([
    [
      'the addresses of a set have its labels',
      [global("selector: is == 'set'"), ...SETS],
      ['* > red/web: blue/web far far6'],
    ],
    [
      'so has a Pod whose address is in it, beside its own',
      [global("selector: is == 'set' && has(app)"), ...SETS],
      ['* > red/web:'],
    ],
    ['all() is also what a set knows', [global('selector: all()'), ...SETS], [`* > red/web: ${PODS} far far6`]],
    [
      'notSelector is not what a set knows',
      [global("notSelector: is == 'set'"), ...SETS],
      ['* > red/web: red/db blue/api'],
    ],
    ['a NetworkSet is in its namespace', [own("selector: is == 'set'"), ...SETS], ['* > red/web: far']],
    [
      "a NetworkSet inherits its namespace's labels",
      [global("namespaceSelector: team == 'red'"), ...SETS],
      ['* > red/web: red/db far'],
    ],
    [
      'a GlobalNetworkSet is in no namespace',
      [global("selector: is == 'set', namespaceSelector: global()"), ...SETS],
      ['* > red/web: blue/web far6'],
    ],
    [
      'an address is in a set by IP version',
      ['GlobalNetworkSet v6 [is=set] {nets: [fd00:2::/32]}', global("selector: is == 'set'")],
      ['blue/api > red/web v6: all', 'blue/api > red/web v4: none'],
    ],
  ]);
});

// https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors
describe('Calico: namespaces and service accounts of peers', () => {
  laws([
    [
      'namespaceSelector alone is all Pods there',
      [own("namespaceSelector: team == 'blue'")],
      ['* > red/web: blue/web blue/api'],
    ],
    [
      'namespaceSelector and selector: and',
      [own("namespaceSelector: all(), selector: app == 'web'")],
      ['* > red/web: blue/web'],
    ],
    [
      'all() is whatever is in a namespace',
      [global('namespaceSelector: all()'), ...SETS],
      [`* > red/web: ${PODS} far`],
    ],
    [
      'global() is whatever is in none',
      [global('namespaceSelector: global()'), ...SETS],
      ['* > red/web: blue/web far6'],
    ],
    [
      'a namespace is known by its name too',
      [own("namespaceSelector: kubernetes.io/metadata.name == 'blue'")],
      ['* > red/web: blue/web blue/api'],
    ],
    [
      'and by the name that Calico gives it',
      [own("namespaceSelector: projectcalico.org/name == 'blue'")],
      ['* > red/web: blue/web blue/api'],
    ],
    [
      'service accounts by name: any of them',
      [global('serviceAccounts: {names: [back, front, none]}')],
      ['* > red/web: blue/api'],
    ],
    [
      'an empty list of names says nothing',
      [global("serviceAccounts: {names: [], selector: role == 'back'}")],
      ['* > red/web: blue/api'],
    ],
    ['service accounts by labels', [global("serviceAccounts: {selector: role == 'back'}")], ['* > red/web: blue/api']],
    [
      'names and labels: and',
      [global("serviceAccounts: {names: [default], selector: role == 'back'}")],
      ['* > red/web:'],
    ],
    [
      'every Pod has a service account, "default" where none is said',
      [global('serviceAccounts: {names: [default]}')],
      ['* > red/web: red/db blue/web'],
    ],
    [
      'serviceAccounts bind a NetworkPolicy to its namespace',
      [own('serviceAccounts: {names: [default, back]}')],
      ['* > red/web: red/db'],
    ],
    [
      'until a namespaceSelector is given',
      [own('serviceAccounts: {names: [default, back]}, namespaceSelector: all()')],
      [`* > red/web: ${PODS}`],
    ],
    [
      'a global selector is about every namespace',
      [global(`selector: "app in {'web', 'db'}"`)],
      ['* > red/web: red/db blue/web'],
    ],
  ]);
});

const SERVICE =
  'Service blue/svc {selector: {app: web}, ports: [{port: 8000, targetPort: http}, {port: 53, protocol: UDP}]}';
const RED_SERVICE = 'Service red/svc {selector: {app: db}, ports: [{port: 1, targetPort: 5432}]}';
const LISTED = 'Service blue/listed {ports: [{port: 80}]}';

// https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#servicematch
describe('Calico: Services in rules', () => {
  laws([
    [
      'the destination of an egress rule is the addresses behind a Service and its own ports there',
      [
        "NP red/p {selector: app == 'web', egress: [{action: Allow, destination: {services: {name: svc, namespace: blue}}}]}",
        SERVICE,
      ],
      ['red/web > blue/web: TCP 80 UDP 53', 'red/web > blue/api: none', 'red/web > red/db: none'],
    ],
    [
      'without a namespace it is a Service of the namespace of the policy',
      ['NP red/p {egress: [{action: Allow, destination: {services: {name: svc}}}]}', SERVICE, RED_SERVICE],
      ['red/web > red/db: TCP 5432', 'red/web > blue/web: none'],
    ],
    [
      'the source of an ingress rule is the addresses alone',
      [global('services: {name: svc, namespace: blue}'), SERVICE],
      ['blue/web > red/web: all', 'blue/api > red/web: none'],
    ],
    [
      'a rule for protocol and Service: and',
      [
        'NP red/p {egress: [{action: Allow, protocol: UDP, destination: {services: {name: svc, namespace: blue}}}]}',
        SERVICE,
      ],
      ['red/web > blue/web: UDP 53'],
    ],
    [
      'a Service that is not there has nobody behind it',
      [global('services: {name: none, namespace: blue}'), LISTED],
      ['* > red/web:'],
    ],
  ]);
});
