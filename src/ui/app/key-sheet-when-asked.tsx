import { lazy, Suspense } from 'react';
import { PanelBoundary } from '../kit/panel-boundary.tsx';
import { useView } from '../kit/session-context.ts';

const KeySheet = lazy(async () => ({ default: (await import('./key-sheet.tsx')).KeySheet }));

/** The list of keys is loaded when someone first asks for it. */
export function KeySheetWhenAsked() {
  const isOpen = useView((state) => state.keysOpen);
  if (!isOpen) return null;
  return (
    <PanelBoundary panel="The list of keys">
      <Suspense fallback={null}>
        <KeySheet />
      </Suspense>
    </PanelBoundary>
  );
}
