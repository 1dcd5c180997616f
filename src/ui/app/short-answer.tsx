import { Button } from '../kit/button.tsx';
import { useMedia } from '../kit/media.ts';
import { useReport, useSession, useView } from '../kit/session-context.ts';
import './short-answer.css';

/** In a narrow window the graph hides Why: the answer in one line, and the way to the rest. */
export function ShortAnswer() {
  const isNarrow = useMedia('(max-width: 1023px)');
  const { view } = useSession();
  const story = useReport((report) => report.story);
  const selection = useView((state) => state.selection);
  if (!isNarrow || selection.kind === 'nothing') return null;

  return (
    <div className="short-answer">
      <span className="short-answer-words">
        {story?.kind === 'connection' ? `${story.lead} ${story.reason}` : 'What selects it, and whom it reaches'}
      </span>
      <Button size="small" onClick={() => view.setState({ part: 'why' })}>
        Why
      </Button>
    </div>
  );
}
