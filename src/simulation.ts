import type { Admission } from './documents/admission.ts';
import type { Explanation } from './explain/explanation.ts';
import type { Cluster, Flow } from './model/cluster.ts';
import type { EndpointId, PolicyId } from './model/ids.ts';
import type { Direction, Policy, Tier } from './model/policy.ts';
import type { Problem } from './model/problem.ts';
import type { Verdict } from './model/verdict.ts';
import type { Reading } from './reading.ts';
import type { Evaluation } from './verdicts/evaluate.ts';
import type { JudgedFlow } from './verdicts/judge-flows.ts';

export type { JudgedFlow } from './verdicts/judge-flows.ts';

/** The policies that select an endpoint and govern the direction, staged ones too; none: the direction is open. */
export type Isolation = { readonly [D in Direction]: readonly Policy[] };

/** What a set of files means: everything that the page, the command and the lessons show comes from here. */
export interface Simulation {
  readonly cluster: Cluster;
  /** In the order in which they are asked. */
  readonly tiers: readonly Tier[];
  readonly problems: readonly Problem[];
  readonly flows: readonly JudgedFlow[];
  /** What may pass between two endpoints, on any port. Throws on an id that the cluster does not have. */
  verdict(from: EndpointId, to: EndpointId): Verdict;
  /** Why one flow passes or not, told end by end. */
  explain(flow: Flow): Explanation;
  isolation(endpoint: EndpointId): Isolation;
  /** The endpoints whose traffic a policy governs. */
  subjectsOf(policy: PolicyId): readonly EndpointId[];
  /** Verdicts per class of endpoints, for tables and counts over whole clusters. */
  readonly evaluation: Evaluation;
  /** What was accepted and what it means, for the next simulation of the same files. */
  readonly admission: Admission;
  readonly reading: Reading;
  readonly staged: 'ignored' | 'enforced';
  /** What it took, for tests that count work instead of time. */
  readonly counters: { readonly documentsParsed: number } & Evaluation['counters'];
}
