import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../model/cluster.ts';
import { simulate } from '../simulate.ts';
import type { Simulation } from '../simulation.ts';

const CALICO = 'apiVersion: projectcalico.org/v3';
const pod = (name: string, ips: string, spec = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}\nspec: {${spec}}\nstatus: {podIPs: [${ips
    .split(' ')
    .filter(Boolean)
    .map((ip) => `{ip: '${ip}'}`)}]}\n`;
const set = (kind: string, name: string, nets: string, labels = ''): string =>
  `${CALICO}\nkind: ${kind}\nmetadata: {name: ${name}, ${kind === 'NetworkSet' ? 'namespace: shop, ' : ''}labels: {${labels}}}\nspec: {nets: [${nets}]}\n`;
const host = (spec: string, labels = 'role: node'): string =>
  `${CALICO}\nkind: HostEndpoint\nmetadata: {name: eth0, labels: {${labels}}}\nspec: {${spec}}\n`;
const node = (name: string, addresses: string, labels: string): string =>
  `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}, labels: {${labels}}}\nstatus: {addresses: [${addresses}]}\n`;
const account = (name: string, labels: string, namespace = 'shop'): string =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ${name}, namespace: ${namespace}, labels: {${labels}}}\n`;

const read = (...documents: readonly string[]): Simulation =>
  simulate({ files: [{ name: 'a.yaml', text: documents.join('---\n') }] });

