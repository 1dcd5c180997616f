import { describe, expect, it } from 'vitest';
import type { EndpointId } from '../model/ids.ts';
import { formatPorts } from '../sets/connections.ts';
import { withObjects } from '../testing/semantics/laws.ts';
import { evaluate } from './evaluate.ts';
import { passageOf } from './passage.ts';
import { onNode, outside, pod, tiers } from './testing/tier-notation.ts';

const web = pod('web');
const twin = pod('twin');
const db = pod('db', 'db');
const out = outside('out');
const evaluation = evaluate([web, twin, db, out], tiers('default deny: allow 80 ~db, allow 90'));
const { classes, verdict } = evaluation;
const { allowedBetween } = passageOf(evaluation);

it('what passes is what both ends allow', () => {
  const both = evaluate([web, db], [...tiers('out deny: allow 80-90', 'egress'), ...tiers('in deny: allow 85-99')]);
  expect(formatPorts(both.verdict(db, web).allowed)).toEqual({ TCP: '85-90' });
});

it('names the two ends that were asked for, not those that stand for them', () => {
  expect(verdict(db, twin)).toMatchObject({
    from: 'a/db',
    to: 'a/twin',
    allowed: {
      TCP: [
        [80, 80],
        [90, 90],
      ],
    },
  });
  expect(verdict(twin, out).to).toBe('out');
});

it('two of one class are not one that reaches itself', () => {
  expect(classes.of(web)).toBe(classes.of(twin));
  expect(formatPorts(verdict(web, twin).allowed)).toEqual({ TCP: '90' });
  expect(formatPorts(allowedBetween(classes.of(web), classes.of(web)))).toEqual({ TCP: '90' });
  expect(formatPorts(verdict(web, web).allowed).TCP).toBe('1-65535');
});

it('a node reaches the Pods it runs, and no other of their class', () => {
  const proxy = onNode('proxy', 'n1');
  const [here, there] = [
    { ...pod('here'), node: 'n1' },
    { ...pod('there'), node: 'n2' },
  ];
  const evaluation = evaluate([here, there, proxy], tiers('default deny: allow 90'));
  const { verdict, classes } = evaluation;
  const { allowedBetween } = passageOf(evaluation);
  expect(classes.of(here)).toBe(classes.of(there));
  expect(formatPorts(verdict(proxy, here).allowed).TCP).toBe('1-65535');
  expect(formatPorts(verdict(proxy, there).allowed)).toEqual({ TCP: '90' });
  expect(formatPorts(allowedBetween(classes.of(proxy), classes.of(here)))).toEqual({ TCP: '90' });
});

/** A GlobalNetworkPolicy for red/web, with one rule that lets something in. */
const intoWeb = (source: string): string =>
  `GNP p {selector: app == 'web', ingress: [{action: Allow, source: {${source}}}]}`;
/** A policy for what red/web sends. */
const outOfWeb = (rule: string): string => `GNP p {selector: app == 'web', egress: [{action: Allow, ${rule}}]}`;
const DUAL = ['Pod blue/one @10.0.3.1,fd00:3::1', 'Pod blue/two @10.0.3.2'];

