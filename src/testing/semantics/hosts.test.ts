import { describe, expect, it } from 'vitest';
import type { EndpointId } from '../../model/ids.ts';
import { formatPorts } from '../../sets/connections.ts';
import { laws, withObjects } from './laws.ts';

/** A host endpoint for the interface of node n1, with no profile unless one is given. */
const eth0 = (more = ''): string =>
  `HostEndpoint eth0 [role=node] {node: n1, interfaceName: eth0, expectedIPs: [192.168.0.1]${more && `, ${more}`}}`;
const OPEN = 'profiles: [projectcalico-default-allow]';
const gnp = (name: string, rest: string): string => `GNP ${name} {selector: role == 'node', ${rest}}`;
const ALLOW_80 = '[{action: Allow, protocol: TCP, destination: {ports: [80]}}]';
const FAILSAFE_IN = 'TCP 22,179,2379-2380,5473,6443,6666-6667 UDP 68';
const FAILSAFE_OUT = 'TCP 179,2379-2380,5473,6443,6666-6667 UDP 53,67';

// https://docs.tigera.io/calico/latest/reference/host-endpoints/overview
describe('Calico: host endpoints', () => {
  laws([
    [
      'without a policy one drops everything but the failsafe ports',
      [eth0()],
      [`far > eth0: ${FAILSAFE_IN}`, `eth0 > far: ${FAILSAFE_OUT}`, 'far > eth0 8.0/ICMP: blocked'],
    ],
    ['the default profile lets pass what no policy governs', [eth0(OPEN)], ['far > eth0: all', 'eth0 > far: all']],
    [
      'a node reaches the Pods it runs, and no others',
      [
        eth0(OPEN),
        'Pod blue/here [app=here] @10.0.3.1 {nodeName: n1}',
        'Pod blue/there [app=there] @10.0.3.2 {nodeName: n2}',
        'KNP blue/deny {podSelector: {}, policyTypes: [Ingress]}',
      ],
      ['eth0 > blue/here: all', 'eth0 > blue/there: none'],
    ],
    ['another profile lets nothing pass', [eth0('profiles: [other]')], [`far > eth0: ${FAILSAFE_IN}`]],
    [
      'failsafe ports pass whatever policies say',
      [eth0(OPEN), gnp('p', 'types: [Ingress, Egress]')],
      [`far > eth0: ${FAILSAFE_IN}`, `eth0 > far: ${FAILSAFE_OUT}`],
    ],
    [
      'a GlobalNetworkPolicy selects host endpoints too',
      [eth0(), gnp('p', `ingress: ${ALLOW_80}`)],
      ['far > eth0: TCP 22,80,179,2379-2380,5473,6443,6666-6667 UDP 68'],
    ],
    [
      'with a namespaceSelector it does not',
      [eth0(OPEN), gnp('p', 'namespaceSelector: all(), types: [Ingress]')],
      ['far > eth0: all'],
    ],
    [
      'with a serviceAccountSelector it does not either: a host has no service account',
      [eth0(OPEN), 'GNP p {serviceAccountSelector: all(), types: [Ingress]}'],
      ['far > eth0: all', 'far > red/web: none'],
    ],
    [
      'a NetworkPolicy never does',
      [eth0(OPEN), "NP red/p {selector: role == 'node', types: [Ingress]}"],
      ['far > eth0: all'],
    ],
    [
      'what is passed to the end is left to the profile',
      [eth0(), gnp('p', 'ingress: [{action: Pass}]')],
      [`far > eth0: ${FAILSAFE_IN}`],
    ],
    [
      'what is passed to the end passes with the default profile',
      [eth0(OPEN), gnp('p', 'ingress: [{action: Pass, protocol: UDP}]')],
      ['far > eth0: TCP 22,179,2379-2380,5473,6443,6666-6667 UDP 1-65535'],
    ],
    [
      'a rule knows a host endpoint by its expectedIPs',
      [
        eth0(OPEN),
        "NP red/p {ingress: [{action: Allow, source: {selector: role == 'node', namespaceSelector: global()}}]}",
      ],
      ['* > red/web: eth0'],
    ],
    [
      'without expectedIPs no rule knows it',
      [
        `HostEndpoint eth0 [role=node] {node: n1, interfaceName: eth0, ${OPEN}}`,
        "GNP p {selector: app == 'web', ingress: [{action: Allow, source: {selector: role == 'node'}}]}",
      ],
      ['* > red/web:'],
    ],
    [
      "a Pod on its node's network is known as its node's host endpoint",
      [
        eth0(OPEN),
        'Pod red/agent @192.168.0.1 {hostNetwork: true, nodeName: n1}',
        "GNP p {selector: app == 'web', ingress: [{action: Allow, source: {selector: role == 'node'}}]}",
      ],
      ['* > red/web: red/agent eth0'],
    ],
    [
      'ports of a host endpoint have names',
      [
        eth0('ports: [{name: ssh, port: 2222, protocol: TCP}]'),
        gnp('p', 'ingress: [{action: Allow, protocol: TCP, destination: {ports: [ssh]}}]'),
      ],
      ['far > eth0 2222/TCP: allowed', 'far > eth0 80/TCP: blocked'],
    ],
  ]);
});

