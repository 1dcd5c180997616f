import { buildCluster } from './cluster/build-cluster.ts';
import { declaredPlugin } from './cluster/network-plugin.ts';
import { emptyDraft, type ResourceKind } from './cluster/resource-kind.ts';
import type { Manifest } from './documents/manifest.ts';
import type { Cluster } from './model/cluster.ts';
import type { Policy } from './model/policy.ts';
import type { Problem } from './model/problem.ts';
import type { Plugin, PolicyKind, TierKind } from './policies/policy-kind.ts';
import type { TierFrame } from './policies/tiers.ts';

/** What the objects of one file mean, one by one. The same object as before for a file of which nothing changed. */
interface FileReading {
  readonly policies: readonly Policy[];
  readonly tiers: readonly TierFrame[];
}

/** What the objects in force mean before policies are put in order. */
export interface Reading {
  readonly files: readonly FileReading[];
  readonly cluster: Cluster;
  /** The plug-in that was asked for, else the one that the files name, else Calico. */
  readonly plugin: Plugin;
  readonly problems: readonly Problem[];
}

/** Reads the objects in force, file by file; the cluster is only put together anew when one of its objects changed. */
export function read(
  manifests: readonly (readonly Manifest[])[],
  asked: Plugin | undefined,
  previous: Reading | undefined,
): Reading {
  const resources = manifests.map((each) => resourcesOf(each)).filter((each) => each.length > 0);
  const base = clusterOf(resources, previous && baseOf.get(previous));
  const plugin = asked ?? base.declared.plugin ?? 'calico';
  const reading: Reading = {
    files: manifests.map((each) => readFile(each, plugin)),
    cluster: base.cluster,
    plugin,
    problems: base.problems,
  };
  baseOf.set(reading, base);
  return reading;
}

/** All policies, in the order of the files. */
export function policiesOf({ files }: Reading): readonly Policy[] {
  return files.flatMap(({ policies }) => policies);
}

/** What is declared about the order of tiers. */
export function tierFramesOf({ files }: Reading): readonly TierFrame[] {
  return files.flatMap(({ tiers }) => tiers);
}

/** The policies that are in one of two readings only; null where they differ in more than policies. */
export function policyChanges(
  before: Reading,
  after: Reading,
): { readonly removed: readonly Policy[]; readonly added: readonly Policy[] } | null {
  if (before.plugin !== after.plugin) return null;
  const gone = new Set<FileReading>();
  const come = new Set<FileReading>();
  const isAligned = before.files.length === after.files.length;
  if (isAligned) {
    for (const [at, file] of after.files.entries()) {
      const old = before.files[at];
      if (!old || old === file) continue;
      gone.add(old);
      come.add(file);
    }
  } else {
    for (const file of before.files) gone.add(file);
    for (const file of after.files) if (!gone.delete(file)) come.add(file);
  }
  const [removed, added] = [[...gone], [...come]];
  if ([...removed, ...added].some(({ tiers }) => tiers.length > 0)) return null;
  const [old, now] = [removed, added].map((files) => new Set(files.flatMap(({ policies }) => policies)));
  if (!old || !now) return null;
  return {
    removed: [...old].filter((policy) => !now.has(policy)),
    added: [...now].filter((policy) => !old.has(policy)),
  };
}

/** A cluster, and what it was put together from. */
interface Base {
  readonly resources: readonly (readonly Manifest[])[];
  readonly cluster: Cluster;
  readonly declared: ReturnType<typeof declaredPlugin>;
  readonly problems: readonly Problem[];
}

const baseOf = new WeakMap<Reading, Base>();

function clusterOf(resources: readonly (readonly Manifest[])[], previous: Base | undefined): Base {
  if (
    previous &&
    previous.resources.length === resources.length &&
    previous.resources.every((each, at) => each === resources[at])
  )
    return previous;
  const draft = emptyDraft();
  for (const each of resources) for (const manifest of each) (manifest.kind as ResourceKind).read(manifest, draft);
  const declared = declaredPlugin(resources.flat());
  const { cluster, problems } = buildCluster(draft);
  return { resources, cluster, declared, problems: [...declared.problems, ...problems] };
}

const resourcesBefore = new WeakMap<readonly Manifest[], readonly Manifest[]>();

function resourcesOf(manifests: readonly Manifest[]): readonly Manifest[] {
  let resources = resourcesBefore.get(manifests);
  if (!resources) {
    resources = manifests.filter(({ kind }) => (kind as ResourceKind | PolicyKind | TierKind).category === 'resource');
    resourcesBefore.set(manifests, resources);
  }
  return resources;
}

const readBefore = new WeakMap<readonly Manifest[], { readonly plugin: Plugin; readonly file: FileReading }>();

function readFile(manifests: readonly Manifest[], plugin: Plugin): FileReading {
  const before = readBefore.get(manifests);
  if (before?.plugin === plugin) return before.file;
  const policies: Policy[] = [];
  const tiers: TierFrame[] = [];
  for (const manifest of manifests) {
    const kind = manifest.kind as ResourceKind | PolicyKind | TierKind;
    switch (kind.category) {
      case 'policy':
        policies.push(lowered(kind, manifest, plugin));
        break;
      case 'tier':
        tiers.push(kind.lower(manifest));
        break;
      case 'resource':
        break;
      default:
        unreachable(kind);
    }
  }
  const file = { policies, tiers };
  readBefore.set(manifests, { plugin, file });
  return file;
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
