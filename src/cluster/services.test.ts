import { describe, expect, it } from 'vitest';
import { simulate } from '../simulate.ts';

const pod = (name: string, ip: string, app: string, ports = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: {app: ${app}}}\nspec: {containers: [{ports: [${ports}]}]}\nstatus: {podIP: ${ip}}\n`;

/** Two Pods that name their ports differently, one that is a client, one elsewhere with the same labels, a server outside. */
const CLUSTER = [
  pod('web-1', '10.0.0.1', 'web', '{name: http, containerPort: 8080}, {name: dns, containerPort: 5353, protocol: UDP}'),
  pod('web-2', '10.0.0.2', 'web', '{name: http, containerPort: 9090}'),
  pod('client', '10.0.0.3', 'client'),
  pod('web', '10.0.0.4', 'web', '{name: http, containerPort: 7070}').replace('namespace: shop', 'namespace: other'),
  'apiVersion: seglab.dev/v1\nkind: ExternalHost\nmetadata: {name: legacy}\nspec: {ips: [192.0.2.1]}\n',
];

const service = (spec: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: svc, namespace: shop}\nspec: {${spec}}\n`;
const flow = (port: string, to = 'shop/svc', from = 'shop/client'): string =>
  `apiVersion: seglab.dev/v1\nkind: Flow\nmetadata: {name: f}\nspec: {from: ${from}, to: '${to}', port: ${port}}\n`;

/** Where a flow ends: "shop/web-1 8080/TCP" for each backend, then the problems: "! warning unknown-endpoint: …". */
function ends(...documents: readonly string[]): string[] {
  const { flows, problems } = simulate({ files: [{ name: 'a.yaml', text: [...CLUSTER, ...documents].join('---\n') }] });
  return [
    ...flows.map(({ flow: { to, port, protocol } }) => `${to} ${port}/${protocol}`),
    ...problems.map(({ severity, code, message }) => `! ${severity} ${code}: ${message}`),
  ];
}

const WEB = 'selector: {app: web}';
const nothing = (asked: string): string =>
  `! warning unknown-endpoint: Nothing is behind the Service shop/svc at ${asked}, so the flow f is left out.`;

// https://kubernetes.io/docs/concepts/services-networking/service/
describe('a flow to a Service ends at the port of each backend', () => {
  it.each<[title: string, spec: string, port: string, expected: string[]]>([
    [
      'targetPort by number',
      `${WEB}, ports: [{port: 80, targetPort: 8080}]`,
      '80',
      ['shop/web-1 8080/TCP', 'shop/web-2 8080/TCP'],
    ],
    [
      'targetPort by name, looked up on each Pod',
      `${WEB}, ports: [{port: 80, targetPort: http}]`,
      '80',
      ['shop/web-1 8080/TCP', 'shop/web-2 9090/TCP'],
    ],
    ['no targetPort: the same port', `${WEB}, ports: [{port: 80}]`, '80', ['shop/web-1 80/TCP', 'shop/web-2 80/TCP']],
    [
      'a name that only one Pod has',
      `${WEB}, ports: [{port: 53, protocol: UDP, targetPort: dns}]`,
      '53, protocol: UDP',
      ['shop/web-1 5353/UDP'],
    ],
    ['a name of another protocol', `${WEB}, ports: [{port: 53, targetPort: dns}]`, '53', [nothing('53/TCP')]],
    ['a port of another protocol', `${WEB}, ports: [{port: 53, protocol: UDP}]`, '53', [nothing('53/TCP')]],
    [
      'a port of two protocols',
      `${WEB}, ports: [{name: t, port: 53, targetPort: 1}, {name: u, port: 53, protocol: UDP, targetPort: 2}]`,
      '53, protocol: UDP',
      ['shop/web-1 2/UDP', 'shop/web-2 2/UDP'],
    ],
    ['a port that the Service does not have', `${WEB}, ports: [{port: 80}]`, '81', [nothing('81/TCP')]],
    [
      'a node port',
      `type: NodePort, ${WEB}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]`,
      '30080',
      ['shop/web-1 8080/TCP', 'shop/web-2 8080/TCP'],
    ],
    [
      'one of several ports',
      `${WEB}, ports: [{name: a, port: 80, targetPort: 1}, {name: b, port: 81, targetPort: 2}]`,
      '81',
      ['shop/web-1 2/TCP', 'shop/web-2 2/TCP'],
    ],
    [
      'a headless Service translates nothing',
      `clusterIP: None, ${WEB}, ports: [{port: 80, targetPort: 8080}]`,
      '8080',
      ['shop/web-1 8080/TCP', 'shop/web-2 8080/TCP'],
    ],
    [
      'a selector is all of its labels',
      `selector: {app: web, tier: front}, ports: [{port: 80}]`,
      '80',
      [nothing('80/TCP')],
    ],
    ['an empty selector selects nothing', `selector: {}, ports: [{port: 80}]`, '80', [nothing('80/TCP')]],
    ['without a selector nothing is behind it until it is listed', `ports: [{port: 80}]`, '80', [nothing('80/TCP')]],
    [
      'an ExternalName has nothing in the cluster behind it',
      'type: ExternalName, externalName: a.example.org',
      '80',
      ['! error unknown-endpoint: No endpoint is called "shop/svc", so the flow f is left out.'],
    ],
  ])('%s', (_, spec, port, expected) => {
    expect(ends(service(spec), flow(port))).toEqual(expected);
  });
});

const slice = (addresses: string, ports: string, name = 'svc'): string =>
  `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: s-${name}, namespace: shop, labels: {kubernetes.io/service-name: ${name}}}\nendpoints: [{addresses: [${addresses}]}]\nports: [${ports}]\n`;
