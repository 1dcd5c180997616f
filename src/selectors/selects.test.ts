import { describe, expect, it } from 'vitest';
import type {
  Endpoint,
  ExternalEndpoint,
  HostEndpoint,
  HostNetworkEndpoint,
  Identity,
  NetworkSetMembership,
  WorkloadEndpoint,
} from '../model/cluster.ts';
import type { EndpointId, NamespaceName } from '../model/ids.ts';
import type { LabelSource, LabelTest, Selector } from '../model/selector.ts';
import { parseCidr } from '../sets/cidr.ts';
import { describeLabel, describeSelector, describeTest } from './describe.ts';
import { type Family, isCalled, selects } from './selects.ts';

const origin = { file: 'a.yaml', start: 0, end: 1 };

const bare = { nodeLabels: null, identity: null, networkSets: [], services: [], origin } as const;

function workload(labels: Record<string, string>, address: string): WorkloadEndpoint {
  return {
    kind: 'workload',
    id: 'a/x' as EndpointId,
    name: 'x',
    workloadKind: 'Pod',
    namespace: 'a' as NamespaceName,
    namespaceLabels: { team: 'red' },
    labels,
    annotations: {},
    ports: [],
    serviceAccount: 'default',
    replicas: 1,
    owner: null,
    node: 'n1',
    addresses: [address],
    ...bare,
  };
}

const node: HostNetworkEndpoint = { ...workload({ app: 'web' }, '192.168.0.1'), kind: 'host-network' };
const out: ExternalEndpoint = {
  kind: 'external',
  id: 'out' as EndpointId,
  name: 'out',
  addresses: ['203.0.113.7'],
  ...bare,
};
const known: Identity = {
  namespace: null,
  labels: { known: 'yes' },
  namespaceLabels: null,
  serviceAccountLabels: null,
};
const inSet = (family: 4 | 6): NetworkSetMembership => ({ name: 'set', family, identity: known });
const pod = workload({}, '10.0.0.3');
const hostEndpoint: HostEndpoint = {
  ...bare,
  kind: 'host',
  id: 'eth0' as EndpointId,
  name: 'eth0',
  addresses: [],
  labels: {},
  node: 'n1',
  ports: [],
  hasOpenProfile: true,
  identity: known,
};
const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  web: workload({ app: 'web' }, '10.0.0.1'),
  bare: workload({}, '10.0.0.2'),
  node,
  out,
};

const label = (op: 'in' | 'not-in' | 'exists' | 'absent', ...values: readonly string[]): Selector => ({
  op: 'label',
  of: 'endpoint',
  test: test(op, values),
  origin,
});
type TestOp = 'in' | 'not-in' | 'exists' | 'absent';
const test = (op: TestOp, values: readonly string[]): LabelTest =>
  op === 'in' || op === 'not-in' ? { op, key: 'app', values } : { op, key: 'app' };
const part = (op: 'contains' | 'starts-with' | 'ends-with', value: string): Selector => ({
  op: 'label',
  of: 'endpoint',
  test: { op, key: 'app', value },
  origin,
});
const called = (pattern: string): Selector => ({ op: 'named', pattern, origin });
const network = (cidr: string, ...except: readonly string[]): Selector => ({
  op: 'in-network',
  cidr: block(cidr),
  except: except.map(block),
  origin,
});
const all = (...operands: readonly Selector[]): Selector => ({ op: 'and', operands });
const any = (...operands: readonly Selector[]): Selector => ({ op: 'or', operands });
const not = (operand: Selector): Selector => ({ op: 'not', operand });
const inNamespace = (name: string): Selector => ({ op: 'in-namespace', name: name as NamespaceName });
const ofNamespace = (key: string, value: string): Selector => ({
  op: 'label',
  of: 'namespace',
  test: { op: 'in', key, values: [value] },
  origin,
});

function block(text: string): NonNullable<ReturnType<typeof parseCidr>> {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`${text} is no block`);
  return cidr;
}

