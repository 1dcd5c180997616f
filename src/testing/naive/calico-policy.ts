import { calicoRuleMatches, type Rule } from './calico-rule.ts';
import { parseCalicoSelector } from './calico-selector.ts';
import { labelsOfPod } from './calico-things.ts';
import { type Manifest, type NaivePolicy, namespaceOf, type World } from './world.ts';

interface Spec {
  readonly tier?: string;
  readonly order?: number;
  readonly selector?: string;
  readonly namespaceSelector?: string;
  readonly serviceAccountSelector?: string;
  readonly types?: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** projectcalico.org/v3 NetworkPolicy and GlobalNetworkPolicy, by semantics §4. */
export function calicoPolicy({ kind, metadata, spec }: Manifest, world: World): NaivePolicy {
  const { tier = 'default', order, selector = '', types = [], ...more } = (spec ?? {}) as Spec;
  const { namespaceSelector = '', serviceAccountSelector = '', ingress = [], egress = [] } = more;
  const namespace = kind === 'NetworkPolicy' ? namespaceOf(metadata) : null;
  const selects = parseCalicoSelector(selector);
  const selectsNamespace = parseCalicoSelector(namespaceSelector);
  const selectsServiceAccount = parseCalicoSelector(serviceAccountSelector);
  const rulesOf = { ingress, egress };

  // No egress rules: [Ingress], with no rules at all too; egress rules only: [Egress]; both: both.
  const defaultTypes = egress.length === 0 ? ['Ingress'] : ingress.length === 0 ? ['Egress'] : ['Ingress', 'Egress'];
  const inForce = types.length > 0 ? types : defaultTypes;

  return {
    tier,
    order: order ?? Number.POSITIVE_INFINITY,
    tieBreak: `${metadata.name}/${namespace ?? ''}/${kind}`,
    // A NetworkPolicy selects within its namespace; the three selectors are AND, an empty one is all().
    governs: (pod, direction) => {
      if (!inForce.includes(direction === 'ingress' ? 'Ingress' : 'Egress')) return false;
      if (namespace !== null && pod.namespace !== namespace) return false;
      const label = labelsOfPod(pod);
      return (
        selects(label) &&
        selectsNamespace((key) => label(`pcns.${key}`)) &&
        selectsServiceAccount((key) => label(`pcsa.${key}`))
      );
    },
    // The first matching rule decides; Log goes on with the next rule.
    decide: (packet, direction) => {
      for (const rule of rulesOf[direction]) {
        if (!calicoRuleMatches(rule, packet, namespace, world)) continue;
        if (rule.action === 'Allow') return 'allow';
        if (rule.action === 'Deny') return 'deny';
        if (rule.action === 'Pass') return 'pass';
      }
      return null;
    },
  };
}
