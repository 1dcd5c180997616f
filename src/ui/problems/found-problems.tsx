import { ChevronDown, ChevronUp, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { Problem, Severity } from '../../model/problem.ts';
import { IconButton } from '../kit/button.tsx';
import { useSession, useSimulation, useView } from '../kit/session-context.ts';
import { countInWords, type PlacedProblem, placeProblems } from './problem-list.ts';

const ICONS = { error: OctagonAlert, warning: TriangleAlert, info: Info } as const;
/** More rows than anyone reads; a broken paste can have thousands. */
const MAX_ROWS = 200;

interface FoundProblemsProps {
  /** At least one. */
  readonly problems: readonly Problem[];
}

/** Count, worst problem and its line; opens upwards to all of them. */
export function FoundProblems({ problems }: FoundProblemsProps) {
  const { view } = useSession();
  const sources = useSimulation((state) => state.sources);
  const isOpen = useView((state) => state.problemsOpen);
  const placed = useMemo(() => placeProblems(problems, sources), [problems, sources]);
  const worst = placed[0];
  if (worst === undefined) return null;

  return (
    <>
      {isOpen && (
        <ul className="problems-list" id="problems-list" aria-label="Problems">
          {placed.slice(0, MAX_ROWS).map((one) => (
            <li
              key={`${one.problem.code} ${one.problem.origin.file} ${one.problem.origin.start} ${one.problem.message}`}
              className="problems-row"
            >
              <Row one={one} />
            </li>
          ))}
          {placed.length > MAX_ROWS && <li className="problems-row">and {placed.length - MAX_ROWS} more</li>}
        </ul>
      )}
      <div className="problems-bar">
        <SeverityIcon severity={worst.problem.severity} />
        <strong className="problems-count">{countInWords(problems)}</strong>
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
      <SeverityIcon severity={one.problem.severity} />
      <Words one={one} />
    </>
  );
}

function Words({ one: { problem, place } }: { readonly one: PlacedProblem }) {
  const { view } = useSession();
  return (
    <>
      <span className="problems-words">{problem.message}</span>
      <button
        type="button"
        className="problems-place"
        onClick={() => {
          view.setState({ part: 'yaml' });
          view.reveal(problem.origin, true);
        }}
      >
        {problem.origin.file}:{place.line}
      </button>
    </>
  );
}

function SeverityIcon({ severity }: { readonly severity: Severity }) {
  const Icon = ICONS[severity];
  return <Icon className={`problems-${severity}`} size={14} strokeWidth={2.25} role="img" aria-label={severity} />;
}
