import type { Problem } from '../model/problem.ts';
import type { OnProgress } from '../model/progress.ts';
import type { SourceFile } from '../model/source.ts';
import type { Admission, AdmittedFile, InForce, Slot } from './admission.ts';
import { type Admitted, admitDocument, type KindIndex } from './admit-document.ts';
import { withoutDuplicates } from './duplicates.ts';
import type { Manifest } from './manifest.ts';
import { type Parsed, parseDocument } from './parse.ts';
import { locateIn, relocate } from './relocate.ts';
import { type Chunk, splitDocuments } from './split.ts';

export interface AdmitOptions {
  /** Longer files are refused unread, unless they ask for it. In characters. */
  readonly maxFileLength?: number;
  /** Told of every document that is read, and of every item of a List. */
  readonly onProgress?: OnProgress;
}

/**
 * Decides, file by file and document by document, which objects are in force. As in a cluster, a document that
 * the API server would refuse leaves the last accepted version of its object in force.
 * Unchanged files are not read again, and unchanged documents are not parsed again.
 */
export function admit(
  files: readonly SourceFile[],
  kinds: KindIndex,
  previous: Admission = NOTHING,
  options: AdmitOptions = {},
): Admission {
  const counter = { documentsParsed: 0 };
  const find = finderOf(previous.files);
  const isAligned = previous.files.length === files.length;
  const admitted = isAligned ? previous.files.slice() : [];
  const changed: number[] = [];
  // One key press in ten thousand files: nothing but the comparison may be done for each of the others.
  for (let at = 0; at < files.length; at += 1) {
    const file = files[at] as SourceFile;
    const inPlace = previous.files[at];
    if (isAligned && inPlace?.source === file) continue;
    const earlier = inPlace?.source.name === file.name ? inPlace : find(file.name);
    admitted[at] = admitAnew(file, earlier, kinds, options, counter);
    if (admitted[at] !== inPlace) changed.push(at);
  }
  const { documentsParsed } = counter;
  const unique = withoutDuplicates(admitted, previous, isAligned ? changed : null);
  // A duplicate in one file takes from another what stands in it.
  const isOnlyThere = isAligned && !previous.hasDuplicates && !unique.hasDuplicates;
  return { ...unique, files: admitted, changed: isOnlyThere ? changed : null, documentsParsed };
}

function admitAnew(
  file: SourceFile,
  earlier: AdmittedFile | undefined,
  kinds: KindIndex,
  { maxFileLength = Number.POSITIVE_INFINITY, onProgress }: AdmitOptions,
  counter: { documentsParsed: number },
): AdmittedFile {
  if (earlier?.source.text === file.text) return earlier;
  if (file.text.length > maxFileLength && file.anyLength !== true) return refuseUnread(file, earlier, maxFileLength);
  return admitFile(file, earlier, kinds, counter, onProgress);
}

const NOTHING: Admission = {
  files: [],
  manifests: [],
  problems: [],
  hasDuplicates: false,
  changed: null,
  documentsParsed: 0,
};

/** Finds files by their names. */
function finderOf(files: readonly AdmittedFile[]): (name: string) => AdmittedFile | undefined {
  let byName: ReadonlyMap<string, AdmittedFile> | null = null;
  return (name) => {
    byName ??= new Map(files.map((file) => [file.source.name, file]));
    return byName.get(name);
  };
}

function admittedFile(source: SourceFile, slots: readonly Slot[], problems: readonly Problem[]): AdmittedFile {
  const inForce = slots.flatMap((slot) => slot.inForce);
  return { source, slots, inForce, manifests: inForce.map(({ manifest }) => manifest), problems };
}

function refuseUnread(file: SourceFile, before: AdmittedFile | undefined, maxFileLength: number): AdmittedFile {
  const message = `${file.name} has ${file.text.length.toLocaleString('en')} characters. More than ${maxFileLength.toLocaleString('en')} are not read here.`;
  const slots = (before?.slots ?? []).map((slot) => ({
    ...slot,
    inForce: slot.inForce.map(({ manifest }) => ({ manifest, isEarlier: true })),
  }));
  const problem: Problem = {
    code: 'too-large',
    severity: 'error',
    message,
    origin: { file: file.name, start: 0, end: 1 },
  };
  return admittedFile(file, slots, [problem]);
}

