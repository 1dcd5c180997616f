import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Course, Scenario } from '../catalog/scenario.ts';
import type { SourceFile } from '../model/source.ts';
import type { AcceptedTexts, PolicyFile, SavedFiles } from './persistence.ts';

/** A snapshot never changes: an edit makes a new one, so that equal means identical. */
export type Files = readonly PolicyFile[];

interface Snapshot {
  readonly files: Files;
  readonly open: string | null;
}

/** What an undo takes back. */
interface Step extends Snapshot {
  /** The file that was typed in; consecutive key presses are one step. */
  readonly typedIn: string | null;
  readonly at: number;
}

interface Place extends Snapshot {
  readonly past: readonly Step[];
  readonly future: readonly Snapshot[];
}

export interface WorkspaceState extends Place {
  /** What storage says was last accepted; what happened since then is the simulation's to know. */
  readonly accepted: AcceptedTexts;
  readonly course: Course;
  readonly scenario: Scenario;
  /** False while the files are exactly those that the scenario came with. */
  readonly edited: boolean;
}

/** Why a file name cannot be taken, as a sentence; null when it can. */
export type NameFault = string | null;

/** The only writer of sources. */
export interface Workspace extends StoreApi<WorkspaceState> {
  /** Goes to a scenario and finds there what was left there, or else `saved`, or else the preset. */
  enter(course: Course, scenario: Scenario, saved: SavedFiles | null): void;
  write(name: string, text: string): void;
  setApplied(name: string, applied: boolean): void;
  show(name: string): void;
  /** Adds a file with a policy to start from, shows it and returns its name. */
  create(): string;
  /** Adds files, or gives those of their names their texts, as one step; shows the first of them. */
  put(files: readonly SourceFile[]): void;
  rename(from: string, to: string): NameFault;
  remove(name: string): void;
  reset(): void;
  /** Whether anything in this scenario is not as it came. */
  isEdited(course: Course, scenario: Scenario): boolean;
  /** Lets go of what was done in a course that is gone. */
  forget(course: Course): void;
  /** Takes the last step back; false when there is none. */
  undo(): boolean;
  redo(): boolean;
}

const MAX_STEPS = 100;
const TYPING_PAUSE = 1500;
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N} ._-]{0,79}$/u;
const MAX_NAME = 200;

/** Applied and complete, yet it selects nothing: a new file changes no verdict before its author says so. */
const STARTER = (name: string, namespace: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  podSelector:
    matchLabels:
      app: change-me
  policyTypes:
  - Ingress
`;

/** The files that a scenario comes with, all of them applied. */
export function presetOf(scenario: Scenario): Files {
  return scenario.policies.map(({ name, text }) => ({ name, text, applied: true }));
}

/** Why `name` cannot be the name of a file beside `others`. */
export function faultOfName(name: string, others: readonly string[], cluster: string): NameFault {
  if (name === '') return 'A file needs a name.';
  if (name.length > MAX_NAME || !name.split('/').every((part) => NAME.test(part)))
    return 'Letters, digits, dots, dashes and underscores only, and a slash after each folder.';
  if (name.toLowerCase() === cluster.toLowerCase()) return `${cluster} is the cluster's own file.`;
  if (others.some((other) => other.toLowerCase() === name.toLowerCase())) return `${name} is there already.`;
  return null;
}

