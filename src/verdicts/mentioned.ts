import type { Policy } from '../model/policy.ts';
import type { LabelSource, Selector } from '../model/selector.ts';
import type { Cidr } from '../sets/cidr.ts';

/** Everything of an endpoint that a set of policies can tell it from another by. */
export interface Mentioned {
  readonly labels: { readonly [S in LabelSource]: ReadonlySet<string> };
  readonly networks: readonly Cidr[];
  readonly portNames: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** Whether IPv4 and IPv6 traffic between the same endpoints can meet different fates. */
  readonly tellsFamiliesApart: boolean;
}

export function mentionedBy(policies: readonly Policy[]): Mentioned {
  const labels = {
    endpoint: new Set<string>(),
    namespace: new Set<string>(),
    'service-account': new Set<string>(),
    node: new Set<string>(),
  };
  const networks = new Map<string, Cidr>();
  const portNames = new Set<string>();
  const services = new Set<string>();
  const names = new Set<string>();
  let tellsFamiliesApart = false;

  const visit = (selector: Selector): void => {
    switch (selector.op) {
      case 'and':
      case 'or':
        for (const operand of selector.operands) visit(operand);
        return;
      case 'not':
        visit(selector.operand);
        return;
      case 'identity':
        if (selector.among === 'any') tellsFamiliesApart = true;
        visit(selector.operand);
        return;
      case 'label':
        labels[selector.of].add(selector.test.key);
        return;
      case 'in-network':
        tellsFamiliesApart = true;
        for (const cidr of [selector.cidr, ...selector.except]) networks.set(cidr.key, cidr);
        return;
      case 'family':
        tellsFamiliesApart = true;
        return;
      case 'behind-service':
        services.add(selector.service);
        return;
      case 'named':
        names.add(selector.pattern);
        return;
      case 'is':
      case 'in-namespace':
      case 'labelled':
      case 'unprofiled':
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
        for (const match of [...(rule.ports === 'all' ? [] : rule.ports), ...rule.notPorts]) {
          if (match.by === 'name') {
            portNames.add(match.name);
            if (match.holder) visit(match.holder);
          }
          if (match.by === 'service') services.add(match.service);
        }
      }
    }
  }
  return { labels, networks: [...networks.values()], portNames, services, names, tellsFamiliesApart };
}

function unreachable(value: never): never {
  throw new Error(`no such selector: ${JSON.stringify(value)}`);
}
