import type { SourceFile } from '../model/source.ts';

/** The part of `Storage` that is used; null stands for a browser that offers none. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A policy file in the workbench. Set aside, it keeps its text and changes no verdict. */
export interface PolicyFile extends SourceFile {
  readonly applied: boolean;
}

/** The text of each file as last accepted, by file name. */
export type AcceptedTexts = Readonly<Record<string, string>>;

/** What a person made of one scenario. */
export interface SavedFiles {
  readonly files: readonly PolicyFile[];
  readonly open: string | null;
  readonly accepted: AcceptedTexts;
}

/** Where a person moved the cards of a course, by endpoint id. */
export type SavedPlaces = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

export type ThemeChoice = 'system' | 'dark' | 'light';

export interface Preferences {
  readonly theme: ThemeChoice;
  readonly probes: boolean;
  readonly singleKeys: boolean;
  /** The part of the height beside the graph that Why takes, in per cent; null: as it came. */
  readonly whyShare: number | null;
}

export type Saved = 'saved' | 'too-large' | 'blocked';

/** A person's own cluster, as it was opened. */
export interface SavedCluster {
  readonly title: string;
  readonly cluster: SourceFile;
  readonly policies: readonly SourceFile[];
}

export interface Persistence {
  /** The cluster that was opened last, if it was small enough to be kept. */
  opened(): SavedCluster | null;
  /** Says whether it is kept; one that is too large takes the place of the one before all the same. */
  saveOpened(opened: SavedCluster | null): Saved;
  files(course: string, scenario: string): SavedFiles | null;
  saveFiles(course: string, scenario: string, saved: SavedFiles | null): Saved;
  places(course: string): SavedPlaces;
  savePlaces(course: string, places: SavedPlaces): Saved;
  preferences(): Preferences;
  savePreferences(preferences: Preferences): Saved;
}

export const DEFAULT_PREFERENCES: Preferences = { theme: 'system', probes: true, singleKeys: true, whyShare: null };

/** A new meaning of what is stored gets a new number; what an older page wrote is then left alone. */
const PREFIX = 'seglab:1:';
/** In characters, in all: a cluster that leaves room for what a person makes of it. */
const MAX_CLUSTER = 1_000_000;
/** Browsers keep about five million characters; to try with more costs a copy of all of it. */
const MAX_CHARACTERS = 4_000_000;

/** Reads and writes what survives a reload. It never throws: storage may be full, blocked or hold anything. */
export function createPersistence(storage: KeyValueStorage | null): Persistence {
  const read = (key: string): unknown => {
    try {
      const text = storage?.getItem(PREFIX + key) ?? null;
      return text === null ? null : JSON.parse(text);
    } catch {
      return null;
    }
  };
  const write = (key: string, value: unknown): Saved => {
    if (storage === null) return 'blocked';
    try {
      if (value === null) storage.removeItem(PREFIX + key);
      else storage.setItem(PREFIX + key, JSON.stringify(value));
      return 'saved';
    } catch (error) {
      return error instanceof Error && /quota/i.test(error.name) ? 'too-large' : 'blocked';
    }
  };

  return {
    opened: () => readOpened(read('opened')),
    saveOpened(opened) {
      const isKept = opened !== null && charactersOf([opened.cluster, ...opened.policies]) <= MAX_CLUSTER;
      const saved = write('opened', isKept ? opened : null);
      return opened === null || isKept ? saved : 'too-large';
    },
    files: (course, scenario) => readFiles(read(`files:${course}/${scenario}`)),
    saveFiles(course, scenario, saved) {
      if (saved !== null && charactersOfSaved(saved) > MAX_CHARACTERS) return 'too-large';
      return write(`files:${course}/${scenario}`, saved);
    },
    places: (course) => readPlaces(read(`places:${course}`)),
    savePlaces: (course, places) => write(`places:${course}`, Object.keys(places).length === 0 ? null : places),
    preferences: () => readPreferences(read('preferences')),
    savePreferences: (preferences) => write('preferences', preferences),
  };
}

function charactersOf(files: readonly SourceFile[]): number {
  let characters = 0;
  for (const { text } of files) characters += text.length;
  return characters;
}

function charactersOfSaved(saved: SavedFiles): number {
  let characters = charactersOf(saved.files);
  for (const text of Object.values(saved.accepted)) characters += text.length;
  return characters;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readOpened(value: unknown): SavedCluster | null {
  if (!isRecord(value) || typeof value.title !== 'string' || !Array.isArray(value.policies)) return null;
  const { title, cluster, policies } = value;
  const isFile = (file: unknown): file is SourceFile =>
    isRecord(file) && typeof file.name === 'string' && typeof file.text === 'string';
  return isFile(cluster) && policies.every(isFile) ? { title, cluster, policies } : null;
}

function readFiles(value: unknown): SavedFiles | null {
  if (!isRecord(value) || !Array.isArray(value.files)) return null;
  const files: PolicyFile[] = [];
  const names = new Set<string>();
  for (const file of value.files as readonly unknown[]) {
    if (!isRecord(file)) return null;
    const { name, text, applied } = file;
    if (typeof name !== 'string' || typeof text !== 'string' || typeof applied !== 'boolean') return null;
    if (names.has(name)) return null;
    names.add(name);
    files.push({ name, text, applied });
  }
  const accepted: Record<string, string> = {};
  if (isRecord(value.accepted)) {
    for (const [name, text] of Object.entries(value.accepted)) {
      if (typeof text === 'string' && names.has(name)) accepted[name] = text;
    }
  }
  const open = typeof value.open === 'string' && names.has(value.open) ? value.open : null;
  return { files, open, accepted };
}

function readPlaces(value: unknown): SavedPlaces {
  const places: Record<string, { x: number; y: number }> = {};
  if (!isRecord(value)) return places;
  for (const [id, place] of Object.entries(value)) {
    if (!isRecord(place)) continue;
    const { x, y } = place;
    if (typeof x === 'number' && typeof y === 'number' && Number.isFinite(x + y)) places[id] = { x, y };
  }
  return places;
}

function readPreferences(value: unknown): Preferences {
  if (!isRecord(value)) return DEFAULT_PREFERENCES;
  const { theme, probes, singleKeys, whyShare } = value;
  return {
    theme: theme === 'dark' || theme === 'light' ? theme : 'system',
    probes: probes !== false,
    singleKeys: singleKeys !== false,
    whyShare: typeof whyShare === 'number' && whyShare > 0 && whyShare < 100 ? whyShare : null,
  };
}
