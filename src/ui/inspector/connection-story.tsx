import { ArrowRight, CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { ConnectionStory as Story, StoryEnd } from '../../lab/report.ts';
import './connection-story.css';
import './story.css';
import { Quote } from './quote.tsx';

const ICONS = { allow: CircleCheck, block: CircleX, idle: CircleDashed } as const;

/** What each end says about one connection, in the order of travel, and the lines that said it. */
export function ConnectionStory({ story }: { readonly story: Story }) {
  return (
    <article className="connection-story" data-verdict={story.verdict}>
      <h3 className="story-ends">
        <span>{story.from}</span>
        <ArrowRight size={16} role="img" aria-label="to" />
        <span>{story.to}</span>
        <span className="connection-story-port">{story.port}</span>
      </h3>
      <p className="story-lead">
        <strong>{story.lead}</strong> {story.reason}
      </p>
      <ol>
        {story.ends.map((end) => (
          <End key={end.direction} end={end} />
        ))}
      </ol>
    </article>
  );
}

function End({ end }: { readonly end: StoryEnd }) {
  const Icon = ICONS[end.tone];
  return (
    <li className="end" data-tone={end.tone}>
      <Icon className="end-icon" size={20} aria-hidden="true" />
      <div className="end-head">
        <h4 className="end-title">{end.title}</h4>
        <span className="end-outcome">{end.outcome}</span>
      </div>
      {end.paragraphs.map(({ text, quote, tone }) => (
        <div key={`${text} ${quote?.file} ${quote?.line}`}>
          <p>{text}</p>
          {quote !== null && <Quote of={quote} tone={tone} />}
        </div>
      ))}
    </li>
  );
}
