import type { Box, HandLayout } from '../catalog/scenario.ts';
import type { Endpoint } from '../model/cluster.ts';
import type { EndpointId, NamespaceName } from '../model/ids.ts';
import type { Margin } from './box.ts';
import { around, inflate, overlaps } from './box.ts';
import type { NamespaceFrame, Point } from './picture.ts';

const CARD = { width: 208, height: 88 } as const;

/** From card to card where nobody placed them: room for a line, its cross and its label. */
const PITCH = { x: CARD.width + 96, y: CARD.height + 64 } as const;
const IN_NAMESPACE: Margin = { left: 32, top: 48, right: 32, bottom: 32 };
const IN_CLUSTER: Margin = { left: 16, top: 40, right: 16, bottom: 32 };
/** Between namespaces: side by side they need a corridor for labels, above each other less. */
const CORRIDOR = { x: 96, y: 48 } as const;
const ROWS = 4;

export interface Placement {
  readonly cards: ReadonlyMap<EndpointId, Box>;
  /** In the order of the input. */
  readonly namespaces: readonly NamespaceFrame[];
  readonly cluster: Box | null;
  /** Where cards stand that nobody placed; hand it in next time, so that they stay there. */
  readonly automatic: ReadonlyMap<EndpointId, Point>;
}

export interface PlaceInput {
  readonly endpoints: readonly Endpoint[];
  readonly layout: HandLayout | null;
  readonly moved: ReadonlyMap<EndpointId, Point>;
  /** `automatic` of the placement before; empty for the first. */
  readonly before: ReadonlyMap<EndpointId, Point>;
}

/**
 * Gives every endpoint a card, every namespace in use a frame around its cards, and the cluster one around those.
 * A card stands where a person dragged it, else where the layout says, else where it stood before, else in the
 * first free place of its namespace. Placing one never moves another.
 */
export function place({ endpoints, layout, moved, before }: PlaceInput): Placement {
  const automatic = new Map<EndpointId, Point>();
  const cards = new Map<EndpointId, Box>();
  const frames = new Map<NamespaceName, Box>();
  const inside = endpoints.filter((endpoint) => endpoint.kind !== 'external');
  const outside = endpoints.filter((endpoint) => endpoint.kind === 'external');

  const known = (endpoint: Endpoint): Point | null => {
    const hand = layout?.cards[endpoint.id];
    if (hand) return hand;
    const stood = before.get(endpoint.id);
    if (stood) automatic.set(endpoint.id, stood);
    return stood ?? null;
  };
  const put = (endpoint: Endpoint, at: Point) => cards.set(endpoint.id, { x: at.x, y: at.y, ...CARD });

  // First everything that has a place, so that what is new can keep clear of it.
  const homeless: Endpoint[] = [];
  for (const endpoint of endpoints) {
    const at = known(endpoint);
    if (at) put(endpoint, at);
    else homeless.push(endpoint);
  }
  const byNamespace = byNamespaceOf(inside);
  for (const [namespace, members] of byNamespace) {
    const hand = layout?.namespaces[namespace];
    // A frame drawn by hand already has the room it wants around its own cards.
    const guests = members.filter((member) => !hand || !layout?.cards[member.id]);
    const frame = around([
      ...(hand ? [hand] : []),
      ...guests.flatMap((guest) => frameOf(cards.get(guest.id), IN_NAMESPACE)),
    ]);
    if (frame) frames.set(namespace, frame);
  }

  const servers = () => outside.flatMap((server) => cards.get(server.id) ?? []);
  for (const [namespace, members] of byNamespace) {
    const fresh = members.filter((member) => !cards.has(member.id));
    if (fresh.length === 0) continue;
    const others = [...frames].flatMap(([name, frame]) => (name === namespace ? [] : [frame]));
    let frame = frames.get(namespace) ?? settle(fresh.length, others, servers());
    for (const member of fresh) {
      const taken = members.flatMap((other) => cards.get(other.id) ?? []);
      const at = freePlace(frame, taken, [...others, ...servers()]);
      put(member, at);
      automatic.set(member.id, at);
      frame = around([frame, ...frameOf(cards.get(member.id), IN_NAMESPACE)]) ?? frame;
    }
    frames.set(namespace, frame);
  }

  const clusterNow = () =>
    inside.length === 0
      ? null
      : around([
          ...(layout?.cluster ? [layout.cluster] : []),
          ...[...frames.values()].map((f) => inflate(f, IN_CLUSTER)),
        ]);
  const newServers = homeless.filter((endpoint) => endpoint.kind === 'external');
  const places = serverPlaces(clusterNow(), newServers.length, servers());
  newServers.forEach((server, i) => {
    const at = places[i] ?? { x: 0, y: 0 };
    put(server, at);
    automatic.set(server.id, at);
  });

  // Dragged cards come last: where new ones go must not depend on what is being dragged.
  for (const endpoint of endpoints) {
    const at = moved.get(endpoint.id);
    if (at) put(endpoint, at);
  }
  for (const [namespace, members] of byNamespace) {
    const grown = members.flatMap((member) =>
      moved.has(member.id) ? frameOf(cards.get(member.id), IN_NAMESPACE) : [],
    );
    const rest = layout?.namespaces[namespace]
      ? [frames.get(namespace)]
      : members.flatMap((member) => frameOf(cards.get(member.id), IN_NAMESPACE));
    const frame = around([...rest, ...grown].filter((box) => box !== undefined));
    if (frame) frames.set(namespace, frame);
  }
  return {
    cards,
    namespaces: [...frames].map(([name, box]) => ({ name, box })),
    cluster: clusterNow(),
    automatic,
  };
}

