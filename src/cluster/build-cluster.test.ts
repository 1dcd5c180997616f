import { describe, expect, it } from 'vitest';
import type { Cluster, Endpoint } from '../model/cluster.ts';
import type { Problem } from '../model/problem.ts';
import { simulate } from '../simulate.ts';
import { kindName } from './build-cluster.ts';

const API: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  HostEndpoint: 'projectcalico.org/v3',
  ExternalHost: 'seglab.dev/v1',
  Flow: 'seglab.dev/v1',
};

interface Parts {
  readonly owner?: string;
  readonly labels?: string;
  readonly status?: string;
}

/** "Pod web" with its spec; an owner is "ReplicaSet web-1", labels and status are what stands in the braces. */
function object(kindAndName: string, spec = '', { owner, labels = '', status }: Parts = {}): string {
  const [kind = '', path = ''] = kindAndName.split(' ');
  const [name, namespace] = path.split('/').reverse();
  const [ownerKind, ownerName] = owner?.split(' ') ?? [];
  const owners = owner ? `, ownerReferences: [{kind: ${ownerKind}, name: ${ownerName}, controller: true}]` : '';
  const where = namespace ? `, namespace: ${namespace}` : '';
  return `apiVersion: ${API[kind] ?? 'v1'}\nkind: ${kind}\nmetadata: {name: ${name}${where}, labels: {${labels}}${owners}}\nspec: {${spec}}\n${status ? `status: {${status}}\n` : ''}`;
}

const pod = (name: string, owner: string | null, more: Parts & { spec?: string } = {}): string =>
  object(`Pod ${name}`, more.spec, { ...more, ...(owner === null ? {} : { owner }) });

const template = (labels: string, spec = ''): string => `template: {metadata: {labels: {${labels}}}, spec: {${spec}}}`;

function build(...objects: readonly string[]): { readonly cluster: Cluster; readonly problems: readonly Problem[] } {
  return simulate({ files: [{ name: 'cluster.yaml', text: objects.join('---\n') }] });
}

const show = (endpoint: Endpoint): string => `${kindName(endpoint)} ${endpoint.id}`;
const endpoints = (...objects: readonly string[]): string[] => build(...objects).cluster.endpoints.map(show);
const only = (...objects: readonly string[]): Endpoint => {
  const [endpoint, ...others] = build(...objects).cluster.endpoints;
  if (!endpoint || others.length > 0) throw new Error('the test expects one endpoint');
  return endpoint;
};

