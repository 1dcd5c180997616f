import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Answer, Engine, Traffic } from '../lab/engine.ts';
import type { Question } from '../lab/question.ts';
import { type Failure, NO_REPORT, type Report } from '../lab/report.ts';
import { changedParts } from '../lab/share.ts';
import type { Progress } from '../model/progress.ts';
import type { SourceFile } from '../model/source.ts';
import { acceptedNow, carriedTo } from './accepted.ts';
import type { AcceptedTexts } from './persistence.ts';
import { isSameSource, placeOf, questionOf } from './questions.ts';
import type { View } from './view.ts';
import type { Files, Workspace } from './workspace.ts';

export interface LabState {
  /** What the engine last said. */
  readonly report: Report;
  /** The question that it said it to; null: the first answer is still to come. */
  readonly answered: Question | null;
  /** Why what is shown is not what was written. */
  readonly failure: Failure | null;
  /** How far work that takes long has come; null: nothing takes long. */
  readonly progress: Progress | null;
  readonly traffic: Traffic;
}

/** The newest report on what the workspace holds and how the view looks at it. */
export interface Lab extends StoreApi<LabState> {
  /** The text of each file as last accepted. */
  acceptedOf(files: Files): AcceptedTexts;
  /** Gives up what takes long: what was shown before stays, until the text changes. */
  cancel(): void;
}

/** A question and what its answer is good for. */
interface Errand {
  readonly question: Question;
  /** The place that the page was at; what stands in for something refused may come from another. */
  readonly at: string;
  readonly files: Files;
  /** What was accepted of the files so far. */
  readonly carried: AcceptedTexts;
  /** Why something else is asked than what was written; null: it is not. */
  readonly refusal: string | null;
}

interface Refusal {
  readonly question: Question;
  readonly words: string;
  /** What was shown in its place did no better. */
  readonly isFinal: boolean;
}

/** Work that takes longer is told. In milliseconds. */
const LONG = 400;
const UNKNOWN: Progress = { step: 'reading', done: 0, total: 1 };

const CANCELLED = 'It was cancelled.';
const LOST = 'It took more than this browser could give: whatever worked on it came to a stop, twice.';

/**
 * Keeps a report up to date. One question is under way at a time; what changes meanwhile goes into the next one, made
 * of what the stores then hold: the newest wins, and no edit is lost.
 */
