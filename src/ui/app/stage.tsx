import { lazy, memo, Suspense, useCallback, useEffect } from 'react';
import { moveCards } from '../../graph/move-cards.ts';
import type { Report } from '../../lab/report.ts';
import { Canvas } from '../canvas/canvas.tsx';
import { afterPaint, pictureIsDrawn } from '../kit/after-paint.ts';
import { Button } from '../kit/button.tsx';
import { useIsElsewhere } from '../kit/is-elsewhere.ts';
import { usePainting } from '../kit/painting.ts';
import { PanelBoundary } from '../kit/panel-boundary.tsx';
import { useLab, useReport, useSession, useView, useWorkspace } from '../kit/session-context.ts';
import { StageHeader } from './stage-header.tsx';
import './stage.css';

/** Only narrow windows show it, once something is selected. */
const ShortAnswer = lazy(async () => {
  await afterPaint();
  return { default: (await import('./short-answer.tsx')).ShortAnswer };
});
const OverviewGraph = lazy(async () => ({ default: (await import('../overview/overview-graph.tsx')).OverviewGraph }));

/** The graph under its title: what the case is, and what changed. Before the first report its place is empty. */
export function Stage({ away }: { readonly away: boolean }) {
  const picture = useReport((report) => report.picture);
  const overview = useReport((report) => report.overview);
  const isElsewhere = useIsElsewhere();
  return (
    <main className="stage" data-region="stage" tabIndex={-1} aria-label="Graph" inert={away}>
      <StageHeader />
      <div className="stage-graph" data-elsewhere={isElsewhere ? '' : undefined}>
        <PanelBoundary panel="The graph" attempt={overview ?? picture}>
          {picture !== null && <Graph />}
          {overview !== null && <Large />}
        </PanelBoundary>
      </div>
      <Suspense fallback={null}>
        <ShortAnswer />
      </Suspense>
    </main>
  );
}

/** In the empty graph, where files can be dropped as well. */
function OpenHere() {
  const session = useSession();
  return (
    <Button
      size="small"
      onClick={() => import('../open/choose-files.ts').then(({ chooseAndOpen }) => chooseAndOpen(session, 'files'))}
    >
      Open files
    </Button>
  );
}

function overviewOf({ overview }: Report): Report['overview'] {
  return overview;
}

/** More endpoints than anyone could take in: groups of them. */
const Large = memo(function Large() {
  const course = useDrawnCourse();
  const painting = usePainting(overviewOf);
  useEffect(pictureIsDrawn, []);
  if (painting === null) return null;
  return (
    <Suspense fallback={<p className="stage-wait">Loading the overview</p>}>
      <OverviewGraph key={course} painting={painting} />
    </Suspense>
  );
});

/** The course that is drawn, which the one that was chosen a moment ago may not be yet; "opened" clusters by number. */
function useDrawnCourse(): string | undefined {
  const opening = useWorkspace((state) => state.course.opening);
  const course = useLab(({ answered }) => answered?.place.slice(0, answered.place.lastIndexOf('/')));
  return `${course} ${opening}`;
}

/** A card for each endpoint. */
const Graph = memo(function Graph() {
  const { view } = useSession();
  const course = useDrawnCourse();
  const lit = useReport((report) => report.highlight);
  const isLit = useView((state) => state.cursor !== null);
  const moved = useView((state) => state.moved);
  const selection = useView((state) => state.selection);
  useEffect(pictureIsDrawn, []);

  const painting = usePainting(
    useCallback(({ picture }: Report) => picture && moveCards(picture, view.getState().moved), [view]),
  );
  if (painting === null) return null;

  return (
    <Canvas
      key={course}
      painting={painting}
      selection={selection}
      highlight={isLit ? lit : null}
      onSelect={view.select}
      onMoveCard={view.move}
      onMoveCardEnd={view.drop}
      emptyAction={<OpenHere />}
      onPutBack={moved.size > 0 ? view.putBack : undefined}
    />
  );
});
