import { memo, use, useRef } from 'react';
import type { EdgeProps, EdgeTypes, NodeChange, NodeProps, NodeTypes } from 'reactflow';
import { EdgeLabelRenderer, Handle, Position, ReactFlow } from 'reactflow';
import 'reactflow/dist/base.css';
import { NOTHING } from '../../graph/picture.ts';
import type { EndpointId } from '../../model/ids.ts';
import { useBrush } from '../kit/use-brush.ts';
import { Card } from './card.tsx';
import type { FieldProps } from './field-props.ts';
import { FIELD_SETTINGS } from './field-settings.ts';
import { FlowDrawing, FlowLabel } from './flow-drawing.tsx';
import { Frame } from './frame.tsx';
import { paintFlows } from './paint-flows.ts';
import { repainted } from './repainted.ts';
import type { CardNode, FrameNode, SceneEdge, SceneNode } from './scene.ts';
import { StrokeScale } from './stroke-scale.ts';
import { ViewportWatch } from './viewport-watch.tsx';
import './live-field.css';

const NODE_TYPES: NodeTypes = { card: memo(LiveCard), frame: memo(LiveFrame) };
const EDGE_TYPES: EdgeTypes = { flow: memo(LiveFlow) };

/** The field as React Flow shows it: it can be moved, enlarged and arranged anew. */
export function LiveField(props: FieldProps) {
  const { scene, drawn, sceneFor, painting, start, camera, onSelect, onMoveCard, onMoveCardEnd, enter, leave } = props;
  const scale = use(StrokeScale);
  const field = useRef<HTMLDivElement>(null);
  useBrush(painting, (picture) => {
    const now = sceneFor(picture);
    const edges = repainted(drawn.current, now);
    if (edges === null || field.current === null) return false;
    paintFlows(field.current, edges, scale);
    drawn.current = now;
    return true;
  });
  const onNodesChange = (changes: NodeChange<SceneNode>[]) => {
    for (const change of changes) {
      if (change.type !== 'position' || !change.position || !change.dragging) continue;
      onMoveCard(change.id as EndpointId, { x: Math.round(change.position.x), y: Math.round(change.position.y) });
    }
  };
  return (
    <ReactFlow<SceneNode, SceneEdge>
      ref={field}
      aria-label="Graph of the application"
      nodes={scene.nodes}
      edges={scene.edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      defaultViewport={start}
      {...FIELD_SETTINGS}
      onInit={camera.onInit}
      onMoveStart={(event) => event && camera.keep()}
      onNodesChange={onNodesChange}
      onNodeDragStart={camera.keep}
      onNodeDragStop={(_, node) => onMoveCardEnd?.(node.id as EndpointId)}
      onNodeClick={(_, node) => node.type === 'card' && onSelect({ kind: 'endpoint', endpoint: node.data.card.id })}
      onNodeMouseEnter={(_, node) => node.type === 'card' && enter({ kind: 'endpoint', endpoint: node.data.card.id })}
      onNodeMouseLeave={leave}
      onEdgeClick={(_, edge) => edge.data && onSelect({ kind: 'flow', flow: edge.data.edge.key })}
      onEdgeMouseEnter={(_, edge) => edge.data && enter({ kind: 'flow', flow: edge.data.edge.key })}
      onEdgeMouseLeave={leave}
      onPaneClick={() => onSelect(NOTHING)}
    >
      <ViewportWatch onViewport={camera.onViewport} />
    </ReactFlow>
  );
}

function LiveCard({ data }: NodeProps<CardNode>) {
  return (
    <>
      <Card {...data} />
      {/* Lines bring their own corners; the library only draws one where both ends have a handle. */}
      <Handle className="card-handle" type="source" position={Position.Right} isConnectable={false} />
      <Handle className="card-handle" type="target" position={Position.Left} isConnectable={false} />
    </>
  );
}

function LiveFrame({ data }: NodeProps<FrameNode>) {
  return <Frame {...data} />;
}

function LiveFlow({ data }: EdgeProps<SceneEdge>) {
  if (!data) return null;
  return (
    <>
      <FlowDrawing {...data} />
      <EdgeLabelRenderer>
        <FlowLabel {...data} />
      </EdgeLabelRenderer>
    </>
  );
}
