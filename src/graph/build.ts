import { indexLines } from '../documents/place.ts';
import type { Endpoint } from '../model/cluster.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Origin } from '../model/origin.ts';
import type { SourceFile } from '../model/source.ts';
import type { JudgedFlow, Simulation } from '../simulation.ts';
import { around, boxOf } from './box.ts';
import { cardOf } from './card.ts';
import { crossesOn } from './cross.ts';
import { placeLabels } from './label.ts';
import { nameOfEdge } from './name.ts';
import type { Card, Change, Edge, EdgeVerdict, FlowKey, Label, Picture, Point, StopsAt } from './picture.ts';
import { flowKey, portOf } from './picture.ts';
import { place } from './place.ts';
import { remarkOf } from './remark.ts';
import { route } from './route.ts';
import type { View } from './view.ts';

/** Names tell the deciding line up to here; beyond, the explanations would cost more than they help. */
const EXPLAINED = 120;
/** Flips follow each other by so much, and take so long at most in all. */
const STAGGER = { step: 30, all: 400 } as const;

const NO_LABEL: Label = { x: 0, y: 0, ground: null, covers: null, short: false };

export interface Built {
  readonly picture: Picture;
  /** Where cards stand that nobody placed; for the next picture. */
  readonly automatic: ReadonlyMap<EndpointId, Point>;
}

/** What is known from the picture before. */
export interface Known {
  /** Where cards stand that nobody placed. */
  readonly automatic: ReadonlyMap<EndpointId, Point>;
  /** How lines are routed, for who remembers them. */
  readonly findLines: typeof route;
  /** Labels that stay where they are. */
  readonly labels: ReadonlyMap<FlowKey, Label>;
}

const NOTHING_KNOWN: Known = { automatic: new Map(), findLines: route, labels: new Map() };

/** Draws a simulation: what stands where, which way the lines run, and what each of them says. */
export function build(view: View, known: Known = NOTHING_KNOWN): Built {
  const { automatic: before, findLines, labels: kept } = known;
  const { simulation, layout, moved } = view;
  const { endpoints } = simulation.cluster;
  const placement = place({ endpoints, layout, moved, before });
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const flows = drawnFlows(view, byId);

  const lines = findLines({
    connections: flows.map(({ flow }) => ({ key: flowKey(flow), from: flow.from, to: flow.to })),
    cards: placement.cards,
    layout,
    frames: [
      ...placement.namespaces.map(({ name, box }) => ({ title: name, box })),
      ...(placement.cluster ? [{ title: 'cluster', box: placement.cluster }] : []),
    ],
  });
  const cards = endpoints.flatMap((endpoint): readonly Card[] => {
    const box = placement.cards.get(endpoint.id);
    return box ? [cardOf(endpoint, box, view.answers ? null : simulation.isolation(endpoint.id))] : [];
  });
  const titles = new Map(cards.map((card) => [card.id, card.title]));
  const decidedBy = deciders(view.files, simulation, flows.length <= EXPLAINED);

  const drafts = flows.flatMap((judged): readonly Edge[] => {
    const { flow, at } = judged;
    const key = flowKey(flow);
    const points = lines.get(key);
    if (!points) return [];
    const answer = view.answers?.get(key) ?? null;
    const verdict: EdgeVerdict = view.answers && !answer ? 'hidden' : judged.verdict;
    const shownAt = verdict === 'blocked' ? at : null;
    const stopsAt = shownAt === 'nothing-in-common' ? stopOf(judged, simulation) : shownAt;
    const changed = view.answers ? null : changeOf(judged, key, view);
    return [
      {
        key,
        from: flow.from,
        to: flow.to,
        port: portOf(flow),
        role: flow.role,
        verdict,
        at: shownAt,
        stopsAt,
        changed,
        delay: 0,
        answer,
        points,
        label: NO_LABEL,
        crosses: crossesOn(points, stopsAt, flow.role),
        name: nameOfEdge({
          from: titles.get(flow.from) ?? flow.from,
          to: titles.get(flow.to) ?? flow.to,
          port: portOf(flow),
          verdict,
          at: shownAt,
          probe: flow.role === 'probe',
          decidedBy: verdict === 'blocked' ? decidedBy(judged) : null,
        }),
      },
    ];
  });
  const labels = placeLabels({
    lines: drafts.map((edge) => ({ ...edge, text: edge.port, remark: remarkOf(edge) })),
    cards: cards.map((card) => card.box),
    namespaces: placement.namespaces.map((frame) => frame.box),
    cluster: placement.cluster,
    kept,
  });
  const edges = inReadingOrder(drafts.map((edge) => ({ ...edge, label: labels.get(edge.key) ?? edge.label })));
  const bounds = around([
    ...(placement.cluster ? [placement.cluster] : []),
    ...placement.namespaces.map((frame) => frame.box),
    ...cards.map((card) => card.box),
    ...edges.flatMap((edge) => boxOf(edge.points) ?? []),
  ]);
  const { cluster, namespaces, automatic } = placement;
  return { picture: { cluster, namespaces, cards, edges, bounds }, automatic };
}

