import type { EndExplanation, Paragraph } from '../explain/explanation.ts';
import { flowKey, portOf } from '../graph/picture.ts';
import type { Flow } from '../model/cluster.ts';
import type { SourceFile } from '../model/source.ts';
import type { Simulation } from '../simulation.ts';
import { nameOf } from './endpoints.ts';
import { quotationOf } from './lines.ts';
import { lets } from './marks.ts';
import type { ConnectionStory, StoryEnd, StoryParagraph } from './report.ts';

/** Tells why a connection passes or not, with every line that had a say. */
export function connectionStoryOf(simulation: Simulation, sources: readonly SourceFile[], flow: Flow): ConnectionStory {
  const { verdict, lead, reason, ends } = simulation.explain(flow);
  return {
    kind: 'connection',
    flow: flowKey(flow),
    from: nameOf(simulation, flow.from),
    to: nameOf(simulation, flow.to),
    port: portOf(flow),
    verdict,
    lead,
    reason,
    ends: ends.map((end) => endOf(end, sources)),
  };
}

function endOf(end: EndExplanation, sources: readonly SourceFile[]): StoryEnd {
  const { direction, title, outcome } = end;
  const paragraphOf = ({ text, origin, role }: Paragraph): StoryParagraph => ({
    text,
    quote: origin === null ? null : quotationOf(sources, origin),
    tone: role === 'decides' ? (lets(end) ? 'allow' : 'block') : null,
  });
  return { direction, title, outcome, tone: toneOf(end), paragraphs: end.paragraphs.map(paragraphOf) };
}

function toneOf({ outcome }: EndExplanation): StoryEnd['tone'] {
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