describe('selects', () => {
  // Which of the four each selector selects: a Pod with app=web, one without labels, one on its node's network, a
  // server outside.
  it.each<[string, Selector, string]>([
    ['and of nothing: everything', all(), 'web bare node out'],
    ['or of nothing: nothing', any(), ''],
    ['and', all(label('exists'), network('10.0.0.0/8')), 'web'],
    ['or', any(label('in', 'web'), network('203.0.113.0/24')), 'web node out'],
    ['not', not(network('10.0.0.0/8')), 'node out'],
    ['a kind', { op: 'is', kind: 'workload' }, 'web bare'],
    ['a namespace', inNamespace('a'), 'web bare node'],
    ['another namespace', inNamespace('b'), ''],
    ['in', label('in', 'web', 'db'), 'web node'],
    ['in nothing', label('in'), ''],
    ['not in: also without the label, never outside', label('not-in', 'web'), 'bare'],
    ['exists', label('exists'), 'web node'],
    ['absent: never outside', label('absent'), 'bare'],
    ['containing', part('contains', 'e'), 'web node'],
    ['starting with', part('starts-with', 'we'), 'web node'],
    ['starting with something else', part('starts-with', 'e'), ''],
    ['ending with', part('ends-with', 'eb'), 'web node'],
    ['ending with something else', part('ends-with', 'we'), ''],
    ['has labels at all', { op: 'labelled', of: 'namespace' }, 'web bare node'],
    ['has labels of a sort that none has', { op: 'labelled', of: 'service-account' }, ''],
    ['an IP version', { op: 'family', family: 4 }, 'web bare node out'],
    ['the other IP version', { op: 'family', family: 6 }, ''],
    ['called so: only what is outside has a name', called('out'), 'out'],
    ['called otherwise', called('web'), ''],
    ['called as a Pod is', called('x'), ''],
    ['without a profile: only a host endpoint is asked', { op: 'unprofiled' }, ''],
    ['not of a label test: outside too', not(label('exists')), 'bare out'],
    ['a label of the namespace', ofNamespace('team', 'red'), 'web bare node'],
    ['another label of the namespace', ofNamespace('app', 'web'), ''],
    ['a network', network('10.0.0.0/31'), 'web'],
    ['a network with a hole', network('10.0.0.0/8', '10.0.0.1/32'), 'bare'],
    ['two holes', network('10.0.0.0/8', '10.0.0.1/32', '10.0.0.2/32'), ''],
    ['a network of version 6', network('::/0'), ''],
  ])('%s', (_, selector, expected) => {
    expect(
      Object.keys(ENDPOINTS)
        .filter((name) => selects(selector, ENDPOINTS[name] as Endpoint))
        .join(' '),
    ).toBe(expected);
  });

  it('an endpoint is of the IP versions of its addresses, and of either where it has none', () => {
    const family = (version: 4 | 6): Selector => ({ op: 'family', family: version });
    const versions = (...addresses: readonly string[]): boolean[] =>
      ([4, 6] as const).map((version) => selects(family(version), { ...out, addresses }));
    expect(versions('10.0.0.1')).toEqual([true, false]);
    expect(versions('10.0.0.1', 'fd00::1')).toEqual([true, true]);
    expect(versions()).toEqual([true, true]);
  });

  it('an endpoint is behind its own Services', () => {
    const behind = (service: string): boolean =>
      selects({ op: 'behind-service', service, origin }, { ...out, services: [{ service: 'a/web', ports: {} }] });
    expect([behind('a/web'), behind('a/db')]).toEqual([true, false]);
  });

  // Who is known under the label "known": by its own identity, or by a network set that holds an address of it.
  it.each<[string, boolean, Endpoint, Family]>([
    ['a Pod, whether its address is told or not', true, { ...pod, identity: known, addresses: [] }, null],
    ['a host endpoint with an address', true, { ...hostEndpoint, addresses: ['192.168.0.1'] }, null],
    ['no host endpoint without one', false, hostEndpoint, null],
    ['no host endpoint with one of the other IP version', false, { ...hostEndpoint, addresses: ['192.168.0.1'] }, 6],
    ['whoever is in a network set', true, { ...out, networkSets: [inSet(4)] }, null],
    ['by the IP version of the traffic', true, { ...out, networkSets: [inSet(4)] }, 4],
    ['not by the other one', false, { ...out, networkSets: [inSet(4)] }, 6],
    ['nobody else', false, out, null],
  ])('knows %s', (_, isKnown, endpoint, family) => {
    const test: Selector = { op: 'label', of: 'endpoint', test: { op: 'exists', key: 'known' }, origin };
    expect(selects({ op: 'identity', among: 'any', operand: test }, endpoint, family)).toBe(isKnown);
  });

  it('an endpoint is in a network with any of its addresses, and with none if it has none', () => {
    const two: Endpoint = { ...out, addresses: ['10.0.0.1', 'fd00::1'] };
    expect(selects(network('fd00::/8'), two)).toBe(true);
    expect(selects(network('0.0.0.0/0'), two)).toBe(true);
    expect(selects(network('0.0.0.0/0'), { ...out, addresses: [] })).toBe(false);
    expect(selects(network('0.0.0.0/0'), { ...out, addresses: ['unknown'] })).toBe(false);
  });
});

