import type { Progress } from '../../model/progress.ts';
import { Button } from '../kit/button.tsx';
import { useSession } from '../kit/session-context.ts';
import { progressInWords } from './progress-words.ts';

/** How far work that takes long has come, and the way out of it. */
export function WorkChip({ progress }: { readonly progress: Progress }) {
  const { cancel } = useSession();
  return (
    <>
      <span className="chip stage-header-work" data-testid="progress">
        {progressInWords(progress)}
      </span>
      <Button size="small" onClick={cancel}>
        Cancel
      </Button>
    </>
  );
}
