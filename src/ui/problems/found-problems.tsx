import { ChevronDown, ChevronUp, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import { countInWords } from '../../lab/problem-counts.ts';
import type { FoundProblems as Found, PlacedProblem } from '../../lab/report.ts';
import type { Severity } from '../../model/problem.ts';
import { IconButton } from '../kit/button.tsx';
import { useSession, useView } from '../kit/session-context.ts';

const ICONS = { error: OctagonAlert, warning: TriangleAlert, info: Info } as const;
/** More rows than anyone reads; a broken paste can have thousands. */
const MAX_ROWS = 200;

interface FoundProblemsProps {
  /** At least one. */
  readonly problems: Found;
}

/** Count, worst problem and its line; opens upwards to all of them. */
export function FoundProblems({ problems: { list, counts } }: FoundProblemsProps) {
  const { view } = useSession();
  const isOpen = useView((state) => state.problemsOpen);
  const worst = list[0];
  if (worst === undefined) return null;
  const all = counts.error + counts.warning + counts.info;

  return (
    <>
      {isOpen && (
        <ul className="problems-list" id="problems-list" aria-label="Problems">
          {list.slice(0, MAX_ROWS).map((one) => (
            <li key={`${one.code} ${one.file} ${one.line} ${one.column} ${one.message}`} className="problems-row">
              <Row one={one} />
            </li>
          ))}
          {all > MAX_ROWS && <li className="problems-row">and {all - MAX_ROWS} more</li>}
        </ul>
      )}
      <div className="problems-bar">
        <SeverityIcon severity={worst.severity} />
        <strong className="problems-count">{countInWords(counts)}</strong>
        <span className="problems-dot" aria-hidden="true">
          ·
        </span>
        <Words one={worst} />
        <span className="problems-space" />
        <IconButton
          size="small"
          name={isOpen ? 'Close the list of problems' : 'All problems'}
          aria-expanded={isOpen}
          aria-controls={isOpen ? 'problems-list' : undefined}
          onClick={() => view.setState({ problemsOpen: !isOpen })}
        >
          {isOpen ? <ChevronDown size={16} aria-hidden="true" /> : <ChevronUp size={16} aria-hidden="true" />}
        </IconButton>
      </div>
    </>
  );
}

function Row({ one }: { readonly one: PlacedProblem }) {
  return (
    <>
      <SeverityIcon severity={one.severity} />
      <Words one={one} />
    </>
  );
}

function Words({ one }: { readonly one: PlacedProblem }) {
  const { view } = useSession();
  return (
    <>
      <span className="problems-words">{one.message}</span>
      <button
        type="button"
        className="problems-place"
        onClick={() => {
          view.setState({ part: 'yaml' });
          view.reveal(one, true);
        }}
      >
        {one.file}:{one.line}
      </button>
    </>
  );
}

function SeverityIcon({ severity }: { readonly severity: Severity }) {
  const Icon = ICONS[severity];
  return <Icon className={`problems-${severity}`} size={14} strokeWidth={2.25} role="img" aria-label={severity} />;
}
