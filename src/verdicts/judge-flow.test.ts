import { describe, expect, it } from 'vitest';
import type { Flow } from '../model/cluster.ts';
import type { EndpointId } from '../model/ids.ts';
import { NO_CONNECTIONS } from '../sets/connections.ts';
import { compareFlows, flowKey } from './compare-flows.ts';
import { asking, decide } from './decide.ts';
import { evaluate } from './evaluate.ts';
import { decisionFor, type FlowJudgement, judgeFlow } from './judge-flow.ts';
import { between, host, pod, tiers } from './testing/tier-notation.ts';

const from = pod('crm');
const to = pod('bill');

const flow = (port: number, name = 'f', source = from.id as string): Flow => ({
  name,
  from: source as EndpointId,
  to: to.id,
  port,
  protocol: 'TCP',
  role: 'app',
  via: null,
  origin: { file: 'a.yaml', start: 0, end: 0 },
});

describe('judgeFlow', () => {
  // What leaves the source, what arrives at the destination, and where a flow on 8080/TCP stops.
  it.each<[string, string, string, FlowJudgement['at']]>([
    ['both ends let it pass', 'allow 8080', 'allow *', null],
    ['the source stops it', 'allow 80', 'allow *', 'source'],
    ['the source lets nothing out', '', 'allow 8080', 'source'],
    ['the destination stops it', 'allow *', 'allow 80', 'destination'],
    ['the destination lets nothing in', 'allow 8080', '', 'destination'],
    ['both stop it', 'allow 80', 'allow 81', 'both'],
    ['both let nothing pass', '', '', 'both'],
    ['each allows something, but not the same: the source this', 'allow 8080', 'allow 9090', 'nothing-in-common'],
    ['each allows something, but not the same: the destination this', 'allow 9090', 'allow 8080', 'nothing-in-common'],
    ['another protocol is not the same', 'allow 8080', 'allow 8080/UDP', 'nothing-in-common'],
    ['they have something else in common', 'allow 8080-8081', 'allow 8081', 'destination'],
  ])('%s', (_, out, into, at) => {
    const all = [...tiers(`out deny: ${out}`, 'egress'), ...tiers(`in deny: ${into}`)];
    const verdict = evaluate([from, to], all).verdict(from, to);
    expect(judgeFlow(flow(8080), verdict)).toEqual({ verdict: at === null ? 'allowed' : 'blocked', at });
  });

  // A gate that stops everything, on the way out or in, between ends that let everything pass.
  it.each([
    ['egress', 'source'],
    ['ingress', 'destination'],
  ] as const)('a gate for %s stops it at the %s', (direction, at) => {
    const { paths, ...verdict } = evaluate([from, to], []).verdict(from, to);
    const [path] = paths;
    const decisions = decide(asking(tiers('gate deny: ', direction)), direction, between(from, to));
    const gated = { ...path, gates: [{ host: host('n1'), direction, decisions }], allowed: NO_CONNECTIONS };
    expect(judgeFlow(flow(8080), { ...verdict, paths: [gated] })).toEqual({ verdict: 'blocked', at });
  });

  it('takes the path on which it passes, whichever that is', () => {
    const verdict = evaluate([from, to], tiers('in deny: ')).verdict(from, to);
    const [open] = evaluate([from, to], []).verdict(from, to).paths;
    const [closed] = verdict.paths;
    expect(judgeFlow(flow(80), { ...verdict, paths: [closed, open] }).verdict).toBe('allowed');
    expect(judgeFlow(flow(80), { ...verdict, paths: [open, closed] }).verdict).toBe('allowed');
    expect(judgeFlow(flow(80), { ...verdict, paths: [closed, closed] }).verdict).toBe('blocked');
  });

  it('cannot judge what no decision is about', () => {
    expect(() => decisionFor(flow(80), [])).toThrow('no decision covers 80/TCP');
  });

  it('finds the one decision that a flow is in', () => {
    const [path] = evaluate([from, to], tiers('in deny: allow 8080, deny 80')).verdict(from, to).paths;
    const stepOf = (port: number): unknown => decisionFor(flow(port), path.decisions.ingress).trace.map(({ by }) => by);
    expect(decisionFor(flow(8080), path.decisions.ingress).action).toBe('allow');
    expect([stepOf(8080), stepOf(80), stepOf(1)]).toEqual([['rule'], ['rule'], ['tier-default']]);
  });
});

describe('compareFlows', () => {
  type Judged = FlowJudgement & { readonly flow: Flow };
  /** "a+ b-": flow a is allowed, flow b is blocked; the letter is the source. */
  const judged = (notation: string): Judged[] =>
    notation.split(' ').flatMap((text) => {
      if (text === '') return [];
      const passes = text.endsWith('+');
      return {
        flow: flow(80, text.slice(0, 1), text.slice(0, 1)),
        verdict: passes ? 'allowed' : 'blocked',
        at: passes ? null : 'both',
      };
    });
  const sources = (keys: readonly string[]): string => keys.map((key) => key.slice(0, 1)).join('');

  it.each([
    ['nothing changed', 'a+ b-', 'a+ b-', '', ''],
    ['one opened', 'a- b-', 'a+ b-', 'a', ''],
    ['one blocked', 'a+ b+', 'a+ b-', '', 'b'],
    ['some of both, in the order of what is now', 'a- b+ c- d+', 'd- c+ b- a+', 'ca', 'db'],
    ['one is new', 'a+', 'a+ b+', '', ''],
    ['one is gone', 'a+ b+', 'a+', '', ''],
  ])('%s', (_, before, after, opened, blocked) => {
    const changes = compareFlows(judged(before), judged(after));
    expect([sources(changes.opened), sources(changes.blocked)]).toEqual([opened, blocked]);
  });

  it('knows a flow by its ends and its port, not by its name', () => {
    expect(flowKey(flow(80, 'x'))).toBe(flowKey(flow(80, 'y')));
    expect(
      new Set(
        [flow(80), flow(81), { ...flow(80), protocol: 'UDP' as const }, { ...flow(80), from: to.id, to: from.id }].map(
          flowKey,
        ),
      ).size,
    ).toBe(4);
  });
});
