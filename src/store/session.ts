import type { Opened } from '../catalog/opened.ts';
import { courseOfOpened, OPENED } from '../catalog/opened-course.ts';
import type { Course, Scenario } from '../catalog/scenario.ts';
import { FIRST_LOOK } from '../graph/overview/look.ts';
import { type FlowKey, NOTHING, type Selection } from '../graph/picture.ts';
import type { Engine } from '../lab/engine.ts';
import type { EndpointId } from '../model/ids.ts';
import { createLab, type Lab } from './lab.ts';
import {
  createPersistence,
  type KeyValueStorage,
  type Preferences,
  type Saved,
  type SavedPlaces,
} from './persistence.ts';
import { placeOf } from './questions.ts';
import { destinationOf, hashOf, neighbourOf, openedIn } from './route.ts';
import { createView, type Moved, type View } from './view.ts';
import { createWorkspace, type Workspace, type WorkspaceState } from './workspace.ts';

/** The part of a window that a session needs. */
export interface Surroundings {
  readonly storage: KeyValueStorage | null;
  readonly hash: string;
  /** Puts the address of what is shown into the address bar; `push` makes "back" return here. */
  readonly address: (hash: string, how: 'push' | 'replace') => void;
  readonly later: (task: () => void, milliseconds: number) => void;
}

/** One open page: the stores, and what holds between them. */
export interface Session {
  /** The bundled ones, and the cluster that a person opened. */
  courses(): readonly Course[];
  readonly workspace: Workspace;
  readonly lab: Lab;
  readonly view: View;
  /** Follows a link that was put into the address bar. */
  follow(hash: string): void;
  go(course: Course, scenario: Scenario): void;
  /** Shows a person's own cluster; it takes the place of the one that was opened before. */
  open(title: string, opened: Opened): void;
  /** The opened cluster, if a person changed its policies: the next one that is opened takes its place. */
  changedCluster(): Course | null;
  /** Whether leaving the page would lose what a person wrote. */
  isLeavingCostly(): boolean;
  /** Goes so many cases on; says so at either end. */
  step(steps: number): void;
  /** Selects the connection before or after; shown ones only. */
  stepConnection(steps: number): void;
  reset(): void;
  /** Gives up what takes long, and goes back to where its result was asked for. */
  cancel(): void;
  undo(): void;
  redo(): void;
  remove(name: string): void;
  /** Writes what is still to be stored; the page is about to go. */
  flush(): void;
}

const SAVE_AFTER = 400;
const PREFERRED = ['theme', 'probes', 'singleKeys', 'whyShare'] as const satisfies readonly (keyof Preferences)[];

const WORDS: Readonly<Record<Exclude<Saved, 'saved'>, string>> = {
  'too-large': 'Too much to store here. Your changes last until the page is closed.',
  blocked: 'This browser stores nothing. Your changes last until the page is closed.',
};

