import { describe } from 'vitest';
import { laws } from './laws.ts';

const DENY_WEB = "selector: app == 'web', types: [Ingress]";
const KNP = 'KNP red/p {podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 80}]}]}';
const PREVIEWED = [
  ['a policy', `StagedNP red/p {${DENY_WEB}}`],
  ['a global policy', `StagedGNP p {${DENY_WEB}}`],
  ['a policy of Kubernetes', 'StagedKNP red/p {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress]}'],
] as const;

// https://docs.tigera.io/calico/latest/reference/resources/stagednetworkpolicy
describe('staged policies, in the cluster', () => {
  laws(
    PREVIEWED.map(([what, staged]) => [
      `${what} that is staged does nothing`,
      [staged],
      ['* > red/web: red/db blue/web blue/api far far6'],
    ]),
  );
  laws([
    [
      'nor does it take away the policy that it stands for',
      [KNP, 'StagedKNP red/p {stagedAction: Delete}'],
      ['far > red/web: TCP 80'],
    ],
    [
      'a tier with nothing but staged policies is skipped',
      ['Tier t {order: 1}', `StagedGNP p {tier: t, ${DENY_WEB}}`],
      ['far > red/web: all'],
    ],
  ]);
});

describe('staged policies, as if they were enforced', () => {
  laws(
    PREVIEWED.map(([what, staged]) => [
      `${what} governs whom it selects`,
      [staged],
      ['* > red/web:', 'far > red/db: all'],
    ]),
    { staged: 'enforced' },
  );
  laws(
    [
      [
        'Set takes the place of the policy of its name',
        [KNP, 'StagedKNP red/p {podSelector: {}, ingress: [{ports: [{port: 81}]}]}'],
        ['far > red/web: TCP 81', 'far > red/db: TCP 81'],
      ],
      [
        'Set stands beside policies of other names',
        [KNP, 'StagedKNP red/q {ingress: [{ports: [{port: 81}]}]}'],
        ['far > red/web: TCP 80-81', 'far > red/db: TCP 81'],
      ],
      [
        'Set stands beside a policy of its name of another kind',
        [
          KNP,
          `StagedNP red/p {order: 1, selector: app == 'web', ingress: [{action: Deny, protocol: TCP, destination: {ports: ['1:80']}}]}`,
        ],
        ['far > red/web: none'],
      ],
      [
        'Set stands beside a policy of its name in another namespace',
        [KNP, 'StagedKNP blue/p {ingress: [{ports: [{port: 81}]}]}'],
        ['far > red/web: TCP 80', 'far > blue/web: TCP 81'],
      ],
      [
        'Set replaces a policy under the older spelling of its group',
        [
          `OldGNP p {${DENY_WEB}}`,
          "StagedGNP p {stagedAction: Set, selector: app == 'web', ingress: [{action: Allow}]}",
        ],
        ['far > red/web: all'],
      ],
      ...(['NP red/p', 'GNP p'] as const).map(
        (policy) =>
          [
            `Set takes the place of a policy of Calico: ${policy}`,
            [
              `${policy} {selector: app == 'web', ingress: [{action: Allow}]}`,
              `Staged${policy} {selector: app == 'web', types: [Ingress]}`,
            ],
            ['far > red/web: none'],
          ] as const,
      ),
      ['Delete takes the policy away', [KNP, 'StagedKNP red/p {stagedAction: Delete}'], ['far > red/web: all']],
      [
        'Delete of a policy that is not there changes nothing',
        [KNP, 'StagedKNP red/q {stagedAction: Delete}'],
        ['far > red/web: TCP 80'],
      ],
      [
        'Ignore changes nothing',
        [KNP, 'StagedKNP red/p {stagedAction: Ignore, ingress: [{ports: [{port: 81}]}]}'],
        ['far > red/web: TCP 80'],
      ],
      ['Learn changes nothing', [`StagedGNP p {stagedAction: Learn, ${DENY_WEB}}`], ['far > red/web: all']],
      [
        'staged policies have their order and tier',
        [
          'Tier t {order: 1}',
          `StagedGNP p {tier: t, ${DENY_WEB}}`,
          "GNP q {selector: app == 'web', ingress: [{action: Allow}]}",
        ],
        ['far > red/web: none'],
      ],
    ],
    { staged: 'enforced' },
  );
});

const BLOCK = 'KNP red/p {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}';
const NODE = 'Pod blue/agent @192.168.0.9 {hostNetwork: true}';

// https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-ipblock-selectors
describe('the network plug-in: Calico', () => {
  laws([
    [
      'ipBlock matches Pods by their addresses',
      [BLOCK, NODE],
      ['* > red/web: red/db blue/web blue/api blue/agent far'],
    ],
  ]);
});

// https://docs.cilium.io/en/stable/network/kubernetes/policy/
describe('the network plug-in: one that goes by identity', () => {
  laws(
    [
      ['ipBlock matches no Pod', [BLOCK, NODE], ['* > red/web: blue/agent far']],
      [
        'selectors match as ever',
        ['KNP red/p {ingress: [{from: [{namespaceSelector: {}}]}]}'],
        ['* > red/web: red/db blue/web blue/api'],
      ],
      ['isolation is as ever', ['KNP red/p {policyTypes: [Ingress]}'], ['* > red/web:']],
    ],
    { plugin: 'identity-based' },
  );
});

// https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites
describe('the network plug-in: one that enforces nothing', () => {
  laws(
    [
      [
        'every policy is ignored',
        ['KNP red/p {policyTypes: [Ingress, Egress]}', 'GNP q {types: [Ingress, Egress]}'],
        ['* > red/web: red/db blue/web blue/api far far6', 'red/web > far: all'],
      ],
      ['host endpoints too', ['HostEndpoint eth0 {node: n1, interfaceName: eth0}'], ['far > eth0: all']],
    ],
    { plugin: 'none' },
  );
});