function endpoint({ cluster, problems }: Simulation, name: string): Endpoint {
  const found = cluster.endpoints.find((each) => each.name === name);
  if (!found || problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n') || `no ${name}`);
  return found;
}

/** What is wrong with a document: "code: the text it points at". */
const faults = (text: string): string[] =>
  read(text).problems.map(({ code, origin }) => `${code}: ${text.slice(origin.start, origin.end)}`);

describe('network sets', () => {
  // The sets that hold the Pod's addresses, and of which IP version.
  it.each<[title: string, nets: string, memberships: string[]]>([
    ['a block', '10.0.0.0/8', ['shop/near v4']],
    ['a single address', '10.0.0.1', ['shop/near v4']],
    ['a block of the other version', "'fd00::/8'", ['shop/near v6']],
    ['both versions', "10.0.0.1, 'fd00::/8'", ['shop/near v4', 'shop/near v6']],
    ['another block', '10.0.1.0/24', []],
    ['nothing', '', []],
  ])('%s', (_, nets, memberships) => {
    const web = endpoint(read(pod('web', '10.0.0.1 fd00::1'), set('NetworkSet', 'near', nets)), 'web');
    expect(web.networkSets.map(({ name, family }) => `${name} v${family}`)).toEqual(memberships);
  });

  it('a NetworkSet is known with its namespace, a GlobalNetworkSet without', () => {
    const web = endpoint(
      read(
        'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {team: red}}\n',
        pod('web', '10.0.0.1'),
        set('NetworkSet', 'near', '10.0.0.0/8', 'is: set'),
        set('GlobalNetworkSet', 'wide', '0.0.0.0/0', 'is: set'),
      ),
      'web',
    );
    expect(web.networkSets.map(({ name }) => name)).toEqual(['shop/near', 'wide']);
    const [near, wide] = web.networkSets.map(({ identity }) => identity);
    expect(near).toMatchObject({
      namespace: 'shop',
      namespaceLabels: { team: 'red', 'projectcalico.org/name': 'shop' },
    });
    expect(near?.labels).toEqual({
      is: 'set',
      'pcns.team': 'red',
      'pcns.projectcalico.org/name': 'shop',
      'pcns.kubernetes.io/metadata.name': 'shop',
      'projectcalico.org/namespace': 'shop',
    });
    expect(wide).toEqual({ namespace: null, namespaceLabels: null, serviceAccountLabels: null, labels: { is: 'set' } });
  });

  it.each<[string, string, string[]]>([
    ['a net that is none', set('GlobalNetworkSet', 'p', '10.0.0.300'), ['bad-cidr: 10.0.0.300']],
    [
      'a field that there is not',
      `${CALICO}\nkind: NetworkSet\nmetadata: {name: p}\nspec: {net: []}\n`,
      ['unknown-field: net'],
    ],
    [
      'the older spelling of the group is accepted',
      set('NetworkSet', 'p', '10.0.0.0/8').replace(CALICO, 'apiVersion: crd.projectcalico.org/v1'),
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(faults(text)).toEqual(expected);
  });
});

describe('host endpoints', () => {
  it('have labels, addresses, ports and the node that they are on', () => {
    const eth0 = endpoint(
      read(
        host(
          "node: n1, interfaceName: eth0, expectedIPs: [192.168.0.1, 'fd01::1'], ports: [{name: ssh, port: 22, protocol: TCP}]",
        ),
      ),
      'eth0',
    );
    expect(eth0).toMatchObject({
      kind: 'host',
      id: 'eth0',
      node: 'n1',
      labels: { role: 'node' },
      addresses: ['192.168.0.1', 'fd01::1'],
      ports: [{ name: 'ssh', port: 22, protocol: 'TCP' }],
      hasOpenProfile: false,
    });
  });

  it.each([
    ['projectcalico-default-allow', true],
    ['other, projectcalico-default-allow', true],
    ['other', false],
    ['', false],
  ])('profiles [%s] let pass what no policy governs: %s', (profiles, expected) => {
    expect(endpoint(read(host(`interfaceName: "*", profiles: [${profiles}]`)), 'eth0')).toHaveProperty(
      'hasOpenProfile',
      expected,
    );
  });

  it('whoever has their address is known as them too', () => {
    const cluster = read(
      host('node: n1, expectedIPs: [192.168.0.1]'),
      pod('agent', '192.168.0.1', 'hostNetwork: true'),
    );
    expect(endpoint(cluster, 'agent').networkSets.map(({ name, identity }) => [name, identity.labels])).toEqual([
      ['HostEndpoint eth0', { role: 'node' }],
    ]);
    expect(endpoint(cluster, 'eth0').networkSets).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ['neither interface nor address', host('node: n1'), ['not-one-of: {node: n1}']],
    ['an address that is none', host('expectedIPs: [192.168.0.0/24]'), ['bad-value: 192.168.0.0/24']],
    ['a port without a name', host('interfaceName: eth0, ports: [{port: 1, protocol: TCP}]'), ['missing-field: {port']],
    [
      'a port beyond the last',
      host('interfaceName: eth0, ports: [{name: a, port: 65536, protocol: TCP}]'),
      ['bad-port: 65536'],
    ],
    ['no spec', host('').replace(/spec: .*/, ''), ['missing-field: apiVersion']],
  ])('refused: %s', (_, text, expected) => {
    expect(faults(text)).toEqual(expected);
  });
});

describe('nodes', () => {
  const EAST = node('n1', '{type: InternalIP, address: 192.168.0.1}, {type: Hostname, address: n1}', 'zone: east');

  it.each<[title: string, documents: string[], labels: object | null]>([
    [
      'who has the address of a node has the labels of the node',
      [pod('web', '192.168.0.1', 'hostNetwork: true'), EAST],
      { zone: 'east' },
    ],
    ['any of its addresses', [pod('web', 'fd01::9 192.168.0.1', 'hostNetwork: true'), EAST], { zone: 'east' }],
    ['another address has none', [pod('web', '192.168.0.2', 'hostNetwork: true'), EAST], null],
    ['a Pod that runs on a node has an address of its own', [pod('web', '10.0.0.1', 'nodeName: n1'), EAST], null],
  ])('%s', (_, documents, labels) => {
    expect(endpoint(read(...documents), 'web').nodeLabels).toEqual(labels);
  });

  it("a Pod on its node's network without an address has those of its node, which are no names", () => {
    const web = endpoint(read(pod('web', '', 'hostNetwork: true, nodeName: n1'), EAST), 'web');
    expect(web).toMatchObject({ kind: 'host-network', addresses: ['192.168.0.1'], nodeLabels: { zone: 'east' } });
  });

  it('a node alone is no endpoint', () => {
    expect(read(EAST).cluster.endpoints).toEqual([]);
  });
});

describe('service accounts', () => {
  // What Calico knows of the service account of the Pod: its labels, and its name.
  it.each<[title: string, spec: string, documents: string[], labels: object]>([
    [
      'none is said: the one called default',
      '',
      [account('default', 'role: x')],
      { role: 'x', 'projectcalico.org/name': 'default' },
    ],
    [
      'the one that is said',
      'serviceAccountName: back',
      [account('back', 'role: y'), account('default', 'role: x')],
      { role: 'y', 'projectcalico.org/name': 'back' },
    ],
    [
      'one that no document declares has its name only',
      'serviceAccountName: back',
      [],
      { 'projectcalico.org/name': 'back' },
    ],
    [
      'one of another namespace is another one',
      'serviceAccountName: back',
      [account('back', 'role: y', 'other')],
      { 'projectcalico.org/name': 'back' },
    ],
  ])('%s', (_, spec, documents, labels) => {
    const { identity } = endpoint(read(pod('web', '10.0.0.1', spec), ...documents), 'web');
    expect(identity?.serviceAccountLabels).toEqual(labels);
  });

  it("its labels are among the Pod's under a prefix, and the Pod's own go before", () => {
    const { identity } = endpoint(
      read(pod('web', '10.0.0.1', 'serviceAccountName: back'), account('back', 'role: y')),
      'web',
    );
    expect(identity?.labels).toMatchObject({
      app: 'web',
      'pcsa.role': 'y',
      'projectcalico.org/serviceaccount': 'back',
    });
  });
});