/** Host endpoints belong to nodes, not to a namespace: they share a frame of their own. */
const HOSTS = 'nodes' as NamespaceName;

function byNamespaceOf(endpoints: readonly Endpoint[]): ReadonlyMap<NamespaceName, readonly Endpoint[]> {
  const groups = new Map<NamespaceName, Endpoint[]>();
  for (const endpoint of endpoints) {
    const name = 'namespace' in endpoint ? endpoint.namespace : HOSTS;
    const group = groups.get(name);
    if (group) group.push(endpoint);
    else groups.set(name, [endpoint]);
  }
  return groups;
}

function frameOf(card: Box | undefined, margin: Margin): readonly Box[] {
  return card ? [inflate(card, margin)] : [];
}

/** An empty frame for a namespace of so many cards, where it and the cluster around it cover nothing else. */
function settle(count: number, frames: readonly Box[], servers: readonly Box[]): Box {
  const columns = Math.max(1, Math.ceil(count / ROWS), Math.round(Math.sqrt(count / 3)));
  const rows = Math.ceil(count / columns);
  const size = {
    width: IN_NAMESPACE.left + (columns - 1) * PITCH.x + CARD.width + IN_NAMESPACE.right,
    height: IN_NAMESPACE.top + (rows - 1) * PITCH.y + CARD.height + IN_NAMESPACE.bottom,
  };
  const field = around(frames);
  if (!field) return { x: 32, y: 64, ...size };

  const xs = [field.x, ...frames.map((frame) => frame.x + frame.width + CORRIDOR.x)];
  const ys = [field.y, ...frames.map((frame) => frame.y + frame.height + CORRIDOR.y)];
  let best: Box | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const y of ys) {
    for (const x of xs) {
      const box = { x, y, ...size };
      const roomy = inflate(box, {
        left: CORRIDOR.x - 1,
        right: CORRIDOR.x - 1,
        top: CORRIDOR.y - 1,
        bottom: CORRIDOR.y - 1,
      });
      if (frames.some((frame) => overlaps(frame, roomy))) continue;
      const whole = around([field, box]) ?? box;
      const cluster = inflate(whole, IN_CLUSTER);
      if (servers.some((server) => overlaps(server, inflate(cluster, 32)))) continue;
      // A stage is wider than high; among equals the one nearest to the first corner.
      const cost = Math.max(whole.width, whole.height * 1.4) * 1000 + (y - field.y) + (x - field.x);
      if (cost < bestCost) {
        best = box;
        bestCost = cost;
      }
    }
  }
  return best ?? { x: field.x, y: field.y + field.height + CORRIDOR.y, ...size };
}

/** The first place for a card: inside the frame column by column, then below, then to the right. */
function freePlace(frame: Box, cards: readonly Box[], keepClear: readonly Box[]): Point {
  // In line with the cards that are there.
  const startX = cards.length > 0 ? Math.min(...cards.map((card) => card.x)) : frame.x + IN_NAMESPACE.left;
  const startY = cards.length > 0 ? Math.min(...cards.map((card) => card.y)) : frame.y + IN_NAMESPACE.top;
  const columns = Math.max(1, Math.floor((frame.width - IN_NAMESPACE.left - IN_NAMESPACE.right + 96) / PITCH.x));
  const rows = Math.max(1, Math.floor((frame.height - IN_NAMESPACE.top - IN_NAMESPACE.bottom + 64) / PITCH.y));
  const free = (at: Point) => !cards.some((card) => overlaps(card, inflate({ ...at, ...CARD }, 24)));
  const clear = (at: Point) => {
    const grown = around([frame, inflate({ ...at, ...CARD }, IN_NAMESPACE)]) ?? frame;
    return !keepClear.some((box) => overlaps(box, inflate(grown, 24)));
  };
  const slot = (column: number, row: number): Point => ({ x: startX + column * PITCH.x, y: startY + row * PITCH.y });

  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) if (free(slot(column, row))) return slot(column, row);
  }
  const far = cards.length + 2;
  const beyond: Point[] = [];
  for (let row = rows; row < rows + far; row++) {
    for (let column = 0; column < columns; column++) beyond.push(slot(column, row));
  }
  for (let column = columns; column < columns + far; column++) {
    for (let row = 0; row < rows; row++) beyond.push(slot(column, row));
  }
  const last = slot(0, rows + far);
  return beyond.find((at) => free(at) && clear(at)) ?? beyond.find(free) ?? last;
}

/** Places for new servers in columns right of the cluster, level with its middle. */
function serverPlaces(cluster: Box | null, count: number, taken: readonly Box[]): readonly Point[] {
  const field = cluster ?? { x: 0, y: 0, width: -104, height: ROWS * PITCH.y };
  const rows = Math.max(1, Math.min(Math.max(count, 1), Math.floor((field.height + 64) / PITCH.y)));
  const left = Math.max(field.x + field.width + 104, ...taken.map((server) => server.x));
  const height = (rows - 1) * PITCH.y + CARD.height;
  const top = Math.round(field.y + (field.height - height) / 2);
  const places: Point[] = [];
  for (let i = 0; places.length < count; i++) {
    const at = { x: left + Math.floor(i / rows) * PITCH.x, y: top + (i % rows) * PITCH.y };
    if (!taken.some((server) => overlaps(server, inflate({ ...at, ...CARD }, 24)))) places.push(at);
  }
  return places;
}