describe('what holds for whole clusters is what holds for each pair', () => {
  // Two endpoints, "one" and "two", that nothing but the named thing tells apart; red/web meets them.
  it.each<[difference: string, objects: readonly string[], way: 'in' | 'out', one?: string]>([
    ['a label', ['Pod blue/one [role=x]', 'Pod blue/two', intoWeb("selector: role == 'x'")], 'in'],
    [
      'a label that must not be there',
      ['Pod blue/one [role=x]', 'Pod blue/two', intoWeb("notSelector: role == 'x'")],
      'in',
    ],
    [
      'a label of the service account',
      [
        'Pod blue/one {serviceAccountName: back}',
        'Pod blue/two',
        intoWeb("serviceAccounts: {selector: role == 'back'}"),
      ],
      'in',
    ],
    [
      'a label of the node whose address it has',
      [
        'Node n1 [zone=east] @192.0.2.1',
        'Node n2 @192.0.2.2',
        'ExternalHost one @192.0.2.1',
        'ExternalHost two @192.0.2.2',
        'CNP p {tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{nodes: {matchLabels: {zone: east}}}]}]}',
      ],
      'out',
      'one',
    ],
    [
      'an address block',
      ['ExternalHost one @192.0.2.1', 'ExternalHost two @198.51.100.1', intoWeb('nets: [192.0.2.0/24]')],
      'in',
      'one',
    ],
    [
      'a hole in an address block',
      [
        'ExternalHost one @192.0.2.1',
        'ExternalHost two @192.0.2.2',
        'KNP red/p {ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24, except: [192.0.2.1/32]}}]}]}',
      ],
      'in',
      'one',
    ],
    [
      'a network set',
      [
        'ExternalHost one @192.0.2.1',
        'ExternalHost two @192.0.2.2',
        'GlobalNetworkSet s [role=x] {nets: [192.0.2.1]}',
        intoWeb("selector: role == 'x'"),
      ],
      'in',
      'one',
    ],
    [
      'the IP version of its address',
      [
        'ExternalHost one @192.0.2.1',
        'ExternalHost two @2001:db8::1',
        "GNP p {selector: app == 'web', ingress: [{action: Allow, ipVersion: 4}]}",
      ],
      'in',
      'one',
    ],
    [
      'the number behind the name of a port',
      [
        'Pod blue/one {containers: [{ports: [{name: http, containerPort: 80}]}]}',
        'Pod blue/two {containers: [{ports: [{name: http, containerPort: 81}]}]}',
        outOfWeb('protocol: TCP, destination: {ports: [http]}'),
      ],
      'out',
    ],
    [
      'a port that is left out by its name',
      [
        'Pod blue/one {containers: [{ports: [{name: http, containerPort: 80}]}]}',
        'Pod blue/two {containers: [{ports: [{name: http, containerPort: 81}]}]}',
        outOfWeb('protocol: TCP, destination: {notPorts: [http]}'),
      ],
      'out',
    ],
    [
      'a Service that it is behind',
      [
        'Pod blue/one [app=s]',
        'Pod blue/two',
        'Service blue/s {selector: {app: s}, ports: [{port: 80}]}',
        outOfWeb('protocol: TCP, destination: {services: {name: s, namespace: blue}}'),
      ],
      'out',
    ],
    [
      'a Service whose other backends are governed',
      [
        'Pod blue/one [app=s]',
        'Pod blue/two',
        'Service blue/s {selector: {app: s}, ports: [{port: 80}]}',
        intoWeb('services: {name: s, namespace: blue}'),
      ],
      'in',
    ],
    [
      'a name in DNS',
      [
        'ExternalHost one.io @192.0.2.1',
        'ExternalHost two.io @192.0.2.2',
        'CNP p {tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Accept, to: [{domainNames: [one.io]}]}, {action: Deny, to: [{networks: [0.0.0.0/0]}]}]}',
      ],
      'out',
      'one.io',
    ],
    [
      'the node that forwards to it',
      [
        'Pod blue/one {nodeName: n1}',
        'Pod blue/two {nodeName: n2}',
        'HostEndpoint eth0 [role=node] {node: n1, interfaceName: eth0}',
        "GNP p {selector: role == 'node', applyOnForward: true, ingress: [{action: Deny}]}",
      ],
      'in',
    ],
  ])('told apart by %s', (_, objects, way, one = 'blue/one') => {
    const { cluster, evaluation } = withObjects(objects);
    const named = (id: string): (typeof cluster.endpoints)[number] => {
      const found = cluster.endpoints.find((endpoint) => endpoint.id === id);
      if (!found) throw new Error(`the cluster has no ${id}`);
      return found;
    };
    const middle = named(cluster.endpoints.some(({ kind }) => kind === 'host') ? 'far' : 'red/web');
    const met = [one, one.replace('one', 'two')].map((id) =>
      way === 'in' && middle.kind !== 'external'
        ? passageOf(evaluation).allowed(named(id), middle)
        : passageOf(evaluation).allowed(middle, named(id)),
    );
    expect(met[0]).not.toEqual(met[1]);
    for (const from of cluster.endpoints)
      for (const to of cluster.endpoints)
        expect(passageOf(evaluation).allowed(from, to), `${from.id} > ${to.id}`).toEqual(
          evaluation.verdict(from, to).allowed,
        );
  });

  it.each<[law: string, objects: readonly string[]]>([
    ['where IPv4 meets another fate than IPv6', [...DUAL, intoWeb('notNets: [10.0.0.0/8]')]],
    [
      'where a node runs some of those that are alike',
      [
        ...DUAL,
        'Pod blue/agent @192.168.0.1 {hostNetwork: true, nodeName: n1}',
        'Pod blue/here [app=x] @10.0.4.1 {nodeName: n1}',
        'Pod blue/there [app=x] @10.0.4.1 {nodeName: n2}',
        "GNP p {selector: app == 'x', ingress: [{action: Deny, source: {notNets: [10.0.0.0/8]}}]}",
      ],
    ],
    [
      'where two are alike behind one gate',
      [
        'Pod blue/one [app=x] {nodeName: n1}',
        'Pod blue/two [app=x] {nodeName: n1}',
        'HostEndpoint eth0 [role=node] {node: n1, interfaceName: eth0}',
        "GNP p {selector: role == 'node', applyOnForward: true, types: [Ingress, Egress]}",
        "GNP q {selector: app == 'x', types: [Ingress]}",
      ],
    ],
  ])('%s', (_, objects) => {
    const { cluster, evaluation } = withObjects(objects);
    for (const from of cluster.endpoints)
      for (const to of cluster.endpoints)
        expect(passageOf(evaluation).allowed(from, to), `${from.id} > ${to.id}`).toEqual(
          evaluation.verdict(from, to).allowed,
        );
  });
});

