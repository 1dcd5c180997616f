import { lazy, Suspense } from 'react';
import { placeOf } from '../../store/questions.ts';
import { useWorkspace } from '../kit/session-context.ts';
import { Markdown } from './markdown.tsx';
import './scenario-story.css';

/** Too long to wait for before the first graph. */
const BundledStory = lazy(async () => ({ default: (await import('./bundled-story.tsx')).BundledStory }));

/** The story of the case, as its author tells it. */
export function ScenarioStory() {
  const place = useWorkspace(placeOf);
  const { label, teaches, story, summary } = useWorkspace((state) => state.scenario);
  return (
    <article className="scenario-story" data-testid="story">
      <p className="scenario-story-label">
        {label} · {teaches}
      </p>
      {story.trim() !== '' ? (
        <Markdown text={story} />
      ) : (
        <Suspense fallback={null}>
          <BundledStory place={place} summary={summary} />
        </Suspense>
      )}
      <p className="scenario-story-hint">Choose a connection, a card or a lock in the graph: here it says why.</p>
    </article>
  );
}
