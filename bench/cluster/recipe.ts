/** What a generated cluster is like. The same recipe always gives the same text. */
export interface Recipe {
  readonly pods: number;
  readonly policies: number;
  readonly namespaces: number;
  readonly seed: number;
  /** `shared`: the Pods of a workload look alike. `unique`: each Pod has a label value of its own, as a StatefulSet's have. */
  readonly labels: 'shared' | 'unique';
  /** How many policies name address blocks, of all. */
  readonly blocks: number;
  /** Whether connections are declared that are worth drawing. */
  readonly flows: boolean;
  /** The shape of the cluster; the last three are there to be awkward. */
  readonly shape: 'usual' | 'one-namespace' | 'selects-everything' | 'many-blocks';
}

/** About ten Pods to a policy and a hundred to a namespace, as large clusters have. */
export function recipeFor(pods: number, more: Partial<Recipe> = {}): Recipe {
  return {
    pods,
    policies: Math.max(1, Math.round(pods / 10)),
    namespaces: Math.max(1, Math.round(pods / 100)),
    seed: 1,
    labels: 'shared',
    blocks: Math.round(pods / 200),
    flows: true,
    shape: 'usual',
    ...more,
  };
}

/** Clusters that are awkward for one reason or another, each by what it is called. */
export const CASES = {
  usual: {},
  'unique labels': { labels: 'unique' },
  'one namespace': { shape: 'one-namespace' },
  'selects everything': { shape: 'selects-everything' },
  'a thousand blocks': { shape: 'many-blocks' },
} as const satisfies Readonly<Record<string, Partial<Recipe>>>;

export type Case = keyof typeof CASES;

/** A recipe by what it is called; throws on a case that is none. */
export function recipeOfCase(name: string, pods: number): Recipe {
  if (!(name in CASES)) throw new Error(`There is no case "${name}", only ${Object.keys(CASES).join(', ')}.`);
  return recipeFor(pods, CASES[name as Case]);
}
