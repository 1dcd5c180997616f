import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../model/cluster.ts';
import type { Direction } from '../model/policy.ts';
import type { Decision, Step } from '../model/verdict.ts';
import {
  ALL_CONNECTIONS,
  difference,
  intersection,
  isEmpty,
  NO_CONNECTIONS,
  PROTOCOLS,
  union,
} from '../sets/connections.ts';
import { formatIntervals } from '../sets/intervals.ts';
import { asking, decide } from './decide.ts';
import { between, host, onNode, outside, pod, tiers } from './testing/tier-notation.ts';

/** A decision as "allow 80: admin.0 pass > default.0 allow": its TCP ports, and what had a say. */
function show({ action, connections, trace }: Decision): string {
  return `${action} ${formatIntervals(connections.TCP ?? [])}: ${trace.map(showStep).join(' > ')}`;
}

function showStep(step: Step): string {
  if (step.by === 'exemption') return step.reason;
  if (step.by === 'rule') return `${step.policy.name} ${step.action}`;
  return `${step.tier.name} ${step.action} (${step.selectedBy.map(({ name }) => name).join(' ')})`;
}

const ends = between(pod('db', 'db'), pod('web', '', 'http:8080/TCP dns:53/UDP'));
const run = { ...ends.to, node: 'n1' };
const decided = (notation: string): string[] => decide(asking(tiers(notation)), 'ingress', ends).map(show);

