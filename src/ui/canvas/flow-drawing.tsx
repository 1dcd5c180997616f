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

/**
 * One flow: its line, how it starts, how it ends and where it is blocked. Whatever its verdict, the same elements:
 * which of them are seen is for the style sheet, so that a new verdict can be painted by hand (`paintFlows`).
 */
export const FlowDrawing = memo(function FlowDrawing({ edge, faded, selected }: EdgeData) {
  const scale = use(StrokeScale);
  const whole = roundedPath(edge.points, CORNER);
  return (
    <g className={classOfParts({ edge, faded, selected })} style={turnOf(edge)}>
      <path className="flow-focus" d={whole} />
      <path className="flow-focus-ground" d={whole} />
      <path className="flow-halo" d={whole} />
      {selected && <path className="flow-selection" d={whole} />}
      {linesOf(edge, scale).map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces are always the same four
        <path key={i} {...line} />
      ))}
      <Head edge={edge} scale={scale} />
      {edge.role === 'probe' && <Ring edge={edge} scale={scale} />}
      {crossesOn(edge.points, 'both', edge.role, scale).map((cross) => (
        <CrossMark key={`${cross.filled}`} cross={cross} scale={scale} />
      ))}
      <path className="flow-hit" d={whole} />
    </g>
  );
});

function stateOf({ edge, faded, selected }: EdgeData): string {
  return [
    `flow-${edge.verdict}`,
    `flow-${edge.role}`,
    faded && 'flow-faded',
    selected && 'flow-selected',
    edge.changed && 'flow-changed',
    edge.answer && `flow-${edge.answer}`,
  ]
    .filter(Boolean)
    .join(' ');
}

export function classOfParts(data: EdgeData): string {
  const { stopsAt } = data.edge;
  return `flow-parts ${stopsAt ? `flow-stops-${stopsAt} ` : ''}${stateOf(data)}`;
}

export function delayOf({ delay }: Edge): string {
  return `${delay}ms`;
}

function turnOf(edge: Edge): Turn {
  return { '--delay': delayOf(edge) };
}

interface Piece {
  readonly className: string;
  /** Empty: there is no such piece. */
  readonly d: string;
}

/** Solid up to a cross at the source: so far it came. Dashed where nothing passes. */
export function linesOf({ points, role, stopsAt, label, changed, answer }: Edge, scale: number): readonly Piece[] {
  const length = lengthOf(points);
  const start = role === 'probe' ? RING.off + RING.radius * scale : 0;
  const end = length - (role === 'probe' ? 1 : (HEAD - 1) * scale);
  const cross = stopsAt === 'source' || stopsAt === 'both' ? CROSS_DISTANCE[role].source * scale : start;
  // On a frame's border no one colour would do as the label's ground: there the line itself makes room.
  const [from, to] = (label.ground === null && !changed && !answer && label.covers) || [end, end];
  const rest = cross > start ? 'flow-line flow-line-beyond' : 'flow-line';
  const piece = (className: string, first: number, last: number): Piece => ({
    className,
    d: last > first ? roundedPath(slice(points, first, last), CORNER) : '',
  });
  return [
    piece('flow-line flow-line-out', start, cross),
    piece(rest, cross, from),
    piece(`${rest} flow-line-under-label`, from, to),
    piece(rest, to, end),
  ];
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
    <g
      className={cross.filled ? 'flow-cross-source' : 'flow-cross-destination'}
      transform={`translate(${cross.x} ${cross.y}) scale(${scale})`}
    >
      <g className="flow-cross">
        <circle className="flow-cross-ground" r={11} />
        <circle className="flow-cross-disc" r={9} />
        <path className="flow-cross-sign" d="M-3.2 -3.2L3.2 3.2M3.2 -3.2L-3.2 3.2" />
      </g>
    </g>
  );
}

/** Sign and port, in words again what the line shows; the flow's own name already says it to screen readers. */
export const FlowLabel = memo(function FlowLabel({ edge, faded, selected }: EdgeData) {
  return (
    <div
      className={classOfLabel({ edge, faded, selected })}
      style={{ ...turnOf(edge), transform: placeOfLabel(edge) }}
      data-testid="flow-label"
      data-flow={edge.key}
      aria-hidden
    >
      {edge.verdict === 'hidden' ? (
        <span className="flow-label-sign">?</span>
      ) : (
        <>
          <Check size={12} strokeWidth={2.25} />
          <X size={12} strokeWidth={2.25} />
        </>
      )}
      <span className="flow-label-port">{edge.port}</span>
      <span className="flow-label-remark">{remarkOf(edge) ?? ''}</span>
    </div>
  );
});

export function classOfLabel(data: EdgeData): string {
  const { label } = data.edge;
  const short = label.short && remarkOf(data.edge) !== null ? ' flow-label-short' : '';
  return `flow-label ${label.ground ? `flow-label-on-${label.ground} ` : ''}${stateOf(data)}${short} nodrag nopan`;
}

export function placeOfLabel({ label: { x, y } }: Edge): string {
  return `translate(-50%, -50%) translate(${x}px, ${y}px)`;
}
