import { CORE_RESOURCE_KINDS } from '../cluster/core-kinds.ts';
import { createPictureMaker } from '../graph/maker.ts';
import { MANY } from '../graph/overview/many.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Tier } from '../model/policy.ts';
import type { OnProgress } from '../model/progress.ts';
import { CORE_POLICY_KINDS } from '../policies/core-kinds.ts';
import { simulateWith } from '../simulate-with.ts';
import { connectionsOf } from './connections.ts';
import { fileReportOf, filesReportOf } from './files.ts';
import { createJudge, type Judged } from './judge.ts';
import { lastCall } from './last-call.ts';
import type { OverviewParts } from './overview-parts.ts';
import { placeProblems } from './problems.ts';
import type { Look, Question, Sources } from './question.ts';
import { NO_REPORT, type Report } from './report.ts';
import { shareReport } from './share.ts';
import { sizeOf } from './size.ts';
import type { Whole } from './whole.ts';

/** Answers one question after the other, and remembers whatever the next one may need again. */
export interface Desk {
  /** Never throws: what goes wrong inside is the report's `failure`. */
  answer(question: Question, onProgress?: OnProgress): Report;
  /** What must be loaded before a question can be answered; null: nothing. */
  prepare(question: Question): Promise<void> | null;
  /** What the last answer lacks because it has to be loaded first; asked again after it, the answer is whole. */
  missing(): Promise<void> | null;
}

type Layout = Sources['layout'];

/** What only large clusters need. */
const loadOverview = async (): Promise<OverviewParts> => (await import('./overview-parts.ts')).createOverviewParts();

const loadWhole = async (): Promise<Whole> => (await import('./whole.ts')).WHOLE;

const simulateCore = simulateWith([...CORE_RESOURCE_KINDS, ...CORE_POLICY_KINDS]);
/** The API groups of all other kinds. */
const OTHER_KINDS = /projectcalico\.org|policy\.networking\.k8s\.io/;

/** `given`: what is there from the start; without it, it is loaded after the first answer, or before where it is needed. */
export function createDesk(given: Whole | null = null): Desk {
  let whole = given;
  const { judge, work } = createJudge((input) => (whole?.simulate ?? simulateCore)(input));
  const makePicture = createPictureMaker();
  let loading: Promise<void> | null = null;
  const load = (): Promise<void> => {
    loading ??=
      whole === null
        ? loadWhole().then((loaded) => {
            whole = loaded;
          })
        : Promise.resolve();
    return loading;
  };
  let last = NO_REPORT;
  let large: OverviewParts | null = null;
  let isLarge = false;

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
    whole === null ? null : whole.storyOf(simulation, files, selection),
  );
  const mark = lastCall(({ simulation, files }: Judged, selection: Look['selection']) =>
    whole === null ? [] : whole.marksOf(simulation, files, selection),
  );
  const light = lastCall(({ simulation, files }: Judged, cursor: Look['cursor']) =>
    whole === null ? null : whole.highlightOf(simulation, files, cursor),
  );
  const place = lastCall(({ simulation, files }: Judged) => placeProblems(simulation.problems, files));
  const reportFile = lastCall(({ simulation, policies }: Judged, open: Question['open']) =>
    fileReportOf(simulation, policies, open),
  );
  const reportFiles = lastCall(({ simulation }: Judged) => filesReportOf(simulation));
  const measure = lastCall((cluster: Cluster, tiers: readonly Tier[]) => sizeOf(cluster, tiers));
  const connect = lastCall(({ simulation }: Judged, probes: boolean) => connectionsOf(simulation, probes));
  const lookForProbes = lastCall(({ simulation }: Judged) =>
    simulation.flows.some(({ flow }) => flow.role === 'probe'),
  );

  const report = (question: Question, onProgress: OnProgress | undefined): Report => {
    const { selection, cursor, layout, moved, dragged, probes, look, open } = question;
    const judged = judge(question, onProgress);
    const { cluster, tiers } = judged.simulation;
    isLarge = cluster.endpoints.length > MANY;
    const parts = isLarge ? large : null;
    const highlight = light(judged, cursor);
    onProgress?.({ step: 'drawing', done: 0, total: 1 });
    return {
      picture: isLarge ? null : draw(judged, layout, moved, dragged, probes),
      overview: parts?.draw(judged, question, highlight) ?? null,
      hits: parts?.find(judged, question.find) ?? [],
      size: measure(cluster, tiers),
      story: parts?.tell(judged, selection, look, probes) ?? tell(judged, selection),
      marks: mark(judged, selection),
      highlight,
      problems: place(judged),
      file: reportFile(judged, open),
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
      // Once there is a picture, nobody waits for the rest.
      void load();
      return last;
    },
    prepare(question) {
      if (whole !== null || (last === NO_REPORT && !needsWhole(question))) return null;
      return load();
    },
    missing() {
      if (!isLarge || large !== null) return null;
      return loadOverview().then((loaded) => {
        large = loaded;
      });
    },
  };
}

/** Whether more is asked for than a picture, or of other kinds than Kubernetes has itself. */
function needsWhole({ selection, cursor, cluster, policies, accepted }: Question): boolean {
  if (selection.kind !== 'nothing' || cursor !== null) return true;
  return [cluster, ...policies, ...accepted].some(({ text }) => OTHER_KINDS.test(text));
}
