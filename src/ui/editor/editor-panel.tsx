import { FilePlus2 } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { Place } from '../../documents/place.ts';
import { Button } from '../kit/button.tsx';
import { Notice } from '../kit/notice.tsx';
import { PanelBoundary } from '../kit/panel-boundary.tsx';
import { useReport, useSession, useView, useWorkspace } from '../kit/session-context.ts';
import './editor-panel.css';
import { FileTabs } from './file-tabs.tsx';
import { statusOf } from './status.ts';

const PolicyList = lazy(async () => ({ default: (await import('./policy-list.tsx')).PolicyList }));
const FileHead = lazy(async () => ({ default: (await import('./file-head.tsx')).FileHead }));
const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }));

const PANEL = { role: 'tabpanel', 'aria-label': 'Text of the policy file' } as const;
const TEXT = '.code-editor textarea, .code-editor [role="textbox"]';
const OPEN_TAB = '.file-tab-name[aria-selected="true"]';
const START: Place = { line: 1, column: 1 };

/** As many files as tabs make sense for. */
const MAX_TABS = 12;

/** The policy files: one tab each, or a list of many; the text of one, and what it does. */
export function EditorPanel() {
  const { view, workspace } = useSession();
  const isEmpty = useWorkspace((state) => state.files.length === 0);
  const isMany = useWorkspace((state) => state.files.length > MAX_TABS);
  const isListed = useView((state) => state.listShown) && isMany;
  const place = useWorkspace(({ course, scenario }) => `${course.id}/${scenario.id}`);
  const [cursor, setCursor] = useState<Place>(START);
  const onCursor = useCallback((place: Place) => setCursor(place), []);
  /** Whether the list was come back to: the focus then goes to the row that was open. */
  const [isBack, setIsBack] = useState(false);
  const back = () => {
    setIsBack(true);
    view.setState({ listShown: true });
  };
  useEffect(() => {
    if (!isListed) setIsBack(false);
  }, [isListed]);
  const wasMany = useRef(isMany);
  useEffect(() => {
    // With one row less the list made way for tabs, and what had the focus has gone.
    const isLess = wasMany.current && !isMany;
    wasMany.current = isMany;
    if (isLess && document.activeElement === document.body) document.querySelector<HTMLElement>(OPEN_TAB)?.focus();
  }, [isMany]);
  const enterText = () => {
    view.setState({ listShown: false });
    // Once it can be reached again.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(TEXT)?.focus());
  };
  return (
    <>
      {/* Under the list the text keeps its place, size and state. */}
      <div className="editor-panel-file" inert={isListed}>
        {isMany ? (
          <Suspense fallback={<div className="editor-panel-head" />}>
            <FileHead onBack={back} />
          </Suspense>
        ) : (
          <FileTabs />
        )}
        <div className="editor-panel-text" data-testid="editor" id="policy-text" {...(isEmpty || isMany ? {} : PANEL)}>
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
      </div>
      {isListed && (
        <Suspense fallback={<div className="editor-panel-waiting" />}>
          <PolicyList
            key={place}
            takesFocus={isBack}
            onOpen={(name) => {
              workspace.show(name);
              enterText();
            }}
            onCreate={() => {
              workspace.create();
              enterText();
            }}
          />
        </Suspense>
      )}
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
  const report = useReport((newest) => (newest.file?.name === file?.name ? newest.file : null));
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
