import { GitCompare, TriangleAlert } from 'lucide-react';
import { lazy, memo, Suspense } from 'react';
import { sentenceOfChanges } from '../../lab/changes.ts';
import { Button } from '../kit/button.tsx';
import { PanelBoundary } from '../kit/panel-boundary.tsx';
import { useLab, useReport, useSession, useView, useWorkspace } from '../kit/session-context.ts';
import { Switch } from '../kit/switch.tsx';
import './stage-header.css';

const OpenedTitle = lazy(async () => ({ default: (await import('./opened-title.tsx')).OpenedTitle }));
const WorkChip = lazy(async () => ({ default: (await import('./work-chip.tsx')).WorkChip }));
const BundlesChip = lazy(async () => ({ default: (await import('../overview/bundles-chip.tsx')).BundlesChip }));

export const StageHeader = memo(function StageHeader() {
  const { view, reset } = useSession();
  const scenario = useWorkspace((state) => state.scenario);
  const edited = useWorkspace((state) => state.edited);
  const probes = useView((state) => state.probes);
  const progress = useLab((state) => state.progress);
  const hasProbes = useReport((report) => report.hasProbes);
  const isMany = useReport((report) => report.overview !== null);
  return (
    <div className="stage-header">
      <div className="stage-header-words">
        <Words />
      </div>
      <div className="stage-header-change">
        {progress === null ? (
          <>
            <Failure />
            <ChangeChip />
            {isMany && (
              <PanelBoundary panel="The filter">
                <Suspense fallback={null}>
                  <BundlesChip />
                </Suspense>
              </PanelBoundary>
            )}
            {edited && (
              <Button size="small" onClick={reset} data-tip={`Bring ${scenario.label} back as it came (R)`}>
                Reset
              </Button>
            )}
          </>
        ) : (
          <Suspense fallback={null}>
            <WorkChip progress={progress} />
          </Suspense>
        )}
      </div>
      <div className="stage-header-tools">
        {hasProbes && (
          <Switch
            on={probes}
            tip="Attempts that a segmented cluster should stop (P)"
            onChange={(on) => view.setState({ probes: on })}
          >
            Probes
          </Switch>
        )}
      </div>
    </div>
  );
});

/** A case is told by its author. */
function Words() {
  const scenario = useWorkspace((state) => state.scenario);
  const isOpened = useWorkspace((state) => state.course.opening !== undefined);
  if (isOpened) {
    return (
      <Suspense fallback={null}>
        <OpenedTitle />
      </Suspense>
    );
  }
  return (
    <>
      <h2 className="stage-header-title">{scenario.title}</h2>
      <p className="stage-header-summary">{scenario.summary}</p>
    </>
  );
}

/** What flipped since the case before, or through what a person changed. */
function ChangeChip() {
  const sentence = useReport((report) => sentenceOfChanges(report.changes));
  if (sentence === null) return null;
  const [counts = '', rest = ''] = sentence.split(/(?= since | by )/);
  return (
    <span className="chip" data-testid="change-chip">
      <GitCompare size={14} strokeWidth={2.25} aria-hidden="true" />
      <span>
        <strong>{counts}</strong>
        {rest}
      </span>
    </span>
  );
}

/** The engine itself failed, which no text should bring about: the graph stays as it was before. */
function Failure() {
  const { undo } = useSession();
  const failure = useLab((state) => state.failure);
  if (failure === null) return null;
  return (
    <span className="chip stage-header-failure" role="alert" data-tip={failure.words}>
      <TriangleAlert size={14} strokeWidth={2.25} aria-hidden="true" />
      <span>The last change could not be evaluated. The graph shows what was before it.</span>
      <Button size="small" onClick={undo}>
        Undo
      </Button>
    </span>
  );
}
