import type { Endpoint } from '../model/cluster.ts';
import { DIRECTIONS, type Direction, type Policy } from '../model/policy.ts';
import type { SourceFile } from '../model/source.ts';
import type { Simulation } from '../simulation.ts';
import { podsInWords } from './endpoints.ts';
import { quotationOf } from './lines.ts';
import { reachStoryOf } from './reach.ts';
import type { DirectionStory, EndpointStory, PolicyStory, Quotation } from './report.ts';

/** Tells which policies select an endpoint, and whom it reaches; `only` is a lock that was chosen. */
export function endpointStoryOf(
  simulation: Simulation,
  sources: readonly SourceFile[],
  endpoint: Endpoint,
  only: Direction | null,
): EndpointStory {
  const isolation = simulation.isolation(endpoint.id);
  const directions = only === null ? DIRECTIONS.toReversed() : [only];
  return {
    kind: 'endpoint',
    endpoint: endpoint.id,
    name: endpoint.name,
    what: whatItIs(endpoint),
    directions: directions.map((direction): DirectionStory => {
      const policies = isolation[direction];
      return {
        direction,
        ...stateOf(policies),
        whyOpen: policies.length === 0 ? whyOpen(endpoint, direction) : null,
        policies: policies.flatMap((policy) => policyStoryOf(policy, direction, sources)),
        reach: reachStoryOf(simulation, endpoint, direction),
      };
    }),
  };
}

function policyStoryOf(policy: Policy, direction: Direction, sources: readonly SourceFile[]): readonly PolicyStory[] {
  const governed = policy.governs[direction];
  if (governed === null) return [];
  const origins =
    governed.origin.start === policy.subjectOrigin.start
      ? [policy.subjectOrigin]
      : [policy.subjectOrigin, governed.origin];
  const quotes = origins.flatMap((origin): readonly Quotation[] => {
    const quote = quotationOf(sources, origin);
    return quote === null ? [] : [quote];
  });
  return [{ id: policy.id, words: policyInWords(policy, direction, governed.rules.length), quotes }];
}

function stateOf(policies: readonly Policy[]): Pick<DirectionStory, 'state' | 'words'> {
  const enforced = policies.filter((policy) => !policy.staged).length;
  if (enforced > 0) {
    return { state: 'isolated', words: `isolated by ${enforced} ${enforced === 1 ? 'policy' : 'policies'}` };
  }
  return policies.length > 0
    ? { state: 'staged', words: `${policies.length} staged` }
    : { state: 'open', words: 'open' };
}

function whatItIs(endpoint: Endpoint): string {
  const addresses = endpoint.addresses.slice(0, 3).join(', ');
  switch (endpoint.kind) {
    case 'external':
      return `Server outside the cluster${addresses === '' ? '' : `, ${addresses}`}`;
    case 'host':
      return `Host endpoint${endpoint.node === null ? '' : ` of ${endpoint.node}`}${addresses === '' ? '' : `, ${addresses}`}`;
    case 'host-network':
      return `${endpoint.workloadKind} in ${endpoint.namespace}, on its node's network`;
    case 'workload': {
      const labels = Object.entries(endpoint.labels).map(([key, value]) => `${key}=${value}`);
      const kind =
        endpoint.workloadKind === 'Pod' ? 'Pod' : `${endpoint.workloadKind} of ${podsInWords(endpoint.replicas)}`;
      return `${kind} in ${endpoint.namespace}${labels.length === 0 ? ', without labels' : ` with ${labels.join(', ')}`}`;
    }
  }
}

function whyOpen(endpoint: Endpoint, direction: Direction): string {
  if (endpoint.kind === 'external') return 'Outside the cluster: no policy applies.';
  if (endpoint.kind === 'host-network') return 'On the node’s network: no policy selects it as a pod.';
  return direction === 'ingress'
    ? `No policy selects ${endpoint.name} for In, so nothing stops what comes in.`
    : `No policy selects ${endpoint.name} for Out, so nothing stops what goes out.`;
}

function policyInWords(policy: Policy, direction: Direction, rules: number): string {
  const way = direction === 'ingress' ? 'in' : 'out';
  const says =
    rules === 0
      ? `lets nothing ${way}`
      : `has ${rules} rule${rules === 1 ? '' : 's'} for what ${way === 'in' ? 'comes in' : 'goes out'}`;
  const staged = policy.staged ? ' It is staged, so it decides nothing yet.' : '';
  return `${policy.name} selects it and ${says}.${staged}`;
}