// The IP versions that are asked about one by one, from blue/api, which has addresses of both.
it.each<[law: string, objects: readonly string[], to: string, families: readonly (number | null)[]]>([
  ['both, where a policy tells them apart and both ends have both', [intoWeb('nets: [10.0.0.0/8]')], 'red/web', [4, 6]],
  ['the one that both have', [intoWeb('nets: [10.0.0.0/8]')], 'red/db', [4]],
  ['neither, where they share none', ['Pod blue/new', intoWeb('nets: [10.0.0.0/8]')], 'blue/new', [null]],
  ['both, where network sets may', [intoWeb('selector: has(app)')], 'red/web', [4, 6]],
  [
    'both, where a rule names one',
    ["GNP p {selector: app == 'web', ingress: [{action: Allow, ipVersion: 4}]}"],
    'red/web',
    [4, 6],
  ],
  [
    'neither, where no policy tells them apart',
    ['KNP red/p {ingress: [{from: [{podSelector: {}}]}]}'],
    'red/web',
    [null],
  ],
  ['nor where it only says whom it is about', ["GNP p {selector: app == 'web', types: [Ingress]}"], 'red/web', [null]],
])('IP versions: %s', (_, objects, to, families) => {
  const { paths } = withObjects(objects).verdict('blue/api' as EndpointId, to as EndpointId);
  expect(paths.map(({ family }) => family)).toEqual(families);
});

// Whether rows are worked out for each IP version on its own.
it.each<[law: string, isTwofold: boolean, endpoints: readonly string[], notation: 'labels' | 'addresses']>([
  ['labels never tell IP versions apart', false, ['10.0.0.1', 'fd00::1'], 'labels'],
  ['addresses do', true, ['10.0.0.1', 'fd00::1'], 'addresses'],
  ['not where there is one version only', false, ['10.0.0.1', '10.0.0.2'], 'addresses'],
  ['nor where there is the other one only', false, ['fd00::1', 'fd00::2'], 'addresses'],
])('rows: %s', (_, isTwofold, addresses, by) => {
  const peer = by === 'labels' ? '{podSelector: {}}' : '{ipBlock: {cidr: 10.0.0.0/8}}';
  const endpoints = addresses.map((address, index) => pod(`p${index}`, '', '', address));
  const { tiers: lowered } = withObjects([`KNP a/p {ingress: [{from: [${peer}]}]}`]);
  expect(evaluate(endpoints, lowered).table.ground.families).toEqual(isTwofold ? [null, 4, 6] : [null]);
});
