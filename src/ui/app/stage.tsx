import { lazy, Suspense, useMemo, useRef } from 'react';
import { createPictureMaker } from '../../graph/maker.ts';
import { MANY } from '../../graph/overview/many.ts';
import { verdictsOf } from '../../graph/view.ts';
import { Canvas } from '../canvas/canvas.tsx';
import { Button } from '../kit/button.tsx';
import { PanelBoundary } from '../kit/panel-boundary.tsx';
import { useSession, useSimulation, useView, useWorkspace } from '../kit/session-context.ts';
import { ShortAnswer } from './short-answer.tsx';
import { StageHeader } from './stage-header.tsx';
import './stage.css';

const OverviewGraph = lazy(async () => ({ default: (await import('../overview/overview-graph.tsx')).OverviewGraph }));

/** The graph under its title: what the case is, and what changed. */
export function Stage({ away }: { readonly away: boolean }) {
  const simulation = useSimulation((state) => state.simulation);
  return (
    <main className="stage" data-region="stage" tabIndex={-1} aria-label="Graph" inert={away}>
      <StageHeader />
      <div className="stage-graph">
        <PanelBoundary panel="The graph" attempt={simulation}>
          <Graph />
        </PanelBoundary>
      </div>
      <ShortAnswer />
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

/** A card for each endpoint; for more than anyone could take in, groups of them. */
function Graph() {
  const course = useWorkspace((state) => state.course);
  const isMany = useSimulation((state) => state.simulation.cluster.endpoints.length > MANY);
  if (!isMany) return <Cards />;
  return (
    <Suspense fallback={<p className="stage-wait">Loading the overview</p>}>
      <OverviewGraph key={`${course.id} ${course.opening}`} />
    </Suspense>
  );
}

function Cards() {
  const { view } = useSession();
  const course = useWorkspace((state) => state.course);
  const simulation = useSimulation((state) => state.simulation);
  const files = useSimulation((state) => state.sources);
  const baseline = useSimulation((state) => state.baseline);
  const moved = useView((state) => state.moved);
  const probes = useView((state) => state.probes);
  const dragged = useView((state) => state.dragged);
  const selection = useView((state) => state.selection);
  const highlight = useView((state) => state.highlight);

  const maker = useRef<ReturnType<typeof createPictureMaker> | null>(null);
  const before = useMemo(() => (baseline === null ? null : verdictsOf(baseline)), [baseline]);
  const picture = useMemo(() => {
    maker.current ??= createPictureMaker();
    return maker.current({ simulation, files, layout: course.layout, moved, dragged, probes, before, answers: null });
  }, [simulation, files, course, moved, dragged, probes, before]);

  return (
    <Canvas
      key={`${course.id} ${course.opening}`}
      picture={picture}
      selection={selection}
      highlight={highlight}
      onSelect={view.select}
      onMoveCard={view.move}
      onMoveCardEnd={view.drop}
      emptyAction={<OpenHere />}
      onPutBack={moved.size > 0 ? view.putBack : undefined}
    />
  );
}
