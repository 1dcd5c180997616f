import { ArrowRight, CircleCheck, CircleX } from 'lucide-react';
import { useMemo } from 'react';
import type { BundleKey } from '../../graph/overview/ids.ts';
import { createBundleStories, type Reason, type Sample } from '../../graph/overview/story.ts';
import { useSession, useSimulation, useView } from '../kit/session-context.ts';
import './bundle-story.css';
import { Quote } from './quote.tsx';

/** One memory for all: stories follow each other, and the cluster mostly stays. */
const storyOf = createBundleStories();

/** What a bundle holds: how much of it passes, why the rest does not, and an example or two of each. */
export function BundleStory({ bundle }: { readonly bundle: BundleKey }) {
  const simulation = useSimulation((state) => state.simulation);
  const look = useView((state) => state.look);
  const probes = useView((state) => state.probes);
  const story = useMemo(() => storyOf(simulation, bundle, look, probes), [simulation, bundle, look, probes]);
  if (story === null) return <p>There is no such bundle any more.</p>;
  return (
    <article className="bundle-story" data-verdict={story.verdict}>
      <h3 className="bundle-story-ends">
        <span>{story.fromTitle}</span>
        <ArrowRight size={16} role="img" aria-label="to" />
        <span>{story.toTitle}</span>
      </h3>
      <p className="bundle-story-lead">
        <strong>{story.lead}</strong> {story.sentence}
      </p>
      <ol>
        {story.reasons.map((reason) => (
          <ReasonStory key={reason.outcome} reason={reason} />
        ))}
      </ol>
    </article>
  );
}

function ReasonStory({ reason: { outcome, title, samples, count } }: { readonly reason: Reason }) {
  const tone = outcome === 'passes' ? 'allow' : 'block';
  const Icon = tone === 'allow' ? CircleCheck : CircleX;
  const [first] = samples;
  return (
    <li className="reason" data-tone={tone} data-outcome={outcome} data-count={count ?? undefined}>
      <Icon className="reason-icon" size={20} aria-hidden="true" />
      <h4 className="reason-title">{title}</h4>
      {first && <p>{first.text}</p>}
      {first?.origin && <Quote origin={first.origin} tone={tone} />}
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
function SampleRow({ sample: { flow, fromName, toName, port } }: { readonly sample: Sample }) {
  const { view } = useSession();
  const words = `${fromName} → ${toName}`;
  return (
    <li className="reason-sample">
      {flow === null ? (
        <span className="reason-ends">{words}</span>
      ) : (
        <button type="button" className="reason-ends reason-link" onClick={() => view.select({ kind: 'flow', flow })}>
          {words}
        </button>
      )}
      <span className="reason-port">{port}</span>
    </li>
  );
}
