import { describe, expect, it } from 'vitest';
import type { Policy } from '../../model/policy.ts';
import type { Simulation } from '../../simulation.ts';
import { openPorts, reach, underPolicies } from '../testing/small-cluster.ts';

/** A NetworkPolicy in namespace a, from its spec: `policy('podSelector: {}, policyTypes: [Ingress]')`. */
const policy = (spec: string, name = 'p', namespace = 'a'): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {${spec}}\n`;

const under = (...specs: readonly string[]): Simulation =>
  underPolicies(...specs.map((spec, index) => policy(spec, `p${index}`)));

const EVERYONE = 'a/db a/node b/web b/api out out6';
const WEB = 'podSelector: {matchLabels: {app: web}}';

describe('isolation', () => {
  // A policy for a/web with nothing else in it, and who then reaches a/web and whom it reaches (a node is reached
  // by nobody's leave, and what is outside is governed by no policy).
  it.each<[string, string, string, string]>([
    ['no policyTypes and no rule: ingress', WEB, '', EVERYONE],
    ['null policyTypes count as absent', `${WEB}, policyTypes: `, '', EVERYONE],
    ['empty policyTypes count as absent', `${WEB}, policyTypes: []`, '', EVERYONE],
    ['egress: [] alone isolates ingress, and not egress', `${WEB}, egress: []`, '', EVERYONE],
    ['one egress rule alone isolates both', `${WEB}, egress: [{to: [{podSelector: {}}]}]`, '', 'a/db'],
    ['one ingress rule alone isolates ingress', `${WEB}, ingress: [{from: [{podSelector: {}}]}]`, 'a/db', EVERYONE],
    ['Ingress', `${WEB}, policyTypes: [Ingress]`, '', EVERYONE],
    ['Egress', `${WEB}, policyTypes: [Egress]`, EVERYONE, ''],
    ['both', `${WEB}, policyTypes: [Egress, Ingress]`, '', ''],
    ['egress rules beside [Ingress] do nothing', `${WEB}, policyTypes: [Ingress], egress: [{}]`, '', EVERYONE],
    ['ingress rules beside [Egress] do nothing', `${WEB}, policyTypes: [Egress], ingress: [{}]`, EVERYONE, ''],
    ['an empty list of rules lets nothing pass', `${WEB}, policyTypes: [Ingress], ingress: []`, '', EVERYONE],
    ['an empty rule lets everything pass', `${WEB}, ingress: [{}]`, EVERYONE, EVERYONE],
    ['a null rule is an empty one', `${WEB}, ingress: [~]`, EVERYONE, EVERYONE],
    ['podSelector {} selects every pod', 'podSelector: {}, policyTypes: [Ingress]', '', 'a/node b/web b/api out out6'],
    ['no podSelector selects every pod', 'policyTypes: [Ingress]', '', 'a/node b/web b/api out out6'],
    ['a label that no pod has selects none', 'podSelector: {matchLabels: {app: wbe}}', EVERYONE, EVERYONE],
  ])('%s', (_, spec, sources, targets) => {
    const simulation = under(spec);
    expect(reach(simulation, '* > a/web 8080/TCP')).toBe(sources);
    expect(reach(simulation, 'a/web > * 8080/TCP')).toBe(targets);
  });

  it('no policy: everything passes', () => {
    expect(reach(under(), '* > a/web 8080/TCP')).toBe(EVERYONE);
    expect(reach(under(), 'a/web > * 8080/TCP')).toBe(EVERYONE);
  });

  it('a policy works in its own namespace only', () => {
    const simulation = underPolicies(policy('podSelector: {}', 'p', 'b'));
    expect(reach(simulation, '* > a/web 8080/TCP')).toBe(EVERYONE);
    expect(reach(simulation, 'a/web > * 8080/TCP')).toBe('a/db a/node out out6');
  });

  it('a policy without a namespace is in default', () => {
    const text = policy('podSelector: {}').replace(', namespace: a', '');
    expect(reach(underPolicies(text), '* > a/web 8080/TCP')).toBe(EVERYONE);
  });
});

describe('peers', () => {
  // The peers of one ingress rule for a/web, and who then reaches it.
  it.each<[string, string, string]>([
    ['from absent', '{}', EVERYONE],
    ['from empty', '{from: []}', EVERYONE],
    ['from null', '{from: }', EVERYONE],
    ["podSelector: the policy's own namespace", '{from: [{podSelector: {}}]}', 'a/db'],
    ['podSelector by label: the own namespace still', '{from: [{podSelector: {matchLabels: {app: web}}}]}', ''],
    ['namespaceSelector {}: every pod, and nobody outside', '{from: [{namespaceSelector: {}}]}', 'a/db b/web b/api'],
    ['namespaceSelector by label', '{from: [{namespaceSelector: {matchLabels: {team: red}}}]}', 'a/db'],
    [
      'every namespace has its name as a label',
      '{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: b}}}]}',
      'b/web b/api',
    ],
    ['a name is no label', '{from: [{namespaceSelector: {matchLabels: {name: b}}}]}', ''],
    ['both in one item: and', '{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}]}', 'b/web'],
    [
      'both in two items: or',
      '{from: [{namespaceSelector: {matchLabels: {team: blue}}}, {podSelector: {matchLabels: {app: db}}}]}',
      'a/db',
    ],
    ['two rules: or', '{from: [{podSelector: {}}]}, {from: [{ipBlock: {cidr: 203.0.113.0/24}}]}', 'a/db out'],
    ['ipBlock matches addresses of pods too', '{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}', 'a/db b/web b/api'],
    [
      'ipBlock: what is left out',
      '{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.2.0/31, 10.0.1.2/32]}}]}',
      'b/api',
    ],
    ['ipBlock: 0.0.0.0/0 is version 4 only', '{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}', 'a/db a/node b/web b/api out'],
    ['ipBlock: ::/0 is version 6 only', '{from: [{ipBlock: {cidr: "::/0"}}]}', 'out6'],
    ['ipBlock: version 6, left out', '{from: [{ipBlock: {cidr: "2001:db8::/32", except: ["2001:db8::/64"]}}]}', ''],
    ['ipBlock: one address', '{from: [{ipBlock: {cidr: 203.0.113.7/32}}]}', 'out'],
    ['ipBlock: host bits do not count', '{from: [{ipBlock: {cidr: 203.0.113.99/24}}]}', 'out'],
    [
      'another rule lets in again what except leaves out',
      '{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.2.0/24]}}]}, {from: [{ipBlock: {cidr: 10.0.2.2/32}}]}',
      'a/db b/api',
    ],
    ["a node is seen with its node's address only", '{from: [{ipBlock: {cidr: 192.168.0.0/16}}]}', 'a/node'],
  ])('%s', (_, rules, sources) => {
    expect(reach(under(`${WEB}, ingress: [${rules}]`), '* > a/web 8080/TCP')).toBe(sources);
  });

  // Label selectors as the peers of the same rule, over the pods of all namespaces:
  // a/db has app=db, b/web has app=web, b/api has no label at all.
  it.each<[string, string, string]>([
    ['{}', '{}', 'a/db b/web b/api'],
    ['null', '', 'a/db b/web b/api'],
    ['matchLabels', '{matchLabels: {app: web}}', 'b/web'],
    ['In', '{matchExpressions: [{key: app, operator: In, values: [web, db]}]}', 'a/db b/web'],
    [
      'NotIn also matches when the key is missing',
      '{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}',
      'a/db b/api',
    ],
    ['Exists', '{matchExpressions: [{key: app, operator: Exists}]}', 'a/db b/web'],
    ['DoesNotExist', '{matchExpressions: [{key: app, operator: DoesNotExist}]}', 'b/api'],
    ['two labels: and', '{matchLabels: {app: db, tier: front}}', ''],
    [
      'labels and expressions: and',
      '{matchLabels: {app: db}, matchExpressions: [{key: tier, operator: DoesNotExist}]}',
      'a/db',
    ],
    [
      'two expressions: and',
      '{matchExpressions: [{key: app, operator: Exists}, {key: app, operator: NotIn, values: [db]}]}',
      'b/web',
    ],
    [
      'a key of every object is a label like others',
      '{matchExpressions: [{key: constructor, operator: DoesNotExist}]}',
      'a/db b/web b/api',
    ],
  ])('podSelector %s', (_, selector, sources) => {
    const spec = `${WEB}, ingress: [{from: [{namespaceSelector: {}, podSelector: ${selector}}]}]`;
    expect(reach(under(spec), '* > a/web 8080/TCP')).toBe(sources);
  });

  it.each<[string, string, string]>([
    [
      'NotIn on a namespace without the label',
      '{matchExpressions: [{key: team, operator: NotIn, values: [red]}]}',
      'b/web b/api',
    ],
    [
      'DoesNotExist on a namespace that no document declares',
      '{matchExpressions: [{key: team, operator: DoesNotExist}]}',
      'b/web b/api',
    ],
    [
      'In',
      '{matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [a, b]}]}',
      'a/db b/web b/api',
    ],
  ])('namespaceSelector %s', (_, selector, sources) => {
    const spec = `${WEB}, ingress: [{from: [{namespaceSelector: ${selector}}]}]`;
    expect(reach(under(spec), '* > a/web 8080/TCP')).toBe(sources);
  });

  it('egress asks the destination in the same way', () => {
    const to = (peer: string): string =>
      reach(under(`${WEB}, policyTypes: [Egress], egress: [{to: [${peer}]}]`), 'a/web > * 8080/TCP');
    expect(to('{podSelector: {}}')).toBe('a/db');
    expect(to('{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}')).toBe('b/web');
    expect(to('{ipBlock: {cidr: 203.0.113.7/32}}')).toBe('out');
  });
});

describe('ports', () => {
  const ALL = 'TCP 1-65535 UDP 1-65535 SCTP 1-65535';

  // The ports of one ingress rule for a/web, and which are then open from b/web.
  it.each<[string, string, string]>([
    ['absent', '{}', ALL],
    ['empty', '{ports: []}', ALL],
    ['null', '{ports: }', ALL],
    ['an empty item: all of TCP', '{ports: [{}]}', 'TCP 1-65535'],
    ['a number: TCP when nothing else is said', '{ports: [{port: 53}]}', 'TCP 53'],
    ['a number and its protocol', '{ports: [{port: 53, protocol: UDP}]}', 'UDP 53'],
    ['a protocol without port: all of its ports', '{ports: [{protocol: UDP}]}', 'UDP 1-65535'],
    ['an SCTP rule still isolates TCP', '{ports: [{protocol: SCTP, port: 7}]}', 'SCTP 7'],
    ['several: or', '{ports: [{port: 80}, {port: 81}, {port: 53, protocol: UDP}]}', 'TCP 80-81 UDP 53'],
    ['a range', '{ports: [{port: 80, endPort: 90}]}', 'TCP 80-90'],
    ['a range of one', '{ports: [{port: 80, endPort: 80}]}', 'TCP 80'],
    ['the last port', '{ports: [{port: 65535}]}', 'TCP 65535'],
    ['a name: TCP when nothing else is said', '{ports: [{port: http}]}', 'TCP 8080'],
    ['a name with a protocol: only the port of that protocol', '{ports: [{port: dns, protocol: UDP}]}', 'UDP 53'],
    ['a name of two ports: the one of TCP', '{ports: [{port: dns}]}', 'TCP 53'],
    ['a name with a protocol that the port does not have', '{ports: [{port: http, protocol: UDP}]}', 'none'],
    ['a name that the pod does not have', '{ports: [{port: grpc}]}', 'none'],
    ['two rules: or', '{ports: [{port: 80}]}, {ports: [{port: 90}]}', 'TCP 80,90'],
    ['a stray dash makes two rules of one', '{from: [{podSelector: {}}]}, {ports: [{port: 80}]}', 'TCP 80'],
  ])('%s', (_, rules, open) => {
    expect(openPorts(under(`${WEB}, ingress: [${rules}]`), 'b/web', 'a/web')).toBe(open);
  });

  it('a name is looked up at each destination', () => {
    const simulation = under(`${WEB}, policyTypes: [Egress], egress: [{ports: [{port: http}]}]`);
    const open = (to: string): string => openPorts(simulation, 'a/web', to);
    expect([open('a/db'), open('b/web'), open('b/api'), open('out')]).toEqual(['TCP 5432', 'TCP 80', 'none', 'none']);
  });
});

describe('both ends', () => {
  // Several policies, and what is open from a/web to a/db.
  const DB = 'podSelector: {matchLabels: {app: db}}';
  const out = (ports: string): string => `${WEB}, policyTypes: [Egress], egress: [{ports: [${ports}]}]`;
  const into = (ports: string): string => `${DB}, policyTypes: [Ingress], ingress: [{ports: [${ports}]}]`;
  it.each<[string, string[], string]>([
    ['policies add up', [into('{port: 80}'), into('{port: 90}')], 'TCP 80,90'],
    ['a policy without rules takes nothing away', [into('{port: 80}'), `${DB}, policyTypes: [Ingress]`], 'TCP 80'],
    ['the source must allow', [into('{}'), `${WEB}, policyTypes: [Egress]`], 'none'],
    ['the destination must allow', [out('{}'), `${DB}, policyTypes: [Ingress]`], 'none'],
    ['both allow: what both have', [out('{port: 80, endPort: 90}'), into('{port: 85, endPort: 99}')], 'TCP 85-90'],
    ['nothing in common', [out('{port: 80}'), into('{port: 90}')], 'none'],
    ['replies need no rule', [out('{port: 80}'), `${WEB}, policyTypes: [Ingress]`], 'TCP 80'],
  ])('%s', (_, specs, open) => {
    expect(openPorts(under(...specs), 'a/web', 'a/db')).toBe(open);
  });

  it('a pod always reaches itself', () => {
    const { cluster, verdict } = under('podSelector: {}, policyTypes: [Ingress, Egress]');
    const [web] = cluster.endpoints;
    const itself = web && verdict(web.id, web.id);
    expect(itself?.allowed).toHaveProperty('TCP', [[1, 65535]]);
    expect(itself?.paths[0].decisions.ingress[0]?.trace).toEqual([{ by: 'exemption', reason: 'itself' }]);
  });

  it('what is outside is governed by no policy', () => {
    const simulation = under('podSelector: {}, policyTypes: [Ingress, Egress]');
    expect(openPorts(simulation, 'out', 'b/api')).toBe('TCP 1-65535 UDP 1-65535 SCTP 1-65535');
    expect(openPorts(simulation, 'out', 'a/web')).toBe('none');
  });

  it("a pod on its node's network is selected by no policy", () => {
    const simulation = under('podSelector: {}, policyTypes: [Ingress, Egress]');
    expect(openPorts(simulation, 'a/node', 'b/api')).toBe('TCP 1-65535 UDP 1-65535 SCTP 1-65535');
    expect(openPorts(simulation, 'b/api', 'a/node')).toBe('TCP 1-65535 UDP 1-65535 SCTP 1-65535');
  });
});

describe('the normal form', () => {
  const lowered = (text: string): Policy => {
    const [only] = underPolicies(text).tiers.flatMap(({ policies }) => policies);
    if (!only) throw new Error('no policy');
    return only;
  };

  it('is in tier default, at order 1000, and denies what no rule allows', () => {
    const [tier] = underPolicies(policy('podSelector: {}')).tiers;
    expect(tier).toMatchObject({ name: 'default', order: 1_000_000, defaultAction: 'deny' });
    expect(tier?.policies[0]).toMatchObject({
      id: 'networking.k8s.io/NetworkPolicy a/p',
      kind: 'NetworkPolicy',
      name: 'p',
      namespace: 'a',
      tier: 'default',
      order: 1000,
      staged: null,
    });
  });

  // What each part of the normal form quotes: the text that says it.
  it.each<[string, string, (policy: Policy) => { start: number; end: number } | undefined, string]>([
    ['the policy: its name', WEB, ({ origin }) => origin, 'p'],
    ['the subject: podSelector', WEB, ({ subjectOrigin }) => subjectOrigin, WEB],
    [
      'no podSelector: the spec',
      'policyTypes: [Ingress]',
      ({ subjectOrigin }) => subjectOrigin,
      '{policyTypes: [Ingress]}',
    ],
    [
      'a direction: its word in policyTypes',
      'policyTypes: [Ingress, Egress]',
      ({ governs }) => governs.egress?.origin,
      'Egress',
    ],
    [
      'a direction without policyTypes: its rules',
      'ingress: [{}]',
      ({ governs }) => governs.ingress?.origin,
      'ingress: [{}]',
    ],
    ['a direction that only the default governs: the name', WEB, ({ governs }) => governs.ingress?.origin, 'p'],
    [
      'a rule',
      'ingress: [{ports: [{port: 80}]}]',
      ({ governs }) => governs.ingress?.rules[0]?.origin,
      '{ports: [{port: 80}]}',
    ],
    [
      'a port',
      'ingress: [{ports: [{port: 80}]}]',
      ({ governs }) => {
        const ports = governs.ingress?.rules[0]?.ports;
        return ports === 'all' ? undefined : ports?.[0]?.origin;
      },
      '{port: 80}',
    ],
    [
      'a label of the subject',
      WEB,
      ({ subject }) =>
        subject.op === 'and'
          ? subject.operands.flatMap((each) => (each.op === 'label' ? [each.origin] : []))[0]
          : undefined,
      'app: web',
    ],
  ])('quotes %s', (_, spec, originOf, quoted) => {
    const text = policy(spec);
    const origin = originOf(lowered(text));
    expect(origin && text.slice(origin.start, origin.end)).toBe(quoted);
  });
});
