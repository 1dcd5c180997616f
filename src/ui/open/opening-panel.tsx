import { LoaderCircle, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Opening } from '../../store/view.ts';
import { Button } from '../kit/button.tsx';
import { useSession, useView, useWorkspace } from '../kit/session-context.ts';
import { downloadPolicies } from './download-policies.ts';
import './opening-panel.css';

/** What happens to files on their way into the page, or what must be agreed to first. */
export function OpeningPanel() {
  const opening = useView((state) => state.opening);
  if (opening === null) return null;
  return opening.agree === null ? <Progress opening={opening} /> : <Question opening={opening} agree={opening.agree} />;
}

interface ProgressProps {
  readonly opening: Opening;
}

function Progress({ opening: { words, share, cancel } }: ProgressProps) {
  return (
    <div className="opening-panel" data-testid="opening">
      <LoaderCircle className="opening-panel-reads" size={16} aria-hidden="true" />
      <div className="opening-panel-what">
        <p>{words}</p>
        {share !== null && <progress max={1} value={share} aria-label="Read so far" />}
      </div>
      <Button size="small" onClick={cancel}>
        Cancel
      </Button>
    </div>
  );
}

/** Asked where what is opened takes the place of something that a person wrote. */
function Question({ opening: { words, cancel }, agree }: ProgressProps & { readonly agree: () => void }) {
  const { workspace } = useSession();
  const course = useWorkspace((state) => state.course);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div
      className="opening-panel opening-panel-question"
      role="alertdialog"
      aria-label="Replace the opened cluster"
      aria-describedby="opening-question"
      data-testid="opening"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        cancel();
      }}
    >
      <TriangleAlert className="opening-panel-asks" size={16} aria-hidden="true" />
      <p className="opening-panel-what" id="opening-question">
        {words}
      </p>
      <div className="opening-panel-answers">
        {course.opening !== undefined && (
          <Button size="small" onClick={() => downloadPolicies(workspace.getState())}>
            Download policies
          </Button>
        )}
        <Button size="small" onClick={agree}>
          Open all the same
        </Button>
        <Button ref={first} size="small" onClick={cancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
