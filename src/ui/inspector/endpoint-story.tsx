import { Lock, LockKeyholeOpen, LockOpen } from 'lucide-react';
import { useMemo } from 'react';
import { flowKey } from '../../graph/picture.ts';
import type { Endpoint } from '../../model/cluster.ts';
import { DIRECTIONS, type Direction, type Policy } from '../../model/policy.ts';
import { reachOf } from '../../store/reach.ts';
import { useSession, useSimulation } from '../kit/session-context.ts';
import './endpoint-story.css';
import { Quote } from './quote.tsx';

interface EndpointStoryProps {
  readonly endpoint: Endpoint;
  /** The lock that was chosen; null: both directions are told. */
  readonly direction: Direction | null;
}

/** More rows than anyone reads. */
const MAX_ROWS = 50;

/** The policies that select an endpoint, and whom it reaches and is reached by. */
export function EndpointStory({ endpoint, direction }: EndpointStoryProps) {
  const directions = direction === null ? DIRECTIONS.toReversed() : [direction];
  return (
    <article>
      <h3 className="endpoint-story-name">{endpoint.name}</h3>
      <p className="endpoint-story-what">{whatItIs(endpoint)}</p>
      {directions.map((one) => (
        <DirectionStory key={one} endpoint={endpoint} direction={one} />
      ))}
    </article>
  );
}

function DirectionStory({ endpoint, direction }: { readonly endpoint: Endpoint; readonly direction: Direction }) {
  const simulation = useSimulation((state) => state.simulation);
  const policies = simulation.isolation(endpoint.id)[direction];
  const enforced = policies.filter((policy) => !policy.staged);
  const Icon = enforced.length > 0 ? Lock : policies.length > 0 ? LockKeyholeOpen : LockOpen;
  const word = direction === 'ingress' ? 'In' : 'Out';
  return (
    <section className="direction-story" data-direction={direction}>
      <h4 className="direction-story-title">
        <Icon size={14} strokeWidth={2.25} aria-hidden="true" />
        {word}
        <span className="direction-story-state">{stateInWords(policies, enforced)}</span>
      </h4>
      {policies.length === 0 && <p>{whyOpen(endpoint, direction)}</p>}
      {policies.map((policy) => (
        <PolicyStory key={policy.id} policy={policy} direction={direction} />
      ))}
      <ReachList endpoint={endpoint} direction={direction} />
    </section>
  );
}

function PolicyStory({ policy, direction }: { readonly policy: Policy; readonly direction: Direction }) {
  const governed = policy.governs[direction];
  if (governed === null) return null;
  const isSamePlace = governed.origin.start === policy.subjectOrigin.start;
  return (
    <div>
      <p>{policyInWords(policy, direction, governed.rules.length)}</p>
      <Quote origin={policy.subjectOrigin} />
      {!isSamePlace && <Quote origin={governed.origin} />}
    </div>
  );
}

function ReachList({ endpoint, direction }: { readonly endpoint: Endpoint; readonly direction: Direction }) {
  const { view } = useSession();
  const simulation = useSimulation((state) => state.simulation);
  const reached = useMemo(() => reachOf(simulation, endpoint.id, direction), [simulation, endpoint, direction]);
  const others = simulation.cluster.endpoints.length - 1;
  const verb = direction === 'ingress' ? 'Reached by' : 'Reaches';
  return (
    <div className="reach">
      <p className="reach-title">
        {reached.length === 0
          ? direction === 'ingress'
            ? 'Nothing reaches it.'
            : 'It reaches nothing.'
          : `${verb} ${reached.length} of ${others}`}
      </p>
      <ul>
        {reached.slice(0, MAX_ROWS).map(({ endpoint: other, ports }) => {
          const [from, to] = direction === 'ingress' ? [other.id, endpoint.id] : [endpoint.id, other.id];
          const drawn = simulation.flows.find(({ flow }) => flow.from === from && flow.to === to);
          return (
            <li key={other.id} className="reach-row">
              {drawn === undefined ? (
                <span className="reach-name">{other.name}</span>
              ) : (
                <button
                  type="button"
                  className="reach-name reach-link"
                  onClick={() => view.select({ kind: 'flow', flow: flowKey(drawn.flow) })}
                >
                  {other.name}
                </button>
              )}
              <span className="reach-ports">{ports}</span>
            </li>
          );
        })}
        {reached.length > MAX_ROWS && <li className="reach-row">and {reached.length - MAX_ROWS} more</li>}
      </ul>
    </div>
  );
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

function podsInWords(pods: number): string {
  return `${pods} pod${pods === 1 ? '' : 's'}`;
}

function stateInWords(policies: readonly Policy[], enforced: readonly Policy[]): string {
  if (enforced.length > 0) return `isolated by ${enforced.length} ${enforced.length === 1 ? 'policy' : 'policies'}`;
  return policies.length > 0 ? `${policies.length} staged` : 'open';
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
