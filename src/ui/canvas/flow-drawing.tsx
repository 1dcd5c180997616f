import { Check, X } from 'lucide-react';
import type { CSSProperties } from 'react';
import { memo, use } from 'react';
import { CROSS_DISTANCE, crossesOn } from '../../graph/cross.ts';
import type { Cross, Edge } from '../../graph/picture.ts';
import { lengthOf, pointAt, roundedPath, slice } from '../../graph/polyline.ts';
import { remarkOf } from '../../graph/remark.ts';
import type { EdgeData } from './scene.ts';
import { StrokeScale } from './stroke-scale.ts';
import './flow-drawing.css';

const CORNER = 16;
const HEAD = 10;
/** A probe starts at a ring that stands a little off the card. */
const RING = { off: 6, radius: 4 } as const;

/** When its change plays. */
type Turn = CSSProperties & { readonly '--delay': string };

interface PartProps {
  readonly edge: Edge;
  /** Of strokes, heads and crosses. */
  readonly scale: number;
}

/** One flow: its line, how it starts, how it ends and where it is blocked. */
export const FlowDrawing = memo(function FlowDrawing({ edge, faded, selected }: EdgeData) {
  const scale = use(StrokeScale);
  const whole = roundedPath(edge.points, CORNER);
  const crosses = scale === 1 ? edge.crosses : crossesOn(edge.points, edge.stopsAt, edge.role, scale);
  return (
    <g className={`flow-parts ${stateOf({ edge, faded, selected })}`} style={turnOf(edge)}>
      <path className="flow-focus" d={whole} />
      <path className="flow-focus-ground" d={whole} />
      {edge.changed && <path key={edge.changed} className="flow-halo" d={whole} />}
      {selected && <path className="flow-selection" d={whole} />}
      <Line edge={edge} scale={scale} />
      <Head edge={edge} scale={scale} />
      {edge.role === 'probe' && <Ring edge={edge} scale={scale} />}
      {crosses.map((cross) => (
        <CrossMark key={`${cross.x} ${cross.y} ${cross.filled}`} cross={cross} scale={scale} />
      ))}
      <path className="flow-hit" d={whole} />
    </g>
  );
});

function stateOf({ edge, faded, selected }: EdgeData): string {
  const wrong = edge.answer === 'said-allowed' || edge.answer === 'said-blocked';
  return [
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
}

function turnOf(edge: Edge): Turn {
  return { '--delay': `${edge.delay}ms` };
}

/** Solid up to a cross at the source: so far it came. Dashed where nothing passes. */
function Line({ edge, scale }: PartProps) {
  const { points, role, stopsAt, label } = edge;
  const length = lengthOf(points);
  const start = role === 'probe' ? RING.off + RING.radius * scale : 0;
  const end = length - (role === 'probe' ? 1 : (HEAD - 1) * scale);
  const cross = stopsAt === 'source' || stopsAt === 'both' ? CROSS_DISTANCE[role].source * scale : start;
  // On a frame's border no one colour would do as the label's ground: there the line itself makes room.
  const gap = label.ground === null && !edge.changed && !edge.answer ? label.covers : null;
  const rest = cross > start ? 'flow-line flow-line-beyond' : 'flow-line';
  const piece = (className: string, from: number, to: number) =>
    to > from && <path className={className} d={roundedPath(slice(points, from, to), CORNER)} />;
  return (
    <>
      {piece('flow-line flow-line-out', start, cross)}
      {piece(rest, cross, gap ? gap[0] : end)}
      {gap && piece(`${rest} flow-line-under-label`, gap[0], gap[1])}
      {gap && piece(rest, gap[1], end)}
    </>
  );
}

/** Filled where it arrives, hollow where it does not; probes have an open one. */
function Head({ edge, scale }: PartProps) {
  const tip = pointAt(edge.points, lengthOf(edge.points));
  const angle = (Math.atan2(tip.dy, tip.dx) * 180) / Math.PI;
  const shape = edge.role === 'probe' ? 'M-9 -5.5L-0.5 0L-9 5.5' : 'M-10 -5L0 0L-10 5Z';
  return (
    <path className="flow-head" d={shape} transform={`translate(${tip.x} ${tip.y}) rotate(${angle}) scale(${scale})`} />
  );
}

function Ring({ edge, scale }: PartProps) {
  const { x, y } = pointAt(edge.points, RING.off);
  return <circle className="flow-ring" cx={x} cy={y} r={RING.radius * scale} />;
}

function CrossMark({ cross, scale }: { readonly cross: Cross; readonly scale: number }) {
  return (
    <g transform={`translate(${cross.x} ${cross.y}) scale(${scale})`}>
      <g className={cross.filled ? 'flow-cross' : 'flow-cross flow-cross-hollow'}>
        <circle className="flow-cross-ground" r={11} />
        <circle className="flow-cross-disc" r={9} />
        <path className="flow-cross-sign" d="M-3.2 -3.2L3.2 3.2M3.2 -3.2L-3.2 3.2" />
      </g>
    </g>
  );
}

/** Sign and port, in words again what the line shows; the flow's own name already says it to screen readers. */
export const FlowLabel = memo(function FlowLabel({ edge, faded, selected }: EdgeData) {
  const { x, y, ground, short } = edge.label;
  const remark = remarkOf(edge);
  return (
    <div
      className={`flow-label ${ground ? `flow-label-on-${ground}` : ''} ${stateOf({ edge, faded, selected })} nodrag nopan`}
      style={{ ...turnOf(edge), transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
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
      {!(short && remark) && <span>{edge.port}</span>}
      {remark && <span className="flow-label-remark">{remark}</span>}
    </div>
  );
});