function admitFile(
  file: SourceFile,
  before: AdmittedFile | undefined,
  kinds: KindIndex,
  counter: { documentsParsed: number },
  onProgress?: OnProgress,
): AdmittedFile {
  const chunks = splitDocuments(file.text);
  const aligned = alignSlots(before?.slots ?? [], chunks);
  const read = chunks.map((chunk, index) => {
    if (chunks.length > 1) onProgress?.({ step: 'reading', done: index, total: chunks.length });
    const predecessor = aligned[index];
    let parsed = predecessor?.chunk.text === chunk.text ? predecessor.parsed : undefined;
    if (!parsed) {
      parsed = parseDocument(chunk.text);
      counter.documentsParsed += 1;
    }
    return { chunk, parsed, predecessor, outcomes: readObjects(file.name, chunk, parsed, kinds, onProgress) };
  });

  const named = namedObjects(
    before?.slots ?? [],
    read.flatMap(({ outcomes }) => outcomes),
  );
  const problems: Problem[] = [];
  const slots = read.map(({ chunk, parsed, predecessor, outcomes }): Slot => {
    // One by one: a document may have more problems than a call may have arguments.
    for (const outcome of outcomes) for (const problem of outcome.problems) problems.push(problem);
    const inForce = keepInForce(file.name, chunk, outcomes, predecessor, named);
    const kept = inForce.filter(({ isEarlier }) => isEarlier).map(({ manifest }) => manifest.name);
    const refusal = outcomes.find(({ outcome }) => outcome === 'refused')?.problems[0];
    if (kept.length > 0 && refusal) {
      const message = `${kept.join(', ')} as last accepted stay${kept.length === 1 ? 's' : ''} in force.`;
      problems.push({ code: 'last-accepted-in-force', severity: 'info', message, origin: refusal.origin });
    }
    return { chunk, parsed, inForce };
  });
  return admittedFile(file, slots, problems);
}

/** What the objects of a file are told by, wherever in it they stand. */
interface NamedObjects {
  /** What was in force before, by key. */
  readonly earlier: ReadonlyMap<string, Manifest>;
  /** The keys that the text at hand names, accepted or refused. */
  readonly accepted: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
}

function namedObjects(slots: readonly Slot[], outcomes: readonly Admitted[]): NamedObjects {
  const earlier = new Map<string, Manifest>();
  for (const { inForce } of slots) for (const { manifest } of inForce) earlier.set(manifest.key, manifest);
  const accepted = new Set<string>();
  const refused = new Set<string>();
  for (const outcome of outcomes) {
    if (outcome.outcome === 'accepted') accepted.add(outcome.manifest.key);
    if (outcome.outcome === 'refused' && outcome.key !== null) refused.add(outcome.key);
  }
  return { earlier, accepted, refused };
}

function readObjects(
  file: string,
  chunk: Chunk,
  parsed: Parsed,
  kinds: KindIndex,
  onProgress?: OnProgress,
): readonly Admitted[] {
  const locate = locateIn(file, chunk);
  if (parsed.root) return admitDocument(parsed.root, chunk.text, locate, kinds, file.endsWith('.json'), onProgress);
  const problems = parsed.faults.map(
    ({ code, message, start, end }): Problem => ({ code, severity: 'error', message, origin: locate({ start, end }) }),
  );
  return problems.length === 0 ? [] : [{ outcome: 'refused', key: null, problems }];
}

/**
 * The accepted objects of a document, and for each refused one what was accepted before: the object of its name, or
 * where it cannot be told by its name, the one that stood in its place.
 */
function keepInForce(
  file: string,
  chunk: Chunk,
  outcomes: readonly Admitted[],
  predecessor: Slot | undefined,
  { earlier, accepted, refused }: NamedObjects,
): readonly InForce[] {
  const inForce: InForce[] = outcomes.flatMap((outcome) =>
    outcome.outcome === 'accepted' ? [{ manifest: outcome.manifest, isEarlier: false }] : [],
  );
  const keys = outcomes.flatMap((outcome) => (outcome.outcome === 'refused' ? [outcome.key] : []));
  const byName = keys.flatMap((key) => (key === null || accepted.has(key) ? [] : (earlier.get(key) ?? [])));
  const isNameless = keys.some((key) => key === null || (outcomes.length === 1 && !earlier.has(key)));
  const byPlace = isNameless
    ? (predecessor?.inForce ?? [])
        .map(({ manifest }) => manifest)
        .filter(({ key }) => !accepted.has(key) && !refused.has(key))
    : [];
  for (const manifest of [...byName, ...byPlace])
    inForce.push({ manifest: { ...manifest, locate: relocate(file, manifest.text, chunk) }, isEarlier: true });
  return inForce;
}

/** For each document the earlier one that it continues: the same text, or else the one left over in its turn. */
function alignSlots(earlier: readonly Slot[], chunks: readonly Chunk[]): readonly (Slot | undefined)[] {
  const byText = new Map<string, Slot[]>();
  for (const slot of [...earlier].reverse()) {
    const same = byText.get(slot.chunk.text);
    if (same) same.push(slot);
    else byText.set(slot.chunk.text, [slot]);
  }
  const aligned = chunks.map((chunk) => byText.get(chunk.text)?.pop());
  const taken = new Set(aligned);
  const left = earlier.filter((slot) => !taken.has(slot)).values();
  return aligned.map((slot) => slot ?? left.next().value);
}
