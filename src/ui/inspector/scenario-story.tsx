import stories from 'virtual:seglab/stories';
import { placeOf } from '../../store/questions.ts';
import { useWorkspace } from '../kit/session-context.ts';
import { Markdown } from './markdown.tsx';
import './scenario-story.css';

/** The story of the case, as its author tells it; those that ship with the page come along with this panel. */
export function ScenarioStory() {
  const place = useWorkspace(placeOf);
  const { label, teaches, story, summary } = useWorkspace((state) => state.scenario);
  const isOpened = useWorkspace((state) => state.course.opening !== undefined);
  if (isOpened) return <OpenedStory title={label} />;
  const told = story.trim() === '' ? (stories[place] ?? '').trim() : story;
  return (
    <article className="scenario-story" data-testid="story">
      <p className="scenario-story-label">
        {label} · {teaches}
      </p>
      {told === '' ? <p>{summary}</p> : <Markdown text={told} />}
      <p className="scenario-story-hint">Choose a connection, a card or a lock in the graph: here it says why.</p>
    </article>
  );
}

/** A cluster that a person opened has no author who tells a story. */
function OpenedStory({ title }: { readonly title: string }) {
  return (
    <article className="scenario-story" data-testid="story">
      <p className="scenario-story-label">{title}</p>
      <p>
        Your own cluster. It is read and judged in this page and sent nowhere. Change its policies here, and take them
        away with Open, Download policies.
      </p>
      <p className="scenario-story-hint">Choose a connection, a card or a lock in the graph: here it says why.</p>
    </article>
  );
}
