import { describe, expect, it } from 'vitest';
import { simulate } from '../../simulate.ts';

/** What is wrong with a NetworkPolicy of this spec: "code: the text it points at". */
const faultsOf = (spec: string): string[] => faultsIn(manifest(`spec: {${spec}}`));

const manifest = (fields: string, metadata = '{name: p}'): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: ${metadata}\n${fields}\n`;

function faultsIn(text: string): string[] {
  const { problems, tiers } = simulate({ files: [{ name: 'p.yaml', text }] });
  // What the API server refuses changes no verdict.
  expect(tiers.length).toBe(problems.length === 0 ? 1 : 0);
  return problems.map(({ code, origin }) => `${code}: ${text.slice(origin.start, origin.end)}`);
}

const port = (item: string): string => `ingress: [{ports: [${item}]}]`;
const peer = (item: string): string => `ingress: [{from: [${item}]}]`;
const block = (fields: string): string => peer(`{ipBlock: {${fields}}}`);
const expression = (fields: string): string => `podSelector: {matchExpressions: [{${fields}}]}`;

describe('what the API server accepts', () => {
  it.each<[string, string]>([
    ['nothing at all', ''],
    [
      'everything at once',
      `podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {}}], ports: [{port: 1}]}], egress: [{to: [{namespaceSelector: {}}]}]`,
    ],
    ['policyTypes twice the same', 'policyTypes: [Ingress, Ingress]'],
    ['a range of one port', port('{port: 80, endPort: 80}')],
    ['the first and the last port', port('{port: 1, endPort: 65535}')],
    ['a port in another form', port('{port: 0x50}')],
    ['a port name', port('{port: web-1}')],
    ['each protocol', port('{protocol: TCP}, {protocol: UDP}, {protocol: SCTP}')],
    ['a block left out', block('cidr: 10.0.0.0/8, except: [10.1.0.0/16]')],
    ['an empty except', block('cidr: 10.0.0.0/8, except: []')],
    ['the same block left out twice', block('cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.1.0.0/16]')],
    ['null where nothing is', peer('{podSelector: {}, namespaceSelector: ~, ipBlock: ~}')],
    ['an empty label value', 'podSelector: {matchLabels: {app: ""}}'],
    ['Exists with an empty list of values', expression('key: app, operator: Exists, values: []')],
  ])('%s', (_, spec) => {
    expect(faultsOf(spec)).toEqual([]);
  });

  it('a status, which other programs write', () => {
    expect(faultsIn(manifest('spec: {podSelector: {}}\nstatus: {}'))).toEqual([]);
  });
});

describe('what the API server refuses', () => {
  it.each<[string, string, string]>([
    ['a third policy type', 'policyTypes: [Ingress, Egress, Ingress]', 'bad-value: [Ingress, Egress, Ingress]'],
    ['a policy type that there is not', 'policyTypes: [ingress]', 'bad-value: ingress'],
    ['an empty policy type', 'policyTypes: [~]', 'bad-value: ~'],
    ['a policy type that is no list', 'policyTypes: Ingress', 'bad-type: Ingress'],

    ['port 0', port('{port: 0}'), 'bad-port: 0'],
    ['port 65536', port('{port: 65536}'), 'bad-port: 65536'],
    ['a port that is a fraction', port('{port: 80.5}'), 'bad-type: 80.5'],
    ['a number in quotes is a name, and no good one', port('{port: "8080"}'), 'bad-port: "8080"'],
    ['a port name with capitals', port('{port: HTTP}'), 'bad-port: HTTP'],
    ['a port name of 16 letters', port('{port: abcdefghijklmnop}'), 'bad-port: abcdefghijklmnop'],
    ['ICMP', port('{protocol: ICMP}'), 'bad-value: ICMP'],
    ['a protocol in small letters', port('{protocol: tcp}'), 'bad-value: tcp'],
    ['endPort without port', port('{endPort: 90}'), 'bad-port: 90'],
    ['endPort behind a name', port('{port: http, endPort: 90}'), 'bad-port: 90'],
    ['endPort before port', port('{port: 91, endPort: 90}'), 'bad-port: 90'],
    ['endPort 65536', port('{port: 91, endPort: 65536}'), 'bad-port: 65536'],
    ['endPort that is a name', port('{port: 91, endPort: http}'), 'bad-type: http'],
    ['an unknown field of a port', port('{port: 1, name: http}'), 'unknown-field: name'],

    ['an empty peer', peer('{}'), 'not-one-of: {}'],
    ['a null peer', peer('~'), 'not-one-of: ~'],
    ['a peer of nulls', peer('{podSelector: ~}'), 'not-one-of: {podSelector: ~}'],
    [
      'ipBlock beside podSelector',
      peer('{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}'),
      'not-one-of: {cidr: 10.0.0.0/8}',
    ],
    [
      'ipBlock beside namespaceSelector',
      peer('{ipBlock: {cidr: 10.0.0.0/8}, namespaceSelector: {}}'),
      'not-one-of: {cidr: 10.0.0.0/8}',
    ],
    ['ipBlock without cidr', peer('{ipBlock: {except: []}}'), 'missing-field: {except'],
    ['cidr that is an address', block('cidr: 10.0.0.1'), 'bad-cidr: 10.0.0.1'],
    ['cidr that is no block', block('cidr: 10.0.0.0/33'), 'bad-cidr: 10.0.0.0/33'],
    ['except that is no block', block('cidr: 10.0.0.0/8, except: [all]'), 'bad-cidr: all'],
    ['except beside cidr', block('cidr: 10.0.0.0/8, except: [11.0.0.0/16]'), 'bad-cidr: 11.0.0.0/16'],
    ['except around cidr', block('cidr: 10.0.0.0/8, except: [0.0.0.0/0]'), 'bad-cidr: 0.0.0.0/0'],
    ['except all of cidr', block('cidr: 10.0.0.0/8, except: [10.0.0.0/8]'), 'bad-cidr: 10.0.0.0/8'],
    ['except of the other version', block('cidr: 10.0.0.0/8, except: ["2001:db8::/64"]'), 'bad-cidr: "2001:db8::/64"'],
    ['to in an ingress rule', 'ingress: [{to: [{podSelector: {}}]}]', 'unknown-field: to'],
    ['from in an egress rule', 'egress: [{from: [{podSelector: {}}]}]', 'unknown-field: from'],
    ['an action, as other kinds have', 'ingress: [{action: Deny}]', 'unknown-field: action'],

    ['In without values', expression('key: app, operator: In'), 'bad-selector: In'],
    ['NotIn with no value', expression('key: app, operator: NotIn, values: []'), 'bad-selector: []'],
    ['Exists with values', expression('key: app, operator: Exists, values: [web]'), 'bad-selector: [web]'],
    ['DoesNotExist with values', expression('key: app, operator: DoesNotExist, values: [web]'), 'bad-selector: [web]'],
    ['an operator that there is not', expression('key: app, operator: Equals, values: [web]'), 'bad-value: Equals'],
    ['an expression without key', expression('operator: Exists'), 'missing-field: {operator'],
    ['an expression without operator', expression('key: app'), 'missing-field: {key'],
    ['a null expression', 'podSelector: {matchExpressions: [~]}', 'missing-field: ~'],
    ['a bad label key', 'podSelector: {matchLabels: {-app: web}}', 'bad-label: -app'],
    ['a bad label value', 'podSelector: {matchLabels: {app: -web}}', 'bad-label: -web'],
    ['a bad value in an expression', expression('key: app, operator: In, values: [a b]'), 'bad-label: a b'],
    ['a number as label value', 'podSelector: {matchLabels: {app: 1}}', 'bad-type: 1'],
    ['a truth value as label value', 'podSelector: {matchLabels: {app: yes}}', 'bad-type: yes'],
    ['labels without matchLabels', 'podSelector: {app: web}', 'unknown-field: app'],
    ['matchlabels', 'podSelector: {matchlabels: {app: web}}', 'unknown-field: matchlabels'],
    ['__proto__ as a label', 'podSelector: {matchLabels: {__proto__: web}}', 'bad-label: __proto__'],
  ])('%s', (_, spec, fault) => {
    // A null expression lacks both of its fields: every fault is at the place that is named.
    expect([...new Set(faultsOf(spec))]).toEqual([fault]);
  });

  it.each<[string, string, string]>([
    ['no name', '{namespace: a}', 'missing-field: {namespace'],
    ['a bad name', '{name: deny_all}', 'bad-name: deny_all'],
    ['a bad namespace', '{name: p, namespace: a.b}', 'bad-name: a.b'],
    ['a bad label', '{name: p, labels: {a b: c}}', 'bad-label: a b'],
  ])('%s', (_, metadata, fault) => {
    expect(faultsIn(manifest('spec: {podSelector: {}}', metadata))).toEqual([fault]);
  });

  it('reports every fault of a policy, not only the first', () => {
    expect(faultsOf('policyTypes: [In], ingress: [{ports: [{port: 0}]}], egres: []')).toEqual([
      'bad-value: In',
      'bad-port: 0',
      'unknown-field: egres',
    ]);
  });
});
