import { Box } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Picture } from '../../graph/picture.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { Direction } from '../../model/policy.ts';
import { afterPaint } from '../kit/after-paint.ts';
import type { CanvasProps, Hover } from './canvas-props.ts';
import { ChooseLock } from './choose-lock.ts';
import type { FieldProps } from './field-props.ts';
import type { Scene } from './scene.ts';
import { sceneOf } from './scene.ts';
import { PRESENTER_STROKES, StrokeScale } from './stroke-scale.ts';
import { useCamera } from './use-camera.ts';
import { useField } from './use-field.ts';
import { useGraphKeys } from './use-graph-keys.ts';
import { ZoomControls } from './zoom-controls.tsx';
import './canvas.css';

/** What the signs mean is read after the picture, and loaded after it. */
const Legend = lazy(async () => {
  await afterPaint();
  return { default: (await import('./legend.tsx')).Legend };
});

/** The rest fades when the pointer rests somewhere, not when it passes by. */
const REST_MS = 140;

/** The application as a graph, with the verdict of each connection. See `CanvasProps`. */
export function Canvas(props: CanvasProps) {
  if (props.painting.newest.cards.length === 0) return <Empty action={props.emptyAction} />;
  return <Stage {...props} />;
}

function Stage({
  painting,
  selection,
  onSelect,
  onMoveCard,
  onMoveCardEnd,
  onPutBack,
  onHover,
  highlight = null,
  projector = false,
}: CanvasProps) {
  const picture = painting.newest;
  const stage = useRef<HTMLDivElement>(null);
  const Field = useField(stage);
  const camera = useCamera(stage, picture.bounds, projector);
  const { hover, enter, leave } = useHover(onHover);
  const keys = useGraphKeys({ stage, picture, selection, onSelect, reveal: camera.reveal });
  const { scene, drawn, sceneFor } = useScene({ picture, selection, highlight, hover, cursor: keys.cursor });

  const chooseLock = useCallback(
    (endpoint: EndpointId, direction: Direction) => onSelect({ kind: 'lock', endpoint, direction }),
    [onSelect],
  );

  return (
    <ChooseLock value={chooseLock}>
      <StrokeScale value={projector ? PRESENTER_STROKES : 1}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the cards and edges inside, which have roles */}
        <div
          ref={stage}
          className="canvas"
          data-testid="graph"
          data-projector={projector ? '' : undefined}
          onKeyDown={keys.onKeyDown}
          onFocus={keys.onFocus}
        >
          {camera.start && (
            <Field
              scene={scene}
              drawn={drawn}
              sceneFor={sceneFor}
              painting={painting}
              start={camera.start}
              camera={camera}
              onSelect={onSelect}
              onMoveCard={onMoveCard}
              onMoveCardEnd={onMoveCardEnd}
              enter={enter}
              leave={leave}
            />
          )}
          {!projector && (
            <Suspense fallback={null}>
              <Legend picture={picture} />
            </Suspense>
          )}
          {!projector && (
            <a className="canvas-attribution" href="https://reactflow.dev" target="_blank" rel="noopener noreferrer">
              React Flow
            </a>
          )}
          {!projector && <ZoomControls onZoom={camera.zoomBy} onFit={camera.showAll} onPutBack={onPutBack} />}
        </div>
      </StrokeScale>
    </ChooseLock>
  );
}

/** The scene, with all that is unchanged as the same objects as before. */
function useScene(input: Parameters<typeof sceneOf>[0]): Pick<FieldProps, 'scene' | 'drawn' | 'sceneFor'> {
  const drawn = useRef<Scene | null>(null);
  const { picture, selection, highlight, hover, cursor } = input;
  const scene = useMemo(
    () => sceneOf({ picture, selection, highlight, hover, cursor }, drawn.current),
    [picture, selection, highlight, hover, cursor],
  );
  useEffect(() => {
    drawn.current = scene;
  }, [scene]);
  const sceneFor = (another: Picture) => sceneOf({ ...input, picture: another }, drawn.current);
  return { scene, drawn, sceneFor };
}

function useHover(onHover: CanvasProps['onHover']) {
  const [hover, setHover] = useState<Hover | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const later = (next: Hover | null, after: number) => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setHover(next);
      onHover?.(next);
    }, after);
  };
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );
  return { hover, enter: (next: Hover) => later(next, REST_MS), leave: () => later(null, REST_MS / 2) };
}

function Empty({ action }: { readonly action: CanvasProps['emptyAction'] }) {
  return (
    <div className="canvas canvas-empty" data-testid="graph">
      <div className="canvas-empty-card">
        <Box size={20} aria-hidden />
        <p className="canvas-empty-title">Nothing to draw yet</p>
        <p>The files hold no Pod, workload or server. Add one, or drop YAML here.</p>
        {action}
      </div>
    </div>
  );
}