describe('Pods and their owners', () => {
  const web = object('Deployment web', template('app: web'));
  const replicaSet = object('ReplicaSet web-77', template('app: web'), { owner: 'Deployment web' });

  // The objects of one namespace, and the endpoints that they make.
  it.each<[string, string[], string[]]>([
    ['a Pod stands for itself', [pod('web', null)], ['Pod default/web']],
    ['a workload without Pods stands for its template', [web], ['Deployment default/web']],
    [
      'equal Pods of one owner are one',
      [object('StatefulSet db'), pod('db-0', 'StatefulSet db'), pod('db-1', 'StatefulSet db')],
      ['StatefulSet default/db'],
    ],
    [
      'the owner need not be in the input',
      [pod('db-0', 'StatefulSet db'), pod('db-1', 'StatefulSet db')],
      ['StatefulSet default/db'],
    ],
    [
      'a ReplicaSet leads to its Deployment',
      [web, replicaSet, pod('web-77-a', 'ReplicaSet web-77')],
      ['Deployment default/web'],
    ],
    [
      'a ReplicaSet of a Deployment that is not in the input',
      [replicaSet, pod('web-77-a', 'ReplicaSet web-77')],
      ['Deployment default/web'],
    ],
    [
      'a ReplicaSet that is not in the input, by its hash',
      [web, pod('web-77-a', 'ReplicaSet web-77', { labels: 'pod-template-hash: "77"' })],
      ['Deployment default/web'],
    ],
    [
      'another hash says nothing',
      [web, pod('web-77-a', 'ReplicaSet web-77', { labels: 'pod-template-hash: "78"' })],
      ['Deployment default/web', 'ReplicaSet default/web-77'],
    ],
    [
      'only a ReplicaSet is called after its Deployment',
      [web, pod('web-77-a', 'Job web-77', { labels: 'pod-template-hash: "77"' })],
      ['Deployment default/web', 'Job default/web-77'],
    ],
    ['a ReplicaSet without Pods beside its Deployment', [web, replicaSet], ['Deployment default/web']],
    [
      'a ReplicaSet of its own',
      [object('ReplicaSet web-77'), pod('web-77-a', 'ReplicaSet web-77')],
      ['ReplicaSet default/web-77'],
    ],
    [
      'a CronJob, its Job and its Pod',
      [object('CronJob night'), object('Job night-1', '', { owner: 'CronJob night' }), pod('night-1-a', 'Job night-1')],
      ['CronJob default/night'],
    ],
    ['an owner that is no workload', [pod('etcd', 'Node master')], ['Pod default/etcd']],
    [
      "a Deployment that an operator's object owns",
      [
        object('Deployment web', template('app: web'), { owner: 'Shop main' }),
        replicaSet,
        pod('web-77-a', 'ReplicaSet web-77'),
      ],
      ['Deployment default/web'],
    ],
    [
      'owners in a circle',
      [object('ReplicaSet a', '', { owner: 'ReplicaSet a' }), pod('a-1', 'ReplicaSet a')],
      ['ReplicaSet default/a'],
    ],
    [
      'owners in a larger circle',
      [
        object('ReplicaSet a', '', { owner: 'ReplicaSet b' }),
        object('ReplicaSet b', '', { owner: 'ReplicaSet a' }),
        pod('a-1', 'ReplicaSet a'),
      ],
      ['ReplicaSet default/b'],
    ],
    [
      'different labels: each Pod for itself',
      [
        pod('db-0', 'StatefulSet db', { labels: 'role: first' }),
        pod('db-1', 'StatefulSet db', { labels: 'role: next' }),
      ],
      ['Pod default/db-0', 'Pod default/db-1'],
    ],
    [
      'different ports: each Pod for itself',
      [
        pod('db-0', 'StatefulSet db', { spec: 'containers: [{ports: [{containerPort: 1}]}]' }),
        pod('db-1', 'StatefulSet db'),
      ],
      ['Pod default/db-0', 'Pod default/db-1'],
    ],
    [
      'labels in another order are equal',
      [
        pod('db-0', 'StatefulSet db', { labels: 'a: x, b: y' }),
        pod('db-1', 'StatefulSet db', { labels: 'b: y, a: x' }),
      ],
      ['StatefulSet default/db'],
    ],
    [
      'one owner name in two namespaces',
      [pod('a/db-0', 'StatefulSet db'), pod('b/db-0', 'StatefulSet db')],
      ['StatefulSet a/db', 'StatefulSet b/db'],
    ],
    [
      'a Pod that has ended has no network any more',
      [
        pod('a', null, { status: 'phase: Succeeded' }),
        pod('b', null, { status: 'phase: Failed' }),
        pod('c', null, { status: 'phase: Pending' }),
      ],
      ['Pod default/c'],
    ],
    [
      'a Job whose Pods have ended stands for its template',
      [object('Job j'), pod('j-1', 'Job j', { status: 'phase: Succeeded' })],
      ['Job default/j'],
    ],
  ])('%s', (_, objects, expected) => {
    expect(endpoints(...objects)).toEqual(expected);
  });

  it('one endpoint has the addresses of all its Pods, and their number', () => {
    const db = only(
      pod('db-0', 'StatefulSet db', { status: 'podIP: 10.0.0.1' }),
      pod('db-1', 'StatefulSet db', { status: 'podIPs: [{ip: 10.0.0.2}, {ip: "fd00::2"}]' }),
    );
    expect(db).toMatchObject({ addresses: ['10.0.0.1', '10.0.0.2', 'fd00::2'], replicas: 2 });
  });

  it('a Pod that stands for itself because others of its owner differ says whose it is', () => {
    const { cluster } = build(
      pod('db-0', 'StatefulSet db', { labels: 'role: first' }),
      pod('db-1', 'StatefulSet db', { labels: 'role: next' }),
      pod('web-0', 'StatefulSet web'),
      pod('alone', null),
    );
    expect(cluster.endpoints.map((endpoint) => [endpoint.name, 'owner' in endpoint ? endpoint.owner : null])).toEqual([
      ['db-0', 'StatefulSet/db'],
      ['db-1', 'StatefulSet/db'],
      ['web', null],
      ['alone', null],
    ]);
  });

  it('a Pod has all its addresses, of which podIP repeats the first', () => {
    const status = 'podIP: 10.0.0.2, podIPs: [{ip: 10.0.0.2}, {ip: "fd00::2"}]';
    expect(only(pod('web', null, { status })).addresses).toEqual(['10.0.0.2', 'fd00::2']);
  });

  it('one endpoint is on a node when all its Pods are', () => {
    const on = (...nodes: readonly string[]): Endpoint =>
      only(...nodes.map((node, index) => pod(`db-${index}`, 'StatefulSet db', { spec: `nodeName: ${node}` })));
    expect(on('n1', 'n1')).toHaveProperty('node', 'n1');
    expect(on('n1', 'n2')).toHaveProperty('node', null);
  });

  it('one endpoint is written where its owner is, or else where its first Pod is', () => {
    const written = (...objects: readonly string[]): string => {
      const { start, end } = only(...objects).origin;
      return objects.join('---\n').slice(start, end);
    };
    const pods = [pod('db-0', 'StatefulSet db'), pod('db-1', 'StatefulSet db')];
    expect(written(...pods, object('StatefulSet db'))).toContain('kind: StatefulSet\nmetadata: {name: db,');
    expect(written(...pods)).toContain('kind: Pod\nmetadata: {name: db-0,');
  });

  it('an owner reference without controller counts when it is the only one', () => {
    const text = pod('db-0', 'StatefulSet db').replace(', controller: true', '');
    expect(endpoints(text)).toEqual(['StatefulSet default/db']);
    expect(endpoints(text.replace('ownerReferences: [', 'ownerReferences: [{kind: Job, name: j}, '))).toEqual([
      'Pod default/db-0',
    ]);
  });

  // Which of the owners of a Pod it is put under: the one that manages it.
  it.each([
    [
      'the controller',
      '{kind: Job, name: j, controller: false}, {kind: StatefulSet, name: db, controller: true}',
      'StatefulSet db',
    ],
    ['none of several without controller', '{kind: Job, name: j}, {kind: StatefulSet, name: db}', 'Pod db-0'],
    ['none without a name', '{kind: StatefulSet, controller: true}', 'Pod db-0'],
    ['none without a kind', '{name: db, controller: true}', 'Pod db-0'],
  ])('owners: %s', (_, owners, expected) => {
    const text = object('Pod db-0').replace('labels:', `ownerReferences: [${owners}], labels:`);
    expect(endpoints(text)).toEqual([expected.replace(' ', ' default/')]);
  });
});

