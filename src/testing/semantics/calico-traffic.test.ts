import { describe } from 'vitest';
import { laws } from './laws.ts';

/** A policy of Calico about what red/web receives, by one rule. */
const allow = (rule: string): string => `NP red/p {selector: app == 'web', ingress: [{action: Allow, ${rule}}]}`;
const to = (protocol: string, destination: string): string =>
  allow(`protocol: ${protocol}, destination: {${destination}}`);

// https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#rule
describe('Calico: protocols', () => {
  laws([
    [
      'none is every protocol',
      [allow('')],
      ['far > red/web: all', 'far > red/web 8.0/ICMP: allowed', 'far > red/web 47/other: allowed'],
    ],
    ['by name', [allow('protocol: SCTP')], ['far > red/web: SCTP 1-65535', 'far > red/web 8.0/ICMP: blocked']],
    ['by number', [allow('protocol: 17')], ['far > red/web: UDP 1-65535']],
    [
      'a number that has no name here',
      [allow('protocol: 47')],
      ['far > red/web: no ports', 'far > red/web 47/other: allowed', 'far > red/web 50/other: blocked'],
    ],
    [
      'UDPLite is number 136',
      [allow('protocol: UDPLite')],
      ['far > red/web 136/other: allowed', 'far > red/web 17/other: blocked'],
    ],
    [
      'notProtocol is every other',
      [allow('notProtocol: TCP')],
      ['far > red/web: UDP 1-65535 SCTP 1-65535', 'far > red/web 8.0/ICMP: allowed'],
    ],
    ['notProtocol by number', [allow('notProtocol: 6')], ['far > red/web: UDP 1-65535 SCTP 1-65535']],
    ['protocol and notProtocol: and not', [allow('protocol: TCP, notProtocol: 6')], ['far > red/web: none']],
    ['ICMP', [allow('protocol: ICMP')], ['far > red/web 8.0/ICMP: allowed', 'far6 > red/web 128.0/ICMPv6: blocked']],
    [
      'ICMPv6 by number',
      [allow('protocol: 58')],
      ['far6 > red/web 128.0/ICMPv6: allowed', 'far > red/web 8.0/ICMP: blocked'],
    ],
    [
      'a type of ICMP with every code of it',
      [allow('protocol: ICMP, icmp: {type: 3}')],
      ['far > red/web 3.0/ICMP: allowed', 'far > red/web 3.255/ICMP: allowed', 'far > red/web 4.0/ICMP: blocked'],
    ],
    [
      'a type and code of ICMP',
      [allow('protocol: ICMP, icmp: {type: 3, code: 4}')],
      ['far > red/web 3.4/ICMP: allowed', 'far > red/web 3.3/ICMP: blocked'],
    ],
    [
      'icmp without a type is every message',
      [allow('protocol: ICMP, icmp: {}')],
      ['far > red/web 0.0/ICMP: allowed', 'far > red/web 3.4/ICMP: allowed', 'far > red/web: no ports'],
    ],
    [
      'notICMP without a type is none',
      [allow('protocol: ICMP, notICMP: {}')],
      ['far > red/web 0.0/ICMP: allowed', 'far > red/web 3.4/ICMP: allowed'],
    ],
    [
      'notICMP is every other message',
      [allow('protocol: ICMP, notICMP: {type: 8}')],
      ['far > red/web 8.0/ICMP: blocked', 'far > red/web 3.4/ICMP: allowed'],
    ],
    [
      'notICMP with a code',
      [allow('protocol: ICMP, notICMP: {type: 3, code: 4}')],
      ['far > red/web 3.4/ICMP: blocked', 'far > red/web 3.3/ICMP: allowed'],
    ],
  ]);
});

