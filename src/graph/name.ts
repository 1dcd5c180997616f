import type { Endpoint } from '../model/cluster.ts';
import type { BlockedAt } from '../verdicts/judge-flow.ts';
import type { Lock } from './picture.ts';

const BLOCKED_AT: Readonly<Record<BlockedAt, string>> = {
  source: 'blocked at the source',
  destination: 'blocked at the destination',
  both: 'blocked at both ends',
  'nothing-in-common': 'blocked, the ends allow nothing in common',
};

export interface EdgeName {
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly verdict: 'allowed' | 'blocked' | 'mixed' | 'hidden';
  readonly at: BlockedAt | null;
  readonly probe: boolean;
  /** The line that decided; null where no line did. */
  readonly decidedBy: { readonly file: string; readonly line: number } | null;
}

/** What a screen reader says: "a to b, 8080/TCP, blocked at the source, deny_all_egress.yaml line 9". */
export function nameOfEdge({ from, to, port, verdict, at, probe, decidedBy }: EdgeName): string {
  const parts = [`${from} to ${to}`, port];
  if (verdict === 'hidden') parts.push('not told yet');
  else if (verdict === 'blocked' && at) parts.push(BLOCKED_AT[at]);
  else parts.push(verdict);
  if (verdict !== 'hidden' && decidedBy) parts.push(`${decidedBy.file} line ${decidedBy.line}`);
  if (probe) parts.push('probe');
  return parts.join(', ');
}

/** "mydummycrm, pod in microseg. In open. Out isolated by 2 policies." */
export function nameOfCard(
  endpoint: Endpoint,
  title: string,
  what: string | null,
  locks: { readonly ingress: Lock; readonly egress: Lock } | null,
): string {
  const sentences = [[title, ...(what ? [what] : []), whereOf(endpoint)].join(', ')];
  if (locks) sentences.push(nameOfLock('In', locks.ingress), nameOfLock('Out', locks.egress));
  else sentences.push('No policy applies');
  return `${sentences.join('. ')}.`;
}

/** "Out isolated by 2 policies" */
export function nameOfLock(direction: 'In' | 'Out', lock: Lock): string {
  const policies = `${lock.policies} ${lock.policies === 1 ? 'policy' : 'policies'}`;
  switch (lock.state) {
    case 'open':
      return `${direction} open`;
    case 'isolated':
      return `${direction} isolated by ${policies}`;
    case 'staged':
      return `${direction} open, ${lock.policies} staged`;
    case 'hidden':
      return `${direction} not told yet`;
  }
}

function whereOf(endpoint: Endpoint): string {
  if (endpoint.kind === 'external') return `server outside the cluster, ${endpoint.addresses.join(', ')}`;
  if (endpoint.kind === 'host') return `host endpoint, ${endpoint.addresses.join(', ')}`;
  if (endpoint.workloadKind === 'Pod') return `pod in ${endpoint.namespace}`;
  return `${kindOf(endpoint.workloadKind, endpoint.replicas)} in ${endpoint.namespace}`;
}

/** "Deployment · 3 pods" */
export function kindOf(kind: string, replicas: number): string {
  return `${kind} · ${replicas} ${replicas === 1 ? 'pod' : 'pods'}`;
}
