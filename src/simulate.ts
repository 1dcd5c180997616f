import { buildCluster } from './cluster/build-cluster.ts';
import { declaredPlugin } from './cluster/network-plugin.ts';
import { emptyDraft, type ResourceKind } from './cluster/resource-kind.ts';
import { RESOURCE_KINDS } from './cluster/resource-kinds.ts';
import { type AdmitOptions, admit } from './documents/admit.ts';
import { indexKinds } from './documents/admit-document.ts';
import type { Manifest } from './documents/manifest.ts';
import { explainFlow } from './explain/explain-flow.ts';
import type { Endpoint } from './model/cluster.ts';
import type { EndpointId } from './model/ids.ts';
import type { Policy } from './model/policy.ts';
import type { OnProgress } from './model/progress.ts';
import type { SourceFile } from './model/source.ts';
import { aroundHosts } from './policies/host-tiers.ts';
import type { Plugin, PolicyKind, TierKind } from './policies/policy-kind.ts';
import { POLICY_KINDS } from './policies/policy-kinds.ts';
import { enforceStaged } from './policies/staged.ts';
import { arrangeTiers, type TierFrame } from './policies/tiers.ts';
import { selects } from './selectors/selects.ts';
import type { Simulation } from './simulation.ts';
import { concerns } from './verdicts/decide.ts';
import { evaluate } from './verdicts/evaluate.ts';
import { judgeFlow } from './verdicts/judge-flow.ts';

const KINDS = indexKinds([...RESOURCE_KINDS, ...POLICY_KINDS]);

export interface SimulateInput {
  readonly files: readonly SourceFile[];
  /** The simulation of the same files before an edit: what it accepted stays in force where the text is refused now. */
  readonly previous?: Simulation;
  /** Longer files are refused unread. In characters; a function tells it by a file's name. */
  readonly maxFileLength?: AdmitOptions['maxFileLength'];
  /** The network plug-in of the cluster; absent: the one that the files name, or else Calico. */
  readonly plugin?: Plugin | undefined;
  /** Whether staged policies count as enforced; in a cluster they never do. */
  readonly staged?: 'ignored' | 'enforced';
  /** Told of every document that is read, and of every step. */
  readonly onProgress?: OnProgress;
}

/** The whole flow: YAML text → documents → cluster and policies → verdicts → explanations. Never throws on bad input. */
export function simulate({
  files,
  previous,
  maxFileLength,
  plugin: asked,
  staged = 'ignored',
  onProgress,
}: SimulateInput): Simulation {
  const admission = admit(files, KINDS, previous?.admitted, {
    ...(maxFileLength === undefined ? {} : { maxFileLength }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  onProgress?.({ step: 'building', done: 0, total: 1 });
  const declared = declaredPlugin(admission.manifests);
  const plugin = asked ?? declared.plugin ?? 'calico';
  const draft = emptyDraft();
  const policies: Policy[] = [];
  const tierFrames: TierFrame[] = [];
  for (const manifest of admission.manifests) {
    const kind = manifest.kind as ResourceKind | PolicyKind | TierKind;
    switch (kind.category) {
      case 'policy':
        policies.push(lowered(kind, manifest, plugin));
        break;
      case 'tier':
        tierFrames.push(kind.lower(manifest));
        break;
      case 'resource':
        kind.read(manifest, draft);
        break;
      default:
        unreachable(kind);
    }
  }
  const { cluster, problems } = buildCluster(draft);
  onProgress?.({ step: 'judging', done: 0, total: 1 });
  const inForce = staged === 'enforced' ? enforceStaged(policies) : policies;
  const tiers = plugin === 'none' ? [] : arrangeTiers(inForce, tierFrames);
  const host = cluster.endpoints.find(({ kind }) => kind === 'host');
  const evaluation = evaluate(cluster.endpoints, host && plugin === 'calico' ? aroundHosts(tiers, host.origin) : tiers);

  const byId = new Map(cluster.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const endpointOf = (id: EndpointId): Endpoint => {
    const endpoint = byId.get(id);
    if (!endpoint) throw new Error(`no endpoint ${id} in this cluster`);
    return endpoint;
  };
  const verdict: Simulation['verdict'] = (from, to) => evaluation.verdict(endpointOf(from), endpointOf(to));

  return {
    cluster,
    tiers,
    problems: [...admission.problems, ...declared.problems, ...problems],
    flows: cluster.flows.map((flow) => ({ flow, ...judgeFlow(flow, verdict(flow.from, flow.to)) })),
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
      const inOrder = tiers.flatMap((tier) => tier.policies);
      return {
        ingress: inOrder.filter((policy) => concerns(policy, 'ingress', endpoint)),
        egress: inOrder.filter((policy) => concerns(policy, 'egress', endpoint)),
      };
    },
    subjectsOf: (id) => {
      const policy = inForce.find((candidate) => candidate.id === id);
      return policy
        ? cluster.endpoints.filter((endpoint) => selects(policy.subject, endpoint)).map(({ id }) => id)
        : [];
    },
    evaluation,
    admitted: admission.files,
    counters: { documentsParsed: admission.documentsParsed },
  };
}

const loweredBefore = new WeakMap<Manifest, { readonly plugin: Plugin; readonly policy: Policy }>();

/** An object that was not touched is not lowered again. */
function lowered(kind: PolicyKind, manifest: Manifest, plugin: Plugin): Policy {
  const before = loweredBefore.get(manifest);
  if (before?.plugin === plugin) return before.policy;
  const policy = kind.lower(manifest, plugin);
  loweredBefore.set(manifest, { plugin, policy });
  return policy;
}

function unreachable(kind: never): never {
  throw new Error(`no such category: ${JSON.stringify(kind)}`);
}