const EARLY = 'applyOnForward: true, types: [Ingress]';

// https://docs.tigera.io/calico/latest/reference/host-endpoints/connectivity
describe('Calico: policies before connections are tracked, and before destinations are translated', () => {
  laws([
    [
      'doNotTrack is asked first, and decides for good',
      [
        eth0(OPEN),
        gnp('a', 'order: 1, ingress: [{action: Allow, protocol: TCP}]'),
        gnp(
          'z',
          `doNotTrack: true, ${EARLY}, order: 9, ingress: [{action: Deny, protocol: TCP, destination: {ports: [80]}}]`,
        ),
      ],
      ['far > eth0 80/TCP: blocked', 'far > eth0 81/TCP: allowed', 'far > eth0 81/UDP: blocked'],
    ],
    [
      'a policy that is neither is a normal one, which denies by default',
      [eth0(OPEN), gnp('p', 'doNotTrack: false, preDNAT: false, types: [Ingress]')],
      [`far > eth0: ${FAILSAFE_IN}`],
    ],
    [
      'what doNotTrack allows no other policy stops',
      [eth0(OPEN), gnp('a', `doNotTrack: true, ${EARLY}, ingress: ${ALLOW_80}`), gnp('b', 'types: [Ingress]')],
      ['far > eth0 80/TCP: allowed', 'far > eth0 81/TCP: blocked'],
    ],
    [
      'what no doNotTrack rule matches goes on: there the tier denies nothing by default',
      [eth0(OPEN), gnp('a', `doNotTrack: true, ${EARLY}, ingress: ${ALLOW_80}`)],
      ['far > eth0: all'],
    ],
    [
      'preDNAT is asked before the normal policies, and goes on by default',
      [
        eth0(OPEN),
        gnp('a', 'order: 1, ingress: [{action: Allow}]'),
        gnp('z', `preDNAT: true, ${EARLY}, ingress: [{action: Deny, protocol: TCP, destination: {ports: [80]}}]`),
      ],
      ['far > eth0 80/TCP: blocked', 'far > eth0 81/TCP: allowed', 'far > eth0 81/UDP: allowed'],
    ],
    [
      'doNotTrack comes before preDNAT',
      [
        eth0(OPEN),
        gnp('a', `preDNAT: true, ${EARLY}, ingress: [{action: Deny}]`),
        gnp('b', `doNotTrack: true, ${EARLY}, ingress: ${ALLOW_80}`),
      ],
      ['far > eth0 80/TCP: allowed', 'far > eth0 81/TCP: blocked'],
    ],
    [
      'neither is about Pods',
      [
        `GNP p {doNotTrack: true, ${EARLY}, ingress: [{action: Deny}]}`,
        `GNP q {preDNAT: true, ${EARLY}, ingress: [{action: Deny}]}`,
      ],
      ['far > red/web: all'],
    ],
  ]);
});

const ON_N1 = 'Pod blue/on-n1 [app=fwd] @10.0.3.1 {nodeName: n1}';
const ON_N2 = 'Pod blue/on-n2 [app=fwd] @10.0.3.2 {nodeName: n2}';

