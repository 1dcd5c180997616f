import { findFlow } from '../../store/connections.ts';
import { Button } from '../kit/button.tsx';
import { useMedia } from '../kit/media.ts';
import { useSession, useSimulation, useView } from '../kit/session-context.ts';
import './short-answer.css';

/** In a narrow window the graph hides Why: the answer in one line, and the way to the rest. */
export function ShortAnswer() {
  const isNarrow = useMedia('(max-width: 1023px)');
  const { view } = useSession();
  const simulation = useSimulation((state) => state.simulation);
  const selection = useView((state) => state.selection);
  if (!isNarrow || selection.kind === 'nothing') return null;

  const judged = selection.kind === 'flow' ? findFlow(simulation, selection.flow) : null;
  const explanation = judged === null ? null : simulation.explain(judged.flow);
  return (
    <div className="short-answer">
      <span className="short-answer-words">
        {explanation === null ? 'What selects it, and whom it reaches' : `${explanation.lead} ${explanation.reason}`}
      </span>
      <Button size="small" onClick={() => view.setState({ part: 'why' })}>
        Why
      </Button>
    </div>
  );
}
