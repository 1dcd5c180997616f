import type { Endpoint } from '../model/cluster.ts';
import type { Origin } from '../model/origin.ts';
import type { Rule } from '../model/policy.ts';
import type { Selector } from '../model/selector.ts';
import { conjuncts, unwrapped } from '../selectors/describe.ts';
import { type Family, selects } from '../selectors/selects.ts';

/** The most telling line of a rule that matched a peer: the label or the block, or else where the rule begins. */
export function matchedLine(rule: Rule, peer: Endpoint, family: Family): Origin {
  for (const alternative of alternatives(rule.peer)) {
    if (!selects(alternative, peer, family)) continue;
    const leaf = conjuncts(alternative).map(unwrapped).find(hasOrigin);
    if (leaf) return leaf.origin;
  }
  return rule.origin;
}

/** Whether a rule matched a peer by its address alone. */
export function isByAddress(rule: Rule, peer: Endpoint, family: Family): boolean {
  const matching = alternatives(rule.peer).filter((alternative) => selects(alternative, peer, family));
  return matching.length > 0 && matching.every(({ op }) => op === 'in-network');
}

/** The alternatives of a selector; a selector without any is its own only one. */
export function alternatives(selector: Selector): readonly Selector[] {
  return selector.op === 'or' ? selector.operands : [selector];
}

function hasOrigin(selector: Selector): selector is Extract<Selector, { readonly origin: Origin }> {
  return 'origin' in selector;
}
