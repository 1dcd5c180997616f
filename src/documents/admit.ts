import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source.ts';
import { type Admitted, admitDocument, type KindIndex } from './admit-document.ts';
import type { Manifest } from './manifest.ts';
import { at } from './node.ts';
import { type Parsed, parseDocument } from './parse.ts';
import { locateIn, relocate } from './relocate.ts';
import { type Chunk, splitDocuments } from './split.ts';

/** The objects in force, and what is wrong with the text of the others. */
export interface Admission {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
  /** For the next admission of the same files: what was read, and what was last accepted. */
  readonly files: ReadonlyMap<string, AdmittedFile>;
  readonly documentsParsed: number;
}

interface AdmittedFile {
  readonly text: string;
  readonly slots: readonly Slot[];
  readonly problems: readonly Problem[];
}

/** One document of a file. */
interface Slot {
  readonly chunk: Chunk;
  readonly parsed: Parsed;
  readonly inForce: readonly InForce[];
}

interface InForce {
  readonly manifest: Manifest;
  /** The text at hand is refused; this is what was accepted before. */
  readonly isEarlier: boolean;
}

export interface AdmitOptions {
  /** Longer files are refused unread. In characters. */
  readonly maxFileLength?: number;
}

/**
 * Decides, file by file and document by document, which objects are in force. As in a cluster, a document that
 * the API server would refuse leaves the last accepted version of its object in force.
 * Unchanged files are not read again, and unchanged documents are not parsed again.
 */
export function admit(
  files: readonly SourceFile[],
  kinds: KindIndex,
  previous: ReadonlyMap<string, AdmittedFile> = new Map(),
  { maxFileLength = Number.POSITIVE_INFINITY }: AdmitOptions = {},
): Admission {
  const counter = { documentsParsed: 0 };
  const admitted = new Map<string, AdmittedFile>();
  for (const file of files) {
    const before = previous.get(file.name);
    if (before?.text === file.text) admitted.set(file.name, before);
    else if (file.text.length > maxFileLength) admitted.set(file.name, refuseUnread(file, before, maxFileLength));
    else admitted.set(file.name, admitFile(file, before, kinds, counter));
  }
  return { ...withoutDuplicates(admitted), files: admitted, documentsParsed: counter.documentsParsed };
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
  return { text: file.text, slots, problems: [problem] };
}

function admitFile(
  file: SourceFile,
  before: AdmittedFile | undefined,
  kinds: KindIndex,
  counter: { documentsParsed: number },
): AdmittedFile {
  const chunks = splitDocuments(file.text);
  const aligned = alignSlots(before?.slots ?? [], chunks);
  const read = chunks.map((chunk, index) => {
    const predecessor = aligned[index];
    let parsed = predecessor?.chunk.text === chunk.text ? predecessor.parsed : undefined;
    if (!parsed) {
      parsed = parseDocument(chunk.text);
      counter.documentsParsed += 1;
    }
    return { chunk, parsed, predecessor, outcomes: readObjects(file.name, chunk, parsed, kinds) };
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
  return { text: file.text, slots, problems };
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

function readObjects(file: string, chunk: Chunk, parsed: Parsed, kinds: KindIndex): readonly Admitted[] {
  const locate = locateIn(file, chunk);
  if (parsed.root) return admitDocument(parsed.root, chunk.text, locate, kinds, file.endsWith('.json'));
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

/** The first of two equal objects stands, an accepted one before one that was accepted earlier. */
function withoutDuplicates(files: ReadonlyMap<string, AdmittedFile>): {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
} {
  const all = [...files.values()].flatMap(({ slots }) => slots.flatMap(({ inForce }) => inForce));
  const winners = new Map<string, InForce>();
  for (const wantEarlier of [false, true])
    for (const candidate of all)
      if (candidate.isEarlier === wantEarlier && !winners.has(candidate.manifest.key))
        winners.set(candidate.manifest.key, candidate);

  const problems = [...files.values()].flatMap((file) => file.problems);
  const manifests: Manifest[] = [];
  for (const candidate of all) {
    const { manifest } = candidate;
    const winner = winners.get(manifest.key);
    if (winner === candidate) manifests.push(manifest);
    else if (!candidate.isEarlier && winner)
      problems.push({
        code: 'duplicate-object',
        severity: 'error',
        message: `${manifest.key} is given twice. The first, in ${winner.manifest.locate(manifest.root).file}, counts.`,
        origin: manifest.locate(at(manifest.root, 'metadata', 'name') ?? manifest.root),
      });
  }
  return { manifests, problems };
}
