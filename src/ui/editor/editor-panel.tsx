import { FilePlus2 } from 'lucide-react';
import { lazy, Suspense, useCallback, useState } from 'react';
import type { Place } from '../../documents/place.ts';
import { Button } from '../kit/button.tsx';
import { Notice } from '../kit/notice.tsx';
import { PanelBoundary } from '../kit/panel-boundary.tsx';
import { useReport, useSession, useWorkspace } from '../kit/session-context.ts';
import './editor-panel.css';
import { FileTabs } from './file-tabs.tsx';
import { statusOf } from './status.ts';

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }));

const PANEL = { role: 'tabpanel', 'aria-label': 'Text of the policy file' } as const;
const START: Place = { line: 1, column: 1 };

/** The policy files: one tab each, the text, and what it does. */
export function EditorPanel() {
  const isEmpty = useWorkspace((state) => state.files.length === 0);
  const [cursor, setCursor] = useState<Place>(START);
  const onCursor = useCallback((place: Place) => setCursor(place), []);
  return (
    <>
      <FileTabs />
      <div className="editor-panel-text" data-testid="editor" id="policy-text" {...(isEmpty ? {} : PANEL)}>
        {isEmpty ? (
          <NoPolicy />
        ) : (
          <PanelBoundary panel="The editor">
            <Suspense fallback={<PlainText />}>
              <CodeEditor onCursor={onCursor} />
            </Suspense>
          </PanelBoundary>
        )}
      </div>
      <StatusRow cursor={cursor} />
    </>
  );
}

/** The text in the editor's own measures while the editor loads, so that nothing moves when it comes. */
function PlainText() {
  const text = useWorkspace((state) => state.files.find((file) => file.name === state.open)?.text ?? '');
  return <pre className="editor-panel-plain">{text.slice(0, 20_000)}</pre>;
}

function NoPolicy() {
  const { workspace } = useSession();
  return (
    <Notice
      icon={FilePlus2}
      title="No policy yet"
      action={
        <Button size="small" onClick={workspace.create}>
          New policy
        </Button>
      }
    >
      Every pod is open. Write a policy, and the graph follows.
    </Notice>
  );
}

function StatusRow({ cursor }: { readonly cursor: Place }) {
  const file = useWorkspace((state) => state.files.find((candidate) => candidate.name === state.open));
  const report = useReport(({ files }) => files.find(({ name }) => name === file?.name));
  const status = file === undefined ? null : statusOf(report, file.applied, cursor.line);
  return (
    <div className="editor-panel-status" data-testid="editor-status" data-fault={status?.isFault ? '' : undefined}>
      <span className="editor-panel-words" title={status?.text}>
        {status?.text ?? 'No policy selects anything'}
      </span>
      {file !== undefined && (
        <span className="editor-panel-cursor">
          Ln {cursor.line}, Col {cursor.column}
        </span>
      )}
    </div>
  );
}