const endpoints = (addresses: string, ports: string): string =>
  `apiVersion: v1\nkind: Endpoints\nmetadata: {name: svc, namespace: shop}\nsubsets: [{addresses: [${addresses}], ports: [${ports}]}]\n`;

// https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
describe('a Service without selector', () => {
  const LISTED = service('ports: [{name: a, port: 80, targetPort: 1}]');
  it.each<[title: string, documents: string[], expected: string[]]>([
    [
      'EndpointSlices list what is behind it',
      [LISTED, slice('10.0.0.2, 192.0.2.1', '{name: a, port: 443}')],
      ['shop/web-2 443/TCP', 'legacy 443/TCP'],
    ],
    [
      'a port without a name is listed under an empty one',
      [service('ports: [{port: 80}]'), slice('10.0.0.2', "{name: '', port: 443}")],
      ['shop/web-2 443/TCP'],
    ],
    ['Endpoints do too', [LISTED, endpoints('{ip: 10.0.0.1}', '{name: a, port: 444}')], ['shop/web-1 444/TCP']],
    [
      'a port of another name is another port',
      [LISTED, slice('10.0.0.2', '{name: b, port: 443}')],
      [nothing('80/TCP')],
    ],
    [
      'nor is one of another protocol the same',
      [LISTED, slice('10.0.0.2', '{name: a, port: 1, protocol: UDP}, {name: a, port: 443}')],
      ['shop/web-2 443/TCP'],
    ],
    [
      'nor one without a number',
      [LISTED, slice('10.0.0.2', '{name: a}, {name: a, port: 443}')],
      ['shop/web-2 443/TCP'],
    ],
    [
      'a slice of another Service does not count',
      [LISTED, slice('10.0.0.2', '{name: a, port: 443}', 'other')],
      [nothing('80/TCP')],
    ],
    [
      'with a selector no list is asked',
      [service('selector: {app: client}, ports: [{port: 80}]'), slice('10.0.0.2', '{port: 443}')],
      [nothing('80/TCP')],
    ],
  ])('%s', (_, documents, expected) => {
    expect(ends(...documents, flow('80'))).toEqual(expected);
  });
});

describe('whom a flow is addressed to', () => {
  const SERVICE = service(`${WEB}, ports: [{port: 80, targetPort: http}]`);
  it('"service:" says that a Service is meant', () => {
    expect(ends(SERVICE, flow('80', 'service:shop/svc'))).toEqual(['shop/web-1 8080/TCP', 'shop/web-2 9090/TCP']);
  });

  it('where both have the name, the endpoint is meant', () => {
    const named = SERVICE.replace('name: svc', 'name: web-1');
    expect(ends(named, flow('80', 'shop/web-1'))).toEqual(['shop/web-1 80/TCP']);
    expect(ends(named, flow('80', 'service:shop/web-1'))).toEqual(['shop/web-1 8080/TCP', 'shop/web-2 9090/TCP']);
  });

  it('one that is behind a Service reaches the others there', () => {
    expect(ends(SERVICE, flow('80', 'shop/svc', 'shop/web-1'))).toEqual(['shop/web-2 9090/TCP']);
  });

  it('each end that is nowhere is said, at its place', () => {
    const text = flow('80', 'shop/nobody', 'shop/noone');
    const { problems } = simulate({ files: [{ name: 'a.yaml', text }] });
    expect(problems.map(({ origin }) => text.slice(origin.start, origin.end))).toEqual(['shop/noone', "'shop/nobody'"]);
    expect(problems.map(({ severity }) => severity)).toEqual(['error', 'error']);
  });

  it('the warning of an empty Service stands at the name', () => {
    const text = `${service('ports: [{port: 80}]')}---\n${flow('80').replace('shop/client', 'out')}---\n${CLUSTER[4]?.replace('legacy', 'out')}`;
    const { problems } = simulate({ files: [{ name: 'a.yaml', text }] });
    expect(problems.map(({ origin }) => text.slice(origin.start, origin.end))).toEqual(["'shop/svc'"]);
  });

  it('says through which Service it goes, and is judged at the backend', () => {
    const policy =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec: {podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 8080}]}]}\n';
    const text = [...CLUSTER, SERVICE, flow('80'), policy].join('---\n');
    const { flows } = simulate({ files: [{ name: 'a.yaml', text }] });
    expect(flows.map(({ flow: { to, via }, verdict }) => [to, via, verdict])).toEqual([
      ['shop/web-1', 'shop/svc:80', 'allowed'],
      ['shop/web-2', 'shop/svc:80', 'blocked'],
    ]);
  });
});

describe('the Services that an endpoint is behind', () => {
  it('each with the ports that lead to it', () => {
    const text = [
      ...CLUSTER,
      service(`${WEB}, ports: [{port: 80, targetPort: http}, {name: d, port: 53, protocol: UDP, targetPort: dns}]`),
      service('ports: [{port: 1}]').replace('name: svc', 'name: listed'),
      slice('192.0.2.1', '{port: 25}', 'listed'),
    ].join('---\n');
    const { cluster } = simulate({ files: [{ name: 'a.yaml', text }] });
    expect(
      cluster.endpoints.flatMap(({ id, services }) => services.map((each) => [id, each.service, each.ports])),
    ).toEqual([
      ['shop/web-1', 'shop/svc', { TCP: [[8080, 8080]], UDP: [[5353, 5353]] }],
      ['shop/web-2', 'shop/svc', { TCP: [[9090, 9090]] }],
      ['legacy', 'shop/listed', { TCP: [[25, 25]] }],
    ]);
  });
});
