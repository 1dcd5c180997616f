import { SearchX } from 'lucide-react';
import { memo, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EdgeProps, EdgeTypes, NodeChange, NodeProps, NodeTypes } from 'reactflow';
import { EdgeLabelRenderer, Handle, Position, ReactFlow } from 'reactflow';
import 'reactflow/dist/base.css';
import type { GroupId } from '../../graph/overview/ids.ts';
import type { DrawnGroup, Overview } from '../../graph/overview/overview.ts';
import { NOTHING, type Selection } from '../../graph/picture.ts';
import type { EndpointId } from '../../model/ids.ts';
import { FIELD_SETTINGS } from '../canvas/field-settings.ts';
import { type CameraControl, useCamera } from '../canvas/use-camera.ts';
import { ViewportWatch } from '../canvas/viewport-watch.tsx';
import { ZoomControls } from '../canvas/zoom-controls.tsx';
import '../canvas/canvas.css';
import '../canvas/live-field.css';
import { Button } from '../kit/button.tsx';
import type { Painting } from '../kit/painting.ts';
import { useLab, useSession, useView } from '../kit/session-context.ts';
import { useBrush } from '../kit/use-brush.ts';
import { foldGroup, pressGroup, showAll } from './acts.ts';
import { BundleDrawing, BundleTag } from './bundle-drawing.tsx';
import { Fold, GroupDrawing } from './group-drawing.tsx';
import { OverviewLegend } from './overview-legend.tsx';
import { type BundleEdge, type GroupNode, type OverviewScene, overviewScene, type Spot } from './overview-scene.ts';
import { type Drawn, paintBundles, repaintedBundles } from './paint-bundles.ts';
import { boxOfBundle, useOverviewKeys } from './use-overview-keys.ts';

const NODE_TYPES: NodeTypes = { part: memo(LiveGroup) };
const EDGE_TYPES: EdgeTypes = { bundle: memo(LiveBundle) };
/** The rest fades when the pointer rests somewhere, not when it passes by. */
const REST_MS = 140;

/** A cluster too large for a card per endpoint: its groups, and what runs between them. */
export function OverviewGraph({ painting }: { readonly painting: Painting<Overview> }) {
  const session = useSession();
  if (painting.newest.groups.length === 0) {
    return (
      <div className="canvas canvas-empty" data-testid="graph">
        <div className="canvas-empty-card">
          <SearchX size={20} aria-hidden />
          <p className="canvas-empty-title">The filter leaves nothing</p>
          <p>No namespace and no workload has what it asks for.</p>
          <Button size="small" onClick={() => showAll(session)}>
            Show everything
          </Button>
        </div>
      </div>
    );
  }
  return <Field painting={painting} />;
}

function Field({ painting }: { readonly painting: Painting<Overview> }) {
  const overview = painting.newest;
  const session = useSession();
  const { view } = session;
  const selection = useView((state) => state.selection);
  const moved = useView((state) => state.moved);
  const stage = useRef<HTMLDivElement>(null);
  const camera = useCamera(stage, overview.bounds, false);
  const { hover, enter, leave, rest, move } = useHover();
  const press = (group: DrawnGroup) => {
    rest();
    pressGroup(session, group);
  };
  const { lookAway } = camera;
  const latestLookAway = useRef(lookAway);
  latestLookAway.current = lookAway;
  const fold = useCallback(
    (group: GroupId) => {
      foldGroup(session, group);
      latestLookAway.current();
    },
    [session],
  );
  const { reveal } = camera;
  const keys = useOverviewKeys({
    stage,
    overview,
    selection,
    onSelect: view.select,
    onPress: press,
    onFold: fold,
    reveal,
  });
  const scene = useScene(painting, stage, hover, keys.cursor);
  useRevealed(overview, selection, camera);
  useWholeLook(camera);

  const onNodesChange = (changes: NodeChange<GroupNode>[]) => {
    for (const change of changes) {
      if (change.type !== 'position' || !change.position || !change.dragging) continue;
      const { x, y } = change.position;
      view.move(change.id as EndpointId, { x: Math.round(x), y: Math.round(y) });
    }
  };
  return (
    <Fold value={fold}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the groups and bundles inside, which have roles */}
      <div
        ref={stage}
        className="canvas"
        data-testid="graph"
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
        onPointerMove={move}
      >
        {camera.start && (
          <ReactFlow<GroupNode, BundleEdge>
            aria-label="Overview of the cluster"
            nodes={scene.nodes}
            edges={scene.edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            defaultViewport={camera.start}
            {...FIELD_SETTINGS}
            onInit={camera.onInit}
            onMoveStart={(event) => event && camera.keep()}
            onNodesChange={onNodesChange}
            onNodeDragStart={camera.keep}
            onNodeDragStop={view.drop}
            onNodeClick={(_, node) => press(node.data.group)}
            onNodeMouseEnter={(_, node) => enter({ kind: 'group', group: node.data.group.id })}
            onNodeMouseLeave={leave}
            onEdgeClick={(_, edge) => view.select({ kind: 'bundle', bundle: edge.data.bundle.key })}
            onEdgeMouseEnter={(_, edge) =>
              enter({ kind: 'bundle', bundle: edge.data.bundle.key, walkedFrom: edge.data.bundle.from })
            }
            onEdgeMouseLeave={leave}
            onPaneClick={() => view.select(NOTHING)}
          >
            <ViewportWatch onViewport={camera.onViewport} />
          </ReactFlow>
        )}
        <OverviewLegend overview={overview} />
        <a className="canvas-attribution" href="https://reactflow.dev" target="_blank" rel="noopener noreferrer">
          React Flow
        </a>
        <ZoomControls
          onZoom={camera.zoomBy}
          onFit={camera.showAll}
          onPutBack={moved.size > 0 ? view.putBack : undefined}
        />
      </div>
    </Fold>
  );
}

