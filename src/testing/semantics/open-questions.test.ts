import { describe, expect, it } from 'vitest';
import type { SimulateInput } from '../../simulate-with.ts';
import { withObjects } from './laws.ts';

/** What the story of the first flow says it depends on. */
function dependsOn(objects: readonly string[], settings: Omit<SimulateInput, 'files'> = {}): string[] {
  const { cluster, explain } = withObjects(objects, settings);
  const [flow] = cluster.flows;
  if (!flow) throw new Error('the case has no flow');
  const { verdict, ends } = explain(flow);
  const told = ends.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text));
  return [verdict, ...told.filter((text) => text.startsWith('Depends on '))];
}

const FLOW = 'Flow f {from: red/web, to: blue/web, port: 80}';
const OUTSIDE = 'Flow f {from: red/web, to: far, port: 443}';
const PLUGIN_DIFFERS = 'Depends on the network plug-in: this one takes a pod for its address too, others never do.';
const BLOCK = 'KNP red/p {egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}';

/** A case: what is open, the objects, and what the story says: the verdict, and what it depends on. */
type Open = readonly [question: string, objects: readonly string[], story: readonly string[]];

// Where sources differ, or the input does not tell, a verdict says what it depends on.
describe('what stays open', () => {
  it.each<Open>([
    ['a Pod that matches by its address', [FLOW, BLOCK], ['allowed', PLUGIN_DIFFERS]],
    [
      'a Pod that matches by its address, and not by its labels',
      [FLOW, 'KNP red/p {egress: [{to: [{podSelector: {}}, {ipBlock: {cidr: 10.0.0.0/8}}]}]}'],
      ['allowed', PLUGIN_DIFFERS],
    ],
    [
      'not so a Pod that matches by its labels too',
      [FLOW, 'KNP red/p {egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}, {namespaceSelector: {}}]}]}'],
      ['allowed'],
    ],
    [
      'not so a server outside',
      [OUTSIDE, 'KNP red/p {egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}'],
      ['allowed'],
    ],
    [
      'not so nets of Calico, which match Pods always',
      [FLOW, 'NP red/p {egress: [{action: Allow, destination: {nets: [10.0.0.0/8]}}]}'],
      ['allowed'],
    ],
    [
      'names in DNS, where no server of that name is given',
      [
        OUTSIDE,
        'CNP p {tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Accept, to: [{domainNames: [api.example.org]}]}, {action: Deny, to: [{networks: [0.0.0.0/0]}]}]}',
      ],
      [
        'blocked',
        'Depends on the addresses of api.example.org in DNS: only then does p let it pass. Here it counts as not passing.',
      ],
    ],
    [
      'names in DNS beside another peer',
      [
        OUTSIDE,
        'CNP p {tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Accept, to: [{networks: [192.0.2.0/24]}, {domainNames: [api.example.org]}]}, {action: Deny, to: [{networks: [0.0.0.0/0]}]}]}',
      ],
      [
        'blocked',
        'Depends on the addresses of api.example.org in DNS: only then does p let it pass. Here it counts as not passing.',
      ],
    ],
    [
      'names in DNS, where one is',
      [
        'ExternalHost api.example.org @198.51.100.1',
        'Flow f {from: red/web, to: api.example.org, port: 443}',
        'CNP p {tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Accept, to: [{domainNames: [api.example.org]}]}]}',
      ],
      ['allowed', 'Depends on the addresses of api.example.org in DNS.'],
    ],
    [
      'the port that a client sends from: an Allow fails closed',
      [FLOW, 'NP red/p {egress: [{action: Allow, protocol: TCP, source: {ports: [1024]}}]}'],
      [
        'blocked',
        'Depends on the port that the client sends from: only then does p let it pass. Here it counts as not passing.',
      ],
    ],
    [
      'the port that a client sends from: a Deny too',
      [FLOW, 'NP red/p {egress: [{action: Deny, protocol: TCP, source: {notPorts: [1024]}}, {action: Allow}]}'],
      ['blocked', 'Depends on the port that the client sends from.'],
    ],
    [
      'what an HTTP request asks for',
      [FLOW, 'NP blue/p {ingress: [{action: Allow, protocol: TCP, http: {methods: [GET]}}]}'],
      [
        'blocked',
        'Depends on the HTTP request inside the connection: only then does p let it pass. Here it counts as not passing.',
      ],
    ],
  ])('%s', (_, objects, story) => {
    expect(dependsOn(objects)).toEqual(story);
  });

  it('a plug-in that goes by identity, where Calico would let it pass', () => {
    expect(dependsOn([FLOW, BLOCK], { plugin: 'identity-based' })).toEqual([
      'blocked',
      'Depends on the network plug-in: p lists the address of web, but the plug-in of this cluster never takes a pod for its address.',
    ]);
  });
});
