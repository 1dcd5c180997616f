import { Check, X } from 'lucide-react';
import type { CSSProperties } from 'react';
import { memo } from 'react';
import type { EdgeProps } from 'reactflow';
import { EdgeLabelRenderer } from 'reactflow';
import { CROSS_DISTANCE } from '../../graph/cross.ts';
import type { Cross, Edge, Point } from '../../graph/picture.ts';
import { lengthOf, pointAt, roundedPath, slice } from '../../graph/polyline.ts';
import type { SceneEdge } from './scene.ts';
import './flow-edge.css';

const CORNER = 16;
const HEAD = 10;
/** A probe starts at a ring that stands a little off the card. */
const RING = { off: 6, radius: 4 } as const;
const ANSWERS = { right: 'right', 'said-allowed': 'you said allowed', 'said-blocked': 'you said blocked' } as const;

/** When its change plays. */
type Turn = CSSProperties & { readonly '--delay': string };

/** One flow: its line, how it starts, how it ends, where it is blocked, and its label. */
export const FlowEdge = memo(function FlowEdge({ data }: EdgeProps<SceneEdge>) {
  if (!data) return null;
  const { edge, faded, selected } = data;
  const whole = roundedPath(edge.points, CORNER);
  const wrong = edge.answer === 'said-allowed' || edge.answer === 'said-blocked';
  const state = [
    `flow-${edge.verdict}`,
    `flow-${edge.role}`,
    faded && 'flow-faded',
    selected && 'flow-selected',
    edge.changed && 'flow-changed',
    edge.answer === 'right' && 'flow-right',
    wrong && 'flow-wrong',
  ]
    .filter(Boolean)
    .join(' ');
  const turn: Turn = { '--delay': `${edge.delay}ms` };
  return (
    <g className={`flow-parts ${state}`} style={turn}>
      <path className="flow-focus" d={whole} />
      <path className="flow-focus-ground" d={whole} />
      {edge.changed && <path key={edge.changed} className="flow-halo" d={whole} />}
      {selected && <path className="flow-selection" d={whole} />}
      <Line edge={edge} />
      <Head edge={edge} />
      {edge.role === 'probe' && <Ring points={edge.points} />}
      {edge.crosses.map((cross) => (
        <CrossMark key={`${cross.x} ${cross.y} ${cross.filled}`} cross={cross} />
      ))}
      <path className="flow-hit" d={whole} />
      <EdgeLabelRenderer>
        <Label edge={edge} state={state} turn={turn} />
      </EdgeLabelRenderer>
    </g>
  );
});

/** Solid up to a cross at the source: so far it came. Dashed where nothing passes. */
function Line({ edge }: { readonly edge: Edge }) {
  const { points, role, at, verdict } = edge;
  const length = lengthOf(points);
  const start = role === 'probe' ? RING.off + RING.radius : 0;
  const end = length - (role === 'probe' ? 1 : HEAD - 1);
  const cross = at === 'source' || at === 'both' ? CROSS_DISTANCE[role].source : null;
  if (cross === null || cross >= end) {
    return <path className="flow-line" d={roundedPath(slice(points, start, end), CORNER)} data-verdict={verdict} />;
  }
  return (
    <>
      <path className="flow-line flow-line-out" d={roundedPath(slice(points, start, cross), CORNER)} />
      <path className="flow-line flow-line-beyond" d={roundedPath(slice(points, cross, end), CORNER)} />
    </>
  );
}

/** Filled where it arrives, hollow where it does not; probes have an open one. */
function Head({ edge }: { readonly edge: Edge }) {
  const tip = pointAt(edge.points, lengthOf(edge.points));
  const angle = (Math.atan2(tip.dy, tip.dx) * 180) / Math.PI;
  const shape = edge.role === 'probe' ? 'M-9 -5.5L-0.5 0L-9 5.5' : 'M-10 -5L0 0L-10 5Z';
  return (
    <g transform={`translate(${tip.x} ${tip.y}) rotate(${angle})`}>
      <path className="flow-head" d={shape} />
    </g>
  );
}

function Ring({ points }: { readonly points: readonly Point[] }) {
  const { x, y } = pointAt(points, RING.off);
  return <circle className="flow-ring" cx={x} cy={y} r={RING.radius} />;
}

function CrossMark({ cross }: { readonly cross: Cross }) {
  return (
    <g transform={`translate(${cross.x} ${cross.y})`}>
      <g className={cross.filled ? 'flow-cross' : 'flow-cross flow-cross-hollow'}>
        <circle className="flow-cross-ground" r={11} />
        <circle className="flow-cross-disc" r={9} />
        <path className="flow-cross-sign" d="M-3.2 -3.2L3.2 3.2M3.2 -3.2L-3.2 3.2" />
      </g>
    </g>
  );
}

interface LabelProps {
  readonly edge: Edge;
  readonly state: string;
  readonly turn: Turn;
}

/** Sign and port, in words again what the line shows; the flow's own name already says it to screen readers. */
function Label({ edge, state, turn }: LabelProps) {
  const { x, y, ground } = edge.label;
  const remark = edge.answer ? ANSWERS[edge.answer] : edge.changed;
  return (
    <div
      className={`flow-label flow-label-on-${ground} ${state} nodrag nopan`}
      style={{ ...turn, transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
      data-testid="flow-label"
      data-flow={edge.key}
      aria-hidden
    >
      {edge.verdict === 'hidden' ? (
        <span className="flow-label-sign">?</span>
      ) : edge.verdict === 'allowed' ? (
        <Check size={12} strokeWidth={2.25} />
      ) : (
        <X size={12} strokeWidth={2.25} />
      )}
      <span>{edge.port}</span>
      {remark && <span className="flow-label-remark">{remark}</span>}
    </div>
  );
}
