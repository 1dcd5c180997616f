import { FolderOpen } from 'lucide-react';
import { Notice } from '../kit/notice.tsx';

/** A page that was built without a single scenario. */
export function EmptyLab() {
  return (
    <main>
      <Notice icon={FolderOpen} title="No scenario yet">
        This copy of Seglab was built without a scenario. Add one below scenarios/ and build it again.
      </Notice>
    </main>
  );
}
