import { CornerUpLeft } from 'lucide-react';
import type { Origin } from '../../model/origin.ts';
import { linesOf } from '../../store/lines.ts';
import { useSession, useSimulation, useWorkspace } from '../kit/session-context.ts';
import './quote.css';

interface QuoteProps {
  readonly origin: Origin;
  /** The colour of its bar; none for a line that decided nothing. */
  readonly tone?: 'allow' | 'block' | undefined;
}

/** A line of YAML, one click away from the editor. */
export function Quote({ origin, tone }: QuoteProps) {
  const { view } = useSession();
  const text = useSimulation((state) => state.sources.find((file) => file.name === origin.file)?.text);
  const isOpenable = useWorkspace((state) => state.files.some((file) => file.name === origin.file));
  if (text === undefined) return null;

  const lines = linesOf(text);
  const { line } = lines.placeOf(origin.start);
  const content = (
    <>
      <span className="quote-place">
        <span className="quote-file">{origin.file}</span>
        <span>:{line}</span>
      </span>
      <span className="quote-text">{lines.lineAt(line).trim()}</span>
    </>
  );
  if (!isOpenable) return <div className="quote">{content}</div>;
  return (
    <button
      type="button"
      className="quote"
      data-tone={tone}
      data-testid="quote"
      onClick={() => {
        view.setState({ part: 'yaml' });
        view.reveal(origin, false);
      }}
    >
      {content}
      <CornerUpLeft size={14} strokeWidth={2.25} aria-hidden="true" />
    </button>
  );
}
