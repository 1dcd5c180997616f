import { Plus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { PolicyFile } from '../../store/persistence.ts';
import { IconButton } from '../kit/button.tsx';
import { useReport, useSession, useWorkspace } from '../kit/session-context.ts';
import { Switch } from '../kit/switch.tsx';
import { FileMenu } from './file-menu.tsx';
import './file-tabs.css';
import { NameField } from './name-field.tsx';

/** One tab for each policy file, with the switch that applies it or sets it aside. */
export function FileTabs() {
  const { workspace } = useSession();
  const files = useWorkspace((state) => state.files);
  const open = useWorkspace((state) => state.open);
  const [renamed, setRenamed] = useState<string | null>(null);
  const marked = useMarkedFiles();
  const strip = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (open !== null)
      strip.current?.querySelector('[data-open]')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [open]);

  return (
    <div className="file-tabs">
      {/* The list owns the tabs from outside: a switch stands beside each, and a tab list may hold nothing but tabs. */}
      <div role="tablist" aria-label="Policy files" aria-owns={files.map(tabId).join(' ')} />
      <div className="file-tabs-strip" ref={strip}>
        {files.map((file) => (
          <div key={file.name} className="file-tab" data-open={file.name === open ? '' : undefined}>
            <Switch
              on={file.applied}
              name={`Apply ${file.name}`}
              tip={file.applied ? 'Applied: set it aside' : 'Set aside: apply it'}
              onChange={(on) => workspace.setApplied(file.name, on)}
            />
            {renamed === file.name ? (
              <NameField
                name={file.name}
                onDone={(isLeaving) => {
                  setRenamed(null);
                  if (!isLeaving) focusOpenTab();
                }}
              />
            ) : (
              <Tab
                file={file}
                isOpen={file.name === open}
                isMarked={marked.has(file.name)}
                onRename={() => setRenamed(file.name)}
              />
            )}
          </div>
        ))}
      </div>
      <div className="file-tabs-tools">
        <IconButton size="small" name="New policy" onClick={workspace.create}>
          <Plus size={16} aria-hidden="true" />
        </IconButton>
        {open !== null && <FileMenu onRename={setRenamed} />}
      </div>
    </div>
  );
}

interface TabProps {
  readonly file: PolicyFile;
  readonly isOpen: boolean;
  readonly isMarked: boolean;
  readonly onRename: () => void;
}

function Tab({ file, isOpen, isMarked, onRename }: TabProps) {
  const { workspace, remove } = useSession();
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === 'F2') onRename();
    else if (event.key === 'Delete') {
      remove(file.name);
      focusOpenTab();
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const { files } = workspace.getState();
      const at = files.indexOf(file) + (event.key === 'ArrowLeft' ? -1 : 1);
      const next = files[(at + files.length) % files.length];
      if (next === undefined) return;
      workspace.show(next.name);
      document.getElementById(tabId(next))?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <button
      type="button"
      role="tab"
      id={tabId(file)}
      className="file-tab-name"
      aria-selected={isOpen}
      aria-controls={isOpen ? 'policy-text' : undefined}
      tabIndex={isOpen ? 0 : -1}
      data-applied={file.applied ? '' : undefined}
      onClick={() => workspace.show(file.name)}
      onDoubleClick={onRename}
      onKeyDown={onKeyDown}
    >
      {file.name}
      {isMarked && (
        <>
          <span className="file-tab-mark" aria-hidden="true" />
          <span className="unseen">, marked</span>
        </>
      )}
    </button>
  );
}

/** The files that hold a line which decides what is selected. */
function useMarkedFiles(): ReadonlySet<string> {
  const marks = useReport((report) => report.marks);
  return useMemo(() => new Set(marks.map((mark) => mark.file)), [marks]);
}

/** Once it is there: what had the focus has gone. */
function focusOpenTab(): void {
  requestAnimationFrame(() => {
    const tab = document.querySelector<HTMLElement>('.file-tab-name[aria-selected="true"]');
    (tab ?? document.querySelector<HTMLElement>('.file-tabs-tools button'))?.focus();
  });
}

function tabId(file: PolicyFile): string {
  return `tab-${file.name.replaceAll(' ', '_')}`;
}
