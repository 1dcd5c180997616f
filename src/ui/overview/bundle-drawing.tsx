import { Check, X } from 'lucide-react';
import { memo } from 'react';
import { beside, sample } from '../../graph/overview/curve.ts';
import type { Bundle } from '../../graph/overview/overview.ts';
import type { Point } from '../../graph/picture.ts';
import { lengthOf, pointAt, slice } from '../../graph/polyline.ts';
import type { BundleData } from './overview-scene.ts';
import './bundle-drawing.css';

/** Between the two strands of a mixed bundle, and the least width of each. */
const STRANDS = { gap: 1.5, least: 1.5 } as const;
const CROSS = { source: 18, destination: 26 } as const;
/** In the narrow gaps between the workloads of a list crosses are small. */
const NARROW = { gap: 60, scale: 0.75 } as const;

/**
 * All that runs from one group to another: how much of it passes, and where the rest stops. Whatever its verdict, the
 * same elements: which of them are seen is for the style sheet, so that new counts can be painted by hand.
 */
export const BundleDrawing = memo(function BundleDrawing({ bundle, faded, selected }: BundleData) {
  const points = sample(bundle.curve);
  const length = lengthOf(points);
  const whole = pathOf(points);
  return (
    <g className={classOfParts({ bundle, faded, selected })}>
      <path className="bundle-focus" d={whole} strokeWidth={bundle.width + 10} />
      <path className="bundle-focus-ground" d={whole} strokeWidth={bundle.width + 6} />
      <path className="bundle-halo" d={whole} strokeWidth={bundle.width + 10} />
      {selected && <path className="bundle-selection" d={whole} strokeWidth={bundle.width + 12} />}
      {strandsOf(bundle).map((strand, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the strands are always the same three
        <path key={i} {...strand} />
      ))}
      <Head points={points} size={headOf(bundle)} />
      <Crosses points={points} length={length} />
      <path className="bundle-hit" d={whole} />
    </g>
  );
});

export function classOfParts(data: BundleData): string {
  const { verdict, stopsAt, changed } = data.bundle;
  const stops = verdict === 'blocked' ? ` bundle-stops-at-${stopsAt ?? 'destination'}` : '';
  return `bundle-parts ${stateOf(data)}${stops}${changed ? ' bundle-changed' : ''}`;
}

function stateOf({ bundle, faded, selected }: BundleData): string {
  return `bundle-${bundle.verdict} ${faded ? 'bundle-faded' : ''} ${selected ? 'bundle-selected' : ''}`;
}

function headOf({ width }: Bundle): number {
  return Math.max(9, width + 4);
}

interface StrandLook {
  readonly className: string;
  /** Empty: there is no such strand. */
  readonly d: string;
  readonly strokeWidth?: number;
  readonly strokeDasharray?: string;
}

const PASSES = 'bundle-strand bundle-passes';
const STOPS = 'bundle-strand bundle-stops';

/** What passes, what has left the source and is stopped there, and what is stopped. */
export function strandsOf(bundle: Bundle): readonly StrandLook[] {
  const { width, verdict, stopsAt, curve } = bundle;
  const points = sample(curve);
  const body = slice(points, 0, lengthOf(points) - headOf(bundle) + 1);
  if (verdict === 'mixed') return mixedStrands(bundle, body);
  if (verdict === 'allowed') {
    return [
      { className: PASSES, d: pathOf(body), strokeWidth: width },
      { className: STOPS, d: '' },
      { className: STOPS, d: '' },
    ];
  }
  const cross = stopsAt === 'source' || stopsAt === 'both' ? CROSS.source : 0;
  return [
    { className: PASSES, d: '' },
    cross > 0
      ? { className: STOPS, d: pathOf(slice(body, 0, cross)), strokeWidth: width }
      : { className: STOPS, d: '' },
    {
      className: STOPS,
      d: pathOf(slice(body, cross, lengthOf(body))),
      strokeWidth: width,
      strokeDasharray: dashes(width),
    },
  ];
}

/** Side by side, as wide as their shares. */
function mixedStrands({ width, allowed, total }: Bundle, body: readonly Point[]): readonly StrandLook[] {
  const passing = Math.max(STRANDS.least, (width * allowed) / total);
  const stopping = Math.max(STRANDS.least, width - (width * allowed) / total);
  const half = (passing + stopping + STRANDS.gap) / 2;
  return [
    { className: PASSES, d: pathOf(beside(body, passing / 2 - half)), strokeWidth: passing },
    { className: STOPS, d: '' },
    {
      className: STOPS,
      d: pathOf(beside(body, half - stopping / 2)),
      strokeWidth: stopping,
      strokeDasharray: dashes(stopping),
    },
  ];
}

function dashes(width: number): string {
  return `${Math.max(6, Math.round(width * 1.3))} ${Math.max(5, Math.round(width))}`;
}

function Head({ points, size }: { readonly points: readonly Point[]; readonly size: number }) {
  const tip = pointAt(points, lengthOf(points));
  const angle = (Math.atan2(tip.dy, tip.dx) * 180) / Math.PI;
  return (
    <path
      className="bundle-head"
      d={`M${-size} ${-size / 2}L0 0L${-size} ${size / 2}Z`}
      transform={`translate(${tip.x} ${tip.y}) rotate(${angle})`}
    />
  );
}

interface CrossesProps {
  readonly points: readonly Point[];
  readonly length: number;
}

/** Where nothing passes: at the end that stops most of it; hollow where the other end would stop it too. */
function Crosses({ points, length }: CrossesProps) {
  const across = Math.abs((points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0));
  const scale = across > 0 && across < NARROW.gap ? NARROW.scale : 1;
  const atSource = pointAt(points, Math.min(CROSS.source * scale, length * 0.3));
  const atDestination = pointAt(points, length - Math.min(CROSS.destination * scale, length * 0.55));
  return (
    <>
      <Cross at={atSource} scale={scale} end="source" />
      <Cross at={atDestination} scale={scale} end="destination" />
    </>
  );
}

interface CrossProps {
  readonly at: Point;
  readonly scale: number;
  readonly end: 'source' | 'destination';
}

function Cross({ at, scale, end }: CrossProps) {
  return (
    <g className={`bundle-cross bundle-cross-${end}`} transform={`translate(${at.x} ${at.y}) scale(${scale})`}>
      <circle className="bundle-cross-ground" r={11} />
      <circle className="bundle-cross-disc" r={9} />
      <path className="bundle-cross-sign" d="M-3.2 -3.2L3.2 3.2M3.2 -3.2L-3.2 3.2" />
    </g>
  );
}

/** Counts in words again what the line shows; the bundle's own name already says it to screen readers. */
export const BundleTag = memo(function BundleTag({ bundle, faded, selected }: BundleData) {
  const { label } = bundle;
  if (!label) return null;
  return (
    <div
      className={classOfTag({ bundle, faded, selected })}
      style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
      data-testid="flow-label"
      data-bundle={bundle.key}
      aria-hidden
    >
      <Check size={12} strokeWidth={2.25} />
      <X size={12} strokeWidth={2.25} />
      <span>{label.text}</span>
    </div>
  );
});

export function classOfTag(data: BundleData): string {
  return `bundle-label bundle-label-on-${data.bundle.label?.ground} ${stateOf(data)} nodrag nopan`;
}

function pathOf(points: readonly Point[]): string {
  const round = (value: number) => Math.round(value * 10) / 10;
  return `M${points.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}`;
}
