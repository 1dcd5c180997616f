import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Course, Scenario } from '../catalog/scenario.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source.ts';
import type { JudgedFlow, Simulation } from '../simulation.ts';
import type { AcceptedTexts } from './persistence.ts';
import { neighbourOf } from './route.ts';
import { type Files, presetOf, type Workspace } from './workspace.ts';

/** What the page needs of the engine; tests hand in one that counts. */
export interface Engine {
  simulate(input: { readonly files: readonly SourceFile[]; readonly previous?: Simulation }): Simulation;
  compareFlows(
    before: readonly JudgedFlow[],
    after: readonly JudgedFlow[],
  ): { readonly opened: readonly unknown[]; readonly blocked: readonly unknown[] };
}

/** What the verdicts are compared with. */
export interface Baseline {
  /** `step`: the case before this one. `preset`: this case before a person edited it. */
  readonly kind: 'step' | 'preset';
  /** "Case 1" */
  readonly label: string;
  readonly flows: readonly JudgedFlow[];
}

export interface ChangeCounts {
  readonly opened: number;
  readonly blocked: number;
}

export interface SimulationState {
  readonly simulation: Simulation;
  /** The files that the simulation came from: the cluster's and every applied policy file. */
  readonly sources: readonly SourceFile[];
  readonly accepted: AcceptedTexts;
  /** null: the first case, as it came. */
  readonly baseline: Baseline | null;
  readonly changes: ChangeCounts | null;
  /** Why the last change could not be evaluated; what is shown is then the state before it. */
  readonly failure: string | null;
  /** What all of it took since the page was opened, for tests that count work instead of time. */
  readonly parsed: number;
  readonly evaluations: number;
}

type Applied = readonly SourceFile[];

/** Derives the verdicts from the workspace: one evaluation for each change of an applied file, and none else. */
export function createSimulation(engine: Engine, workspace: Workspace): StoreApi<SimulationState> {
  let parsed = 0;
  let evaluations = 0;
  const presetFlows = new Map<string, readonly JudgedFlow[]>();
  /** What was accepted when a snapshot was last judged: an undo restores the snapshot, and with it this. */
  const acceptedOf = new WeakMap<Files, AcceptedTexts>();

  const run = (course: Course, policies: Applied, previous: Simulation | null): Simulation => {
    evaluations += 1;
    const input = { files: [course.cluster, ...policies] };
    const simulation = engine.simulate(previous === null ? input : { ...input, previous });
    parsed += simulation.counters.documentsParsed;
    return simulation;
  };
  /** Two evaluations where a file's last accepted text differs, so that this text stays in force. */
  const judge = (course: Course, files: Files, accepted: AcceptedTexts, previous: Simulation | null): Simulation => {
    const applied = appliedOf(files);
    const past = applied.map(({ name, text }) => ({ name, text: accepted[name] ?? text }));
    const differs = past.some((file, at) => file.text !== applied[at]?.text);
    return run(course, applied, differs ? run(course, past, previous) : previous);
  };
  const flowsOfPreset = (course: Course, scenario: Scenario): readonly JudgedFlow[] => {
    const key = `${course.id}/${scenario.id}`;
    const flows = presetFlows.get(key) ?? run(course, appliedOf(presetOf(scenario)), null).flows;
    presetFlows.set(key, flows);
    return flows;
  };
  const compared = (simulation: Simulation): Pick<SimulationState, 'baseline' | 'changes'> => {
    const { course, scenario, edited } = workspace.getState();
    if (!edited) presetFlows.set(`${course.id}/${scenario.id}`, simulation.flows);
    const before = edited ? scenario : neighbourOf(course, scenario, -1);
    if (before === null) return { baseline: null, changes: null };
    const flows = flowsOfPreset(course, before);
    const { opened, blocked } = engine.compareFlows(flows, simulation.flows);
    return {
      baseline: { kind: edited ? 'preset' : 'step', label: before.label, flows },
      changes: { opened: opened.length, blocked: blocked.length },
    };
  };
  const settle = (files: Files, simulation: Simulation, carried: AcceptedTexts): SimulationState => {
    const { course } = workspace.getState();
    const accepted = acceptedNow(files, carried, simulation.problems);
    acceptedOf.set(files, accepted);
    const sources = [course.cluster, ...appliedOf(files)];
    const comparison = compared(simulation);
    return { simulation, sources, accepted, ...comparison, failure: null, parsed, evaluations };
  };

  const entered = (): SimulationState => {
    const { course, scenario, files, accepted: seed } = workspace.getState();
    const carried = acceptedOf.get(files) ?? seed;
    try {
      return settle(files, judge(course, files, carried, null), carried);
    } catch (error) {
      // What was stored must not keep the page from opening: the case as it came is shown in its place.
      const preset = presetOf(scenario);
      return { ...settle(preset, run(course, appliedOf(preset), null), {}), failure: wordsOf(error) };
    }
  };
  const updated = (files: Files, before: Files): SimulationState => {
    const state = store.getState();
    if (sameApplied(files, before) && state.failure === null) {
      acceptedOf.set(files, carriedTo(files, before, state.accepted));
      return { ...state, ...compared(state.simulation), parsed, evaluations };
    }
    const { course } = workspace.getState();
    const known = acceptedOf.get(files);
    const carried = known ?? carriedTo(files, before, state.accepted);
    // Files judged a moment ago carry their accepted documents along; what returns must be told them again.
    const applied = new Set(appliedOf(before).map((file) => file.name));
    const returns = known !== undefined || appliedOf(files).some((file) => !applied.has(file.name));
    try {
      const simulation = returns
        ? judge(course, files, carried, state.simulation)
        : run(course, appliedOf(files), state.simulation);
      return settle(files, simulation, carried);
    } catch (error) {
      return { ...state, failure: wordsOf(error), parsed, evaluations };
    }
  };

  const store = createStore<SimulationState>(entered);
  workspace.subscribe((state, before) => {
    if (state.course !== before.course || state.scenario !== before.scenario) {
      store.setState(entered(), true);
    } else if (state.files !== before.files) {
      store.setState(updated(state.files, before.files), true);
    }
  });
  return store;
}

