import { find } from '../graph/overview/find.ts';
import { createOverviewMaker } from '../graph/overview/maker.ts';
import { createBundleStories } from '../graph/overview/story.ts';
import type { Highlight } from '../graph/picture.ts';
import type { Judged } from './judge.ts';
import { lastCall } from './last-call.ts';
import { quotationOf } from './lines.ts';
import type { Look, Question } from './question.ts';
import type { BundleStory, Report } from './report.ts';

/** The parts of a report that only a large cluster has. Loaded with the first of them. */
export interface OverviewParts {
  draw(judged: Judged, question: Question, highlight: Highlight | null): Report['overview'];
  tell(judged: Judged, selection: Look['selection'], look: Look['look'], probes: boolean): BundleStory | null;
  find(judged: Judged, text: string): Report['hits'];
}

export function createOverviewParts(): OverviewParts {
  const make = createOverviewMaker();
  const story = createBundleStories();
  const draw = lastCall(
    (
      { simulation, files, before }: Judged,
      layout: Question['layout'],
      moved: Look['moved'],
      probes: boolean,
      look: Look['look'],
      selection: Look['selection'],
      highlight: Highlight | null,
    ) => make({ simulation, files, layout, moved, probes, before, answers: null, look, selection, highlight }),
  );
  return {
    draw: (judged, { layout, moved, probes, look, selection }, highlight) =>
      draw(judged, layout, moved, probes, look, selection, highlight),
    tell: lastCall(
      ({ simulation, files }: Judged, selection: Look['selection'], look: Look['look'], probes: boolean) => {
        const told = selection.kind === 'bundle' ? story(simulation, selection.bundle, look, probes) : null;
        if (told === null) return null;
        const reasons = told.reasons.map((reason) => ({
          ...reason,
          samples: reason.samples.map(({ origin, ...sample }) => ({
            ...sample,
            quote: origin && quotationOf(files, origin),
          })),
        }));
        return { ...told, kind: 'bundle' as const, reasons };
      },
    ),
    find: lastCall(({ simulation }: Judged, text: string) =>
      text.trim() === '' ? [] : find(simulation.cluster, text),
    ),
  };
}
