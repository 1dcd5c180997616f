import { Box } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EdgeTypes, NodeChange, NodeTypes } from 'reactflow';
import { ReactFlow, ReactFlowProvider, useOnViewportChange } from 'reactflow';
import 'reactflow/dist/base.css';
import { ZOOM } from '../../graph/fit.ts';
import { NOTHING } from '../../graph/picture.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { Direction } from '../../model/policy.ts';
import type { CanvasProps, Hover } from './canvas-props.ts';
import { CardNode } from './card-node.tsx';
import { ChooseLock } from './choose-lock.ts';
import { FlowEdge } from './flow-edge.tsx';
import { FrameNode } from './frame-node.tsx';
import { Legend } from './legend.tsx';
import type { Scene, SceneEdge, SceneNode } from './scene.ts';
import { sceneOf } from './scene.ts';
import { PRESENTER_STROKES, StrokeScale } from './stroke-scale.ts';
import type { Camera } from './use-camera.ts';
import { useCamera } from './use-camera.ts';
import { useGraphKeys } from './use-graph-keys.ts';
import { ZoomControls } from './zoom-controls.tsx';
import './canvas.css';

const NODE_TYPES: NodeTypes = { card: CardNode, frame: FrameNode };
const EDGE_TYPES: EdgeTypes = { flow: FlowEdge };
const SNAP: [number, number] = [8, 8];
/** The rest fades when the pointer rests somewhere, not when it passes by. */
const REST_MS = 140;

/** The application as a graph, with the verdict of each connection. See `CanvasProps`. */
export function Canvas(props: CanvasProps) {
  if (props.picture.cards.length === 0) return <Empty action={props.emptyAction} />;
  return (
    <ReactFlowProvider>
      <Stage {...props} />
    </ReactFlowProvider>
  );
}

function Stage({
  picture,
  selection,
  onSelect,
  onMoveCard,
  onMoveCardEnd,
  onHover,
  highlight = null,
  projector = false,
}: CanvasProps) {
  const stage = useRef<HTMLDivElement>(null);
  const camera = useCamera(stage, picture.bounds, projector);
  const { hover, enter, leave } = useHover(onHover);
  const keys = useGraphKeys({ stage, picture, selection, onSelect, reveal: camera.reveal });
  const scene = useScene({ picture, selection, highlight, hover, cursor: keys.cursor });

  const chooseLock = useCallback(
    (endpoint: EndpointId, direction: Direction) => onSelect({ kind: 'lock', endpoint, direction }),
    [onSelect],
  );
  const onNodesChange = (changes: NodeChange<SceneNode>[]) => {
    for (const change of changes) {
      if (change.type !== 'position' || !change.position || !change.dragging) continue;
      onMoveCard(change.id as EndpointId, { x: Math.round(change.position.x), y: Math.round(change.position.y) });
    }
  };

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
          {camera.first && (
            <ReactFlow<SceneNode, SceneEdge>
              aria-label="Graph of the application"
              nodes={scene.nodes}
              edges={scene.edges}
              nodeTypes={NODE_TYPES}
              edgeTypes={EDGE_TYPES}
              defaultViewport={camera.first}
              minZoom={ZOOM.min}
              maxZoom={ZOOM.max}
              zIndexMode="manual"
              nodesFocusable={false}
              edgesFocusable={false}
              elementsSelectable={false}
              nodesConnectable={false}
              disableKeyboardA11y
              zoomOnDoubleClick={false}
              deleteKeyCode={null}
              selectionKeyCode={null}
              multiSelectionKeyCode={null}
              panActivationKeyCode={null}
              zoomActivationKeyCode={null}
              nodeDragThreshold={4}
              snapToGrid
              snapGrid={SNAP}
              onInit={camera.onInit}
              onMoveStart={(event) => event && camera.keep()}
              onNodesChange={onNodesChange}
              onNodeDragStart={camera.keep}
              onNodeDragStop={(_, node) => onMoveCardEnd?.(node.id as EndpointId)}
              onNodeClick={(_, node) =>
                node.type === 'card' && onSelect({ kind: 'endpoint', endpoint: node.data.card.id })
              }
              onNodeMouseEnter={(_, node) =>
                node.type === 'card' && enter({ kind: 'endpoint', endpoint: node.data.card.id })
              }
              onNodeMouseLeave={leave}
              onEdgeClick={(_, edge) => edge.data && onSelect({ kind: 'flow', flow: edge.data.edge.key })}
              onEdgeMouseEnter={(_, edge) => edge.data && enter({ kind: 'flow', flow: edge.data.edge.key })}
              onEdgeMouseLeave={leave}
              onPaneClick={() => onSelect(NOTHING)}
            >
              <ViewportWatch onViewport={camera.onViewport} />
            </ReactFlow>
          )}
          {!projector && <Legend picture={picture} />}
          {!projector && <ZoomControls onZoom={camera.zoomBy} onFit={camera.showAll} />}
        </div>
      </StrokeScale>
    </ChooseLock>
  );
}

/** The scene, with all that is unchanged as the same objects as before. */
function useScene(input: Parameters<typeof sceneOf>[0]): Scene {
  const last = useRef<Scene | null>(null);
  const { picture, selection, highlight, hover, cursor } = input;
  const scene = useMemo(
    () => sceneOf({ picture, selection, highlight, hover, cursor }, last.current),
    [picture, selection, highlight, hover, cursor],
  );
  useEffect(() => {
    last.current = scene;
  }, [scene]);
  return scene;
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

function ViewportWatch({ onViewport }: { readonly onViewport: Camera['onViewport'] }) {
  useOnViewportChange({ onChange: onViewport });
  return null;
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
