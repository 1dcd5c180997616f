import { lazy, Suspense, useEffect, useRef } from 'react';
import { calledIn } from '../../catalog/scenario.ts';
import type { Session } from '../../store/session.ts';
import { afterPaint } from '../kit/after-paint.ts';
import { useMedia } from '../kit/media.ts';
import { PanelBoundary } from '../kit/panel-boundary.tsx';
import { SessionContext, useLab, useView, useWorkspace } from '../kit/session-context.ts';
import { ProblemsBar } from '../problems/problems-bar.tsx';
import './app.css';
import { listenToDrops } from './drop.ts';
import { KeySheetWhenAsked } from './key-sheet-when-asked.tsx';
import { listenToKeys } from './keys.ts';
import { PartSwitch } from './part-switch.tsx';
import { Stage } from './stage.tsx';
import { useTheme } from './theme.ts';
import { TopBar } from './top-bar.tsx';
import { Workbench } from './workbench.tsx';

const Companions = lazy(async () => {
  await afterPaint();
  return { default: (await import('./companions.tsx')).Companions };
});

/** The whole page of one session. */
export function App({ session }: { readonly session: Session }) {
  return (
    <SessionContext value={session}>
      <Page session={session} />
    </SessionContext>
  );
}

function Page({ session }: { readonly session: Session }) {
  const ref = useRef<HTMLDivElement>(null);
  const { parsed, evaluations } = useLab((state) => state.report.work);
  const { asked, answered, parts } = useLab((state) => state.traffic);
  const part = useView((state) => state.part);
  const isNarrow = useMedia('(max-width: 1023px)');
  const theme = useTheme();
  useEffect(() => (ref.current === null ? undefined : listenToKeys(session, ref.current)), [session]);
  useEffect(() => (ref.current === null ? undefined : listenToDrops(session, ref.current)), [session]);

  const title = useWorkspace((state) => `${calledIn(state.scenario)} · Seglab`);
  useEffect(() => {
    document.title = title;
  }, [title]);

  const isAway = (other: typeof part) => isNarrow && part !== other;
  return (
    <div
      ref={ref}
      className="app"
      data-part={part}
      data-parsed={parsed}
      data-evaluations={evaluations}
      data-asked={asked}
      data-answered={answered}
      data-parts={parts}
    >
      <TopBar theme={theme} />
      {isNarrow && <PartSwitch />}
      <Workbench isAway={isAway} />
      <Stage away={isAway('graph')} />
      <PanelBoundary panel="The list of problems">
        <ProblemsBar />
      </PanelBoundary>
      <KeySheetWhenAsked />
      <PanelBoundary panel="The messages">
        <Suspense fallback={null}>
          <Companions />
        </Suspense>
      </PanelBoundary>
    </div>
  );
}
