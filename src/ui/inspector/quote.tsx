import { CornerUpLeft } from 'lucide-react';
import type { Quotation, Tone } from '../../lab/report.ts';
import { useSession, useWorkspace } from '../kit/session-context.ts';
import './quote.css';

interface QuoteProps {
  readonly of: Quotation;
  /** The colour of its bar; null for a line that decided nothing. */
  readonly tone: Tone | null;
}

/** A line of YAML, one click away from the editor. */
export function Quote({ of, tone }: QuoteProps) {
  const { view } = useSession();
  const isOpenable = useWorkspace((state) => state.files.some((file) => file.name === of.file));
  const content = (
    <>
      <span className="quote-place">
        <span className="quote-file">{of.file}</span>
        <span>:{of.line}</span>
      </span>
      <span className="quote-text">{of.text}</span>
    </>
  );
  if (!isOpenable) return <div className="quote">{content}</div>;
  return (
    <button
      type="button"
      className="quote"
      data-tone={tone ?? undefined}
      data-testid="quote"
      onClick={() => {
        view.setState({ part: 'yaml' });
        view.reveal(of, false);
      }}
    >
      {content}
      <CornerUpLeft size={14} strokeWidth={2.25} aria-hidden="true" />
    </button>
  );
}
