import { createRandom, type Random } from './random.ts';
import type { Recipe } from './recipe.ts';

/** A set of equal Pods. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly app: string;
  readonly tier: (typeof TIERS)[number];
  readonly port: number;
  readonly pods: readonly { readonly name: string; readonly ip: string }[];
}

/** A connection that the application needs, or one that should fail. */
export interface Call {
  readonly from: Workload;
  readonly to: Workload;
  readonly role: 'app' | 'probe';
}

/** What the cluster consists of, before it is written down. */
export interface Plan {
  readonly namespaces: readonly { readonly name: string; readonly team: string; readonly env: string }[];
  readonly workloads: readonly Workload[];
  readonly calls: readonly Call[];
  readonly random: Random;
}

export const TIERS = ['frontend', 'backend', 'database', 'cache', 'worker'] as const;
const PORTS = { frontend: 8443, backend: 8080, database: 5432, cache: 6379, worker: 9090 } as const;
const AREAS = ['shop', 'orders', 'payments', 'search', 'vault', 'kafka', 'auth', 'mobile', 'billing', 'reports'];
const APPS = [
  'api',
  'web',
  'ledger',
  'cart',
  'stock',
  'mail',
  'audit',
  'rates',
  'tax',
  'sync',
  'jobs',
  'store',
  'gate',
];
const ENVIRONMENTS = ['prod', 'prod', 'stage', 'dev'];
const REPLICAS = [1, 2, 3, 3, 5, 8, 12];

/** Draws workloads of a few Pods each until there are as many Pods as asked for, and who calls whom. */
export function planOf(recipe: Recipe): Plan {
  const random = createRandom(recipe.seed);
  const count = recipe.shape === 'one-namespace' ? 1 : recipe.namespaces;
  const namespaces = Array.from({ length: count }, (_, at) => ({
    name: `${AREAS[at % AREAS.length]}-${String(at).padStart(3, '0')}`,
    team: `team-${at % 12}`,
    env: random.pick(ENVIRONMENTS),
  }));
  const workloads: Workload[] = [];
  for (let placed = 0; placed < recipe.pods; ) {
    const at = workloads.length;
    const namespace = namespaces[at % count]?.name ?? 'default';
    const app = `${random.pick(APPS)}-${Math.floor(at / count)}`;
    const tier = random.pick(TIERS);
    const replicas = Math.min(random.pick(REPLICAS), recipe.pods - placed);
    const pods = Array.from({ length: replicas }, (_, index) => ({
      name: `${app}-${index}`,
      ip: addressOf(placed + index),
    }));
    workloads.push({ namespace, name: app, app, tier, port: PORTS[tier], pods });
    placed += replicas;
  }
  return { namespaces, workloads, calls: recipe.flows ? callsAmong(workloads, random) : [], random };
}

/** Mostly neighbours in a namespace call each other; some calls leave it. */
function callsAmong(workloads: readonly Workload[], random: Random): readonly Call[] {
  const byNamespace = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const neighbours = byNamespace.get(workload.namespace);
    if (neighbours) neighbours.push(workload);
    else byNamespace.set(workload.namespace, [workload]);
  }
  const calls = new Map<string, Call>();
  for (const from of workloads) {
    const wanted = 1 + random.below(2);
    for (let i = 0; i < wanted; i += 1) {
      const neighbours = byNamespace.get(from.namespace) ?? workloads;
      const to = random.pick(random.chance(0.8) ? neighbours : workloads);
      if (to === from) continue;
      const role = random.chance(0.1) ? 'probe' : 'app';
      calls.set(`${from.namespace}/${from.name}>${to.namespace}/${to.name}`, { from, to, role });
    }
  }
  return [...calls.values()];
}

/** From 10.0.0.1 on, as Pod networks have it. */
function addressOf(index: number): string {
  const number = index + 1;
  return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
}
