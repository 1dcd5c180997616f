import type { BundleKey } from '../../graph/overview/ids.ts';
import type { Bundle, Overview } from '../../graph/overview/overview.ts';
import { setAttribute, setData } from '../kit/set-attributes.ts';
import { classOfParts, classOfTag, strandsOf } from './bundle-drawing.tsx';
import type { BundleEdge, OverviewScene } from './overview-scene.ts';

/** An overview and the scene that it is. */
export interface Drawn {
  readonly overview: Overview;
  readonly scene: OverviewScene;
}

/**
 * The bundles that look different in the new scene; null where more differs: groups, which bundles there are, their
 * ways, labels that come, go or move, what is marked, or the legend. That has to be rendered.
 */
export function repaintedBundles(before: Drawn | null, now: Drawn): readonly BundleEdge[] | null {
  if (before === null || before.scene.nodes !== now.scene.nodes) return null;
  const [a, b] = [before.overview, now.overview];
  if (a.bounds !== b.bounds || a.marks !== b.marks || a.tally.counted !== b.tally.counted) return null;
  if (a.bundles.length !== b.bundles.length || kindsIn(a) !== kindsIn(b)) return null;
  const changed: BundleEdge[] = [];
  for (const [i, edge] of now.scene.edges.entries()) {
    const old = before.scene.edges[i];
    if (old === edge) continue;
    if (old === undefined || !differsInLooks(old, edge)) return null;
    changed.push(edge);
  }
  return changed;
}

function kindsIn({ bundles }: Overview): string {
  return [...new Set(bundles.map(({ verdict }) => verdict))].sort().join();
}

function differsInLooks(old: BundleEdge, now: BundleEdge): boolean {
  const [a, b] = [old.data.bundle, now.data.bundle];
  return (
    old.id === now.id &&
    old.data.faded === now.data.faded &&
    old.data.selected === now.data.selected &&
    old.domAttributes?.tabIndex === now.domAttributes?.tabIndex &&
    a.curve === b.curve &&
    a.width === b.width &&
    a.port === b.port &&
    hasSamePlace(a.label, b.label)
  );
}

function hasSamePlace(a: Bundle['label'], b: Bundle['label']): boolean {
  return a === b || (a !== null && b !== null && a.x === b.x && a.y === b.y && a.ground === b.ground);
}

/** Writes into the page what `BundleDrawing` and `BundleTag` would render of bundles that only look different. */
export function paintBundles(field: HTMLElement, edges: readonly BundleEdge[]): void {
  if (edges.length === 0) return;
  const wanted = new Map(edges.map((edge) => [edge.data.bundle.key, edge]));
  for (const element of field.querySelectorAll<HTMLElement | SVGElement>('[data-bundle]')) {
    const edge = wanted.get(element.dataset.bundle as BundleKey);
    if (edge === undefined) continue;
    if (element instanceof HTMLElement) paintTag(element, edge);
    else paintLine(element, edge);
  }
}

function paintLine(element: SVGElement, { ariaLabel, domAttributes, data }: BundleEdge): void {
  setAttribute(element, 'aria-label', ariaLabel);
  setData(element, domAttributes);
  const parts = element.querySelector('.bundle-parts');
  if (parts === null) return;
  setAttribute(parts, 'class', classOfParts(data));
  const paths = parts.querySelectorAll('.bundle-strand');
  for (const [i, { d, strokeWidth, strokeDasharray }] of strandsOf(data.bundle).entries()) {
    const path = paths[i];
    if (path === undefined) continue;
    setAttribute(path, 'd', d);
    setAttribute(path, 'stroke-width', strokeWidth);
    setAttribute(path, 'stroke-dasharray', strokeDasharray);
  }
}

function paintTag(element: HTMLElement, { data }: BundleEdge): void {
  setAttribute(element, 'class', classOfTag(data));
  const words = element.querySelector('span');
  const text = data.bundle.label?.text ?? '';
  if (words !== null && words.textContent !== text) words.textContent = text;
}
