import { useWorkspace } from '../kit/session-context.ts';
import { Markdown } from './markdown.tsx';
import './scenario-story.css';

/** The story of the case, as its author tells it. */
export function ScenarioStory() {
  const scenario = useWorkspace((state) => state.scenario);
  return (
    <article className="scenario-story" data-testid="story">
      <p className="scenario-story-label">
        {scenario.label} · {scenario.teaches}
      </p>
      {scenario.story.trim() === '' ? <p>{scenario.summary}</p> : <Markdown text={scenario.story} />}
      <p className="scenario-story-hint">Choose a connection, a card or a lock in the graph: here it says why.</p>
    </article>
  );
}
