import fc from 'fast-check';
import { dump } from 'js-yaml';
import { block, labels, NAMESPACES, NODES, namespaceName } from './generators/alphabets.ts';
import { calicoNetworkPolicySpec, globalNetworkPolicySpec, OWN_TIERS, tierSpec } from './generators/calico-policies.ts';
import {
  adminNetworkPolicySpec,
  baselineAdminNetworkPolicySpec,
  clusterNetworkPolicySpec,
} from './generators/cluster-wide-policies.ts';
import { networkPolicySpec } from './generators/network-policies.ts';
import { externalHosts, type PodSketch, podSketches, podsOf, serviceAccountsOf } from './generators/pods.ts';
import type { Labels, Manifest } from './naive/world.ts';

interface GeneratedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly spec: fc.Arbitrary<object>;
}

const NETWORKING = 'networking.k8s.io/v1';
const ALPHA1 = 'policy.networking.k8s.io/v1alpha1';
const ALPHA2 = 'policy.networking.k8s.io/v1alpha2';
const CALICO = 'projectcalico.org/v3';

/** Every kind of policy that can be drawn, by "group/kind". */
export const GENERATED_KINDS: Readonly<Record<string, GeneratedKind>> = Object.fromEntries(
  [
    { apiVersion: NETWORKING, kind: 'NetworkPolicy', namespaced: true, spec: networkPolicySpec },
    { apiVersion: ALPHA1, kind: 'AdminNetworkPolicy', namespaced: false, spec: adminNetworkPolicySpec },
    { apiVersion: ALPHA1, kind: 'BaselineAdminNetworkPolicy', namespaced: false, spec: baselineAdminNetworkPolicySpec },
    { apiVersion: ALPHA2, kind: 'ClusterNetworkPolicy', namespaced: false, spec: clusterNetworkPolicySpec },
    { apiVersion: CALICO, kind: 'NetworkPolicy', namespaced: true, spec: calicoNetworkPolicySpec },
    { apiVersion: CALICO, kind: 'GlobalNetworkPolicy', namespaced: false, spec: globalNetworkPolicySpec },
    { apiVersion: CALICO, kind: 'StagedNetworkPolicy', namespaced: true, spec: calicoNetworkPolicySpec },
    { apiVersion: CALICO, kind: 'StagedGlobalNetworkPolicy', namespaced: false, spec: globalNetworkPolicySpec },
    { apiVersion: CALICO, kind: 'StagedKubernetesNetworkPolicy', namespaced: true, spec: networkPolicySpec },
  ].map((kind) => [groupKind(kind), kind]),
);

