import type { Policy } from '../model/policy.ts';
import type { Selector } from '../model/selector.ts';
import type { Cidr } from '../sets/cidr.ts';

/** Everything of an endpoint that a set of policies can tell it from another by. */
export interface Mentioned {
  readonly labels: { readonly endpoint: ReadonlySet<string>; readonly namespace: ReadonlySet<string> };
  readonly networks: readonly Cidr[];
  readonly portNames: ReadonlySet<string>;
}

export function mentionedBy(policies: readonly Policy[]): Mentioned {
  const labels = { endpoint: new Set<string>(), namespace: new Set<string>() };
  const networks = new Map<string, Cidr>();
  const portNames = new Set<string>();

  const visit = (selector: Selector): void => {
    switch (selector.op) {
      case 'and':
      case 'or':
        for (const operand of selector.operands) visit(operand);
        return;
      case 'not':
        return visit(selector.operand);
      case 'label':
        labels[selector.of].add(selector.test.key);
        return;
      case 'in-network':
        for (const cidr of [selector.cidr, ...selector.except]) networks.set(cidr.key, cidr);
        return;
      case 'is':
      case 'in-namespace':
        return;
      default:
        unreachable(selector);
    }
  };

  for (const policy of policies) {
    visit(policy.subject);
    for (const side of [policy.governs.ingress, policy.governs.egress]) {
      for (const rule of side?.rules ?? []) {
        visit(rule.subject);
        visit(rule.peer);
        for (const match of rule.ports === 'all' ? [] : rule.ports) if (match.by === 'name') portNames.add(match.name);
      }
    }
  }
  return { labels, networks: [...networks.values()], portNames };
}

function unreachable(value: never): never {
  throw new Error(`no such selector: ${JSON.stringify(value)}`);
}
