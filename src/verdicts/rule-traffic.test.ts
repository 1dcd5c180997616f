import { expect, it } from 'vitest';
import type { PortMatch, Rule } from '../model/policy.ts';
import type { Selector } from '../model/selector.ts';
import { ALL_CONNECTIONS, formatPorts } from '../sets/connections.ts';
import { trafficOf } from './rule-traffic.ts';
import { host, onNode, outside, pod } from './testing/tier-notation.ts';

const origin = { file: '', start: 0, end: 0 };
const EVERYONE: Selector = { op: 'and', operands: [] };
const NOBODY: Selector = { op: 'or', operands: [] };

const rule = (ports: Rule['ports'], notPorts: readonly PortMatch[] = []): Rule => ({
  action: 'allow',
  name: null,
  origin,
  subject: EVERYONE,
  peer: EVERYONE,
  within: ALL_CONNECTIONS,
  ports,
  notPorts,
  hinge: null,
});
const named = (protocol: 'TCP' | null, holder: Selector | null = null): PortMatch => {
  return { by: 'name', name: 'http', protocol, holder, origin };
};
const number = (first: number, last = first): PortMatch => {
  return { by: 'number', connections: { TCP: [[first, last]] }, origin };
};
const service: PortMatch = { by: 'service', service: 'a/web', origin };

const web = pod('web', '', 'http:80/TCP http:81/UDP dns:53/UDP');
const behind = (name: string): typeof web => ({
  ...web,
  services: [{ service: name, ports: { TCP: [[8080, 8080]] } }],
});

// A rule's ports, and those that it leaves out, at a destination.
it.each([
  ['numbers', rule([number(1, 5), number(9)]), web, { TCP: '1-5,9' }],
  ['numbers, less some', rule([number(1, 5)], [number(2), number(4)]), web, { TCP: '1,3,5' }],
  ['a name, of one protocol', rule([named('TCP')]), web, { TCP: '80' }],
  ['a name, of any protocol', rule([named(null)]), web, { TCP: '80', UDP: '81' }],
  ['a name that its holder must have', rule([named('TCP', EVERYONE)]), web, { TCP: '80' }],
  ['a name that the destination has, and does not hold', rule([named('TCP', NOBODY)]), web, {}],
  ['numbers, less a name', rule([number(79, 81)], [named('TCP')]), web, { TCP: '79,81' }],
  [
    'a name on the network of a node, which nobody knows',
    rule([named('TCP')]),
    { ...onNode('proxy'), ports: web.ports },
    {},
  ],
  ['a name of a host endpoint', rule([named('TCP')]), { ...host('n1'), ports: web.ports }, { TCP: '80' }],
  ['a name outside the cluster', rule([named('TCP')]), outside('out'), {}],
  ['a Service that the destination is behind', rule([service]), behind('a/web'), { TCP: '8080' }],
  ['another Service', rule([service]), behind('a/db'), {}],
  ['no Service', rule([service]), web, {}],
])('%s', (_, traffic, destination, ports) => {
  expect(formatPorts(trafficOf(traffic, destination))).toEqual(ports);
});
