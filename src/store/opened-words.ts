import type { Simulation } from '../simulation.ts';

/** What an opened cluster is called on the stage. */
export interface OpenedWords {
  /** "20 namespaces, 394 workloads" */
  readonly title: string;
  /** "118 policies." */
  readonly summary: string;
}

/** The one place that counts what is in an opened cluster. */
export function wordsOfOpened({ cluster, tiers }: Pick<Simulation, 'cluster' | 'tiers'>): OpenedWords {
  const workloads = cluster.endpoints.filter(({ kind }) => kind === 'workload' || kind === 'host-network').length;
  const policies = tiers.reduce((sum, tier) => sum + tier.policies.length, 0);
  return {
    title: sentence(
      `${counted(cluster.namespaces.size, 'namespace', 'namespaces')}, ${counted(workloads, 'workload', 'workloads')}`,
    ),
    summary: sentence(`${counted(policies, 'policy', 'policies')}.`),
  };
}

function counted(count: number, one: string, many: string): string {
  return `${count === 0 ? 'no' : count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
