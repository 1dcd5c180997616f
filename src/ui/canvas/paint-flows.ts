import type { FlowKey } from '../../graph/picture.ts';
import { remarkOf } from '../../graph/remark.ts';
import { setAttribute, setData } from '../kit/set-attributes.ts';
import { classOfLabel, classOfParts, delayOf, linesOf, placeOfLabel } from './flow-drawing.tsx';
import type { SceneEdge } from './scene.ts';

/** Writes into the page what `FlowDrawing` and `FlowLabel` would render of edges that only look different. */
export function paintFlows(field: HTMLElement, edges: readonly SceneEdge[], scale: number): void {
  if (edges.length === 0) return;
  const wanted = new Map(edges.map((edge) => [edge.data.edge.key, edge]));
  for (const element of field.querySelectorAll<HTMLElement | SVGElement>('[data-flow]')) {
    const edge = wanted.get(element.dataset.flow as FlowKey);
    if (edge === undefined) continue;
    if (element instanceof HTMLElement) paintLabel(element, edge);
    else paintLine(element, edge, scale);
  }
}

function paintLine(element: SVGElement, { ariaLabel, domAttributes, data }: SceneEdge, scale: number): void {
  const { edge } = data;
  setAttribute(element, 'aria-label', ariaLabel);
  setData(element, domAttributes);
  const parts = element.querySelector<SVGElement>('.flow-parts');
  if (parts === null) return;
  setAttribute(parts, 'class', classOfParts(data));
  parts.style.setProperty('--delay', delayOf(edge));
  const paths = parts.querySelectorAll('.flow-line');
  for (const [i, { className, d }] of linesOf(edge, scale).entries()) {
    const path = paths[i];
    if (path === undefined) continue;
    setAttribute(path, 'class', className);
    setAttribute(path, 'd', d);
  }
}

function paintLabel(element: HTMLElement, { data }: SceneEdge): void {
  const { edge } = data;
  setAttribute(element, 'class', classOfLabel(data));
  element.style.setProperty('--delay', delayOf(edge));
  element.style.transform = placeOfLabel(edge);
  const remark = element.querySelector('.flow-label-remark');
  const text = remarkOf(edge) ?? '';
  if (remark !== null && remark.textContent !== text) remark.textContent = text;
}
