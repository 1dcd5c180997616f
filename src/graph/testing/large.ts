import { type Recipe, recipeFor } from '../../../bench/cluster/recipe.ts';
import { generateCluster } from '../../../bench/cluster/write.ts';
import type { Endpoint, WorkloadEndpoint } from '../../model/cluster.ts';
import type { EndpointId, NamespaceName } from '../../model/ids.ts';
import type { SourceFile } from '../../model/source.ts';
import { simulate } from '../../simulate.ts';
import { FIRST_LOOK } from '../overview/look.ts';
import type { OverviewView } from '../overview/maker.ts';
import type { Steady } from '../overview/steady.ts';

/** The files of a generated cluster. */
export function largeFiles(pods: number, more: Partial<Recipe> = {}): readonly SourceFile[] {
  const { cluster, policies } = generateCluster(recipeFor(pods, more));
  return [cluster, ...policies.map(({ file, text }) => ({ name: file, text }))];
}

/** Files as an overview is first seen, except for what `changes` says. */
export function largeView(files: readonly SourceFile[], changes: Partial<OverviewView> = {}): OverviewView {
  const simulation = changes.simulation ?? simulate({ files });
  const common = { layout: null, moved: new Map(), probes: true, before: null, answers: null, look: FIRST_LOOK };
  return { ...common, simulation, files, ...changes };
}

/** The same files with one more. */
export function withFile(files: readonly SourceFile[], name: string, text: string): readonly SourceFile[] {
  return [...files, { name, text }];
}

/** A namespace into which nothing passes, by one policy. */
export function denyAll(namespace: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: shut, namespace: ${namespace}}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}`;
}

interface Shape {
  readonly namespaces: number;
  readonly workloads: number;
  /** Of each workload; more than one: they differ. */
  readonly pods: number;
  readonly labels?: (workload: number) => Readonly<Record<string, string>>;
}

/** A cluster of any size, without the work of reading it. */
export function steadyOfShape({ namespaces, workloads, pods, labels = () => ({}) }: Shape): Steady {
  const endpoints: Endpoint[] = [];
  for (let space = 0; space < namespaces; space += 1) {
    const namespace = `space-${space}` as NamespaceName;
    for (let workload = 0; workload < workloads; workload += 1) {
      for (let pod = 0; pod < pods; pod += 1) {
        const name = pods === 1 ? `app-${workload}` : `app-${workload}-${pod}`;
        endpoints.push(
          endpointOf(namespace, name, pods === 1 ? null : `StatefulSet/app-${workload}`, labels(workload)),
        );
      }
    }
  }
  return { endpoints, indexOf: new Map(endpoints.map(({ id }, at) => [id, at])), namespaces, flows: [] };
}

function endpointOf(
  namespace: NamespaceName,
  name: string,
  owner: string | null,
  labels: Readonly<Record<string, string>>,
): WorkloadEndpoint {
  return {
    kind: 'workload',
    id: `${namespace}/${name}` as EndpointId,
    name,
    namespace,
    namespaceLabels: {},
    labels,
    annotations: {},
    workloadKind: owner === null ? 'Deployment' : 'Pod',
    owner,
    ports: [],
    serviceAccount: 'default',
    replicas: 1,
    node: null,
    addresses: [],
    nodeLabels: null,
    identity: null,
    networkSets: [],
    services: [],
    origin: { file: 'cluster.yaml', start: 0, end: 0 },
  };
}
