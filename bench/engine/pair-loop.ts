import type { Endpoint } from '../../src/model/cluster.ts';
import type { Direction, Tier } from '../../src/model/policy.ts';
import { selects } from '../../src/selectors/selects.ts';
import {
  ALL_CONNECTIONS,
  type ConnectionSet,
  difference,
  intersection,
  NO_CONNECTIONS,
  union,
} from '../../src/sets/connections.ts';
import { trafficOf } from '../../src/verdicts/rule-traffic.ts';

/**
 * What passes from one endpoint to another, found as a loop over pairs finds it: every policy is asked whether it
 * selects the endpoint, and every rule whether it matches. It is what the engine is measured against, and what its
 * answers are checked with.
 */
export function passesByPair(tiers: readonly Tier[], from: Endpoint, to: Endpoint): ConnectionSet {
  return intersection(oneSide(tiers, 'egress', from, to), oneSide(tiers, 'ingress', from, to));
}

function oneSide(tiers: readonly Tier[], direction: Direction, from: Endpoint, to: Endpoint): ConnectionSet {
  const [subject, peer] = direction === 'egress' ? [from, to] : [to, from];
  if (from === to || subject.kind === 'external' || subject.kind === 'host-network') return ALL_CONNECTIONS;
  let open = ALL_CONNECTIONS;
  let allowed = NO_CONNECTIONS;
  for (const { policies, defaultAction } of tiers) {
    let isAsked = false;
    let passed = NO_CONNECTIONS;
    for (const policy of policies) {
      const side = policy.governs[direction];
      if (policy.staged || !side || !selects(policy.subject, subject)) continue;
      isAsked = true;
      for (const rule of side.rules) {
        if (rule.action === 'log' || !selects(rule.subject, subject) || !selects(rule.peer, peer)) continue;
        const matched = trafficOf(rule, to);
        const hit = intersection(open, matched);
        if (rule.action === 'allow') allowed = union(allowed, hit);
        if (rule.action === 'pass') passed = union(passed, hit);
        open = difference(open, matched);
      }
    }
    if (isAsked) open = defaultAction === 'deny' ? passed : union(open, passed);
  }
  return union(allowed, open);
}
