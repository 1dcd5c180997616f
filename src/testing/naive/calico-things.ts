import { inBlock } from './address.ts';
import type { AddressSet, End, Labels, PodFace, World } from './world.ts';

/** Looks a label up; a missing one is undefined. */
export type LabelLookup = (key: string) => string | undefined;

/**
 * The labels that Calico's selectors see on a Pod: its own, those that Calico adds, and those that it inherits from
 * its namespace (`pcns.`) and its service account (`pcsa.`). semantics §4.
 */
export function labelsOfPod(pod: PodFace): LabelLookup {
  const labels: Labels = {
    ...inherited(pod.namespace, pod.namespaceLabels),
    ...prefixed('pcsa.', { ...pod.serviceAccountLabels, 'projectcalico.org/name': pod.serviceAccount }),
    ...pod.labels,
    'projectcalico.org/namespace': pod.namespace,
    'projectcalico.org/orchestrator': 'k8s',
    'projectcalico.org/serviceaccount': pod.serviceAccount,
  };
  return (key) => labels[key];
}

/** A NetworkSet inherits from its namespace; a GlobalNetworkSet has only its own labels. */
function labelsOfSet({ namespace, labels, namespaceLabels }: AddressSet): LabelLookup {
  if (namespace === null) return (key) => labels[key];
  const all: Labels = { ...inherited(namespace, namespaceLabels), ...labels, 'projectcalico.org/namespace': namespace };
  return (key) => all[key];
}

function inherited(namespace: string, namespaceLabels: Labels): Labels {
  return prefixed('pcns.', { ...namespaceLabels, 'projectcalico.org/name': namespace });
}

function prefixed(prefix: string, labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [prefix + key, value]));
}

/**
 * The things with labels that stand behind one end of a connection: the Pod itself, and every (Global)NetworkSet that
 * holds its address (felix/fv/netsets_test.go). An address outside that is in no set has none, so that no selector
 * matches it.
 */
export function thingsBehind(end: End, world: World): readonly LabelLookup[] {
  let things = known.get(end);
  if (!things) {
    things = findThings(end, world);
    known.set(end, things);
  }
  return things;
}

/** An end belongs to one world. */
const known = new WeakMap<End, readonly LabelLookup[]>();

function findThings({ pod, addresses }: End, world: World): readonly LabelLookup[] {
  const sets = world.sets.filter(({ nets }) => addresses.some((each) => nets.some((net) => inBlock(each, net))));
  return [...(pod ? [labelsOfPod(pod)] : []), ...sets.map(labelsOfSet)];
}
