import { lazy, type ReactNode, Suspense } from 'react';
import { afterPaint } from '../kit/after-paint.ts';
import { PanelBoundary } from '../kit/panel-boundary.tsx';
import { useLab } from '../kit/session-context.ts';
import './workbench.css';

const EditorPanel = lazy(async () => {
  await afterPaint();
  return { default: (await import('../editor/editor-panel.tsx')).EditorPanel };
});

const WhyPanel = lazy(async () => {
  await afterPaint();
  return { default: (await import('../inspector/why-panel.tsx')).WhyPanel };
});

interface PartProps {
  /** Another part fills the window: this one keeps its size, unseen and out of reach. */
  readonly away: boolean;
}

export function EditorPart({ away }: PartProps) {
  return (
    <EditorFrame away={away}>
      <PanelBoundary panel="The editor">
        <Suspense fallback={<Loading what="the editor" />}>
          <EditorPanel />
        </Suspense>
      </PanelBoundary>
    </EditorFrame>
  );
}

export function WhyPart({ away }: PartProps) {
  const answered = useLab((state) => state.answered);
  return (
    <WhyFrame away={away}>
      <PanelBoundary panel="The explanation" attempt={answered}>
        <Suspense fallback={<Loading what="the story" />}>
          <WhyPanel />
        </Suspense>
      </PanelBoundary>
    </WhyFrame>
  );
}

interface FrameProps extends PartProps {
  readonly children: ReactNode;
}

export function EditorFrame({ away, children }: FrameProps) {
  return (
    <section className="workbench-editor" data-region="editor" aria-label="Policies" tabIndex={-1} inert={away}>
      {children}
    </section>
  );
}

export function WhyFrame({ away, children }: FrameProps) {
  return (
    <section className="workbench-why" data-region="why" aria-label="Why" tabIndex={-1} inert={away}>
      {children}
    </section>
  );
}

/** As high as what it stands for, so that nothing moves when that arrives. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <p className="workbench-loading" role="status">
      Loading {what}
    </p>
  );
}
