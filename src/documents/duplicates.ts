import type { Problem } from '../model/problem.ts';
import type { Admission, AdmittedFile, InForce } from './admission.ts';
import { at } from './node.ts';

type Unique = Pick<Admission, 'manifests' | 'problems' | 'hasDuplicates'>;

/**
 * The first of two equal objects stands, an accepted one before one that was accepted earlier.
 * Where there were no duplicates before, only what is new in the files that changed is looked for among the others.
 */
export function withoutDuplicates(
  files: readonly AdmittedFile[],
  previous: Admission,
  changed: Admission['changed'],
): Unique {
  if (previous.hasDuplicates || !changed) return compareAll(files);
  if (changed.some((at) => mayAddDuplicate(files, previous.files, at))) return compareAll(files);
  const manifests = previous.manifests.slice();
  for (const at of changed) manifests[at] = files[at]?.manifests ?? [];
  const isQuiet = changed.every((at) => !previous.files[at]?.problems.length && !files[at]?.problems.length);
  return { manifests, problems: isQuiet ? previous.problems : problemsOf(files), hasDuplicates: false };
}

function problemsOf(files: readonly AdmittedFile[]): Problem[] {
  const problems: Problem[] = [];
  // One by one: a file may have more problems than a call may have arguments.
  for (const file of files) for (const problem of file.problems) problems.push(problem);
  return problems;
}

/** Whether a file names an object that it did not name before, and that is in another file or twice in this one. */
function mayAddDuplicate(files: readonly AdmittedFile[], before: readonly AdmittedFile[], at: number): boolean {
  const [file, old] = [files[at], before[at]];
  if (!file || !old) return true;
  const keys = keysOf(file);
  if (keys.size < file.manifests.length) return true;
  const known = keysOf(old);
  const added = new Set([...keys].filter((key) => !known.has(key)));
  return added.size > 0 && files.some((other) => other !== file && !isDisjoint(added, keysOf(other)));
}

function isDisjoint(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const [fewer, more] = some.size < others.size ? [some, others] : [others, some];
  for (const key of fewer) if (more.has(key)) return false;
  return true;
}

const keysOfFile = new WeakMap<AdmittedFile, ReadonlySet<string>>();

function keysOf(file: AdmittedFile): ReadonlySet<string> {
  let keys = keysOfFile.get(file);
  if (!keys) {
    keys = new Set(file.manifests.map(({ key }) => key));
    keysOfFile.set(file, keys);
  }
  return keys;
}

function compareAll(files: readonly AdmittedFile[]): Unique {
  const winners = new Map<string, InForce>();
  for (const wantEarlier of [false, true])
    for (const { inForce } of files)
      for (const candidate of inForce)
        if (candidate.isEarlier === wantEarlier && !winners.has(candidate.manifest.key))
          winners.set(candidate.manifest.key, candidate);

  const problems = problemsOf(files);
  let hasDuplicates = false;
  const manifests = files.map((file) => {
    const standing = file.inForce.filter((candidate) => winners.get(candidate.manifest.key) === candidate);
    if (standing.length === file.inForce.length) return file.manifests;
    hasDuplicates = true;
    for (const { manifest, isEarlier } of file.inForce) {
      const winner = winners.get(manifest.key);
      if (isEarlier || !winner || winner.manifest === manifest) continue;
      problems.push({
        code: 'duplicate-object',
        severity: 'error',
        message: `${manifest.key} is given twice. The first, in ${winner.manifest.locate(manifest.root).file}, counts.`,
        origin: manifest.locate(at(manifest.root, 'metadata', 'name') ?? manifest.root),
      });
    }
    return standing.map(({ manifest }) => manifest);
  });
  return { manifests, problems, hasDuplicates };
}