/** "4 blocked, 0 opened since Case 1"; what a person changed is told without zeros. null: nothing to tell. */
export function sentenceOfChanges(changes: ChangeCounts | null, baseline: Baseline | null): string | null {
  if (changes === null || baseline === null) return null;
  const { opened, blocked } = changes;
  if (baseline.kind === 'step') return `${blocked} blocked, ${opened} opened since ${baseline.label}`;
  const parts = [blocked > 0 ? `${blocked} blocked` : '', opened > 0 ? `${opened} opened` : ''];
  const counts = parts.filter((part) => part !== '').join(', ');
  return counts === '' ? 'Edited: every verdict as before' : `${counts} by your changes`;
}

function appliedOf(files: Files): Applied {
  return files.filter((file) => file.applied);
}

function sameApplied(some: Files, others: Files): boolean {
  const these = appliedOf(some);
  const those = appliedOf(others);
  return (
    these.length === those.length &&
    these.every((file, at) => file === those[at] || (file.name === those[at]?.name && file.text === those[at].text))
  );
}

/** What was accepted stays with a file through an edit, a switch and a new name. */
function carriedTo(files: Files, before: Files, accepted: AcceptedTexts): AcceptedTexts {
  const carried: Record<string, string> = {};
  const names = new Set(files.map((file) => file.name));
  const gone = before.filter((old) => !names.has(old.name));
  for (const file of files) {
    const renamed = gone.find((old) => old.text === file.text);
    const text = accepted[file.name] ?? (renamed && accepted[renamed.name]);
    if (text !== undefined) carried[file.name] = text;
  }
  return carried;
}

function acceptedNow(files: Files, carried: AcceptedTexts, problems: readonly Problem[]): AcceptedTexts {
  const faulty = new Set<string>();
  for (const problem of problems) if (problem.severity === 'error') faulty.add(problem.origin.file);
  const accepted: Record<string, string> = {};
  for (const { name, text, applied } of files) {
    const kept = applied && !faulty.has(name) ? text : carried[name];
    if (kept !== undefined) accepted[name] = kept;
  }
  return accepted;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
