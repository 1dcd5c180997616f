import { createPictureMaker } from '../graph/maker.ts';
import type { OnProgress } from '../model/progress.ts';
import { simulate } from '../simulate.ts';
import { connectionsOf } from './connections.ts';
import { fileReportsOf } from './files.ts';
import { highlightOf } from './highlight.ts';
import { createJudge, type Judged } from './judge.ts';
import { lastCall } from './last-call.ts';
import { marksOf } from './marks.ts';
import { placeProblems } from './problems.ts';
import type { Look, Question, Sources } from './question.ts';
import { NO_REPORT, type Report } from './report.ts';
import { shareReport } from './share.ts';
import { storyOf } from './story.ts';

/** Answers one question after the other, and remembers whatever the next one may need again. */
export interface Desk {
  /** Never throws: what goes wrong inside is the report's `failure`. */
  answer(question: Question, onProgress?: OnProgress): Report;
}

type Layout = Sources['layout'];

/** `evaluate` is the engine; tests hand in one that fails. */
export function createDesk(evaluate: typeof simulate = simulate): Desk {
  const { judge, work } = createJudge(evaluate);
  const makePicture = createPictureMaker();
  let last = NO_REPORT;

  // Each part is made again only when something that it depends on is another object.
  const draw = lastCall(
    (
      { simulation, files, before }: Judged,
      layout: Layout,
      moved: Look['moved'],
      dragged: Look['dragged'],
      probes: boolean,
    ) => makePicture({ simulation, files, layout, moved, dragged, probes, before, answers: null }),
  );
  const tell = lastCall(({ simulation, files }: Judged, selection: Look['selection']) =>
    storyOf(simulation, files, selection),
  );
  const mark = lastCall(({ simulation, files }: Judged, selection: Look['selection']) =>
    marksOf(simulation, files, selection),
  );
  const light = lastCall(({ simulation, files }: Judged, cursor: Look['cursor']) =>
    highlightOf(simulation, files, cursor),
  );
  const place = lastCall(({ simulation, files }: Judged) => placeProblems(simulation.problems, files));
  const reportFiles = lastCall(({ simulation, policies }: Judged) => fileReportsOf(simulation, policies));
  const connect = lastCall(({ simulation }: Judged, probes: boolean) => connectionsOf(simulation, probes));
  const lookForProbes = lastCall(({ simulation }: Judged) =>
    simulation.flows.some(({ flow }) => flow.role === 'probe'),
  );

  const report = (question: Question, onProgress: OnProgress | undefined): Report => {
    const { selection, cursor, layout, moved, dragged, probes } = question;
    const judged = judge(question, onProgress);
    onProgress?.({ step: 'drawing', done: 0, total: 1 });
    return {
      picture: draw(judged, layout, moved, dragged, probes),
      story: tell(judged, selection),
      marks: mark(judged, selection),
      highlight: light(judged, cursor),
      problems: place(judged),
      files: reportFiles(judged),
      connections: connect(judged, probes),
      hasProbes: lookForProbes(judged),
      changes: judged.changes,
      failure: judged.failure,
      work: work(),
    };
  };

  return {
    answer(question, onProgress) {
      let now: Report;
      try {
        now = report(question, onProgress);
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        now = { ...last, failure: { words, shows: 'before' }, work: work() };
      }
      last = shareReport(last, now);
      return last;
    },
  };
}
