import { describe, expect, test } from 'vitest';
import type { EndpointId } from '../model/ids.ts';
import { overlaps, runsThrough } from './box.ts';
import { build } from './build.ts';
import type { Edge, FlowKey, Picture, Point } from './picture.ts';
import { flow, pod, viewOf } from './testing/demo.ts';
import { verdictsOf } from './view.ts';

const picture = (...args: Parameters<typeof viewOf>): Picture => build(viewOf(...args)).picture;

function edge(from: Picture, key: string): Edge {
  const found = from.edges.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no edge ${key}`);
  return found;
}

function card(from: Picture, id: string) {
  const found = from.cards.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no card ${id}`);
  return found;
}

describe('the demo', () => {
  const drawn = picture(2);

  test('stands where the hand put it', () => {
    expect(drawn.cluster).toEqual({ x: 16, y: 24, width: 656, height: 672 });
    expect(drawn.namespaces.map(({ name, box }) => [name, box])).toEqual([
      ['microseg', { x: 32, y: 64, width: 272, height: 600 }],
      ['microseg2', { x: 400, y: 272, width: 256, height: 176 }],
    ]);
    expect(card(drawn, 'mydummytask').box).toEqual({ x: 776, y: 328, width: 208, height: 88 });
  });

  test('its six calls cross nowhere, and one probe crosses one call', () => {
    const crossings = (edges: readonly Edge[]) =>
      edges.flatMap((a, i) => edges.slice(i + 1).filter((b) => crosses(a.points, b.points)));
    expect(crossings(drawn.edges.filter(({ role }) => role === 'app'))).toEqual([]);
    expect(crossings(drawn.edges)).toHaveLength(1);
  });

  test('its labels line up in the corridor between the namespaces', () => {
    const level = drawn.edges.filter(({ from, to }) => from.startsWith('microseg/') && !to.startsWith('microseg/'));
    expect(level).toHaveLength(5);
    for (const { label } of level) expect(Math.abs(label.x - 352)).toBeLessThanOrEqual(8);
  });

  test('names say what a screen reader should say', () => {
    expect(edge(drawn, 'microseg/mydummycrm-dev>mydummytask:8080/TCP').name).toBe(
      'mydummycrm-dev to mydummytask, 8080/TCP, blocked at the source, deny_all_egress.yaml line 9',
    );
    expect(card(drawn, 'microseg/mydummycrm').name).toBe(
      'mydummycrm, web UI, production, pod in microseg. In open. Out isolated by 2 policies.',
    );
    expect(card(drawn, 'mydummytask').name).toBe(
      'mydummytask, server outside the cluster, 172.16.248.152. No policy applies.',
    );
  });

  test('cards say what policies know them by and what they are', () => {
    expect(card(drawn, 'microseg/mydummycrm')).toMatchObject({
      label: 'app=mydummycrm',
      what: 'web UI, production',
      icon: 'app-window',
      locks: { ingress: { state: 'open' }, egress: { state: 'isolated', policies: 2 } },
    });
    expect(card(drawn, 'mydummytask')).toMatchObject({ label: '172.16.248.152', icon: 'server', locks: null });
  });
});

test('crosses stand at the end that blocks', () => {
  const sixth = picture(6);
  const both = edge(sixth, 'microseg/mydummycrm-dev>microseg2/mydummybill:8080/TCP');
  expect(both.crosses).toEqual([
    { x: 290, y: 568, filled: true },
    { x: 528, y: 440, filled: false },
  ]);
  const arriving = edge(sixth, 'mydummytask>microseg2/mydummybill:8080/TCP');
  expect(arriving.crosses).toEqual([{ x: 654, y: 352, filled: true }]);
  expect(edge(sixth, 'microseg/mydummycrm>mydummytask:8080/TCP').crosses).toEqual([]);
});

test('ends with nothing in common: the cross stands at the end that stops the flow', () => {
  const policy = (name: string, rule: string) =>
    `\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: ${name}}\nspec: {podSelector: {}, ${rule}}`;
  const drawn = picture(
    0,
    {},
    policy('microseg', 'policyTypes: [Egress], egress: [{ports: [{port: 8080}]}]') +
      policy('microseg2', 'policyTypes: [Ingress], ingress: [{ports: [{port: 9090}]}]'),
  );
  expect(edge(drawn, 'microseg/mydummycrm>microseg2/mydummybill:8080/TCP')).toMatchObject({
    at: 'nothing-in-common',
    stopsAt: 'destination',
    name: expect.stringContaining('blocked, the ends allow nothing in common'),
  });
});

test('what flipped since the step before is marked, one after the other from top to bottom', () => {
  const drawn = picture(1, { before: verdictsOf(viewOf(0).simulation) });
  const flipped = drawn.edges.filter(({ changed }) => changed).sort((a, b) => a.delay - b.delay);
  expect(flipped).toHaveLength(7);
  expect(new Set(flipped.map(({ changed }) => changed))).toEqual(new Set(['blocked']));
  expect(flipped.map(({ delay }) => delay)).toEqual([0, 30, 60, 90, 120, 150, 180]);
  expect(flipped[0]?.key).toBe('microseg/mydummycrm>mydummytask:8080/TCP');
});