export function groupKind({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  return apiVersion.includes('/') ? `${apiVersion.split('/')[0]}/${kind}` : kind;
}

interface ClusterOptions {
  /** The kinds of policies, by "group/kind". What only some of them look at is drawn with those. */
  readonly kinds: readonly string[];
}

/** A drawn cluster. It prints as the YAML that it is, so that a failing one can be read and pasted. */
export interface Sample {
  readonly objects: readonly Manifest[];
  /** The objects that can be taken away without another becoming invalid. */
  readonly policies: readonly Manifest[];
  readonly [fc.toStringMethod]: () => string;
}

interface PolicySketch {
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

interface SetSketch {
  readonly global: boolean;
  readonly namespace: string;
  readonly labels: Labels;
  readonly nets: readonly string[];
}

/** Small random clusters that an API server would accept as they are. */
export function clusterOf({ kinds }: ClusterOptions): fc.Arbitrary<Sample> {
  const sets = kinds.some((kind) => kind.startsWith('projectcalico.org/'));
  const nodes = kinds.some((kind) => kind.startsWith('policy.networking.k8s.io/'));
  const policy = fc.oneof(
    ...kinds.map((key): fc.Arbitrary<PolicySketch> => {
      const kind = GENERATED_KINDS[key];
      if (!kind) throw new Error(`nothing draws ${key}`);
      return fc.record({
        key: fc.constant(key),
        namespace: namespaceName,
        // "-" sorts before "/": equal orders are told apart by "name/namespace/kind" as one string.
        name: fc.constantFrom('p', 'p-1', 'q'),
        spec: kind.spec as fc.Arbitrary<Record<string, unknown>>,
      });
    }),
  );
  const networkSet: fc.Arbitrary<SetSketch> = fc.record({
    global: fc.boolean(),
    namespace: namespaceName,
    labels,
    nets: fc.uniqueArray(block, { maxLength: 2 }),
  });
  return fc
    .record({
      namespaces: fc.tuple(...NAMESPACES.map(() => fc.option(labels))),
      pods: podSketches,
      externals: fc.integer({ min: 0, max: 2 }),
      nodeLabels: fc.array(labels, nodes ? { minLength: 2, maxLength: 2 } : { maxLength: 0 }),
      networkSets: fc.array(networkSet, { maxLength: sets ? 2 : 0 }),
      tiers: fc.tuple(...OWN_TIERS.map(() => tierSpec)),
      policies: fc.array(policy, { maxLength: 6 }),
    })
    .map(({ namespaces, pods, externals, nodeLabels, networkSets, tiers, policies }) => {
      const accepted = acceptable(policies);
      const objects: readonly Manifest[] = [
        ...namespaces.flatMap((given, index) => (given ? [namespaceObject(NAMESPACES[index] ?? '', given)] : [])),
        ...nodeLabels.map((given, index) => nodeObject(index, given)),
        ...(sets ? serviceAccountsOf(pods) : []),
        ...podsOf(sets ? pods : pods.map(withoutServiceAccount)),
        ...externalHosts(externals),
        ...networkSets.map(({ global, namespace, labels: given, nets }, index) => ({
          apiVersion: CALICO,
          kind: global ? 'GlobalNetworkSet' : 'NetworkSet',
          metadata: { name: `set-${index}`, ...(global ? {} : { namespace }), labels: given },
          spec: { nets },
        })),
        ...OWN_TIERS.flatMap((name, index) => {
          const isUsed = accepted.some(({ spec }) => (spec as { tier?: string }).tier === name);
          return isUsed ? [{ apiVersion: CALICO, kind: 'Tier', metadata: { name }, spec: tiers[index] }] : [];
        }),
        ...accepted,
      ];
      return {
        objects,
        policies: accepted,
        [fc.toStringMethod]: () => `\n${toYaml(objects)}`,
      };
    });
}

export function toYaml(objects: readonly Manifest[]): string {
  return objects.map((object) => dump(object, { noRefs: true })).join('---\n');
}

/** Gives each policy a name of its own, and what the API leaves undefined a definite answer. */
function acceptable(sketches: readonly PolicySketch[]): readonly Manifest[] {
  const taken = new Set<string>();
  const free = (key: string): boolean => !taken.has(key) && Boolean(taken.add(key));
  // The baseline policy of v1alpha1 is the only one of its kind, and its place among those of other kinds is nowhere
  // written down: it stands alone in its tier.
  const baseline = sketches.find(({ key }) => key.endsWith('/BaselineAdminNetworkPolicy'));

  return sketches.flatMap(({ key, namespace, name, spec }, index): Manifest[] => {
    const kind = GENERATED_KINDS[key];
    if (!kind) return [];
    const isBaseline = key.endsWith('/BaselineAdminNetworkPolicy');
    if (isBaseline && !free(key)) return [];
    const place = `${key} ${kind.namespaced ? namespace : ''}`;
    const ownName = isBaseline ? 'default' : free(`${place}/${name}`) ? name : `r-${index}`;
    const changed: Record<string, unknown> = { ...spec };
    // Equal priorities have no defined order.
    if (typeof spec.priority === 'number') {
      let priority = spec.priority;
      while (!free(`priority ${priority}`)) priority = (priority + 1) % 1001;
      changed.priority = priority;
    }
    if (spec.tier === 'Baseline' && baseline) changed.tier = 'Admin';
    if (spec.tier === 'kube-baseline' && baseline) changed.tier = 'default';
    if (String(changed.tier).startsWith('kube-') && typeof spec.order === 'number') {
      let order = spec.order;
      while (!free(`priority ${order}`)) order += 1;
      changed.order = order;
    }
    const metadata = kind.namespaced ? { name: ownName, namespace } : { name: ownName };
    return [{ apiVersion: kind.apiVersion, kind: kind.kind, metadata, spec: changed }];
  });
}

function namespaceObject(name: string, given: Labels): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: given } };
}

function nodeObject(index: number, given: Labels): Manifest {
  const addresses = [{ type: 'InternalIP', address: `192.168.0.${index + 1}` }];
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: NODES[index] ?? '', labels: given },
    status: { addresses },
  };
}

function withoutServiceAccount(pod: PodSketch): PodSketch {
  return { ...pod, serviceAccount: null };
}
