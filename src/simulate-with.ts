import { type AdmitOptions, admit } from './documents/admit.ts';
import { indexKinds, type KindIndex } from './documents/admit-document.ts';
import type { Kind } from './documents/manifest.ts';
import { explainFlow } from './explain/explain-flow.ts';
import type { Cluster, Endpoint } from './model/cluster.ts';
import type { EndpointId } from './model/ids.ts';
import type { Direction, Policy, Tier } from './model/policy.ts';
import type { OnProgress } from './model/progress.ts';
import type { SourceFile } from './model/source.ts';
import { aroundHosts, isBuiltIn } from './policies/host-tiers.ts';
import type { Plugin } from './policies/policy-kind.ts';
import { enforceStaged } from './policies/staged.ts';
import { arrangeTiers, rearrangeTiers } from './policies/tiers.ts';
import { policiesOf, policyChanges, type Reading, read } from './reading.ts';
import type { Simulation } from './simulation.ts';
import { evaluate } from './verdicts/evaluate.ts';
import { judgeFlows } from './verdicts/judge-flows.ts';

export interface SimulateInput {
  readonly files: readonly SourceFile[];
  /** The simulation of the same files before an edit: what it accepted stays in force where the text is refused now. */
  readonly previous?: Simulation;
  /** Longer files are refused unread. In characters. */
  readonly maxFileLength?: AdmitOptions['maxFileLength'];
  /** The network plug-in of the cluster; absent: the one that the files name, or else Calico. */
  readonly plugin?: Plugin | undefined;
  /** Whether staged policies count as enforced; in a cluster they never do. */
  readonly staged?: 'ignored' | 'enforced';
  /** Told of every document that is read, and of every step. */
  readonly onProgress?: OnProgress;
}

export type Simulate = (input: SimulateInput) => Simulation;

/** The whole flow, for objects of these kinds: any other kind is unknown to it. */
export function simulateWith(kinds: readonly Kind[]): Simulate {
  const index = indexKinds(kinds);
  return (input) => simulateKinds(index, input);
}

/** YAML text → documents → cluster and policies → verdicts → explanations. Never throws on bad input. */
function simulateKinds(
  kinds: KindIndex,
  { files, previous, maxFileLength, plugin: asked, staged = 'ignored', onProgress }: SimulateInput,
): Simulation {
  const admission = admit(files, kinds, previous?.admission, {
    ...(maxFileLength === undefined ? {} : { maxFileLength }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  onProgress?.({ step: 'building', done: 0, total: 1 });
  const reading = read(admission, asked, previous?.reading);
  const { plugin } = reading;
  const { cluster } = reading.base;
  onProgress?.({ step: 'judging', done: 0, total: 1 });
  const tiers = tiersOf(reading, staged, previous);
  const { endpointOf, host } = finderIn(cluster);
  const evaluation = evaluate(
    cluster.endpoints,
    host && plugin === 'calico' ? aroundHosts(tiers, host.origin) : tiers,
    previous?.evaluation,
  );

  const verdict: Simulation['verdict'] = (from, to) => evaluation.verdict(endpointOf(from), endpointOf(to));

  return {
    cluster,
    tiers,
    problems: [...admission.problems, ...reading.base.problems],
    flows: judgeFlows(cluster, evaluation, endpointOf, previous),
    verdict,
    explain: (flow) =>
      explainFlow({
        flow,
        verdict: verdict(flow.from, flow.to),
        from: endpointOf(flow.from),
        to: endpointOf(flow.to),
        tiers,
        plugin,
      }),
    isolation: (id) => {
      const endpoint = endpointOf(id);
      const written = (direction: Direction): readonly Policy[] =>
        evaluation.concerning(direction, endpoint).filter((policy) => !isBuiltIn(policy));
      return { ingress: written('ingress'), egress: written('egress') };
    },
    subjectsOf: (id) => {
      const policy = inForceOf(reading, staged).find((candidate) => candidate.id === id);
      return policy ? evaluation.subjectsOf(policy).map(({ id }) => id) : [];
    },
    evaluation,
    admission,
    reading,
    staged,
    counters: { documentsParsed: admission.documentsParsed, ...evaluation.counters },
  };
}

/** Policies in order; an edit of one leaves all other tiers as they were. */
function tiersOf(reading: Reading, staged: Simulation['staged'], previous: Simulation | undefined): readonly Tier[] {
  if (reading.plugin === 'none') return [];
  const changes = previous && previous.staged === staged && policyChanges(previous.reading, reading);
  if (changes && staged === 'ignored')
    return changes.removed.length + changes.added.length === 0
      ? previous.tiers
      : rearrangeTiers(previous.tiers, changes.removed, changes.added, reading.tiers);
  return arrangeTiers(inForceOf(reading, staged), reading.tiers);
}

function inForceOf(reading: Reading, staged: Simulation['staged']): readonly Policy[] {
  const policies = policiesOf(reading);
  return staged === 'enforced' ? enforceStaged(policies) : policies;
}

interface Finder {
  /** Throws on an id that the cluster does not have. */
  readonly endpointOf: (id: EndpointId) => Endpoint;
  /** A host endpoint, if there is one. */
  readonly host: Endpoint | undefined;
}

const findersOf = new WeakMap<Cluster, Finder>();

function finderIn(cluster: Cluster): Finder {
  const known = findersOf.get(cluster);
  if (known) return known;
  const byId = new Map(cluster.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const finder: Finder = {
    endpointOf: (id) => {
      const endpoint = byId.get(id);
      if (!endpoint) throw new Error(`no endpoint ${id} in this cluster`);
      return endpoint;
    },
    host: cluster.endpoints.find(({ kind }) => kind === 'host'),
  };
  findersOf.set(cluster, finder);
  return finder;
}
