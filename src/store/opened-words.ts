import type { ClusterSize } from '../lab/report.ts';

/** What an opened cluster is called on the stage. */
export interface OpenedWords {
  /** "20 namespaces, 394 workloads" */
  readonly title: string;
  /** "118 policies." */
  readonly summary: string;
}

export function wordsOfOpened({ namespaces, workloads, policies }: ClusterSize): OpenedWords {
  return {
    title: sentence(
      `${counted(namespaces.length, 'namespace', 'namespaces')}, ${counted(workloads, 'workload', 'workloads')}`,
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
