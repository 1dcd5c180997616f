import { type Verdicts, verdictsOf } from '../graph/view.ts';
import type { OnProgress } from '../model/progress.ts';
import type { SourceFile } from '../model/source.ts';
import type { Simulate } from '../simulate-with.ts';
import type { JudgedFlow, Simulation } from '../simulation.ts';
import { compareFlows } from '../verdicts/compare-flows.ts';
import { MAX_POLICY_LENGTH } from './limits.ts';
import type { Baseline, Sources } from './question.ts';
import type { Changes, Failure, Work } from './report.ts';

/** The sources of a question, judged. The same object as long as nothing that it depends on changes. */
export interface Judged {
  readonly simulation: Simulation;
  /** The files that the simulation came from: the cluster's and every applied policy file. */
  readonly files: readonly SourceFile[];
  readonly policies: readonly SourceFile[];
  readonly before: Verdicts | null;
  readonly changes: Changes | null;
  readonly failure: Failure | null;
}

export interface Judge {
  /** Throws only when there is nothing at all to show. */
  judge(sources: Sources, onProgress?: OnProgress): Judged;
  work(): Work;
}

interface Standing {
  readonly sources: Sources;
  readonly judged: Judged;
  /** The text of each file as last accepted. */
  readonly accepted: ReadonlyMap<string, string>;
}

interface KnownFlows {
  readonly cluster: SourceFile;
  readonly policies: readonly SourceFile[];
  readonly flows: readonly JudgedFlow[];
}

type Policies = readonly SourceFile[];

/** Turns sources into verdicts: one evaluation for each change of an applied file, and none else. */
export function createJudge(evaluate: Simulate): Judge {
  let parsed = 0;
  let evaluations = 0;
  let standing: Standing | null = null;
  /** Cases as they came are compared with again and again. */
  const known = new Map<string, KnownFlows>();

  const run = (cluster: SourceFile, policies: Policies, previous: Simulation | null, onProgress?: OnProgress) => {
    evaluations += 1;
    const simulation = evaluate({
      files: [cluster, ...policies],
      maxFileLength: MAX_POLICY_LENGTH,
      ...(previous === null ? {} : { previous }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    parsed += simulation.counters.documentsParsed;
    return simulation;
  };

  /** Two evaluations where a file comes with another accepted text than the one at hand, so that it stays in force. */
  const evaluated = ({ cluster, policies, accepted }: Sources, last: Standing | null, onProgress?: OnProgress) => {
    const previous = last?.judged.simulation ?? null;
    const given = new Map(accepted.map(({ name, text }) => [name, text]));
    const present = new Set(last?.sources.policies.map(({ name }) => name));
    const mustBeTold = policies.some(({ name, text }) => {
      const other = given.get(name);
      return other !== undefined && other !== text && !(present.has(name) && last?.accepted.get(name) === other);
    });
    if (!mustBeTold) return run(cluster, policies, previous, onProgress);
    const past = policies.map(({ name, text }) => ({ name, text: given.get(name) ?? text }));
    return run(cluster, policies, run(cluster, past, previous, onProgress), onProgress);
  };

  const flowsOf = (cluster: SourceFile, { place, policies }: Baseline): readonly JudgedFlow[] => {
    const found = known.get(place);
    if (found !== undefined && isSameFile(found.cluster, cluster) && areSameFiles(found.policies, policies)) {
      return found.flows;
    }
    const { flows } = run(cluster, policies, null);
    known.set(place, { cluster, policies, flows });
    return flows;
  };

  const compared = ({ cluster, baseline }: Sources, simulation: Simulation): Pick<Judged, 'before' | 'changes'> => {
    if (baseline === null) return { before: null, changes: null };
    const flows = flowsOf(cluster, baseline);
    const { opened, blocked } = compareFlows(flows, simulation.flows);
    const { kind, label } = baseline;
    return { before: verdictsOf({ flows }), changes: { kind, label, opened: opened.length, blocked: blocked.length } };
  };

  const settle = (sources: Sources, simulation: Simulation): Standing => {
    const { place, cluster, policies, baseline } = sources;
    if (baseline?.kind !== 'preset') known.set(place, { cluster, policies, flows: simulation.flows });
    const files = [cluster, ...policies];
    const judged = { simulation, files, policies, ...compared(sources, simulation), failure: null };
    return { sources, judged, accepted: acceptedNow(sources, simulation) };
  };

  /** What is shown where the sources cannot be evaluated. */
  const fallBack = (sources: Sources, words: string): Standing => {
    if (standing !== null && standing.sources.place === sources.place) {
      return { ...standing, sources, judged: { ...standing.judged, failure: { words, shows: 'before' } } };
    }
    const { cluster, baseline } = sources;
    if (baseline?.kind !== 'preset') throw new Error(words);
    // What was stored must not keep the page from opening: the case as it came is shown in its place.
    const preset: Sources = { ...sources, policies: baseline.policies, accepted: [] };
    const settled = settle(preset, run(cluster, baseline.policies, null));
    return { ...settled, sources, judged: { ...settled.judged, failure: { words, shows: 'preset' } } };
  };

  return {
    work: () => ({ parsed, evaluations }),
    judge(sources, onProgress) {
      const last = standing !== null && standing.sources.place === sources.place ? standing : null;
      if (last !== null && isSameFile(last.sources.cluster, sources.cluster)) {
        const isSame = areSameFiles(last.sources.policies, sources.policies);
        if (isSame && last.sources.baseline === sources.baseline) return last.judged;
        if (isSame) {
          standing = { ...last, sources, judged: { ...last.judged, ...compared(sources, last.judged.simulation) } };
          return standing.judged;
        }
      }
      try {
        standing = settle(sources, evaluated(sources, last, onProgress));
      } catch (error) {
        standing = fallBack(sources, wordsOf(error));
      }
      return standing.judged;
    },
  };
}

function acceptedNow({ policies, accepted }: Sources, { problems }: Simulation): ReadonlyMap<string, string> {
  const faulty = new Set<string>();
  for (const problem of problems) if (problem.severity === 'error') faulty.add(problem.origin.file);
  const now = new Map(accepted.map(({ name, text }) => [name, text]));
  for (const { name, text } of policies) if (!faulty.has(name)) now.set(name, text);
  return now;
}

function isSameFile(one: SourceFile, other: SourceFile): boolean {
  return one === other || (one.name === other.name && one.text === other.text);
}

function areSameFiles(some: Policies, others: Policies): boolean {
  if (some === others) return true;
  return (
    some.length === others.length && some.every((file, at) => others[at] !== undefined && isSameFile(file, others[at]))
  );
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