/** `now` gives milliseconds; it only decides which key presses are undone together. */
export function createWorkspace(
  course: Course,
  scenario: Scenario,
  saved: SavedFiles | null = null,
  now: () => number = Date.now,
): Workspace {
  const places = new Map<string, Place>();
  const presets = new Map<string, Files>();
  const keyOf = (at: Course, of: Scenario) => `${at.id}/${of.id}`;
  const presetFor = (at: Course, of: Scenario): Files => {
    const key = keyOf(at, of);
    const preset = presets.get(key) ?? presetOf(of);
    presets.set(key, preset);
    return preset;
  };
  const fresh = (at: Course, of: Scenario, snapshot: Snapshot, accepted: AcceptedTexts): WorkspaceState => ({
    accepted,
    course: at,
    scenario: of,
    open: snapshot.open ?? snapshot.files[0]?.name ?? null,
    past: [],
    future: [],
    ...settled(adopted(snapshot.files, presetFor(at, of)), presetFor(at, of)),
  });

  const arrive = (at: Course, of: Scenario, found: SavedFiles | null): WorkspaceState =>
    fresh(at, of, found ?? { files: presetFor(at, of), open: null }, found?.accepted ?? {});
  const store = createStore<WorkspaceState>(() => arrive(course, scenario, saved));
  const presetHere = () => presetFor(store.getState().course, store.getState().scenario);

  const change = (files: Files, open: string | null, typedIn: string | null = null) => {
    const state = store.getState();
    const last = state.past.at(-1);
    const isMoreTyping = typedIn !== null && last?.typedIn === typedIn && now() - last.at < TYPING_PAUSE;
    const step: Step = isMoreTyping
      ? { ...last, at: now() }
      : { files: state.files, open: state.open, typedIn, at: now() };
    const past = [...(isMoreTyping ? state.past.slice(0, -1) : state.past), step].slice(-MAX_STEPS);
    store.setState({ ...settled(files, presetHere()), open, past, future: [] });
  };
  const replace = (name: string, part: Partial<PolicyFile>): Files => {
    const { files } = store.getState();
    const at = files.findIndex((file) => file.name === name);
    const file = files[at];
    return file === undefined ? files : files.with(at, asInPreset({ ...file, ...part }, presetHere()[at]));
  };
  const find = (name: string) => store.getState().files.find((file) => file.name === name);

  return {
    ...store,
    enter(at, of, found) {
      const { course: oldCourse, scenario: oldScenario, files, open, past, future } = store.getState();
      places.set(keyOf(oldCourse, oldScenario), { files, open, past, future });
      const left = places.get(keyOf(at, of));
      store.setState(
        left === undefined
          ? arrive(at, of, found)
          : { ...fresh(at, of, left, {}), past: left.past, future: left.future },
      );
    },
    write(name, text) {
      const file = find(name);
      if (file === undefined || file.text === text) return;
      change(replace(name, { text }), store.getState().open, name);
    },
    setApplied(name, applied) {
      const file = find(name);
      if (file === undefined || file.applied === applied) return;
      change(replace(name, { applied }), store.getState().open);
    },
    show(name) {
      if (find(name) !== undefined) store.setState({ open: name });
    },
    create() {
      const { files, course: at } = store.getState();
      const taken = new Set([...files.map((file) => file.name), at.cluster.name]);
      let number = 1;
      while (taken.has(starterName(number))) number += 1;
      const name = starterName(number);
      const namespace = namespaceIn(files) ?? namespaceIn([at.cluster]) ?? 'default';
      const text = STARTER(name.replace(/\.yaml$/, ''), namespace);
      change([...files, { name, text, applied: true }], name);
      return name;
    },
    put(added) {
      const texts = new Map(added.map(({ name, text }) => [name, text]));
      const { files, open } = store.getState();
      const preset = presetHere();
      const kept = files.map((file, at) => {
        const text = texts.get(file.name);
        texts.delete(file.name);
        return text === undefined ? file : asInPreset({ ...file, text }, preset[at]);
      });
      const rest = [...texts].map(([name, text]) => ({ name, text, applied: true }));
      change([...kept, ...rest], added[0]?.name ?? open);
    },
    rename(from, to) {
      const { files, open, course: at } = store.getState();
      const name = /\.(ya?ml|json)$/i.test(to.trim()) ? to.trim() : to.trim() && `${to.trim()}.yaml`;
      if (name === from) return null;
      const others = files.map((file) => file.name).filter((other) => other !== from);
      const fault = faultOfName(name, others, at.cluster.name);
      if (fault === null) change(replace(from, { name }), open === from ? name : open);
      return fault;
    },
    remove(name) {
      const { files, open } = store.getState();
      const at = files.findIndex((file) => file.name === name);
      if (at === -1) return;
      const rest = files.filter((file) => file.name !== name);
      change(rest, open === name ? (rest[Math.min(at, rest.length - 1)]?.name ?? null) : open);
    },
    reset() {
      const { course: at, scenario: of, edited } = store.getState();
      const preset = presetFor(at, of);
      if (edited) change(preset, preset[0]?.name ?? null);
    },
    isEdited(at, of) {
      const here = store.getState();
      if (here.course === at && here.scenario === of) return here.edited;
      const left = places.get(keyOf(at, of));
      return left !== undefined && left.files !== presetFor(at, of);
    },
    forget(course) {
      for (const { id } of course.scenarios) {
        places.delete(`${course.id}/${id}`);
        presets.delete(`${course.id}/${id}`);
      }
    },
    undo() {
      const { past, future, files, open } = store.getState();
      const step = past.at(-1);
      if (step === undefined) return false;
      store.setState({
        ...settled(step.files, presetHere()),
        open: step.open,
        past: past.slice(0, -1),
        future: [...future, { files, open }],
      });
      return true;
    },
    redo() {
      const { past, future, files, open } = store.getState();
      const next = future.at(-1);
      if (next === undefined) return false;
      const step: Step = { files, open, typedIn: null, at: 0 };
      store.setState({
        ...settled(next.files, presetHere()),
        open: next.open,
        past: [...past, step],
        future: future.slice(0, -1),
      });
      return true;
    },
  };
}

/**
 * The identical snapshot for what equals the preset, so that whatever was computed for it is found again.
 * A file that equals the preset's is the preset's own: at a key press among thousands of files no text is compared.
 */
function settled(files: Files, preset: Files): Pick<WorkspaceState, 'files' | 'edited'> {
  return sameFiles(files, preset) ? { files: preset, edited: false } : { files, edited: true };
}

function starterName(number: number): string {
  return number === 1 ? 'new-policy.yaml' : `new-policy-${number}.yaml`;
}

/** A guess at the namespace that its author works in; text over a megabyte is not searched. */
function namespaceIn(files: readonly { readonly text: string }[]): string | null {
  for (const { text } of files) {
    const found = text.length > 1_000_000 ? null : /^ {2}namespace: *([a-z0-9-]+) *$/m.exec(text);
    if (found?.[1] !== undefined) return found[1];
  }
  return null;
}

function sameFiles(some: Files, others: Files): boolean {
  return some === others || (some.length === others.length && some.every((file, at) => file === others[at]));
}

function asInPreset(file: PolicyFile, preset: PolicyFile | undefined): PolicyFile {
  const isSame = file.name === preset?.name && file.applied === preset.applied && file.text === preset.text;
  return isSame ? preset : file;
}

/** What comes from elsewhere, such as storage, with the preset's own files where they are equal. */
function adopted(files: Files, preset: Files): Files {
  const own = files.map((file, at) => asInPreset(file, preset[at]));
  // A snapshot that has them already stays the same: other stores know it by its identity.
  return sameFiles(own, files) ? files : own;
}
