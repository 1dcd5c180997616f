import type { Manifest } from './naive/world.ts';

/**
 * Laws that the engine does not follow yet. Random clusters steer clear of them here, and `hand-written.test.ts`
 * expects each to fail, so that it turns red as soon as one is followed: then its line goes, and what it guards.
 */
export const KNOWN_GAPS = {
  /** A node reaches the Pods it runs, and its being exempt says nothing of other nodes. */
  otherNodes: true,
  /** A port name is not looked up on a Pod on its node's network: policies see only the node's address. */
  nameOnNodeNetwork: true,
  /** An empty list of nets is the same as none. */
  emptyNets: true,
  /** A port name in a Calico rule without protocol is one of TCP. */
  nameWithoutProtocol: true,
  /** Of two equal names, a NetworkPolicy of Kubernetes goes before one of Calico. */
  tieOfKinds: true,
  /** A positive selector and notSelector hold for one thing behind an address, not for any two of them. */
  notSelectorPerThing: true,
  /** A port name with a selector means Pods that the selector matches by their own labels. */
  nameOfSelectedPods: true,
  /** A negated test of a namespace's or service account's labels holds for what has neither. */
  negatedScope: true,
} as const;

/** The same cluster, with every form left out that would meet a gap. */
export function withoutKnownGaps(objects: readonly Manifest[]): readonly Manifest[] {
  const hasSets = objects.some(({ kind }) => kind.endsWith('NetworkSet'));
  return objects.map((object) => {
    if (object.kind === 'Pod') return withoutGapsOfPods(object);
    return object.apiVersion.startsWith('projectcalico.org/') && object.kind.endsWith('NetworkPolicy')
      ? withoutGapsOfCalico(object, hasSets)
      : object;
  });
}

interface PodSpec {
  readonly hostNetwork?: boolean;
  readonly containers: readonly object[];
}

function withoutGapsOfPods(pod: Manifest): Manifest {
  const { hostNetwork, ...spec } = pod.spec as PodSpec;
  if (!hostNetwork) return pod;
  return {
    ...pod,
    spec: {
      ...spec,
      hostNetwork,
      ...(KNOWN_GAPS.otherNodes && { nodeName: undefined }),
      ...(KNOWN_GAPS.nameOnNodeNetwork && { containers: spec.containers.map((each) => ({ ...each, ports: [] })) }),
    },
  };
}

interface Entity {
  readonly nets?: readonly string[];
  readonly notSelector?: string;
  readonly namespaceSelector?: string;
  readonly serviceAccounts?: { readonly names?: readonly string[]; readonly selector?: string };
  readonly ports?: readonly (string | number)[];
  readonly notPorts?: readonly (string | number)[];
}

interface Rule {
  readonly protocol?: string | number;
  readonly source?: Entity;
  readonly destination?: Entity;
}

interface CalicoSpec {
  readonly order?: number;
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

function withoutGapsOfCalico(policy: Manifest, hasSets: boolean): Manifest {
  // The spec of a staged Kubernetes policy has lists of those names too, and nothing in them that is looked at here.
  const { order, ingress, egress, ...spec } = policy.spec as CalicoSpec;
  const ofRule = (rule: Rule): Rule => ({
    ...rule,
    ...(rule.source && { source: withoutGapsOfEntity(rule.source, rule, hasSets) }),
    ...(rule.destination && { destination: withoutGapsOfEntity(rule.destination, rule, hasSets) }),
  });
  const apart = KNOWN_GAPS.tieOfKinds && policy.kind === 'NetworkPolicy' && order === 1000 ? 999 : order;
  return { ...policy, spec: { ...spec, order: apart, ingress: ingress?.map(ofRule), egress: egress?.map(ofRule) } };
}

function withoutGapsOfEntity(entity: Entity, rule: Rule, hasSets: boolean): Entity {
  const { nets, notSelector, namespaceSelector, serviceAccounts, ports, notPorts, ...rest } = entity;
  const losesNames =
    (KNOWN_GAPS.nameWithoutProtocol && rule.protocol === undefined) || (KNOWN_GAPS.nameOfSelectedPods && hasSets);
  const withoutNames = (list: Entity['ports']): Entity['ports'] =>
    losesNames ? list?.filter((port) => !/^[a-z]/.test(String(port))) : list;
  const scopes = { namespaceSelector, serviceAccounts };
  const fields = {
    ...rest,
    nets: KNOWN_GAPS.emptyNets && nets?.length === 0 ? undefined : nets,
    notSelector: KNOWN_GAPS.notSelectorPerThing && hasSets ? undefined : notSelector,
    ports: withoutNames(ports),
    notPorts: withoutNames(notPorts),
    ...(KNOWN_GAPS.negatedScope && hasSets ? boundScopes(scopes) : scopes),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The same selectors, for what has a namespace or a service account at all. */
function boundScopes({ namespaceSelector, serviceAccounts }: Entity): Entity {
  const isOwn = namespaceSelector !== undefined && namespaceSelector !== 'global()';
  return {
    ...(isOwn && { namespaceSelector: `has(projectcalico.org/name) && (${namespaceSelector})` }),
    ...(namespaceSelector === 'global()' && { namespaceSelector }),
    ...(serviceAccounts && { serviceAccounts: { names: ['default', 'sa'], ...serviceAccounts } }),
  };
}