test('labels cover no card, no cross and no other label, in any case and after any change', () => {
  for (let number = 0; number <= 6; number++) {
    const before = number > 0 ? verdictsOf(viewOf(number - 1).simulation) : null;
    const drawn = picture(number, { before });
    const boxes = drawn.edges.map(({ label }) => ({ x: label.x - 38, y: label.y - 10, width: 76, height: 20 }));
    const crosses = drawn.edges.flatMap((e) =>
      e.crosses.map(({ x, y }) => ({ x: x - 9, y: y - 9, width: 18, height: 18 })),
    );
    boxes.forEach((box, i) => {
      const others = [...boxes.slice(i + 1), ...crosses, ...drawn.cards.map((c) => c.box)];
      expect(others.filter((other) => overlaps(box, other))).toEqual([]);
    });
  }
});

test('before it is predicted, nothing tells a verdict', () => {
  const key = 'microseg/mydummycrm>mydummytask:8080/TCP' as FlowKey;
  const drawn = picture(6, { answers: new Map([[key, 'right']]), before: verdictsOf(viewOf(5).simulation) });
  expect(edge(drawn, key).verdict).toBe('allowed');
  const others = drawn.edges.filter((other) => other.key !== key);
  expect(
    others.every(({ verdict, at, crosses, changed }) => verdict === 'hidden' && !at && !crosses.length && !changed),
  ).toBe(true);
  expect(drawn.cards.filter(({ locks }) => locks && locks.egress.state !== 'hidden')).toEqual([]);
});

test('probes are left out when they are not wanted', () => {
  expect(picture(2, { probes: false }).edges.map(({ role }) => role)).toEqual(Array(6).fill('app'));
});

test('a card that is dragged takes its lines and its frame along, the others stay', () => {
  const rest = picture(2);
  const bill = 'microseg2/mydummybill' as EndpointId;
  const drawn = picture(2, { moved: new Map([[bill, { x: 480, y: 160 }]]) });
  expect(card(drawn, bill).box).toMatchObject({ x: 480, y: 160 });
  const frame = drawn.namespaces.find(({ name }) => name === 'microseg2');
  expect(frame?.box).toMatchObject({ x: 400, y: 112 });
  for (const other of rest.cards) if (other.id !== bill) expect(card(drawn, other.id).box).toEqual(other.box);
  const untouched = 'microseg/mydummycrm>microseg/mydummyclient:8080/TCP';
  expect(edge(drawn, untouched).points).toEqual(edge(rest, untouched).points);
  for (const { from, to, points } of drawn.edges) expectsGoodLine(drawn, from, to, points);
});

test('several ports between the same two run beside each other', () => {
  const drawn = picture(0, {}, flow('microseg/mydummycrm', 'mydummytask', 9090));
  const [a, b] = [8080, 9090].map((port) => edge(drawn, `microseg/mydummycrm>mydummytask:${port}/TCP`).points);
  expect(a?.[0]?.y).not.toBe(b?.[0]?.y);
  expect(a?.at(-1)?.x).not.toBe(b?.at(-1)?.x);
});

test('what no hand placed finds a place and a way of its own', () => {
  const more =
    pod('microseg2', 'web') +
    pod('shop', 'cart') +
    flow('microseg2/web', 'shop/cart') +
    flow('microseg2/mydummybill', 'microseg2/web') +
    flow('mydummytask', 'shop/cart');
  const drawn = picture(2, {}, more);
  for (const [i, a] of drawn.cards.entries()) {
    for (const b of drawn.cards.slice(i + 1)) expect(overlaps(a.box, b.box), `${a.id} ${b.id}`).toBe(false);
  }
  for (const { from, to, points } of drawn.edges) expectsGoodLine(drawn, from, to, points);
});

/** Right-angled, with few bends (the hand made one with three), over no card. */
function expectsGoodLine(drawn: Picture, from: string, to: string, points: readonly Point[]) {
  expect(points.length).toBeLessThanOrEqual(5);
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1] as Point, points[i] as Point];
    expect(a.x === b.x || a.y === b.y, `${from} ${to}`).toBe(true);
    for (const { id, box } of drawn.cards) expect(runsThrough(a, b, box), `${from} ${to} over ${id}`).toBe(false);
  }
}

function crosses(a: readonly Point[], b: readonly Point[]): boolean {
  return a.some((p, i) => {
    const q = a[i + 1];
    return q && b.some((r, j) => b[j + 1] && meet(p, q, r, b[j + 1] as Point));
  });
}

function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  const within = (v: number, p: number, q: number) => v > Math.min(p, q) && v < Math.max(p, q);
  if (a.y === b.y && c.x === d.x) return within(c.x, a.x, b.x) && within(a.y, c.y, d.y);
  if (a.x === b.x && c.y === d.y) return within(a.x, c.x, d.x) && within(c.y, a.y, b.y);
  return false;
}