/** One per key: the first says it. A flow to nowhere, or to itself, has no line. */
function drawnFlows(view: View, byId: ReadonlyMap<EndpointId, Endpoint>): readonly JudgedFlow[] {
  const seen = new Set<FlowKey>();
  return view.simulation.flows.filter(({ flow }) => {
    const key = flowKey(flow);
    if (seen.has(key) || flow.from === flow.to || !byId.has(flow.from) || !byId.has(flow.to)) return false;
    if (flow.role === 'probe' && !view.probes) return false;
    seen.add(key);
    return true;
  });
}

function changeOf({ verdict }: JudgedFlow, key: FlowKey, { before }: View): Change | null {
  const old = before?.get(key);
  if (old === undefined || old === verdict) return null;
  return verdict === 'allowed' ? 'opened' : 'blocked';
}

/** The end that stops a flow whose two ends have nothing in common: only the explanation tells. */
function stopOf({ flow }: JudgedFlow, simulation: Simulation): StopsAt {
  const stop = simulation.explain(flow).ends.find((end) => end.outcome === 'stops here');
  return stop?.direction === 'egress' ? 'source' : 'destination';
}

/** Looks up which line decided a flow. Lines are indexed when first asked for. */
function deciders(files: readonly SourceFile[], simulation: Simulation, explained: boolean) {
  const indexes = new Map<string, ReturnType<typeof indexLines>>();
  const lineOf = (origin: Origin): { file: string; line: number } | null => {
    const text = files.find((file) => file.name === origin.file)?.text;
    if (text === undefined) return null;
    const index = indexes.get(origin.file) ?? indexLines(text);
    indexes.set(origin.file, index);
    return { file: origin.file, line: index.placeOf(origin.start).line };
  };
  return ({ flow }: JudgedFlow) => {
    if (!explained) return null;
    const stop = simulation.explain(flow).ends.find((end) => end.outcome === 'stops here');
    const origin = stop?.paragraphs.find((paragraph) => paragraph.role === 'decides')?.origin;
    return origin ? lineOf(origin) : null;
  };
}

/** From top to bottom, then from left to right; what changed gets its turn in that order. */
function inReadingOrder(edges: readonly Edge[]): readonly Edge[] {
  const changed = edges
    .filter((edge) => edge.changed)
    .sort((a, b) => a.label.y - b.label.y || a.label.x - b.label.x)
    .map((edge) => edge.key);
  const step = Math.min(STAGGER.step, STAGGER.all / Math.max(1, changed.length));
  const turns = new Map(changed.map((key, i) => [key, Math.round(i * step)]));
  return edges.map((edge) => ({ ...edge, delay: turns.get(edge.key) ?? 0 }));
}