// `*.` in front of a name stands for one or more labels, and never for none.
it.each([
  ['a.io', 'a.io', true],
  ['*.a.io', 'a.io', false],
  ['*.a.io', 'x.a.io', true],
  ['*.a.io', 'x.y.a.io', true],
  ['*.a.io', 'xa.io', false],
  ['*.a.io', '.a.io', false],
  ['a.io', 'x.a.io', false],
])('%s means %s: %s', (pattern, name, expected) => {
  expect(isCalled(name, pattern)).toBe(expected);
});

describe('in words', () => {
  it.each<[string, Selector]>([
    ['anyone', all()],
    ['nobody', any()],
    ['every pod in a', all({ op: 'is', kind: 'workload' }, inNamespace('a'))],
    ['every pod in every namespace', all({ op: 'is', kind: 'workload' })],
    ['pods with app=web in a', all({ op: 'is', kind: 'workload' }, inNamespace('a'), label('in', 'web'))],
    ['every pod in namespaces with team=red', all({ op: 'is', kind: 'workload' }, ofNamespace('team', 'red'))],
    [
      'every pod in namespaces with name b',
      all({ op: 'is', kind: 'workload' }, ofNamespace('kubernetes.io/metadata.name', 'b')),
    ],
    ['pods with app=web and a label app in a', all(inNamespace('a'), all(label('in', 'web'), label('exists')))],
    ['10.0.0.0/8', network('10.0.0.0/8')],
    ['203.0.113.7', network('203.0.113.7/32')],
    ['10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16', network('10.0.0.0/8', '10.1.0.0/16', '10.2.0.0/16')],
    ['every pod in a or 203.0.113.7', any(all(inNamespace('a')), network('203.0.113.7/32'))],
    ['every pod in a', any(all(inNamespace('a')), all(inNamespace('a')))],
    ['nobody', all(any())],
    ['every pod in every namespace or 10.0.0.0/8', all(any({ op: 'is', kind: 'workload' }, network('10.0.0.0/8')))],
    ['IPv6', { op: 'family', family: 6 }],
    ['anyone except pods', not({ op: 'is', kind: 'workload' })],
    ['anyone except endpoints', not({ op: 'is', kind: 'host' })],
    [
      'every pod in namespaces with not.kubernetes.io/metadata.name=b',
      ofNamespace('not.kubernetes.io/metadata.name', 'b'),
    ],
  ])('%s', (words, selector) => {
    expect(describeSelector(selector)).toBe(words);
  });

  // What an endpoint has where a label test looks: on itself, or on what it is in or on.
  it.each<[string, Endpoint, LabelSource]>([
    ['app=web', workload({ app: 'web' }, '10.0.0.1'), 'endpoint'],
    ['no label app', workload({}, '10.0.0.1'), 'endpoint'],
    ['no labels', out, 'endpoint'],
    ['no label app', pod, 'namespace'],
    ['no labels', out, 'namespace'],
    ['app=node', { ...out, nodeLabels: { app: 'node' } }, 'node'],
    ['no labels', pod, 'node'],
    ['app=sa', { ...pod, identity: { ...known, serviceAccountLabels: { app: 'sa' } } }, 'service-account'],
    ['no labels', pod, 'service-account'],
  ])('%s', (words, endpoint, of) => {
    expect(describeLabel(endpoint, { op: 'label', of, test: test('exists', []), origin })).toBe(words);
  });

  it.each<[string, LabelTest]>([
    ['app=web', test('in', ['web'])],
    ['app in (web, db)', test('in', ['web', 'db'])],
    ['app other than web', test('not-in', ['web'])],
    ['app not in (web, db)', test('not-in', ['web', 'db'])],
    ['a label app', test('exists', [])],
    ['no label app', test('absent', [])],
    ['app containing we', { op: 'contains', key: 'app', value: 'we' }],
    ['app starting with we', { op: 'starts-with', key: 'app', value: 'we' }],
    ['app ending with eb', { op: 'ends-with', key: 'app', value: 'eb' }],
  ])('%s', (words, labelTest) => {
    expect(describeTest(labelTest)).toBe(words);
  });
});