describe('what an endpoint is', () => {
  it('a workload has the labels of its template, not its own', () => {
    const endpoint = only(object('Deployment web', `replicas: 3, ${template('app: web')}`, { labels: 'app: other' }));
    expect(endpoint).toMatchObject({ kind: 'workload', labels: { app: 'web' }, replicas: 3, addresses: [] });
  });

  it('a workload is in its namespace', () => {
    expect(endpoints(object('Deployment shop/web'))).toEqual(['Deployment shop/web']);
  });

  it('a CronJob has the template of its Job', () => {
    expect(only(object('CronJob night', `jobTemplate: {spec: {${template('app: night')}}}`))).toMatchObject({
      labels: { app: 'night' },
    });
  });

  // The containers that listen: all of them, and init containers only when they stay, as sidecars do.
  it.each<[string, string, string[]]>([
    ['no container', '', []],
    ['TCP when nothing else is said', 'containers: [{ports: [{containerPort: 80}]}]', ['-:80/TCP']],
    [
      'several containers',
      'containers: [{ports: [{name: http, containerPort: 80}]}, {}, {ports: [{containerPort: 53, protocol: UDP}]}]',
      ['http:80/TCP', '-:53/UDP'],
    ],
    ['an init container is gone when the Pod runs', 'initContainers: [{ports: [{containerPort: 80}]}]', []],
    [
      'a sidecar stays',
      'initContainers: [{restartPolicy: Always, ports: [{name: proxy, containerPort: 15001}]}]',
      ['proxy:15001/TCP'],
    ],
  ])('ports: %s', (_, spec, ports) => {
    const endpoint = only(pod('web', null, { spec }));
    expect(
      endpoint.kind === 'workload' &&
        endpoint.ports.map(({ name, port, protocol }) => `${name ?? '-'}:${port}/${protocol}`),
    ).toEqual(ports);
  });

  it("a Pod on its node's network is an endpoint of another kind", () => {
    expect(
      only(pod('proxy', null, { spec: 'hostNetwork: true, nodeName: n1', status: 'podIP: 192.168.0.1' })),
    ).toMatchObject({ kind: 'host-network', node: 'n1', id: 'default/proxy', addresses: ['192.168.0.1'] });
    expect(only(pod('proxy', null, { spec: 'hostNetwork: false' }))).toMatchObject({ kind: 'workload' });
    expect(only(pod('proxy', null, { spec: 'hostNetwork: true, nodeName: unknown' })).addresses).toEqual([]);
  });

  it('a server outside has addresses and nothing else', () => {
    const endpoint = only(object('ExternalHost task', 'ips: [172.16.248.152, "2001:db8::1"]'));
    expect(endpoint).toMatchObject({ kind: 'external', id: 'task', addresses: ['172.16.248.152', '2001:db8::1'] });
    expect(endpoint).not.toHaveProperty('namespace');
  });

  it.each([
    ['ips: []', 'missing-field'],
    ['ips: [10.0.0.0/8]', 'bad-value'],
    ['ips: [task.example.org]', 'bad-value'],
    ['', 'missing-field'],
  ])('a server outside with {%s} is refused', (spec, code) => {
    expect(build(object('ExternalHost task', spec)).problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('labels called like what every object has are labels', () => {
    const endpoint = only(pod('web', null, { labels: 'constructor: a, toString: b, hasOwnProperty: c' }));
    expect(endpoint.kind === 'workload' && Object.entries(endpoint.labels)).toEqual([
      ['constructor', 'a'],
      ['toString', 'b'],
      ['hasOwnProperty', 'c'],
    ]);
  });
});

describe('ids', () => {
  // Where two endpoints have one name, both get their kind behind it, so that no id depends on the order.
  it.each<[string, string[], string[]]>([
    [
      'of one name in two kinds',
      [object('Deployment web'), pod('web', null)],
      ['Deployment default/web[Deployment]', 'Pod default/web[Pod]'],
    ],
    [
      'whatever comes first',
      [pod('web', null), object('StatefulSet web'), object('Deployment web')],
      ['StatefulSet default/web[StatefulSet]', 'Deployment default/web[Deployment]', 'Pod default/web[Pod]'],
    ],
    ['of one name in two namespaces', [pod('a/web', null), pod('b/web', null)], ['Pod a/web', 'Pod b/web']],
    [
      'inside and outside',
      [pod('web', null), object('ExternalHost web', 'ips: [10.0.0.1]')],
      ['Pod default/web', 'ExternalHost web'],
    ],
    [
      'outside and on a node',
      [object('HostEndpoint web', 'interfaceName: eth0'), object('ExternalHost web', 'ips: [10.0.0.1]')],
      ['HostEndpoint web[HostEndpoint]', 'ExternalHost web[ExternalHost]'],
    ],
  ])('%s', (_, objects, expected) => {
    expect(endpoints(...objects)).toEqual(expected);
    expect(endpoints(...[...objects].reverse()).sort()).toEqual([...expected].sort());
  });
});

describe('namespaces', () => {
  const namespaces = (...objects: readonly string[]): unknown =>
    [...build(...objects).cluster.namespaces.values()].map(({ name, labels, origin }) => [
      name,
      { ...labels },
      origin !== null,
    ]);

  it('have their own labels, and always their name', () => {
    expect(namespaces(object('Namespace a', '', { labels: 'team: red' }))).toEqual([
      ['a', { team: 'red', 'kubernetes.io/metadata.name': 'a' }, true],
    ]);
    expect(namespaces(object('Namespace a', '', { labels: 'kubernetes.io/metadata.name: b' }))).toEqual([
      ['a', { 'kubernetes.io/metadata.name': 'a' }, true],
    ]);
  });

  it('that no document declares are there when an object is in them', () => {
    expect(namespaces(pod('a/web', null), pod('web', null))).toEqual([
      ['a', { 'kubernetes.io/metadata.name': 'a' }, false],
      ['default', { 'kubernetes.io/metadata.name': 'default' }, false],
    ]);
  });

  it('may be declared behind what is in them', () => {
    expect(only(pod('a/web', null), object('Namespace a', '', { labels: 'team: red' }))).toMatchObject({
      namespaceLabels: { team: 'red' },
    });
  });
});

describe('flows', () => {
  const a = pod('a', null);
  const b = pod('b', null);

  it('are read with what is usual left out', () => {
    const { flows } = build(a, b, object('Flow f', 'from: default/a, to: default/b, port: 80')).cluster;
    expect(flows).toMatchObject([
      { name: 'f', from: 'default/a', to: 'default/b', port: 80, protocol: 'TCP', role: 'app' },
    ]);
  });

  // A flow whose end is not there is left out, and each such end is named at its place.
  it.each<[string, string, string[]]>([
    ['an unknown source', 'from: default/x, to: default/b, port: 80', ['unknown-endpoint: default/x']],
    ['an unknown destination', 'from: default/a, to: y, port: 80', ['unknown-endpoint: y']],
    ['two unknown ends', 'from: x, to: y, port: 80', ['unknown-endpoint: x', 'unknown-endpoint: y']],
    ['a name without its namespace', 'from: a, to: default/b, port: 80', ['unknown-endpoint: a']],
    ['no port', 'from: default/a, to: default/b', ['missing-field: {from']],
    ['port 0', 'from: default/a, to: default/b, port: 0', ['bad-port: 0']],
    ['another role', 'from: default/a, to: default/b, port: 1, role: test', ['bad-value: test']],
    ['another protocol', 'from: default/a, to: default/b, port: 1, protocol: ICMP', ['bad-value: ICMP']],
  ])('%s', (_, spec, expected) => {
    const text = [a, b, object('Flow f', spec)].join('---\n');
    const { cluster, problems } = build(text);
    expect(cluster.flows).toEqual([]);
    expect(problems.map(({ code, origin }) => `${code}: ${text.slice(origin.start, origin.end)}`)).toEqual(expected);
  });
});