export function createLab(
  engine: Engine,
  workspace: Workspace,
  view: View,
  later: (task: () => void, milliseconds: number) => void,
): Lab {
  const store = createStore<LabState>(() => ({
    report: NO_REPORT,
    answered: null,
    failure: null,
    progress: null,
    traffic: { ...engine.traffic },
  }));
  /** What was accepted when a snapshot was judged: an undo restores the snapshot, and with it this. */
  const accepted = new WeakMap<Files, AcceptedTexts>();
  /** The files that were judged last at this place. */
  let judged: { readonly place: string; readonly files: Files } | null = null;
  /** The last question that could be answered. */
  let good: Question | null = null;
  /** What the stores held when it was last looked. */
  let wanted: Question | null = null;
  /** The last question that was asked of the engine as it is now. */
  let asked: Question | null = null;
  let askedAt: string | null = null;
  /** What is not asked again until it changes. */
  let refused: Refusal | null = null;
  let isAtWork = false;

  const acceptedOf = (files: Files): AcceptedTexts => {
    const here = workspace.getState();
    const carried =
      judged !== null && judged.place === placeOf(here)
        ? carriedTo(files, judged.files, accepted.get(judged.files) ?? {})
        : here.accepted;
    return accepted.get(files) ?? carried;
  };
  const remember = (place: string, files: Files, texts: AcceptedTexts) => {
    accepted.set(files, texts);
    judged = { place, files };
  };

  /** In place of what is refused: what was there before it, or the case as it came; null: there is neither. */
  const standIn = (question: Question): Question | null => {
    const { baseline } = question;
    if (good !== null && (good.place === question.place || baseline?.kind !== 'preset')) {
      const { place, cluster, policies, accepted: texts, baseline: compared, layout } = good;
      return { ...question, place, cluster, policies, accepted: texts, baseline: compared, layout };
    }
    return baseline?.kind === 'preset' ? { ...question, policies: baseline.policies, accepted: [] } : null;
  };

  /** What is to be asked now; null: the report is up to date. */
  const next = (): Errand | null => {
    const here = workspace.getState();
    const { files } = here;
    const carried = acceptedOf(files);
    const now = questionOf(here, view.getState(), carried, wanted);
    wanted = now;
    const refusal = refused !== null && isSameSource(refused.question, now) ? refused : null;
    if (refusal === null) refused = null;
    const question = refusal === null ? now : refusal.isFinal ? null : standIn(now);
    if (question === null) {
      const failure: Failure = { words: refusal?.words ?? '', shows: 'before' };
      store.setState({ failure, progress: null });
      return null;
    }
    if (changedParts(asked, question) === null) {
      // A file that is set aside changes no question.
      if (refusal === null && store.getState().failure === null) remember(now.place, files, carried);
      return null;
    }
    return { question, at: now.place, files, carried, refusal: refusal?.words ?? null };
  };

  const ask = async (errand: Errand) => {
    const { question } = errand;
    let latest = UNKNOWN;
    let isLong = false;
    let isOver = false;
    later(() => {
      isLong = !isOver;
      if (isLong) store.setState({ progress: latest });
    }, LONG);
    asked = question;
    askedAt = errand.at;
    const answer = await engine.ask(question, (progress) => {
      latest = progress;
      if (isLong) store.setState({ progress });
    });
    isOver = true;
    settle(answer, errand);
  };

  const settle = (answer: Answer, { question, at, files, carried, refusal }: Errand) => {
    const traffic = { ...engine.traffic };
    if (answer.outcome !== 'report') {
      // Another one that has been told nothing yet.
      asked = null;
      if (answer.outcome === 'lost')
        refused = refused ? { ...refused, isFinal: true } : { question, words: LOST, isFinal: false };
      store.setState({ progress: null, traffic });
      return;
    }
    const { report } = answer;
    if (report.failure === null && refusal === null) {
      good = question;
      remember(at, files, acceptedNow(files, carried, report.files.faulty));
    }
    const failure: Failure | null = refusal === null ? report.failure : { words: refusal, shows: 'before' };
    const answered = { ...question, policies: policiesOf(report, question) };
    store.setState({ report, answered, failure, progress: null, traffic });
  };

  /** The texts that a report is about: where it failed, others than were asked about. */
  const policiesOf = ({ failure }: Report, { policies, baseline }: Question): readonly SourceFile[] => {
    if (failure === null) return policies;
    return (failure.shows === 'preset' ? baseline?.policies : store.getState().answered?.policies) ?? [];
  };

  const work = async () => {
    try {
      for (let errand = next(); errand !== null; errand = next()) await ask(errand);
    } finally {
      // Whoever listens may fail: the next change begins anew.
      isAtWork = false;
    }
  };
  const wake = () => {
    if (isAtWork) {
      // What was asked at another place is of no interest any more.
      if (askedAt !== placeOf(workspace.getState()) && store.getState().progress !== null) engine.cancel();
      return;
    }
    isAtWork = true;
    // Whatever changes in one go is one question.
    queueMicrotask(work);
  };
  workspace.subscribe(wake);
  view.subscribe(wake);
  wake();

  return {
    ...store,
    acceptedOf,
    cancel() {
      // What is under way in place of something refused is the way back already.
      if (!isAtWork || asked === null || refused !== null) return;
      refused = { question: asked, words: CANCELLED, isFinal: false };
      engine.cancel();
    },
  };
}
