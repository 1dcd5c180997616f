import type { RefObject } from 'react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReactFlowInstance } from 'reactflow';
import type { Box } from '../../catalog/scenario.ts';
import { inflate } from '../../graph/box.ts';
import type { Camera } from '../../graph/fit.ts';
import { detailOf, fitInto, ZOOM } from '../../graph/fit.ts';

/** What the graph keeps clear of: legend below, a little air elsewhere. */
const MARGIN = { left: 16, top: 12, right: 16, bottom: 52 } as const;
const PROJECTOR_MARGIN = { left: 24, top: 24, right: 24, bottom: 24 } as const;
const MOST = 1.5;
const STEADY_MS = 240;
/** From this zoom on everything can be read where it stands. */
const READABLE = 0.75;
const AROUND = 72;

/** The part of the graph library that looks. */
type Viewport = Pick<ReactFlowInstance, 'getViewport' | 'setViewport'>;

export interface CameraControl {
  /** How the picture is shown until the graph library takes the camera over; null until the stage has a size. */
  readonly start: Camera | null;
  readonly onInit: (instance: Viewport) => void;
  /** Tells the styles the zoom: they decide what is told at it. */
  readonly onViewport: (camera: Camera) => void;
  /** A person moved the view or a card: from now on it stays until they ask for everything. */
  readonly keep: () => void;
  readonly zoomBy: (factor: number) => void;
  readonly showAll: () => void;
  /** Brings a part of the field into view, if it is not. */
  readonly reveal: (box: Box) => void;
  /** Shows a part of the field large enough to be read, unless all of it is that large. */
  readonly lookAt: (box: Box) => void;
  /** Ends a look, unless a person moved the view meanwhile. */
  readonly lookAway: () => void;
}

/** Keeps all of the picture in view, through changes of the stage's size and of the picture's, until a person looks elsewhere. */
export function useCamera(stage: RefObject<HTMLElement | null>, bounds: Box | null, projector: boolean): CameraControl {
  const [start, setStart] = useState<Camera | null>(null);
  const instance = useRef<Viewport | null>(null);
  const kept = useRef(false);
  const looking = useRef(false);
  const latest = useRef({ bounds, projector });
  latest.current = { bounds, projector };

  const onViewport = useCallback(
    ({ zoom }: Camera) => {
      stage.current?.style.setProperty('--zoom', zoom.toFixed(3));
      stage.current?.setAttribute('data-detail', detailOf(zoom));
    },
    [stage],
  );

  const goTo = useCallback(
    (camera: Camera, duration: number) => {
      if (instance.current) void instance.current.setViewport(camera, duration > 0 ? { duration } : undefined);
      else setStart(camera);
      onViewport(camera);
    },
    [onViewport],
  );

  const show = useCallback(
    (duration: number) => {
      const size = stage.current?.getBoundingClientRect();
      const wanted = latest.current;
      if (!size || size.width === 0 || size.height === 0 || !wanted.bounds) return;
      const margin = wanted.projector ? PROJECTOR_MARGIN : MARGIN;
      goTo(fitInto(wanted.bounds, size, margin, wanted.projector ? ZOOM.max : MOST), duration);
    },
    [stage, goTo],
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

  /** The camera with a point of the field in the middle of the stage. */
  const centredOn = (point: { readonly x: number; readonly y: number }, zoom: number): Camera => {
    const size = stage.current?.getBoundingClientRect();
    return { x: (size?.width ?? 0) / 2 - point.x * zoom, y: (size?.height ?? 0) / 2 - point.y * zoom, zoom };
  };
  const now = (): Camera => instance.current?.getViewport() ?? start ?? { x: 0, y: 0, zoom: 1 };

  return {
    start,
    onInit: (flow) => {
      instance.current = flow;
    },
    onViewport,
    keep: () => {
      kept.current = true;
      looking.current = false;
    },
    zoomBy: (factor) => {
      kept.current = true;
      looking.current = false;
      const { x: left, y: top, zoom } = now();
      const middle = centredOn({ x: 0, y: 0 }, 1);
      const next = Math.min(ZOOM.max, Math.max(ZOOM.min, zoom * factor));
      goTo(centredOn({ x: (middle.x - left) / zoom, y: (middle.y - top) / zoom }, next), steady());
    },
    showAll: () => {
      kept.current = false;
      show(steady());
    },
    lookAt: (box) => {
      const size = stage.current?.getBoundingClientRect();
      const all = latest.current.bounds;
      if (!size || !all) return;
      if (!kept.current && fitInto(all, size, MARGIN, MOST).zoom >= READABLE) return;
      kept.current = true;
      looking.current = true;
      goTo(fitInto(inflate(box, AROUND), size, MARGIN, 1), steady());
    },
    lookAway: () => {
      if (!looking.current) return;
      kept.current = false;
      looking.current = false;
      show(steady());
    },
    reveal: (box) => {
      const size = stage.current?.getBoundingClientRect();
      if (!size) return;
      const { x: left, y: top, zoom } = now();
      const [x1, y1] = [box.x * zoom + left, box.y * zoom + top];
      const [x2, y2] = [x1 + box.width * zoom, y1 + box.height * zoom];
      if (x1 >= 0 && y1 >= 0 && x2 <= size.width && y2 <= size.height) return;
      goTo(centredOn({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, zoom), steady());
    },
  };
}

/** How long the camera travels; not at all for those who ask for no motion. */
function steady(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : STEADY_MS;
}