function LiveGroup({ data }: NodeProps<GroupNode>) {
  return (
    <>
      <GroupDrawing {...data} />
      <Handle className="card-handle" type="source" position={Position.Right} isConnectable={false} />
      <Handle className="card-handle" type="target" position={Position.Left} isConnectable={false} />
    </>
  );
}

function LiveBundle({ data }: EdgeProps<BundleEdge>) {
  return (
    <>
      <BundleDrawing {...data} />
      <EdgeLabelRenderer>
        <BundleTag {...data} />
      </EdgeLabelRenderer>
    </>
  );
}

/** The scene, with all that is unchanged as the same objects as before; new counts are painted by hand. */
function useScene(
  painting: Painting<Overview>,
  stage: RefObject<HTMLElement | null>,
  hover: Spot | null,
  cursor: Spot | null,
): OverviewScene {
  const drawn = useRef<Drawn | null>(null);
  const overview = painting.newest;
  const scene = useMemo(
    () => overviewScene({ overview, hover, cursor }, drawn.current?.scene ?? null),
    [overview, hover, cursor],
  );
  useEffect(() => {
    drawn.current = { overview, scene };
  }, [overview, scene]);
  useBrush(painting, (newest) => {
    const before = drawn.current;
    const now: Drawn = {
      overview: newest,
      scene: overviewScene({ overview: newest, hover, cursor }, before?.scene ?? null),
    };
    const bundles = repaintedBundles(before, now);
    if (bundles === null || stage.current === null) return false;
    paintBundles(stage.current, bundles);
    drawn.current = now;
    return true;
  });
  return scene;
}

/** What was found by search, or opened, comes into view large enough to be read, with the frame that it stands in. */
function useRevealed(overview: Overview, selection: Selection, { lookAt, reveal }: CameraControl): void {
  const { groups, marks } = overview;
  const shown = useRef<Selection>(selection);
  // Until the answer comes, the marks are those of what was selected before.
  const isTold = useLab(({ answered }) => answered?.selection === selection);
  const latest = useRef({ lookAt, reveal });
  latest.current = { lookAt, reveal };
  const [id] = selection.kind === 'endpoint' || selection.kind === 'group' ? marks.groups : [];
  const group = groups.find((one) => one.id === id);
  const frame = group?.shape === 'frame' ? group : groups.find((one) => one.id === group?.parent);
  const bundle = marks.bundle === null ? null : boxOfBundle(overview, marks.bundle);
  const box = frame?.box ?? bundle;
  useEffect(() => {
    if (shown.current === selection || !isTold || !box) return;
    shown.current = selection;
    if (frame) latest.current.lookAt(box);
    else latest.current.reveal(box);
  });
}

/** Another filter or focus is another picture: all of it is shown. */
function useWholeLook({ showAll: fit }: CameraControl): void {
  const filter = useView((state) => state.look.filter);
  const focus = useView((state) => state.look.focus);
  const shown = useRef({ filter, focus });
  const latest = useRef(fit);
  latest.current = fit;
  useEffect(() => {
    if (shown.current.filter === filter && shown.current.focus === focus) return;
    shown.current = { filter, focus };
    latest.current();
  }, [filter, focus]);
}

function useHover() {
  const [hover, setHover] = useState<Spot | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  /** What comes to lie under a pointer that does not move was not pointed at. */
  const isStill = useRef(false);
  const later = (next: Spot | null, after: number) => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(() => setHover(next), after);
  };
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );
  return {
    hover,
    enter: (next: Spot) => {
      if (!isStill.current) later(next, REST_MS);
    },
    leave: () => later(null, REST_MS / 2),
    rest: () => {
      isStill.current = true;
      later(null, 0);
    },
    move: () => {
      isStill.current = false;
    },
  };
}
