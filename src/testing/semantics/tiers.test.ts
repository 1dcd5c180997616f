import { describe } from 'vitest';
import { laws } from './laws.ts';

/** A GlobalNetworkPolicy about what red/web and blue/web receive, in a tier if one is named. */
const gnp = (name: string, rules: string, more = ''): string =>
  `GNP ${name} {selector: app == 'web', types: [Ingress], ingress: [${rules}]${more && `, ${more}`}}`;
const ALLOW_80 = '{action: Allow, protocol: TCP, destination: {ports: [80]}}';
const DENY = '{action: Deny}';
const ALLOW = '{action: Allow}';

// https://docs.tigera.io/calico/latest/network-policy/policy-tiers/tiered-policy
describe('Calico: tiers', () => {
  laws([
    [
      'tiers are asked by order, lower first',
      ['Tier a {order: 2}', 'Tier z {order: 1}', gnp('p', DENY, 'tier: a'), gnp('q', ALLOW_80, 'tier: z')],
      ['far > red/web: TCP 80'],
    ],
    [
      'a tier without order goes last',
      ['Tier a {}', 'Tier z {order: 99999999}', gnp('p', DENY, 'tier: a'), gnp('q', ALLOW_80, 'tier: z')],
      ['far > red/web: TCP 80'],
    ],
    [
      'a tier that nobody declares goes last too, and denies the rest',
      [
        gnp('p', ALLOW_80, 'tier: lost'),
        'Tier z {order: 99999999}',
        gnp('q', '{action: Pass, protocol: TCP}', 'tier: z'),
      ],
      ['far > red/web: TCP 80'],
    ],
    [
      'tiers of one order are asked by name',
      ['Tier b {order: 5}', 'Tier a {order: 5}', gnp('p', DENY, 'tier: b'), gnp('q', ALLOW_80, 'tier: a')],
      ['far > red/web: TCP 80'],
    ],
    [
      'an order need not be whole, and may be below zero',
      ['Tier a {order: -0.5}', 'Tier b {order: -1.5}', gnp('p', DENY, 'tier: a'), gnp('q', ALLOW_80, 'tier: b')],
      ['far > red/web: TCP 80'],
    ],
    [
      'a tier that has no policy for the endpoint is skipped',
      ['Tier a {order: 1}', gnp('p', ALLOW_80, 'tier: a')],
      ['far > red/web: TCP 80', 'far > red/db: all'],
    ],
    [
      'a tier whose policies govern the other direction is skipped',
      ['Tier a {order: 1}', "GNP p {tier: a, selector: app == 'web', egress: [{action: Deny}]}", gnp('q', ALLOW_80)],
      ['far > red/web: TCP 80', 'red/web > far: none'],
    ],
    [
      "what no rule of a tier matches meets the tier's default, Deny where nothing else is said",
      ['Tier a {order: 1}', gnp('p', ALLOW_80, 'tier: a'), gnp('q', ALLOW)],
      ['far > red/web: TCP 80'],
    ],
    [
      'a tier with the default Pass goes on with the next',
      [
        'Tier a {order: 1, defaultAction: Pass}',
        gnp('p', '{action: Deny, protocol: UDP}', 'tier: a'),
        gnp('q', '{action: Allow, protocol: TCP}, {action: Allow, protocol: UDP}'),
      ],
      ['far > red/web: TCP 1-65535'],
    ],
    [
      'Pass leaves the tier and skips its other policies',
      [
        'Tier a {order: 1}',
        gnp('p', '{action: Pass, protocol: TCP}', 'tier: a, order: 1'),
        gnp('q', DENY, 'tier: a, order: 2'),
        gnp('r', ALLOW_80),
      ],
      ['far > red/web: TCP 80'],
    ],
    [
      'Pass in the last tier leaves it to the profile, which lets Pods talk',
      [gnp('p', '{action: Pass, protocol: TCP}')],
      ['far > red/web: TCP 1-65535'],
    ],
    ['a Pod that no policy selects is open both ways', [gnp('p', DENY)], ['far > red/db: all', 'red/db > far: all']],
    ['Log decides nothing', [gnp('p', `{action: Log}, ${ALLOW_80}, {action: Log}`)], ['far > red/web: TCP 80']],
    [
      'the first rule that matches decides',
      [gnp('p', '{action: Deny, protocol: TCP, destination: {ports: [80]}}, {action: Allow, protocol: TCP}')],
      ['far > red/web: TCP 1-79,81-65535'],
    ],
    [
      'policies of a tier are asked by order, one without order last',
      [gnp('a', DENY), gnp('b', ALLOW_80, 'order: 5000000')],
      ['far > red/web: TCP 80'],
    ],
    [
      'an order below zero goes first',
      [gnp('a', DENY, 'order: 0'), gnp('b', ALLOW_80, 'order: -1')],
      ['far > red/web: TCP 80'],
    ],
    [
      'both ends must allow',
      [
        gnp('p', ALLOW_80),
        "GNP q {selector: app == 'db', egress: [{action: Allow, protocol: TCP, destination: {ports: ['80:81']}}]}",
      ],
      ['red/db > red/web: TCP 80', 'red/db > blue/api: TCP 80-81'],
    ],
  ]);
});

const CNP_ALLOW_81 =
  'CNP c {tier: Admin, priority: 10, subject: {namespaces: {}}, ingress: [{action: Accept, from: [{namespaces: {}}], protocols: [{tcp: {destinationPort: {number: 81}}}]}]}';
const BASELINE =
  'CNP b {tier: Baseline, priority: 10, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}';

