import type { RefObject } from 'react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReactFlowInstance, Viewport } from 'reactflow';
import type { Box } from '../../catalog/scenario.ts';
import { detailOf, fitInto, ZOOM } from '../../graph/fit.ts';
import type { SceneEdge, SceneNode } from './scene.ts';

/** What the graph keeps clear of: legend below, a little air elsewhere. */
const MARGIN = { left: 16, top: 12, right: 16, bottom: 52 } as const;
const PROJECTOR_MARGIN = { left: 24, top: 24, right: 24, bottom: 24 } as const;
const MOST = 1.5;
const STEADY_MS = 240;

export interface Camera {
  /** null until the stage has a size. */
  readonly first: Viewport | null;
  readonly onInit: (instance: ReactFlowInstance<SceneNode, SceneEdge>) => void;
  /** Tells the styles the zoom: they decide what is told at it. */
  readonly onViewport: (viewport: Viewport) => void;
  /** A person moved the view or a card: from now on it stays until they ask for everything. */
  readonly keep: () => void;
  readonly zoomBy: (factor: number) => void;
  readonly showAll: () => void;
  /** Brings a point of the field into view, if it is not. */
  readonly reveal: (box: Box) => void;
}

/** Keeps all of the picture in view, through changes of the stage's size and of the picture's, until a person looks elsewhere. */
export function useCamera(stage: RefObject<HTMLElement | null>, bounds: Box | null, projector: boolean): Camera {
  const [first, setFirst] = useState<Viewport | null>(null);
  const instance = useRef<ReactFlowInstance<SceneNode, SceneEdge> | null>(null);
  const kept = useRef(false);
  const latest = useRef({ bounds, projector });
  latest.current = { bounds, projector };

  const onViewport = useCallback(
    ({ zoom }: Viewport) => {
      stage.current?.style.setProperty('--zoom', zoom.toFixed(3));
      stage.current?.setAttribute('data-detail', detailOf(zoom));
    },
    [stage],
  );

  const show = useCallback(
    (duration: number) => {
      const size = stage.current?.getBoundingClientRect();
      const wanted = latest.current;
      if (!size || size.width === 0 || size.height === 0 || !wanted.bounds) return;
      const camera = fitInto(
        wanted.bounds,
        size,
        wanted.projector ? PROJECTOR_MARGIN : MARGIN,
        wanted.projector ? ZOOM.max : MOST,
      );
      if (instance.current) void instance.current.setViewport(camera, duration > 0 ? { duration } : undefined);
      else setFirst(camera);
      onViewport(camera);
    },
    [stage, onViewport],
  );

  useLayoutEffect(() => {
    const element = stage.current;
    if (!element) return;
    show(0);
    const observer = new ResizeObserver(() => {
      if (!kept.current) show(0);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [stage, show]);

  const { x, y, width, height } = bounds ?? { x: 0, y: 0, width: 0, height: 0 };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view follows the numbers, not the object that holds them
  useEffect(() => {
    if (!kept.current) show(instance.current ? steady() : 0);
  }, [x, y, width, height, projector, show]);

  return {
    first,
    onInit: (flow) => {
      instance.current = flow;
    },
    onViewport,
    keep: () => {
      kept.current = true;
    },
    zoomBy: (factor) => {
      kept.current = true;
      const zoom = (instance.current?.getZoom() ?? 1) * factor;
      void instance.current?.zoomTo(Math.min(ZOOM.max, Math.max(ZOOM.min, zoom)), { duration: steady() });
    },
    showAll: () => {
      kept.current = false;
      show(steady());
    },
    reveal: (box) => {
      const flow = instance.current;
      const size = stage.current?.getBoundingClientRect();
      if (!flow || !size) return;
      const view = flow.getViewport();
      const left = box.x * view.zoom + view.x;
      const top = box.y * view.zoom + view.y;
      const inside =
        left >= 0 &&
        top >= 0 &&
        left + box.width * view.zoom <= size.width &&
        top + box.height * view.zoom <= size.height;
      if (inside) return;
      void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: view.zoom, duration: steady() });
    },
  };
}

/** How long the camera travels; not at all for those who ask for no motion. */
function steady(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : STEADY_MS;
}
