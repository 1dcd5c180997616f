import type { HTMLAttributes, SVGAttributes } from 'react';
import type { Edge as FlowEdge, Node as FlowNode, Position } from 'reactflow';
import { centreOf } from '../../graph/box.ts';
import type { Card, Edge, FlowKey, Highlight, Picture, Selection } from '../../graph/picture.ts';
import { reuseById } from '../../graph/reuse.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { Direction } from '../../model/policy.ts';
import type { Hover } from './canvas-props.ts';

export type CardData = {
  readonly card: Card;
  readonly faded: boolean;
  readonly chosen: Direction | null;
};
export type FrameData = { readonly title: string; readonly kind: 'cluster' | 'namespace' };
export type EdgeData = { readonly edge: Edge; readonly faded: boolean; readonly selected: boolean };

export type CardNode = FlowNode<CardData, 'card'>;
export type FrameNode = FlowNode<FrameData, 'frame'>;
export type SceneNode = CardNode | FrameNode;
export type SceneEdge = FlowEdge<EdgeData, 'flow'> & { readonly data: EdgeData };

export interface Scene {
  readonly nodes: SceneNode[];
  readonly edges: SceneEdge[];
}

/** What has the graph's one Tab stop. */
export type Cursor =
  | { readonly kind: 'endpoint'; readonly endpoint: EndpointId }
  | { readonly kind: 'flow'; readonly flow: FlowKey; readonly walkedFrom: EndpointId };

export interface SceneInput {
  readonly picture: Picture;
  readonly selection: Selection;
  readonly highlight: Highlight | null;
  readonly hover: Hover | null;
  readonly cursor: Cursor | null;
}

type DataAttributes = Readonly<Record<`data-${string}`, string | undefined>>;

/** The library's own words for the sides; the first picture is drawn before the library is there. */
const RIGHT = 'right' as Position;
const LEFT = 'left' as Position;

const LAYER = { frame: 10, edge: 20, selectedEdge: 25, card: 30 } as const;

/**
 * What is to be drawn, in the graph library's words. Parts that say the same as `before` are the same objects,
 * so that one flipped verdict touches one edge.
 */
export function sceneOf(input: SceneInput, before: Scene | null): Scene {
  const { picture, selection, cursor } = input;
  const lit = litBy(input);
  const marked = endsOf(picture, selection);
  const nodes: SceneNode[] = [
    ...(picture.cluster ? [frameNode('frame:', 'cluster', 'cluster', picture.cluster)] : []),
    ...picture.namespaces.map((frame) => frameNode(`frame:${frame.name}`, frame.name, 'namespace', frame.box)),
    ...picture.cards.map((card) => {
      const stop = cursor?.kind === 'endpoint' && cursor.endpoint === card.id;
      return cardNode(card, {
        faded: lit !== null && !lit.endpoints.has(card.id),
        chosen: selection.kind === 'lock' && selection.endpoint === card.id ? selection.direction : null,
        selected: marked.has(card.id),
        stop,
      });
    }),
  ];
  const edges = picture.edges.map((edge) =>
    edgeOf(edge, {
      faded: lit !== null && !lit.flows.has(edge.key),
      selected: selection.kind === 'flow' && selection.flow === edge.key,
      stop: cursor?.kind === 'flow' && cursor.flow === edge.key,
    }),
  );
  return { nodes: reuseById(before?.nodes, nodes), edges: reuseById(before?.edges, edges) };
}

function frameNode(
  id: string,
  title: string,
  kind: FrameData['kind'],
  box: { x: number; y: number; width: number; height: number },
): FrameNode {
  const { x, y, width, height } = box;
  return {
    id,
    type: 'frame',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    zIndex: LAYER.frame,
    draggable: false,
    data: { title, kind },
    domAttributes: { 'aria-roledescription': undefined },
  };
}

interface CardState {
  readonly faded: boolean;
  readonly chosen: Direction | null;
  readonly selected: boolean;
  readonly stop: boolean;
}

function cardNode(card: Card, { faded, chosen, selected, stop }: CardState): CardNode {
  const { x, y, width, height } = card.box;
  const size = { y: height / 2, width: 1, height: 1 };
  const attributes: HTMLAttributes<HTMLDivElement> & DataAttributes = {
    'data-testid': 'endpoint',
    'data-endpoint': card.id,
    'data-selected': selected ? '' : undefined,
    'aria-roledescription': undefined,
    'aria-current': selected || undefined,
    tabIndex: stop ? 0 : -1,
  };
  return {
    id: card.id,
    type: 'card',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    // The same handles as in the card, so that lines are there before the first measuring.
    handles: [
      { type: 'source', position: RIGHT, x: width, ...size },
      { type: 'target', position: LEFT, x: 0, ...size },
    ],
    zIndex: LAYER.card,
    ariaRole: 'group',
    ariaLabel: card.name,
    className: 'card-place',
    domAttributes: attributes,
    data: { card, faded, chosen },
  };
}

function edgeOf(
  edge: Edge,
  { faded, selected, stop }: { faded: boolean; selected: boolean; stop: boolean },
): SceneEdge {
  const attributes: SVGAttributes<SVGGElement> & DataAttributes = {
    'data-testid': 'flow',
    'data-flow': edge.key,
    'data-from': edge.from,
    'data-to': edge.to,
    'data-port': edge.port,
    'data-verdict': edge.verdict,
    'data-at': edge.at ?? undefined,
    'data-role': edge.role,
    'data-changed': edge.changed ?? undefined,
    'data-selected': selected ? '' : undefined,
    'aria-roledescription': undefined,
    'aria-pressed': selected,
    tabIndex: stop ? 0 : -1,
  };
  return {
    id: edge.key,
    source: edge.from,
    target: edge.to,
    type: 'flow',
    zIndex: selected ? LAYER.selectedEdge : LAYER.edge,
    ariaRole: 'button',
    ariaLabel: edge.name,
    domAttributes: attributes,
    className: 'flow',
    data: { edge, faded, selected },
  };
}

/** What stays lit: what the pointer rests on and all that touches it, else what the editor points at; null: all. */
function litBy({ picture, highlight, hover }: SceneInput): Highlight | null {
  if (hover === null) return highlight;
  const edges = picture.edges.filter((edge) =>
    hover.kind === 'flow' ? edge.key === hover.flow : edge.from === hover.endpoint || edge.to === hover.endpoint,
  );
  const endpoints = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  if (hover.kind === 'endpoint') endpoints.add(hover.endpoint);
  return { endpoints, flows: new Set(edges.map((edge) => edge.key)) };
}

/** The cards with the ring of the selection: the selected one, or both ends of the selected edge. */
function endsOf(picture: Picture, selection: Selection): ReadonlySet<EndpointId> {
  if (selection.kind === 'endpoint' || selection.kind === 'lock') return new Set([selection.endpoint]);
  if (selection.kind !== 'flow') return new Set();
  const edge = picture.edges.find(({ key }) => key === selection.flow);
  return new Set(edge ? [edge.from, edge.to] : []);
}

/** Where the arrow keys start from. */
export function cursorPoint(picture: Picture, cursor: Cursor) {
  if (cursor.kind === 'flow') return picture.edges.find((edge) => edge.key === cursor.flow)?.label ?? null;
  const card = picture.cards.find(({ id }) => id === cursor.endpoint);
  return card ? centreOf(card.box) : null;
}