// https://github.com/projectcalico/calico/blob/master/api/pkg/apis/projectcalico/v3/tier.go
describe('Calico: the tiers that are always there', () => {
  laws([
    [
      'a policy without tier is in "default", and so is one of Kubernetes',
      [
        'Tier late {order: 1000001}',
        gnp('p', ALLOW, 'tier: late'),
        'KNP red/k {ingress: [{ports: [{port: 80}]}]}',
        gnp('q', ALLOW_80, 'tier: default'),
      ],
      ['far > red/web: TCP 80', 'far > blue/web: TCP 80'],
    ],
    [
      'ClusterNetworkPolicies of Admin are in kube-admin, at order 1000',
      [
        'Tier early {order: 999}',
        'Tier late {order: 1001}',
        gnp('p', '{action: Pass, protocol: TCP}', 'tier: early'),
        CNP_ALLOW_81,
        gnp('q', ALLOW_80, 'tier: late'),
      ],
      ['blue/api > red/web: TCP 80-81', 'far > red/web: TCP 80'],
    ],
    [
      'policies of Calico may be in kube-admin too, and the priority is the order there',
      [CNP_ALLOW_81, gnp('p', DENY, 'tier: kube-admin, order: 9.5')],
      ['blue/api > red/web: none', 'blue/api > red/db: all'],
    ],
    [
      'what no rule of kube-admin matches goes on',
      [gnp('p', ALLOW_80, 'tier: kube-admin'), 'KNP red/k {ingress: [{ports: [{port: 81}]}]}'],
      ['far > red/web: TCP 80-81', 'far > blue/web: all'],
    ],
    [
      'kube-baseline comes last, and goes on too',
      [
        BASELINE,
        'Tier late {order: 2000000}',
        gnp('p', '{action: Pass, destination: {nets: [10.0.1.1/32]}}', 'tier: late'),
      ],
      ['far > red/web: all', 'blue/api > red/web: none', 'far > blue/web: none'],
    ],
    [
      "a tier of one's own may stand between default and kube-baseline",
      [
        'Tier late {order: 2000000}',
        gnp('p', ALLOW_80, 'tier: late'),
        'KNP red/k {ingress: [{ports: [{port: 81}]}]}',
        BASELINE,
      ],
      ['blue/api > red/web: TCP 81', 'blue/api > blue/web: TCP 80', 'blue/api > red/db: TCP 81'],
    ],
  ]);
});

const RULE = '[{action: Allow, protocol: TCP}]';

// https://github.com/projectcalico/calico/blob/master/api/pkg/defaults/networkpolicy.go
describe('Calico: directions', () => {
  const both = (inwards: string, outwards: string): string[] => [
    `far > red/web: ${inwards}`,
    `red/web > far: ${outwards}`,
  ];
  laws([
    ['without types and rules: ingress', ['NP red/p {}'], both('none', 'all')],
    ['with ingress rules alone: ingress', [`NP red/p {ingress: ${RULE}}`], both('TCP 1-65535', 'all')],
    ['with egress rules alone: egress', [`NP red/p {egress: ${RULE}}`], both('all', 'TCP 1-65535')],
    ['with both: both', [`NP red/p {ingress: ${RULE}, egress: ${RULE}}`], both('TCP 1-65535', 'TCP 1-65535')],
    ['an empty list of types counts as absent', [`NP red/p {types: [], egress: ${RULE}}`], both('all', 'TCP 1-65535')],
    ['types decide where they are given', [`NP red/p {types: [Egress], ingress: ${RULE}}`], both('all', 'none')],
    ['both types without rules', ['NP red/p {types: [Ingress, Egress]}'], both('none', 'none')],
  ]);
});

// https://docs.tigera.io/calico/latest/reference/resources/globalnetworkpolicy
describe('Calico: whom a policy selects', () => {
  const denied = (...ids: readonly string[]): string[] =>
    ['red/web', 'red/db', 'blue/web', 'blue/api'].map((id) => `far > ${id}: ${ids.includes(id) ? 'none' : 'all'}`);
  const REST = 'types: [Ingress]';
  laws([
    ['a NetworkPolicy selects in its own namespace', [`NP red/p {${REST}, selector: app == 'web'}`], denied('red/web')],
    [
      'a GlobalNetworkPolicy selects everywhere',
      [`GNP p {${REST}, selector: app == 'web'}`],
      denied('red/web', 'blue/web'),
    ],
    ['no selector selects all', [`GNP p {${REST}}`], denied('red/web', 'red/db', 'blue/web', 'blue/api')],
    ['an empty selector selects all', [`NP blue/p {${REST}, selector: ''}`], denied('blue/web', 'blue/api')],
    ['namespaceSelector narrows', [`GNP p {${REST}, namespaceSelector: team == 'red'}`], denied('red/web', 'red/db')],
    [
      'namespaceSelector and selector: and',
      [`GNP p {${REST}, namespaceSelector: team != 'red', selector: app == 'web'}`],
      denied('blue/web'),
    ],
    [
      'serviceAccountSelector narrows',
      [`GNP p {${REST}, serviceAccountSelector: has(role)}`],
      denied('red/web', 'blue/api'),
    ],
    [
      'serviceAccountSelector and selector: and',
      [`NP blue/p {${REST}, serviceAccountSelector: all(), selector: app == 'api'}`],
      denied('blue/api'),
    ],
    [
      'labels of the namespace and of the service account are there under prefixes',
      [
        `GNP p {${REST}, selector: pcns.team == 'red' && pcsa.role == 'front' || projectcalico.org/namespace == 'blue' && app == 'api'}`,
      ],
      denied('red/web', 'blue/api'),
    ],
    [
      'the older spelling of the group is the same kind',
      [`OldGNP p {${REST}, selector: app == 'web'}`],
      denied('red/web', 'blue/web'),
    ],
  ]);
});
