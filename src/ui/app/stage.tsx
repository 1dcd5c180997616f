import { useEffect, useMemo } from 'react';
import { moveCards } from '../../graph/move-cards.ts';
import type { Picture } from '../../graph/picture.ts';
import { placeOf } from '../../store/questions.ts';
import { Canvas } from '../canvas/canvas.tsx';
import { pictureIsDrawn } from '../kit/after-paint.ts';
import { PanelBoundary } from '../kit/panel-boundary.tsx';
import { useLab, useReport, useSession, useView, useWorkspace } from '../kit/session-context.ts';
import { ShortAnswer } from './short-answer.tsx';
import { StageHeader } from './stage-header.tsx';
import './stage.css';

/** The graph under its title: what the case is, and what changed. Before the first report its place is empty. */
export function Stage({ away }: { readonly away: boolean }) {
  const picture = useReport((report) => report.picture);
  const place = useWorkspace(placeOf);
  // For so long a time that it would be taken for the graph of what the title says.
  const isElsewhere = useLab(({ answered, progress }) => progress !== null && answered?.place !== place);
  return (
    <main className="stage" data-region="stage" tabIndex={-1} aria-label="Graph" inert={away}>
      <StageHeader />
      <div className="stage-graph" data-elsewhere={isElsewhere ? '' : undefined}>
        <PanelBoundary panel="The graph" attempt={picture}>
          {picture !== null && <Graph picture={picture} />}
        </PanelBoundary>
      </div>
      <ShortAnswer />
    </main>
  );
}

function Graph({ picture }: { readonly picture: Picture }) {
  const { view } = useSession();
  // The course that is drawn, which the one that was chosen a moment ago may not be yet.
  const course = useLab(({ answered }) => answered?.place.slice(0, answered.place.lastIndexOf('/')));
  const lit = useReport((report) => report.highlight);
  const isLit = useView((state) => state.cursor !== null);
  const moved = useView((state) => state.moved);
  const selection = useView((state) => state.selection);
  useEffect(pictureIsDrawn, []);

  const ahead = useMemo(() => moveCards(picture, moved), [picture, moved]);

  return (
    <Canvas
      key={course}
      picture={ahead}
      selection={selection}
      highlight={isLit ? lit : null}
      onSelect={view.select}
      onMoveCard={view.move}
      onMoveCardEnd={view.drop}
      onPutBack={moved.size > 0 ? view.putBack : undefined}
    />
  );
}
