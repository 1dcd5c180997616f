import { CircleCheck } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useIsElsewhere } from '../kit/is-elsewhere.ts';
import { useLab, useReport } from '../kit/session-context.ts';
import './problems-bar.css';

/** Loaded with the first problem: most pages never have one. */
const FoundProblems = lazy(async () => ({ default: (await import('./found-problems.tsx')).FoundProblems }));

/** What is wrong with the files, at the foot of the page. */
export function ProblemsBar() {
  const isAnswered = useLab((state) => state.answered !== null);
  const isKnown = !useIsElsewhere() && isAnswered;
  const problems = useReport((report) => report.problems);
  return (
    <section className="problems" data-region="problems" aria-label="Problems" tabIndex={-1} data-testid="problems">
      {!isKnown || problems.list.length === 0 ? (
        <div className="problems-bar">
          {isKnown && (
            <span className="problems-none">
              <CircleCheck size={14} strokeWidth={2.25} aria-hidden="true" />
              No problems
            </span>
          )}
        </div>
      ) : (
        <Suspense fallback={<div className="problems-bar" />}>
          <FoundProblems problems={problems} />
        </Suspense>
      )}
    </section>
  );
}
