import { ArrowRight, CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { EndExplanation, Explanation } from '../../explain/explanation.ts';
import { portOf } from '../../graph/picture.ts';
import type { Flow } from '../../model/cluster.ts';
import { lets, nameOf } from '../../store/marks.ts';
import { useSimulation } from '../kit/session-context.ts';
import './connection-story.css';
import { Quote } from './quote.tsx';

/** What each end says about one connection, in the order of travel, and the lines that said it. */
export function ConnectionStory({ flow }: { readonly flow: Flow }) {
  const simulation = useSimulation((state) => state.simulation);
  const explanation = simulation.explain(flow);
  return (
    <article className="connection-story" data-verdict={explanation.verdict}>
      <h3 className="connection-story-ends">
        <span>{nameOf(simulation, flow.from)}</span>
        <ArrowRight size={16} role="img" aria-label="to" />
        <span>{nameOf(simulation, flow.to)}</span>
        <span className="connection-story-port">{portOf(flow)}</span>
      </h3>
      <p className="connection-story-lead">
        <Lead explanation={explanation} />
      </p>
      <ol>
        {explanation.ends.map((end) => (
          <End key={end.direction} end={end} />
        ))}
      </ol>
    </article>
  );
}

function Lead({ explanation: { lead, reason } }: { readonly explanation: Explanation }) {
  return (
    <>
      <strong>{lead}</strong> {reason}
    </>
  );
}

function End({ end }: { readonly end: EndExplanation }) {
  const tone = toneOf(end);
  const Icon = tone === 'allow' ? CircleCheck : tone === 'block' ? CircleX : CircleDashed;
  return (
    <li className="end" data-tone={tone}>
      <Icon className="end-icon" size={20} aria-hidden="true" />
      <div className="end-head">
        <h4 className="end-title">{end.title}</h4>
        <span className="end-outcome">{end.outcome}</span>
      </div>
      {end.paragraphs.map((paragraph) => (
        <div key={`${paragraph.role} ${paragraph.text} ${paragraph.origin?.start}`}>
          <p>{paragraph.text}</p>
          {paragraph.origin !== null && (
            <Quote
              origin={paragraph.origin}
              tone={paragraph.role === 'decides' ? (lets(end) ? 'allow' : 'block') : undefined}
            />
          )}
        </div>
      ))}
    </li>
  );
}

/** What would have happened has no colour: the connection never got there. */
function toneOf({ outcome }: EndExplanation): 'allow' | 'block' | 'idle' {
  switch (outcome) {
    case 'passes':
      return 'allow';
    case 'stops here':
      return 'block';
    case 'would pass':
    case 'would stop':
      return 'idle';
  }
}
