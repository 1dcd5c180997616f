import type { Endpoint } from '../../model/cluster.ts';
import type { Count } from './count.ts';
import type { DrawnGroup, GroupKind } from './overview.ts';

const WHAT: Readonly<Record<GroupKind, string>> = {
  namespace: 'namespace',
  outside: 'servers outside the cluster',
  hosts: 'host endpoints',
  label: 'part of a namespace',
  page: 'part of a namespace',
  workload: 'workload',
  endpoint: 'workload',
  rest: 'not drawn',
};

/** What the members of a group are called, and one of them. */
export function unitOf(kind: GroupKind, count: number): string {
  if (kind === 'outside') return count === 1 ? 'server' : 'servers';
  if (kind === 'hosts') return count === 1 ? 'host endpoint' : 'host endpoints';
  if (kind === 'workload') return count === 1 ? 'pod' : 'pods';
  return count === 1 ? 'workload' : 'workloads';
}

/** What an endpoint is called that is drawn by itself. */
function whatIs(endpoint: Endpoint): string {
  if (endpoint.kind === 'external') return 'server outside the cluster';
  if (endpoint.kind === 'host') return 'host endpoint';
  return endpoint.workloadKind === 'Pod' ? 'pod' : endpoint.workloadKind;
}

/** "shop, namespace, 41 workloads. In: 38 of 41 isolated. Out: 20 of 41 isolated." */
export function nameOfGroup(
  { title, kind, count, unit, isolated }: Omit<DrawnGroup, 'name' | 'box'>,
  members: number,
  endpoint: Endpoint | null,
): string {
  const what = endpoint ? whatIs(endpoint) : WHAT[kind];
  const first = kind === 'rest' ? title : [title, what, ...(count === null ? [] : [`${count} ${unit}`])].join(', ');
  if (kind === 'rest') return `${first}.`;
  if (!isolated) return `${first}. No policy applies.`;
  const told = (word: string, share: number) =>
    endpoint !== null
      ? `${word} ${share > 0 ? 'isolated' : 'open'}`
      : `${word}: ${Math.round(share * members)} of ${members} isolated`;
  return `${first}. ${told('In', isolated.ingress)}. ${told('Out', isolated.egress)}.`;
}

/** "shop to payments, 31 of 48 connections pass" */
export function nameOfBundle(from: string, to: string, { allowed, total, opened, closed }: Count): string {
  const passes =
    allowed === total
      ? total === 1
        ? 'its 1 connection passes'
        : `all ${total} connections pass`
      : allowed === 0
        ? total === 1
          ? 'its 1 connection is blocked'
          : `all ${total} connections are blocked`
        : `${allowed} of ${total} connections pass`;
  const changes = [opened > 0 ? `${opened} opened` : '', closed > 0 ? `${closed} blocked` : ''].filter(Boolean);
  return [`${from} to ${to}`, passes, ...(changes.length > 0 ? [`${changes.join(', ')} by the last change`] : [])].join(
    ', ',
  );
}
