import type { Policy, PortMatch } from '../../model/policy.ts';
import type { Selector } from '../../model/selector.ts';
import type { Cidr } from '../../sets/cidr.ts';

/** What decides how finely endpoints must be told apart for a set of policies. */
export interface Mentioned {
  /** Keys of labels, whosever they are. */
  readonly labelKeys: ReadonlySet<string>;
  readonly blocks: readonly Cidr[];
  /** How many policies can treat IPv4 and IPv6 traffic between the same endpoints differently. */
  readonly familyTellers: number;
  /** How many policies are also asked about what hosts only forward. */
  readonly forwarders: number;
}

export function mentionedBy(policies: readonly Policy[]): Mentioned {
  const labelKeys = new Set<string>();
  const blocks = new Map<string, Cidr>();
  let familyTellers = 0;
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
        labelKeys.add(selector.test.key);
        return;
      case 'in-network':
        tellsFamiliesApart = true;
        blocks.set(selector.cidr.key, selector.cidr);
        for (const cidr of selector.except) blocks.set(cidr.key, cidr);
        return;
      case 'family':
        tellsFamiliesApart = true;
        return;
      case 'behind-service':
      case 'named':
      case 'is':
      case 'in-namespace':
      case 'labelled':
      case 'unprofiled':
        return;
      default:
        unreachable(selector);
    }
  };

  const visitHolders = (ports: readonly PortMatch[]): void => {
    for (const match of ports) if (match.by === 'name' && match.holder) visit(match.holder);
  };

  for (const policy of policies) {
    tellsFamiliesApart = false;
    visit(policy.subject);
    for (const side of [policy.governs.ingress, policy.governs.egress]) {
      for (const rule of side?.rules ?? []) {
        visit(rule.subject);
        visit(rule.peer);
        if (rule.ports !== 'all') visitHolders(rule.ports);
        visitHolders(rule.notPorts);
      }
    }
    if (tellsFamiliesApart) familyTellers += 1;
  }
  const forwarders = policies.reduce((sum, { onForward }) => sum + Number(onForward), 0);
  return { labelKeys, blocks: [...blocks.values()], familyTellers, forwarders };
}

function unreachable(value: never): never {
  throw new Error(`no such selector: ${JSON.stringify(value)}`);
}