/** null when there is no scenario at all. */
export function createSession(
  bundled: readonly Course[],
  engine: Engine,
  { storage, hash, address, later }: Surroundings,
): Session | null {
  const persistence = createPersistence(storage);
  let openings = 0;
  const kept = persistence.opened();
  let opened = kept === null ? null : courseOfOpened(kept.title, kept, openings);
  const used = new Set(kept === null ? [] : [kept.title]);
  /** Whether the opened cluster would be there again after a reload. */
  let isKept = opened !== null;
  const courses = () => (opened === null ? bundled : [...bundled, opened]);
  const start = destinationOf(hash, courses());
  if (start === null) return null;

  const { course, scenario } = start;
  const workspace = createWorkspace(course, scenario, persistence.files(course.id, scenario.id));
  const view = createView(persistence.preferences(), movedOf(persistence.places(course.id)));
  const lab = createLab(engine, workspace, view, later);

  const unsaved = new Map<string, () => Saved>();
  let said: Saved = 'saved';
  let hasWarned = false;
  const flush = () => {
    let worst: Saved = 'saved';
    for (const save of unsaved.values()) {
      const saved = save();
      if (saved !== 'saved') worst = saved;
    }
    unsaved.clear();
    if (worst !== 'saved' && worst !== said) view.say(WORDS[worst]);
    said = worst;
  };
  const save = (what: string, how: () => Saved) => {
    if (unsaved.size === 0) later(flush, SAVE_AFTER);
    unsaved.set(what, how);
  };

  workspace.subscribe((state, before) => {
    const isSamePlace = state.course === before.course && state.scenario === before.scenario;
    if (!isSamePlace || (state.files === before.files && state.open === before.open)) return;
    if (view.getState().message?.undo === true) view.dismiss();
    const { course: at, scenario: of, files, open, edited } = state;
    if (at === opened && !isKept) {
      if (!hasWarned && edited) view.say(WORDS['too-large']);
      hasWarned ||= edited;
      return;
    }
    save(`files ${at.id}/${of.id}`, () =>
      persistence.saveFiles(at.id, of.id, edited ? { files, open, accepted: lab.acceptedOf(files) } : null),
    );
  });
  view.subscribe(({ theme, probes, singleKeys, whyShare, moved }, before) => {
    const now: Preferences = { theme, probes, singleKeys, whyShare };
    if (PREFERRED.some((name) => now[name] !== before[name])) {
      save('preferences', () => persistence.savePreferences(now));
    }
    const { course: at } = workspace.getState();
    if (moved !== before.moved) save(`places ${at.id}`, () => persistence.savePlaces(at.id, Object.fromEntries(moved)));
  });

  let cameFrom: Pick<WorkspaceState, 'course' | 'scenario'> | null = null;
  const enter = (to: Course, of: Scenario) => {
    const here = workspace.getState();
    if (here.course === to && here.scenario === of) return;
    cameFrom = { course: here.course, scenario: here.scenario };
    flush();
    if (here.course !== to) {
      view.setState({ selection: NOTHING, look: FIRST_LOOK, moved: movedOf(persistence.places(to.id)) });
      unsaved.clear();
    }
    view.setState({ message: null, reveal: null, listShown: true, listFilter: '' });
    workspace.enter(to, of, persistence.files(to.id, of.id));
  };
  const arrive = (asked: string) => {
    const to = destinationOf(asked, courses());
    if (to === null) return;
    enter(to.course, to.scenario);
    const proper = hashOf(to.course, to.scenario);
    if (asked !== proper) address(proper, 'replace');
    const name = openedIn(asked);
    if (to.unknown !== null && name !== null) {
      const what = name === '' ? 'No cluster of yours' : name;
      view.say(`${what} is not open: a cluster you open lasts until its page is closed or reloaded.`, 'open');
    } else if (to.unknown !== null)
      view.say(`There is no “${to.unknown}”. This is ${to.scenario.label} of ${to.course.title}.`);
  };
  const go = (to: Course, of: Scenario) => {
    const here = workspace.getState();
    if (here.course === to && here.scenario === of) return;
    enter(to, of);
    address(hashOf(to, of), 'push');
  };
  const changedCluster = () => {
    const isChanged = opened?.scenarios.some((of) => opened !== null && workspace.isEdited(opened, of)) === true;
    return isChanged ? opened : null;
  };
  arrive(hash);

  return {
    courses,
    workspace,
    lab,
    view,
    follow: arrive,
    go,
    open(title, files) {
      flush();
      const before = opened;
      openings += 1;
      // A second cluster of one name is another cluster: nothing that was worked out for the first is for it.
      const course = courseOfOpened(title, files, openings, used.has(title) ? `${title} (${openings})` : title);
      used.add(title);
      const scenario = course.scenarios[0];
      if (scenario === undefined) return;
      for (const { id } of before?.scenarios ?? []) persistence.saveFiles(OPENED, id, null);
      persistence.saveFiles(OPENED, scenario.id, null);
      persistence.savePlaces(OPENED, {});
      isKept = persistence.saveOpened({ title, cluster: files.cluster, policies: files.policies }) === 'saved';
      hasWarned = false;
      opened = course;
      go(course, scenario);
      if (before !== null) workspace.forget(before);
    },
    changedCluster,
    isLeavingCostly: () => (!isKept && changedCluster() !== null) || (said !== 'saved' && workspace.getState().edited),
    step(steps) {
      const here = workspace.getState();
      const next = neighbourOf(here.course, here.scenario, steps);
      if (next !== null) go(here.course, next);
      else view.say(`${here.scenario.label} is the ${steps < 0 ? 'first' : 'last'} one.`);
    },
    stepConnection(steps) {
      const flow = beside(lab.getState().report.connections, view.getState().selection, steps);
      if (flow !== null) view.select({ kind: 'flow', flow });
    },
    reset() {
      const { edited, scenario: of } = workspace.getState();
      workspace.reset();
      if (edited) view.say(`${of.label} is as it came.`, 'undo');
      else view.say(`${of.label} is as it came. There is nothing to reset.`);
    },
    cancel() {
      const shown = lab.getState().answered?.place;
      lab.cancel();
      if (shown === undefined || shown === placeOf(workspace.getState())) return;
      if (cameFrom !== null && shown === placeOf(cameFrom)) go(cameFrom.course, cameFrom.scenario);
    },
    undo() {
      if (!workspace.undo()) view.say('There is nothing to undo.');
    },
    redo() {
      if (!workspace.redo()) view.say('There is nothing to redo.');
    },
    remove(name) {
      workspace.remove(name);
      view.say(`Deleted ${name}.`, 'undo');
    },
    flush,
  };
}

/** The connection so many steps on, around the ends; from nothing, the first or the last. */
function beside(connections: readonly FlowKey[], selection: Selection, steps: number): FlowKey | null {
  const at = selection.kind === 'flow' ? connections.indexOf(selection.flow) : -1;
  const from = at === -1 && steps < 0 ? 0 : at;
  return connections[(from + steps + connections.length) % connections.length] ?? null;
}

function movedOf(places: SavedPlaces): Moved {
  return new Map(Object.entries(places).map(([id, place]) => [id as EndpointId, place]));
}