describe('decide', () => {
  // The tiers, and what becomes of each slice of TCP, in the order in which it was decided.
  it.each<[string, string, string[]]>([
    ['no tier: open', '', ['allow 1-65535: no-policy-selects']],
    ['a policy without rules: the default', 'default deny: ', ['deny 1-65535: default deny (default.0)']],
    ['allow', 'default deny: allow 80', ['allow 80: default.0 allow', 'deny 1-79,81-65535: default deny (default.0)']],
    ['allow everything', 'default deny: allow *', ['allow 1-65535: default.0 allow']],
    [
      'the first rule that matches decides',
      'default deny: deny 80, allow *',
      ['deny 80: default.0 deny', 'allow 1-79,81-65535: default.0 allow'],
    ],
    ['a later rule changes nothing', 'default deny: allow *, deny 80', ['allow 1-65535: default.0 allow']],
    [
      'policies add up',
      'default deny: allow 80 | allow 90',
      [
        'allow 80: default.0 allow',
        'allow 90: default.1 allow',
        'deny 1-79,81-89,91-65535: default deny (default.0 default.1)',
      ],
    ],
    [
      'the first policy goes first',
      'default deny: deny 80 | allow 80-81',
      [
        'deny 80: default.0 deny',
        'allow 81: default.1 allow',
        'deny 1-79,82-65535: default deny (default.0 default.1)',
      ],
    ],
    [
      'another protocol',
      'default deny: allow 1-65535/UDP',
      ['allow : default.0 allow', 'deny 1-65535: default deny (default.0)'],
    ],
    [
      'rules about others',
      'default deny: allow * ~web, allow 80 ~db',
      ['allow 80: default.0 allow', 'deny 1-79,81-65535: default deny (default.0)'],
    ],
    [
      'a name: the port of the destination',
      'default deny: allow http',
      ['allow 8080: default.0 allow', 'deny 1-8079,8081-65535: default deny (default.0)'],
    ],
    ['a name of another protocol', 'default deny: allow http/UDP', ['deny 1-65535: default deny (default.0)']],
    ['a name that is not there', 'default deny: allow grpc', ['deny 1-65535: default deny (default.0)']],

    [
      'a policy that does not select the endpoint makes no tier count',
      'default deny: !',
      ['allow 1-65535: no-policy-selects'],
    ],
    ['a staged policy makes no tier count', 'default deny: ?deny *', ['allow 1-65535: no-policy-selects']],
    ['a staged policy beside another one', 'default deny: ?allow 80 | ', ['deny 1-65535: default deny (default.1)']],

    [
      'pass leaves the tier',
      'admin deny: pass 80, deny 80-90; default deny: allow 80-90',
      [
        'deny 81-90: admin.0 deny',
        'deny 1-79,91-65535: admin deny (admin.0)',
        'allow 80: admin.0 pass > default.0 allow',
      ],
    ],
    [
      'pass skips the later policies of the tier',
      'admin deny: pass 80 | deny 80; default deny: allow 80',
      ['deny 1-79,81-65535: admin deny (admin.0 admin.1)', 'allow 80: admin.0 pass > default.0 allow'],
    ],
    [
      'allow in an earlier tier is final',
      'admin pass: allow 80; default deny: deny *',
      ['allow 80: admin.0 allow', 'deny 1-79,81-65535: admin pass (admin.0) > default.0 deny'],
    ],
    [
      'deny in an earlier tier is final',
      'admin pass: deny 80; default deny: allow *',
      ['deny 80: admin.0 deny', 'allow 1-79,81-65535: admin pass (admin.0) > default.0 allow'],
    ],
    [
      'a default of pass goes on',
      'admin pass: deny 80; base pass: deny 90',
      [
        'deny 80: admin.0 deny',
        'deny 90: admin pass (admin.0) > base.0 deny',
        'allow 1-79,81-89,91-65535: admin pass (admin.0) > base pass (base.0) > all-tiers-passed',
      ],
    ],
    [
      'a default of deny ends it',
      'admin deny: allow 80; default deny: allow *',
      ['allow 80: admin.0 allow', 'deny 1-79,81-65535: admin deny (admin.0)'],
    ],
    ['passed by the last tier', 'default deny: pass *', ['allow 1-65535: default.0 pass > all-tiers-passed']],
    [
      'a tier that does not count is skipped',
      'admin deny: !deny *; default deny: allow *',
      ['allow 1-65535: default.0 allow'],
    ],

    [
      'log decides nothing, and is told',
      'default deny: log 80, allow 80',
      ['allow 80: default.0 log > default.0 allow', 'deny 1-79,81-65535: default deny (default.0)'],
    ],
    ['log alone', 'default deny: log *', ['deny 1-65535: default.0 log > default deny (default.0)']],
    [
      'log a part',
      'default deny: log 80, allow 80-81',
      [
        'allow 80: default.0 log > default.0 allow',
        'allow 81: default.0 allow',
        'deny 1-79,82-65535: default deny (default.0)',
      ],
    ],
    [
      'log, then pass',
      'admin deny: log 80, pass *; default deny: allow *',
      ['allow 80: admin.0 log > admin.0 pass > default.0 allow', 'allow 1-79,81-65535: admin.0 pass > default.0 allow'],
    ],
  ])('%s', (_, notation, expected) => {
    expect(decided(notation)).toEqual(expected);
  });

  it('asks the policies of the end that has the say', () => {
    const out = tiers('default deny: allow 80', 'egress');
    expect(decide(asking(out), 'ingress', ends).map(show)).toEqual(['allow 1-65535: no-policy-selects']);
    expect(decide(asking(out), 'egress', ends).map(show)[0]).toBe('allow 80: default.0 allow');
    const named = tiers('default deny: allow http', 'egress');
    expect(decide(asking(named), 'egress', ends).map(show)[0]).toBe('allow 8080: default.0 allow');
  });

  it.each([
    ['itself', 'ingress', between(ends.to, ends.to)],
    ['itself', 'egress', between(ends.to, ends.to)],
    ['outside-cluster', 'egress', between(outside('out'), ends.to)],
    ['outside-cluster', 'ingress', between(ends.from, outside('out'))],
    ['host-network', 'ingress', between(ends.from, onNode('proxy'))],
    ['host-network', 'egress', between(onNode('proxy'), ends.to)],
    ['own-node', 'ingress', between(onNode('proxy', 'n1'), { ...ends.to, node: 'n1' })],
  ] as const)('exempts %s, %s', (reason, direction, exempt) => {
    const denied = tiers('default deny: deny *', direction);
    expect(decide(asking(denied), direction, exempt).map(show)).toEqual([`allow 1-65535: ${reason}`]);
  });

  it('knows a node only by its name, and what it runs may not reach it by that', () => {
    const denied = tiers('default deny: deny *');
    const fromNode = (node: string | null, other: string | null): string[] =>
      decide(asking(denied), 'ingress', between(onNode('proxy', node), { ...ends.to, node: other })).map(show);
    expect(fromNode('n1', 'n2')).toEqual(['deny 1-65535: default.0 deny']);
    expect(fromNode(null, null)).toEqual(['deny 1-65535: default.0 deny']);
    const out = tiers('default deny: deny *', 'egress');
    const toNode = between({ ...ends.from, node: 'n1' }, onNode('proxy', 'n1'));
    expect(decide(asking(out), 'egress', toNode).map(show)).toEqual(['deny 1-65535: default.0 deny']);
  });

  // On one node: its host endpoint, what is on its network, and two Pods that it runs. Who is let in as its own?
  it.each<[string, Direction, Endpoint, Endpoint, string]>([
    ['a Pod, from its host endpoint', 'ingress', host('n1'), run, 'allow 1-65535: own-node'],
    ['a Pod, from the network of its node', 'ingress', onNode('proxy', 'n1'), run, 'allow 1-65535: own-node'],
    ['no Pod, from another Pod there', 'ingress', { ...ends.from, node: 'n1' }, run, 'deny 1-65535: default.0 deny'],
    ['no host endpoint', 'ingress', onNode('proxy', 'n1'), host('n1'), 'deny 1-65535: default.0 deny'],
    ['no way out of the host endpoint', 'egress', host('n1'), run, 'deny 1-65535: default.0 deny'],
  ])('a node reaches what it runs: %s', (_, direction, from, to, expected) => {
    const denied = tiers('default deny: deny *', direction);
    expect(decide(asking(denied), direction, between(from, to)).map(show)).toEqual([expected]);
  });

  it('asks a gate whatever is said of the two ends', () => {
    const gated = { ...between(outside('out'), onNode('proxy')), gate: host('n1') };
    const denied = [...tiers('default deny: deny *'), ...tiers('default deny: deny *', 'egress')];
    expect(decide(asking(denied), 'ingress', gated).map(show)).toEqual(['deny 1-65535: default.0 deny']);
    const itself = { ...between(ends.to, ends.to), gate: host('n1') };
    expect(decide(asking(denied), 'egress', itself).map(show)).toEqual(['deny 1-65535: default.0 deny']);
  });

  it('gives slices that are disjoint and cover everything, whatever the tiers are', () => {
    const port = fc.constantFrom('*', '80', '80-90', '85-443', '1-65535', '53/UDP', '1-65535/SCTP', 'http', 'grpc');
    const rule = fc.tuple(fc.constantFrom('allow', 'deny', 'pass', 'log'), port, fc.constantFrom('', ' ~db', ' ~x'));
    const policy = fc
      .tuple(fc.constantFrom('', '', '', '!', '?'), fc.array(rule, { maxLength: 4 }))
      .map(([mark, rules]) => `${mark}${rules.map(([action, ports, peer]) => `${action} ${ports}${peer}`).join(', ')}`);
    const tier = fc
      .tuple(fc.constantFrom('deny', 'pass'), fc.array(policy, { minLength: 1, maxLength: 3 }))
      .map(([defaultAction, policies]) => `t ${defaultAction}: ${policies.join(' | ')}`);
    fc.assert(
      fc.property(fc.array(tier, { maxLength: 3 }), (notations) => {
        const slices = decide(asking(tiers(notations.join('; '))), 'ingress', ends);
        let sum = NO_CONNECTIONS;
        for (const { connections } of slices) {
          expect(isEmpty(connections)).toBe(false);
          expect(isEmpty(intersection(sum, connections))).toBe(true);
          sum = union(sum, connections);
        }
        expect(isEmpty(difference(ALL_CONNECTIONS, sum))).toBe(true);
        expect(Object.keys(sum)).toHaveLength(PROTOCOLS.length);
      }),
      { numRuns: 300 },
    );
  }, 30_000);
});
