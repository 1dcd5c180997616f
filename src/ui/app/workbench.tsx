import { lazy, Suspense } from 'react';
import type { Part } from '../../store/view.ts';
import { afterPaint } from '../kit/after-paint.ts';
import { useMedia } from '../kit/media.ts';
import { PanelBoundary } from '../kit/panel-boundary.tsx';
import { useView } from '../kit/session-context.ts';
import { EditorFrame, EditorPart, Loading, WhyFrame, WhyPart } from './workbench-parts.tsx';
import './workbench.css';

const SplitWorkbench = lazy(async () => {
  await afterPaint();
  return { default: (await import('./split-workbench.tsx')).SplitWorkbench };
});

/** Why under the editor, with a border between them that can be moved; in very narrow and very wide windows apart. */
export function Workbench({ isAway }: { readonly isAway: (part: Part) => boolean }) {
  const isSplit = useMedia('(min-width: 1024px) and (max-width: 2239px)');
  if (!isSplit) {
    return (
      <>
        <EditorPart away={isAway('yaml')} />
        <WhyPart away={isAway('why')} />
      </>
    );
  }
  return (
    <section className="workbench" aria-label="Workbench">
      <PanelBoundary panel="The workbench">
        <Suspense fallback={<Waiting />}>
          <SplitWorkbench />
        </Suspense>
      </PanelBoundary>
    </section>
  );
}

/** The two parts where they will stand. */
function Waiting() {
  const whyShare = useView((state) => state.whyShare);
  const rows = whyShare === null ? undefined : `minmax(0, ${100 - whyShare}fr) minmax(0, ${whyShare}fr)`;
  return (
    <div className="workbench-waiting" style={{ gridTemplateRows: rows }}>
      <EditorFrame away={false}>
        <Loading what="the editor" />
      </EditorFrame>
      <WhyFrame away={false}>
        <Loading what="the story" />
      </WhyFrame>
    </div>
  );
}
