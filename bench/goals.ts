/** What is measured, and what it should be. All but the last are ratios, each taken in one run of one machine. */
export interface Goal {
  readonly name: string;
  readonly goal: number;
  /** Whether more is better. */
  readonly better: 'more' | 'less';
  readonly means: string;
}

export const GOALS = [
  {
    name: 'engine_vs_pairs_1k',
    goal: 1000,
    better: 'more',
    means: 'all verdicts of 1,000 Pods and 100 policies, against a loop over all pairs of Pods',
  },
  {
    name: 'engine_vs_pairs_10k',
    goal: 150_000,
    better: 'more',
    means: 'the same for 10,000 Pods and 1,000 policies',
  },
  {
    name: 'engine_vs_workload_pairs_10k',
    goal: 100,
    better: 'more',
    means: 'the same, against a loop over all pairs of workloads',
  },
  {
    name: 'engine_vs_workload_pairs_100k',
    goal: 100,
    better: 'more',
    means: 'the same for 100,000 Pods and 10,000 policies',
  },
  {
    name: 'edit_vs_full_10k_p95',
    goal: 0.05,
    better: 'less',
    means: 'a key press in a policy, from its text to verdicts, against all verdicts',
  },
  {
    name: 'edit_growth_1k_100k',
    goal: 3,
    better: 'less',
    means: 'that key press (95th percentile) with 100,000 Pods, against 1,000',
  },
  {
    name: 'bytes_vs_dense_10k',
    goal: 0.02,
    better: 'less',
    means: 'memory of all verdicts, against a matrix of Pods and Pods with 16 bits a pair',
  },
  {
    name: 'paint_vs_control_demo_p95',
    goal: 1.15,
    better: 'less',
    means: 'from key press to painted edges in the demo, against a worker that does nothing',
  },
  {
    name: 'paint_vs_control_10k_p95',
    goal: 1.15,
    better: 'less',
    means: 'the same with 10,000 Pods',
  },
  {
    name: 'recolour_vs_dom_p95',
    goal: 1.1,
    better: 'less',
    means: 'edges that change their verdict, against writing the same into the page by hand',
  },
  {
    name: 'first_graph_kb_gz',
    goal: 150,
    better: 'less',
    means: 'JavaScript before the first graph, kB gzipped',
  },
] as const satisfies readonly Goal[];

export type Measure = (typeof GOALS)[number]['name'];
export type Results = { readonly [M in Measure]: number };

export function isMet({ goal, better }: Goal, value: number): boolean {
  return better === 'more' ? value >= goal : value <= goal;
}
