import { ArrowRight, CircleCheck, CircleX } from 'lucide-react';
import { opened } from '../../graph/overview/look.ts';
import { NOTHING } from '../../graph/picture.ts';
import type { BundleReason, BundleSample, BundleStory as Story } from '../../lab/report.ts';
import { Button } from '../kit/button.tsx';
import { useSession } from '../kit/session-context.ts';
import { useOverview } from '../overview/use-overview.ts';
import './bundle-story.css';
import './story.css';
import { Quote } from './quote.tsx';

/** What a bundle holds: how much of it passes, why the rest does not, and an example or two of each. */
export function BundleStory({ story }: { readonly story: Story }) {
  return (
    <article className="bundle-story" data-verdict={story.verdict}>
      <h3 className="story-ends">
        <span>{story.fromTitle}</span>
        <ArrowRight size={16} role="img" aria-label="to" />
        <span>{story.toTitle}</span>
      </h3>
      <p className="story-lead">
        <strong>{story.lead}</strong> {story.sentence}
      </p>
      <Parts story={story} />
      <ol>
        {story.reasons.map((reason) => (
          <ReasonStory key={reason.outcome} reason={reason} />
        ))}
      </ol>
    </article>
  );
}

/** Opens both ends, so that the picture shows what the bundle consists of. */
function Parts({ story }: { readonly story: Story }) {
  const { view } = useSession();
  const groups = useOverview()?.groups ?? [];
  const closed = groups.filter(
    ({ id, shape, endpoint }) => (id === story.from || id === story.to) && shape !== 'frame' && endpoint === null,
  );
  if (closed.length === 0) return null;
  const open = () => {
    const { look } = view.getState();
    view.setState({
      look: opened(
        look,
        closed.map(({ id }) => id),
      ),
      selection: NOTHING,
    });
  };
  return (
    <div className="group-story-tools">
      <Button size="small" onClick={open}>
        Open {closed.map(({ title }) => title).join(' and ')}
      </Button>
    </div>
  );
}

function ReasonStory({ reason: { outcome, title, samples, count } }: { readonly reason: BundleReason }) {
  const tone = outcome === 'passes' ? 'allow' : 'block';
  const Icon = tone === 'allow' ? CircleCheck : CircleX;
  const [first] = samples;
  return (
    <li className="reason" data-tone={tone} data-outcome={outcome} data-count={count ?? undefined}>
      <Icon className="reason-icon" size={20} aria-hidden="true" />
      <h4 className="reason-title">{title}</h4>
      {first && <p>{first.text}</p>}
      {first?.quote && <Quote of={first.quote} tone={tone} />}
      <ul className="reason-samples">
        {samples.map((sample) => (
          <SampleRow key={`${sample.from} ${sample.to} ${sample.port}`} sample={sample} />
        ))}
        {count !== null && count > samples.length && samples.length > 0 && (
          <li className="reason-more">and {(count - samples.length).toLocaleString('en')} more</li>
        )}
      </ul>
    </li>
  );
}

/** A declared flow leads to its own story; an example of a pair has none. */
function SampleRow({ sample: { flow, fromName, toName, port } }: { readonly sample: BundleSample }) {
  const { view } = useSession();
  const words = `${fromName} → ${toName}`;
  return (
    <li className="reason-sample">
      {flow === null ? (
        <span className="reason-ends">{words}</span>
      ) : (
        <button type="button" className="reason-ends story-link" onClick={() => view.select({ kind: 'flow', flow })}>
          {words}
        </button>
      )}
      <span className="reason-port">{port}</span>
    </li>
  );
}
