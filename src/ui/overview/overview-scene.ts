import type { HTMLAttributes, SVGAttributes } from 'react';
import type { Edge as FlowEdge, Node as FlowNode, Position } from 'reactflow';
import type { BundleKey, GroupId } from '../../graph/overview/ids.ts';
import type { Bundle, DrawnGroup, Overview } from '../../graph/overview/overview.ts';
import { reuseById } from '../../graph/reuse.ts';

export type GroupData = { readonly group: DrawnGroup; readonly faded: boolean };
export type BundleData = { readonly bundle: Bundle; readonly faded: boolean; readonly selected: boolean };
export type GroupNode = FlowNode<GroupData, 'part'>;
export type BundleEdge = FlowEdge<BundleData, 'bundle'> & { readonly data: BundleData };

export interface OverviewScene {
  readonly nodes: GroupNode[];
  readonly edges: BundleEdge[];
}

/** What has the one Tab stop of the graph, or what the pointer rests on. */
export type Spot =
  | { readonly kind: 'group'; readonly group: GroupId }
  | { readonly kind: 'bundle'; readonly bundle: BundleKey; readonly walkedFrom: GroupId };

interface SceneInput {
  readonly overview: Overview;
  readonly hover: Spot | null;
  readonly cursor: Spot | null;
}

interface Lit {
  readonly groups: ReadonlySet<GroupId>;
  readonly bundles: ReadonlySet<BundleKey>;
}

type DataAttributes = Readonly<Record<`data-${string}`, string | undefined>>;

const RIGHT = 'right' as Position;
const LEFT = 'left' as Position;
const LAYER = { frame: 10, edge: 20, selectedEdge: 25, card: 30 } as const;

/** What is to be drawn, in the graph library's words; parts that say the same as `before` are the same objects. */
export function overviewScene({ overview, hover, cursor }: SceneInput, before: OverviewScene | null): OverviewScene {
  const lit = litBy(overview, hover);
  const marked = new Set(overview.marks.groups);
  const depth = new Map<GroupId | null, number>([[null, 0]]);
  const nodes = overview.groups.map((group) => {
    depth.set(group.id, (depth.get(group.parent) ?? 0) + 1);
    return nodeOf(group, {
      faded: lit !== null && group.shape !== 'frame' && !lit.groups.has(group.id),
      selected: marked.has(group.id),
      stop: cursor?.kind === 'group' && cursor.group === group.id,
      layer: group.shape === 'frame' ? LAYER.frame + (depth.get(group.parent) ?? 0) : LAYER.card,
    });
  });
  const edges = overview.bundles.map((bundle) =>
    edgeOf(bundle, {
      faded: lit !== null && !lit.bundles.has(bundle.key),
      selected: overview.marks.bundle === bundle.key,
      stop: cursor?.kind === 'bundle' && cursor.bundle === bundle.key,
    }),
  );
  return { nodes: reuseById(before?.nodes, nodes), edges: reuseById(before?.edges, edges) };
}

interface NodeState {
  readonly faded: boolean;
  readonly selected: boolean;
  readonly stop: boolean;
  readonly layer: number;
}

function nodeOf(group: DrawnGroup, { faded, selected, stop, layer }: NodeState): GroupNode {
  const { x, y, width, height } = group.box;
  const isEndpoint = group.endpoint !== null;
  const size = { y: height / 2, width: 1, height: 1 };
  const attributes: HTMLAttributes<HTMLDivElement> & DataAttributes = {
    'data-testid': isEndpoint ? 'endpoint' : 'group',
    'data-group': group.id,
    'data-endpoint': group.endpoint ?? undefined,
    'data-selected': selected ? '' : undefined,
    'aria-roledescription': undefined,
    'aria-expanded': isEndpoint || group.kind === 'rest' ? undefined : group.shape === 'frame',
    'aria-pressed': isEndpoint ? selected : undefined,
    tabIndex: stop ? 0 : -1,
  };
  return {
    id: group.id,
    // "group" is a type of the library's own.
    type: 'part',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [
      { type: 'source', position: RIGHT, x: width, ...size },
      { type: 'target', position: LEFT, x: 0, ...size },
    ],
    draggable: group.parent === null,
    zIndex: layer,
    ariaRole: group.shape === 'frame' ? 'group' : 'button',
    ariaLabel: group.name,
    className: `group-place group-place-${group.shape}`,
    domAttributes: attributes,
    data: { group, faded },
  };
}

function edgeOf(
  bundle: Bundle,
  { faded, selected, stop }: { faded: boolean; selected: boolean; stop: boolean },
): BundleEdge {
  const attributes: SVGAttributes<SVGGElement> & DataAttributes = {
    'data-testid': 'flow',
    'data-bundle': bundle.key,
    'data-from': bundle.from,
    'data-to': bundle.to,
    'data-port': bundle.port,
    'data-verdict': bundle.verdict,
    'data-allowed': `${bundle.allowed}`,
    'data-total': `${bundle.total}`,
    'data-changed': bundle.changed ? '' : undefined,
    'data-selected': selected ? '' : undefined,
    'aria-roledescription': undefined,
    'aria-pressed': selected,
    tabIndex: stop ? 0 : -1,
  };
  return {
    id: bundle.key,
    source: bundle.from,
    target: bundle.to,
    type: 'bundle',
    zIndex: selected ? LAYER.selectedEdge : LAYER.edge,
    ariaRole: 'button',
    ariaLabel: bundle.name,
    domAttributes: attributes,
    className: 'bundle',
    data: { bundle, faded, selected },
  };
}

/** What stays lit: what the pointer rests on and all that touches it, else what the editor points at; null: all. */
function litBy({ bundles, marks, groups }: Overview, hover: Spot | null): Lit | null {
  if (hover === null) return marks.lit && { groups: new Set(marks.lit.groups), bundles: new Set(marks.lit.bundles) };
  const isFrame = hover.kind === 'group' && groups.find(({ id }) => id === hover.group)?.shape === 'frame';
  if (isFrame) return null;
  const touching = bundles.filter((bundle) =>
    hover.kind === 'bundle' ? bundle.key === hover.bundle : bundle.from === hover.group || bundle.to === hover.group,
  );
  if (touching.length === 0) return null;
  const ends = new Set(touching.flatMap(({ from, to }) => [from, to]));
  if (hover.kind === 'group') ends.add(hover.group);
  return { groups: ends, bundles: new Set(touching.map(({ key }) => key)) };
}
