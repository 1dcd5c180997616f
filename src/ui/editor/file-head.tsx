import { ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../kit/button.tsx';
import { useSession, useWorkspace } from '../kit/session-context.ts';
import { Switch } from '../kit/switch.tsx';
import { FileMenu } from './file-menu.tsx';
import { NameField } from './name-field.tsx';
import './file-head.css';

/** Above the text of one of many files: its name, its switch, and the way back to the list. */
export function FileHead({ onBack }: { readonly onBack: () => void }) {
  const { workspace } = useSession();
  const file = useWorkspace((state) => state.files.find((candidate) => candidate.name === state.open));
  const [renamed, setRenamed] = useState<string | null>(null);
  return (
    <div className="file-head">
      <Button look="plain" size="small" className="file-head-back" data-tip="All policies" onClick={onBack}>
        <ChevronLeft size={16} aria-hidden="true" />
        Policies
      </Button>
      {file !== undefined && (
        <>
          <Switch
            on={file.applied}
            name={`Apply ${file.name}`}
            tip={file.applied ? 'Applied: set it aside' : 'Set aside: apply it'}
            onChange={(on) => workspace.setApplied(file.name, on)}
          />
          {renamed === file.name ? (
            <NameField name={file.name} onDone={() => setRenamed(null)} />
          ) : (
            <button
              type="button"
              className="file-head-name"
              title={file.name}
              data-applied={file.applied ? '' : undefined}
              onDoubleClick={() => setRenamed(file.name)}
              onKeyDown={(event) => {
                if (event.key === 'F2') setRenamed(file.name);
              }}
            >
              {file.name}
            </button>
          )}
          <span className="file-head-space" />
          <FileMenu onRename={setRenamed} lists={false} />
        </>
      )}
    </div>
  );
}
