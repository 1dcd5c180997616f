import { at, text as textOf } from '../documents/node.ts';
import { parseDocument } from '../documents/parse.ts';
import { splitDocuments } from '../documents/split.ts';
import type { SourceFile } from '../model/source.ts';
import { carveList } from './carve-list.ts';
import { joinFiles } from './join-files.ts';
import { jsonMembers, type Range } from './json-scan.ts';
import { isPolicy, kindOf } from './kind-of.ts';

/** A person's own files, sorted into what the page works with. */
export interface Opened {
  /** All that is no policy; its text is empty where there is nothing else. */
  readonly cluster: SourceFile;
  readonly policies: readonly SourceFile[];
  /** What was left out and why, as sentences. */
  readonly notes: readonly string[];
}

/** As many policies as one reads in one piece: a file with no more, and nothing else, stays as it is. */
const FEW = 10;
/** What nobody can tell the kind of stays where it can be put right, unless the editor would refuse it. */
const MAX_EDITED = 1_000_000;

/**
 * Sorts files into policies and cluster. The meaning stays exactly that of the files: whatever cannot be taken
 * apart safely stays in one piece, and what is broken stays where it is, for the engine to report.
 * null: no document says what it is, so there is nothing to open; the notes of that are up to the caller.
 */
export function sortOpened(files: readonly SourceFile[]): Opened | null {
  const clusters: SourceFile[] = [];
  const whole: SourceFile[] = [];
  const carved: string[] = [];
  const notes: string[] = [];
  let isAnythingTold = false;
  for (const file of files) {
    const sorted = sortFile(file);
    if (sorted === null) {
      notes.push(`${file.name} has no apiVersion and kind, so it was left out.`);
      continue;
    }
    isAnythingTold ||= sorted.isTold;
    for (const policy of sorted.policies) carved.push(policy);
    if (sorted.rest === null) continue;
    if (sorted.isCluster) clusters.push({ name: file.name, text: sorted.rest });
    else whole.push({ name: file.name, text: sorted.rest });
  }
  if (!isAnythingTold) return null;

  const cluster = joined(clusters);
  const names = new Map([[cluster.name.toLowerCase(), 1]]);
  const policies = [
    ...whole.map(({ name, text }) => ({ name: unique(name.replace(/^policies\//, ''), names), text })),
    ...carved.map((text) => ({ name: unique(nameOf(text), names), text })),
  ];
  const order = new Intl.Collator('en', { numeric: true });
  return { cluster, policies: policies.sort((one, other) => order.compare(one.name, other.name)), notes };
}

interface SortedFile {
  readonly policies: readonly string[];
  /** What is left of the file; null: nothing. */
  readonly rest: string | null;
  /** Whether what is left is the cluster's, or a policy file as it came. */
  readonly isCluster: boolean;
  readonly isTold: boolean;
}

/** null: JSON that is no manifest. */
function sortFile({ name, text }: SourceFile): SortedFile | null {
  const policies: string[] = [];
  const cuts: Range[] = [];
  let policiesLeft = 0;
  let others = 0;
  let unknown = 0;
  for (const { text: chunk, offset } of splitDocuments(text)) {
    const told = kindOf(chunk);
    if (told === null) {
      if (/\.json$/i.test(name) && jsonMembers(chunk) !== null) return null;
      unknown += 1;
    } else if (told.kind.endsWith('List')) {
      const carving = carveList(chunk, told);
      if (carving === null) {
        others += 1;
        continue;
      }
      for (const policy of carving.policies) policies.push(policy);
      policiesLeft += carving.policiesLeft;
      others += carving.left - carving.policiesLeft;
      // A list without items is no list to the engine: with its last item it goes as a whole.
      if (carving.left > 0 || carving.policies.length === 0)
        for (const { start, end } of carving.cuts) cuts.push({ start: start + offset, end: end + offset });
      else cuts.push({ start: offset, end: offset + chunk.length });
    } else if (!isPolicy(told)) {
      others += 1;
    } else if (parseDocument(chunk).root === null) {
      policiesLeft += 1;
    } else {
      policies.push(asFile(chunk));
      cuts.push({ start: offset, end: offset + chunk.length });
    }
  }
  const isTold = policies.length + policiesLeft + others > 0;
  const isCluster = others > 0 || text.length > MAX_EDITED;
  if (!isCluster && policies.length <= FEW) return { policies: [], rest: text, isCluster, isTold };
  const isEmpty = others + policiesLeft + unknown === 0;
  return { policies, rest: isEmpty ? null : without(text, cuts), isCluster, isTold };
}

function without(text: string, cuts: readonly Range[]): string {
  const kept: string[] = [];
  let from = 0;
  for (const { start, end } of cuts) {
    kept.push(text.slice(from, start));
    from = end;
  }
  kept.push(text.slice(from));
  return kept.join('');
}

/** A document without the marker that opened it, ended by a line break. */
function asFile(document: string): string {
  const bare = document.replace(/^\uFEFF?---[ \t]*\r?\n/, '');
  return bare.endsWith('\n') ? bare : `${bare}\n`;
}

function joined(files: readonly SourceFile[]): SourceFile {
  const [only] = files;
  return files.length === 1 && only !== undefined ? only : { name: 'cluster.yaml', text: joinFiles(files) };
}

/** "payments/allow-shop.yaml"; without its folder where a policy is of no namespace. */
function nameOf(policy: string): string {
  const { root } = parseDocument(policy);
  const name = textOf(at(root, 'metadata', 'name')) ?? '';
  const namespace = textOf(at(root, 'metadata', 'namespace')) ?? '';
  const parts = [namespace, name === '' ? 'policy' : name].filter((part) => part !== '');
  return `${parts.map((part) => part.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '')).join('/')}.yaml`;
}

/** Gives each file a name of its own; `taken` counts how often a name was asked for. */
function unique(name: string, taken: Map<string, number>): string {
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const key = name.toLowerCase();
  const asked = (taken.get(key) ?? 0) + 1;
  taken.set(key, asked);
  return asked === 1 ? name : unique(`${stem}-${asked}${dot > 0 ? name.slice(dot) : ''}`, taken);
}
