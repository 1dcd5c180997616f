import type { Box } from '../catalog/scenario.ts';
import type { Endpoint, HostNetworkEndpoint, WorkloadEndpoint } from '../model/cluster.ts';
import type { Policy } from '../model/policy.ts';
import type { Isolation } from '../simulation.ts';
import { kindOf, nameOfCard } from './name.ts';
import type { Card, CardIcon, Lock } from './picture.ts';

type InCluster = WorkloadEndpoint | HostNetworkEndpoint;

const TITLE = 'seglab.dev/title';
const WHAT = 'seglab.dev/what';
const ICON = 'seglab.dev/icon';
const COMPONENT = 'app.kubernetes.io/component';

/**
 * The card of an endpoint. The workload itself says what it is, by label or annotation; nothing is guessed.
 * `isolation` null: the locks are not told yet.
 */
export function cardOf(endpoint: Endpoint, box: Box, isolation: Isolation | null): Card {
  if (endpoint.kind === 'external') {
    return {
      id: endpoint.id,
      box,
      title: endpoint.name,
      label: addresses(endpoint.addresses),
      what: null,
      icon: 'server',
      outside: true,
      locks: null,
      note: 'Outside: no policy applies',
      name: nameOfCard(endpoint, endpoint.name, null, null),
    };
  }
  if (endpoint.kind === 'host') {
    const locks = { ingress: lockOf(isolation?.ingress), egress: lockOf(isolation?.egress) };
    return {
      id: endpoint.id,
      box,
      title: endpoint.name,
      label: addresses(endpoint.addresses),
      what: endpoint.node,
      icon: 'server',
      outside: false,
      locks,
      note: null,
      name: nameOfCard(endpoint, endpoint.name, endpoint.node, locks),
    };
  }
  const title = endpoint.annotations[TITLE] ?? endpoint.name;
  const what = endpoint.annotations[WHAT] ?? endpoint.labels[COMPONENT] ?? null;
  const exempt = endpoint.kind === 'host-network';
  const locks = exempt ? null : { ingress: lockOf(isolation?.ingress), egress: lockOf(isolation?.egress) };
  return {
    id: endpoint.id,
    box,
    title,
    label: labelOf(endpoint),
    what,
    icon: iconOf(endpoint, what),
    outside: false,
    locks,
    note: exempt ? 'Node network: no policy applies' : null,
    name: nameOfCard(endpoint, title, what, locks),
  };
}

function lockOf(policies: readonly Policy[] | undefined): Lock {
  if (!policies) return { state: 'hidden', policies: 0 };
  const enforced = policies.filter((policy) => !policy.staged).length;
  if (enforced > 0) return { state: 'isolated', policies: enforced };
  if (policies.length > 0) return { state: 'staged', policies: policies.length };
  return { state: 'open', policies: 0 };
}

/** How policies know it: the `app` label, else the first one; for several equal Pods what they are. */
function labelOf(endpoint: InCluster): string {
  if (endpoint.workloadKind !== 'Pod') return kindOf(endpoint.workloadKind, endpoint.replicas);
  const key = 'app' in endpoint.labels ? 'app' : Object.keys(endpoint.labels).find((other) => other !== COMPONENT);
  return key === undefined ? 'Pod without labels' : `${key}=${endpoint.labels[key]}`;
}

function iconOf(endpoint: InCluster, what: string | null): CardIcon {
  if (endpoint.annotations[ICON] === 'web-ui' || what?.toLowerCase().includes('web ui')) return 'app-window';
  return endpoint.workloadKind === 'Pod' ? 'box' : 'boxes';
}

function addresses(all: readonly string[]): string {
  const [first] = all;
  if (first === undefined) return 'no address given';
  return all.length === 1 ? first : `${first} and ${all.length - 1} more`;
}