// https://docs.tigera.io/calico/latest/network-policy/hosts/host-forwarded-traffic
describe('Calico: what a host forwards', () => {
  laws([
    [
      'without applyOnForward a host forwards freely',
      [eth0(), ON_N1, gnp('p', 'types: [Ingress, Egress]')],
      ['far > blue/on-n1: all', 'blue/on-n1 > far: all'],
    ],
    [
      'so it does where applyOnForward is false',
      [eth0(), ON_N1, gnp('p', 'applyOnForward: false, types: [Ingress, Egress]')],
      ['far > blue/on-n1: all', 'blue/on-n1 > far: all'],
    ],
    [
      'a policy with applyOnForward is asked for what comes in to the Pods of its node',
      [eth0(), ON_N1, ON_N2, gnp('p', `applyOnForward: true, ingress: ${ALLOW_80}`)],
      ['far > blue/on-n1: TCP 80', 'far > blue/on-n2: all', 'blue/on-n1 > far: all'],
    ],
    [
      'and for what their Pods send out',
      [eth0(), ON_N1, ON_N2, gnp('p', `applyOnForward: true, egress: ${ALLOW_80}`)],
      ['blue/on-n1 > far: TCP 80', 'blue/on-n2 > far: all', 'far > blue/on-n1: all'],
    ],
    [
      'it is asked beside the policies of the Pod: both must allow',
      [
        eth0(),
        ON_N1,
        gnp('p', 'applyOnForward: true, ingress: [{action: Allow, protocol: TCP}]'),
        "GNP q {selector: app == 'fwd', ingress: [{action: Allow, protocol: TCP, destination: {ports: [81]}}, {action: Allow, protocol: UDP}]}",
      ],
      ['far > blue/on-n1: TCP 81'],
    ],
    [
      'there are no failsafe ports for what is forwarded',
      [eth0(), ON_N1, gnp('p', 'applyOnForward: true, types: [Ingress]')],
      ['far > blue/on-n1: none'],
    ],
    [
      "a tier's default Pass forwards",
      [
        eth0(),
        ON_N1,
        'Tier t {order: 1, defaultAction: Pass}',
        gnp('p', 'tier: t, applyOnForward: true, ingress: [{action: Deny, protocol: UDP}]'),
      ],
      ['far > blue/on-n1: TCP 1-65535 SCTP 1-65535'],
    ],
    [
      'doNotTrack is asked for what is forwarded too',
      [eth0(), ON_N1, gnp('p', `doNotTrack: true, ${EARLY}, ingress: [{action: Deny, protocol: TCP}]`)],
      ['far > blue/on-n1: UDP 1-65535 SCTP 1-65535'],
    ],
    [
      'between Pods no host endpoint is asked',
      [eth0(), ON_N1, ON_N2, gnp('p', 'applyOnForward: true, types: [Ingress, Egress]')],
      ['blue/on-n2 > blue/on-n1: all', 'blue/on-n1 > blue/on-n2: all', 'red/web > blue/on-n1: all'],
    ],
    [
      "nor for a Pod on its node's network, which the host does not forward for",
      [
        eth0(OPEN),
        'Pod red/agent @192.168.0.1 {hostNetwork: true, nodeName: n1}',
        gnp('p', 'applyOnForward: true, types: [Ingress, Egress]'),
      ],
      ['red/agent > far: all', 'far > red/agent: all'],
    ],
  ]);

  // The hosts that are asked on the way from far to blue/on-n1, which n1 runs. Another one is on the same node.
  const eth1 = 'HostEndpoint eth1 [role=other] {node: n1, interfaceName: eth1}';
  it.each<[law: string, objects: readonly string[], asked: readonly string[]]>([
    ['the host endpoint that a policy governs', [gnp('p', `applyOnForward: true, ingress: ${ALLOW_80}`)], ['eth0']],
    [
      'where one policy of several does',
      [
        gnp('p', `applyOnForward: true, ingress: ${ALLOW_80}`),
        gnp('q', 'applyOnForward: true, egress: [{action: Allow}]'),
        'Tier t {order: 1}',
        gnp('r', 'tier: t, applyOnForward: true, egress: [{action: Allow}]'),
      ],
      ['eth0'],
    ],
    ['not for what goes the other way', [gnp('p', 'applyOnForward: true, egress: [{action: Deny}]')], []],
    [
      'every one on the node, and nothing else there',
      ['Pod blue/by @10.0.3.3 {nodeName: n1}', `GNP p {applyOnForward: true, ingress: ${ALLOW_80}}`],
      ['eth0', 'eth1'],
    ],
    [
      'none that stands on no node',
      ['HostEndpoint eth2 {interfaceName: eth2}', 'GNP p {applyOnForward: true}'],
      ['eth0', 'eth1'],
    ],
  ])('asks %s', (_, objects, asked) => {
    const simulation = withObjects([eth0(), eth1, ON_N1, ...objects]);
    const [path] = simulation.verdict('far' as EndpointId, 'blue/on-n1' as EndpointId).paths;
    expect(path.gates.map(({ host }) => host.id)).toEqual(asked);
  });

  it('the way through a host names the host endpoint that was asked', () => {
    const simulation = withObjects([eth0(), ON_N1, gnp('p', `applyOnForward: true, ingress: ${ALLOW_80}`)]);
    const [path] = simulation.verdict('far' as EndpointId, 'blue/on-n1' as EndpointId).paths;
    expect(path.gates.map(({ host, direction }) => `${direction} ${host.id}`)).toEqual(['ingress eth0']);
    expect(formatPorts(path.allowed)).toEqual({ TCP: '80' });
  });
});