describe('Calico: ports', () => {
  laws([
    ['a number', [to('TCP', 'ports: [80]')], ['far > red/web: TCP 80']],
    ['a number in quotes is a number', [to('TCP', "ports: ['80']")], ['far > red/web: TCP 80']],
    ['a range', [to('UDP', "ports: ['80:90']")], ['far > red/web: UDP 80-90']],
    ['numbers, ranges and names: or', [to('TCP', "ports: [80, '90:91', http]")], ['far > red/web: TCP 80,90-91,8080']],
    ['protocol by number', [to('132', 'ports: [7]')], ['far > red/web: SCTP 7']],
    [
      'notPorts are none of theirs',
      [to('TCP', "notPorts: [80, '100:65535', http]")],
      ['far > red/web: TCP 1-79,81-99'],
    ],
    [
      'ports and notPorts: and not',
      [to('TCP', "ports: ['80:90'], notPorts: [85]")],
      ['far > red/web: TCP 80-84,86-90'],
    ],
    ['a name has the protocol of the rule', [to('UDP', 'ports: [dns, http]')], ['far > red/web: UDP 53']],
    ['a name that the destination does not have is no port', [to('TCP', 'ports: [grpc]')], ['far > red/web: none']],
    [
      'a name with digits at either end is a name',
      [
        to('TCP', 'ports: [h2, 2h]'),
        'Pod red/own [app=web] {containers: [{ports: [{name: h2, containerPort: 9002}, {name: 2h, containerPort: 9003}]}]}',
      ],
      ['far > red/own: TCP 9002-9003'],
    ],
    [
      'a name is looked up on the destinations that the selector selects',
      [
        "NP red/p {selector: app == 'web', egress: [{action: Allow, protocol: TCP, destination: {selector: app == 'db', ports: [http]}}]}",
      ],
      ['red/web > red/db: TCP 5432', 'red/web > blue/web: none'],
    ],
    [
      'a name without selector is looked up everywhere in the cluster',
      ["NP red/p {selector: app == 'web', egress: [{action: Allow, protocol: TCP, destination: {ports: [http]}}]}"],
      ['red/web > red/db: TCP 5432', 'red/web > blue/web: TCP 80', 'red/web > far: none'],
    ],
    [
      'policies see the port of the Pod, behind every Service',
      [to('TCP', 'ports: [8080]'), 'Service red/svc {selector: {app: web}, ports: [{port: 80, targetPort: http}]}'],
      ['far > red/web: TCP 8080'],
    ],
  ]);
});

describe('Calico: IP versions', () => {
  laws([
    [
      'ipVersion is about one of them',
      [allow('ipVersion: 6')],
      ['* > red/web: blue/api far6', 'blue/api > red/web v4: none', 'blue/api > red/web v6: all'],
    ],
    [
      'nets are of their own',
      [allow("source: {nets: ['fd00:2::/32']}")],
      ['blue/api > red/web v4: none', 'blue/api > red/web v6: all'],
    ],
    [
      'no version is both',
      [allow('protocol: TCP')],
      ['blue/api > red/web v6: TCP 1-65535', 'blue/api > red/web: TCP 1-65535', 'far6 > red/web: TCP 1-65535'],
    ],
    ['nets of what receives it', [allow("destination: {nets: ['fd00:1::1']}")], ['* > red/web: blue/api far6']],
    [
      'notNets leave the other version alone',
      [allow("source: {notNets: ['10.0.0.0/8']}")],
      ['* > red/web: blue/api far far6', 'blue/api > red/web v4: none', 'blue/api > red/web v6: all'],
    ],
    [
      'ipBlock, of a dual-stack Pod',
      [
        "KNP red/p {ingress: [{from: [{ipBlock: {cidr: 'fd00::/8'}}], ports: [{port: 6}]}, {from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 4}]}]}",
      ],
      [
        'blue/api > red/web v4: TCP 4',
        'blue/api > red/web v6: TCP 6',
        'blue/api > red/web: TCP 4,6',
        'blue/web > red/web: TCP 4',
      ],
    ],
  ]);
});
