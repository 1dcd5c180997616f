import { Lock, LockKeyholeOpen, LockOpen } from 'lucide-react';
import type { DirectionStory as Directed, ReachStory, EndpointStory as Story } from '../../lab/report.ts';
import { useSession } from '../kit/session-context.ts';
import './endpoint-story.css';
import './story.css';
import { Quote } from './quote.tsx';

const ICONS = { isolated: Lock, staged: LockKeyholeOpen, open: LockOpen } as const;

/** The policies that select an endpoint, and whom it reaches and is reached by. */
export function EndpointStory({ story }: { readonly story: Story }) {
  return (
    <article>
      <h3 className="endpoint-story-name">{story.name}</h3>
      <p className="endpoint-story-what">{story.what}</p>
      {story.directions.map((directed) => (
        <DirectionStory key={directed.direction} story={directed} />
      ))}
    </article>
  );
}

function DirectionStory({ story }: { readonly story: Directed }) {
  const Icon = ICONS[story.state];
  return (
    <section className="direction-story" data-direction={story.direction}>
      <h4 className="direction-story-title">
        <Icon size={14} strokeWidth={2.25} aria-hidden="true" />
        {story.direction === 'ingress' ? 'In' : 'Out'}
        <span className="direction-story-state">{story.words}</span>
      </h4>
      {story.whyOpen !== null && <p>{story.whyOpen}</p>}
      {story.policies.map(({ id, words, quotes }) => (
        <div key={id}>
          <p>{words}</p>
          {quotes.map((quote) => (
            <Quote key={`${quote.file} ${quote.line} ${quote.column}`} of={quote} tone={null} />
          ))}
        </div>
      ))}
      <ReachList reach={story.reach} />
    </section>
  );
}

function ReachList({ reach: { title, rows, more } }: { readonly reach: ReachStory }) {
  const { view } = useSession();
  return (
    <div className="reach">
      <p className="reach-title">{title}</p>
      <ul>
        {rows.map(({ endpoint, name, ports, flow }) => (
          <li key={endpoint} className="reach-row">
            {flow === null ? (
              <span className="reach-name">{name}</span>
            ) : (
              <button
                type="button"
                className="reach-name story-link"
                onClick={() => view.select({ kind: 'flow', flow })}
              >
                {name}
              </button>
            )}
            <span className="reach-ports">{ports}</span>
          </li>
        ))}
        {more > 0 && <li className="reach-row">and {more} more</li>}
      </ul>
    </div>
  );
}
