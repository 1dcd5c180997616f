import { buildCluster } from './cluster/build-cluster.ts';
import { declaredPlugin } from './cluster/network-plugin.ts';
import { emptyDraft, type ResourceKind } from './cluster/resource-kind.ts';
import type { Admission } from './documents/admission.ts';
import type { Manifest } from './documents/manifest.ts';
import type { Cluster } from './model/cluster.ts';
import type { Policy } from './model/policy.ts';
import type { Problem } from './model/problem.ts';
import type { Plugin, PolicyKind, TierKind } from './policies/policy-kind.ts';
import type { TierFrame } from './policies/tiers.ts';

/** What the objects of one file mean, one by one. */
interface FileReading {
  readonly resources: readonly Manifest[];
  readonly policies: readonly Policy[];
  readonly tiers: readonly TierFrame[];
}

/** What the objects in force mean before policies are put in order. */
export interface Reading {
  readonly manifests: readonly (readonly Manifest[])[];
  /** In the order of `manifests`; the same object as before for a file of which nothing changed. */
  readonly files: readonly FileReading[];
  readonly base: Base;
  /** The plug-in that was asked for, else the one that the files name, else Calico. */
  readonly plugin: Plugin;
  /** What is declared about the order of tiers. */
  readonly tiers: readonly TierFrame[];
  /** The places of the files that are not as in the reading before; null: any may be. */
  readonly changed: readonly number[] | null;
}

/** The cluster, and what it was put together from. */
interface Base {
  readonly resources: readonly (readonly Manifest[])[];
  readonly cluster: Cluster;
  readonly declared: Plugin | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads the objects in force, file by file; the cluster is only put together anew when one of its objects changed.
 * `changed`: the places of the files that are not as they were in `previous`; null: any may be.
 */
export function read(
  { manifests, changed }: Pick<Admission, 'manifests' | 'changed'>,
  asked: Plugin | undefined,
  previous: Reading | undefined,
): Reading {
  return (previous && changed && reread(manifests, changed, asked, previous)) ?? readAll(manifests, asked, previous);
}

function readAll(manifests: Reading['manifests'], asked: Plugin | undefined, previous: Reading | undefined): Reading {
  const known = new Map(previous?.manifests.map((each, at) => [each, previous.files[at]]));
  const resources = manifests.map((each) => known.get(each)?.resources ?? each.filter(isResource));
  const base = baseOf(
    resources.filter((each) => each.length > 0),
    previous?.base,
  );
  const plugin = asked ?? base.declared ?? 'calico';
  const files = manifests.map((each, at) => readFile(each, resources[at] ?? [], plugin));
  return { manifests, files, base, plugin, tiers: files.flatMap(({ tiers }) => tiers), changed: null };
}

/** Looks at the files that changed only; null where more hangs on them than policies. */
function reread(
  manifests: Reading['manifests'],
  changed: readonly number[],
  asked: Plugin | undefined,
  previous: Reading,
): Reading | null {
  const { base, plugin } = previous;
  if ((asked ?? base.declared ?? 'calico') !== plugin) return null;
  const files = previous.files.slice();
  for (const at of changed) {
    const each = manifests[at] ?? [];
    // Duplicates may have come or gone in other files too.
    const before = previous.files[at];
    const file = readFile(each, each.filter(isResource), plugin);
    if (before?.resources.length || before?.tiers.length || file.resources.length + file.tiers.length > 0) return null;
    files[at] = file;
  }
  return { ...previous, manifests, files, changed };
}

/** All policies, in the order of the files. */
export function policiesOf({ files }: Reading): readonly Policy[] {
  return files.flatMap(({ policies }) => policies);
}

/** The policies that are in one of two readings only; null where they differ in more than policies. */
export function policyChanges(
  before: Reading,
  after: Reading,
): { readonly removed: readonly Policy[]; readonly added: readonly Policy[] } | null {
  if (before.plugin !== after.plugin || before.tiers !== after.tiers) return null;
  const removed = new Set<Policy>();
  const added: Policy[] = [];
  const places = after.changed ?? Array(Math.max(before.files.length, after.files.length)).keys();
  for (const at of places) {
    for (const policy of before.files[at]?.policies ?? []) removed.add(policy);
    for (const policy of after.files[at]?.policies ?? []) added.push(policy);
  }
  // What only moved, or stands beside what changed, is neither.
  return { added: added.filter((policy) => !removed.delete(policy)), removed: [...removed] };
}

function baseOf(resources: Base['resources'], previous: Base | undefined): Base {
  if (previous?.resources.length === resources.length && previous.resources.every((each, at) => each === resources[at]))
    return previous;
  const draft = emptyDraft();
  for (const each of resources) for (const manifest of each) (manifest.kind as ResourceKind).read(manifest, draft);
  const declared = declaredPlugin(resources.flat());
  const { cluster, problems } = buildCluster(draft);
  return { resources, cluster, declared: declared.plugin, problems: [...declared.problems, ...problems] };
}

function isResource({ kind }: Manifest): boolean {
  return (kind as ResourceKind | PolicyKind | TierKind).category === 'resource';
}

function readFile(manifests: readonly Manifest[], resources: readonly Manifest[], plugin: Plugin): FileReading {
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
  return { resources, policies, tiers };
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
