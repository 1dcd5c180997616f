import { type Plan, planOf, type Workload } from './plan.ts';
import { type PolicyText, policiesOf } from './policies.ts';
import type { Recipe } from './recipe.ts';

/** A cluster as people keep it: what is in it in one file, and each policy in one of its own. */
export interface GeneratedCluster {
  readonly cluster: { readonly name: string; readonly text: string };
  readonly policies: readonly PolicyText[];
  /** The calls that policies are written for, by "namespace/name" of both ends. */
  readonly calls: readonly { readonly from: string; readonly to: string; readonly port: number }[];
}

const OUTSIDE = ['172.16.0.10', '172.16.7.20', '172.16.33.200', '203.0.113.7'];

/** Writes a cluster as YAML, so that all that is measured or tested begins as real input does. */
export function generateCluster(recipe: Recipe): GeneratedCluster {
  const plan = planOf(recipe);
  const policies = policiesOf(plan, recipe);
  const calls = plan.calls.map(({ from, to }) => ({ from: idOf(from, recipe), to: idOf(to, recipe), port: to.port }));
  return { cluster: { name: 'cluster.yaml', text: clusterText(plan, recipe) }, policies, calls };
}

function clusterText(plan: Plan, recipe: Recipe): string {
  const documents = [
    ...plan.namespaces.map(
      ({ name, team, env }) => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    team: ${team}
    env: ${env}
`,
    ),
    ...plan.workloads.flatMap((workload) =>
      workload.pods.map((_, index) => podText(workload, index, recipe.labels === 'unique')),
    ),
    ...OUTSIDE.map(
      (ip, at) => `apiVersion: seglab.dev/v1
kind: ExternalHost
metadata:
  name: outside-${at}
spec:
  ips: [${ip}]
`,
    ),
    ...plan.calls.map(
      ({ from, to, role }, at) => `apiVersion: seglab.dev/v1
kind: Flow
metadata:
  name: call-${at}
spec:
  from: ${idOf(from, recipe)}
  to: ${idOf(to, recipe)}
  port: ${to.port}
  protocol: TCP
  role: ${role}
`,
    ),
  ];
  return documents.join('---\n');
}

function podText({ namespace, name, app, tier, port, pods }: Workload, index: number, isUnique: boolean): string {
  const pod = pods[index];
  if (!pod) throw new Error(`${name} has no Pod ${index}`);
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${pod.name}
  namespace: ${namespace}
  labels:
    app: ${app}
    tier: ${tier}
${isUnique ? `    pod: ${pod.name}\n` : ''}  ownerReferences:
  - apiVersion: apps/v1
    kind: StatefulSet
    name: ${name}
    controller: true
spec:
  containers:
  - name: main
    ports:
    - name: http
      containerPort: ${port}
status:
  podIP: ${pod.ip}
`;
}

/** A workload of equal Pods is one endpoint, called after their owner; where they differ, its first Pod stands for it. */
function idOf({ namespace, name, pods }: Workload, { labels }: Recipe): string {
  return `${namespace}/${labels === 'unique' && pods.length > 1 ? (pods[0]?.name ?? name) : name}`;
}
