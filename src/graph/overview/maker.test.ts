import { beforeAll, describe, expect, test } from 'vitest';
import type { EndpointId } from '../../model/ids.ts';
import { simulate } from '../../simulate.ts';
import type { Simulation } from '../../simulation.ts';
import { inflate, overlaps } from '../box.ts';
import { denyAll, largeFiles, largeView, withFile } from '../testing/large.ts';
import { verdictsOf } from '../view.ts';
import { sample } from './curve.ts';
import type { GroupId } from './ids.ts';
import { FIRST_LOOK, type Look, opened } from './look.ts';
import { createOverviewMaker } from './maker.ts';
import type { Overview } from './overview.ts';

const files = largeFiles(1000);
const simulation = simulate({ files });
const shut = withFile(files, 'shut.yaml', denyAll('shop-000'));
let closed: Simulation;
beforeAll(() => {
  closed = simulate({ files: shut, previous: simulation });
});

const view = (look: Partial<Look> = {}, changes: Parameters<typeof largeView>[1] = {}) =>
  largeView(files, { simulation, look: { ...FIRST_LOOK, ...look }, ...changes });
const shop = 'ns:shop-000' as GroupId;

function group({ groups }: Overview, id: string) {
  const found = groups.find((one) => one.id === id);
  if (!found) throw new Error(`no group ${id}`);
  return found;
}

const places = ({ groups, bundles }: Overview) => ({
  groups: groups.map(({ id, box }) => [id, box]),
  bundles: bundles.map(({ key, curve, label }) => [key, curve, label && [label.x, label.y]]),
});

test('the same cluster gives the same picture', () => {
  expect(createOverviewMaker()(view({ open: [shop] }))).toEqual(createOverviewMaker()(view({ open: [shop] })));
});

test('it is plain data', () => {
  const overview = createOverviewMaker()(view({ open: [shop] }));
  expect(structuredClone(overview)).toEqual(overview);
});

test('nothing overlaps but a frame and what is in it', () => {
  const { groups } = createOverviewMaker()(view({ open: [shop, 'ns:vault-004' as GroupId] }));
  const roots = groups.filter(({ parent }) => parent === null);
  for (const [at, one] of roots.entries()) {
    for (const other of roots.slice(at + 1)) expect(overlaps(one.box, other.box), `${one.id} ${other.id}`).toBe(false);
  }
  for (const { box, parent } of groups) {
    if (parent === null) continue;
    const frame = groups.find(({ id }) => id === parent)?.box;
    expect(frame && box.x > frame.x && box.y > frame.y && box.x + box.width < frame.x + frame.width).toBe(true);
  }
});

test('bundles run between the cards, not behind them', () => {
  const { groups, bundles } = createOverviewMaker()(view());
  for (const { key, from, to, curve } of bundles) {
    const points = sample(curve);
    for (const { id, box } of groups) {
      if (id === from || id === to) continue;
      const inner = inflate(box, -2);
      const isBehind = points.some((point) => overlaps({ ...point, width: 0.01, height: 0.01 }, inner));
      expect(isBehind, `${key} behind ${id}`).toBe(false);
    }
  }
});

test('names say what a screen reader should say', () => {
  const overview = createOverviewMaker()(view({ open: ['all:outside' as GroupId] }));
  expect(group(overview, 'outside-0').name).toBe('outside-0, server outside the cluster. No policy applies.');
  expect(group(overview, shop).name).toMatch(
    /^shop-000, namespace, 21 workloads\. In: \d+ of 21 isolated\. Out: \d+ of 21 isolated\.$/,
  );
});

describe('a verdict that flips', () => {
  const before = verdictsOf(simulation);
  const make = createOverviewMaker();
  const first = make(view({ open: [shop] }));

  test('moves nothing', () => {
    const second = make(view({ open: [shop] }, { simulation: closed, files: shut }));
    expect(second.bundles.map(({ verdict }) => verdict)).not.toEqual(first.bundles.map(({ verdict }) => verdict));
    expect(places(second)).toEqual(places(first));
  });

  test('draws anew only what says something else', () => {
    const again = make(view({ open: [shop] }));
    const second = make(view({ open: [shop] }, { simulation: closed, files: shut }));
    const renewed = second.bundles.filter((bundle) => !again.bundles.includes(bundle));
    expect(renewed.length).toBeGreaterThan(0);
    for (const { from, to } of renewed) expect(`${from} ${to}`).toContain('shop-000');
    for (const { id } of second.groups.filter((one) => !again.groups.includes(one))) expect(id).toContain('shop-000');
    expect(make(view({ open: [shop] }, { simulation: closed, files: shut }))).toBe(second);
  });

  test('is told by the bundle that it is in', () => {
    const second = createOverviewMaker()(view({ open: [shop] }, { simulation: closed, files: shut, before }));
    const changed = second.bundles.filter((bundle) => bundle.changed);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed[0]?.name).toMatch(/\d+ blocked by the last change$/);
    const only = createOverviewMaker()(
      view(
        { open: [shop], filter: { ...FIRST_LOOK.filter, changed: true } },
        { simulation: closed, files: shut, before },
      ),
    );
    expect(only.bundles.map(({ key }) => key)).toEqual(expect.arrayContaining(changed.map(({ key }) => key)));
    expect(only.bundles.every((bundle) => bundle.changed)).toBe(true);
  });
});

test('opening a namespace moves gaps: columns stay columns, and their order stays', () => {
  const make = createOverviewMaker();
  const before = make(view());
  const after = make(view(opened(FIRST_LOOK, [shop])));
  const roots = after.groups.filter(({ parent }) => parent === null);
  const at = new Map(before.groups.map(({ id, box }) => [id, box]));
  for (const one of roots) {
    for (const other of roots) {
      const [a, b] = [at.get(one.id), at.get(other.id)];
      if (!a || !b) continue;
      if (a.x < b.x) expect(one.box.x).toBeLessThan(other.box.x);
      if (a.x === b.x && a.y < b.y) expect(one.box.y).toBeLessThan(other.box.y);
    }
  }
  expect(places(make(view()))).toEqual(places(before));
});

test('a group stays where a person put it, and takes its chips along', () => {
  const moved = new Map([[shop as string as EndpointId, { x: 3000, y: 40 }]]);
  const overview = createOverviewMaker()(view({ open: [shop] }, { moved }));
  expect(group(overview, shop).box).toMatchObject({ x: 3000, y: 40 });
  const chips = overview.groups.filter(({ parent }) => parent === shop);
  for (const { box } of chips) expect(box.x).toBeGreaterThan(3000);
});

test('each flow counts once: in a bundle, or inside a group', () => {
  const { bundles, tally } = createOverviewMaker()(view({ filter: FIRST_LOOK.filter }));
  const counted = bundles.reduce((sum, { total }) => sum + total, tally.inside);
  expect(counted).toBeLessThanOrEqual(simulation.flows.length);
  if (tally.shown === tally.bundles) expect(counted).toBe(simulation.flows.length);
  for (const { allowed, total, verdict } of bundles) {
    expect(verdict).toBe(allowed === 0 ? 'blocked' : allowed === total ? 'allowed' : 'mixed');
  }
});

test('bundles between chips count what the engine judges', () => {
  const { bundles } = createOverviewMaker()(view({ open: [shop] }));
  const chips = bundles.filter(({ from, to }) => from.startsWith('shop-000/') && to.startsWith('shop-000/'));
  expect(chips.length).toBeGreaterThan(0);
  for (const { from, to, allowed, total } of chips) {
    const flows = simulation.flows.filter(({ flow }) => flow.from === (from as string) && flow.to === (to as string));
    expect([allowed, total]).toEqual([flows.filter(({ verdict }) => verdict === 'allowed').length, flows.length]);
  }
});

test('without flows it counts pairs of endpoints between which something passes', () => {
  const quiet = largeFiles(300, { flows: false });
  const overview = createOverviewMaker()(largeView(quiet));
  expect(overview.tally.counted).toBe('pairs');
  expect(overview.bundles.length).toBeGreaterThan(0);
  for (const { allowed } of overview.bundles) expect(allowed).toBeGreaterThan(0);
});

describe('a filter', () => {
  const make = createOverviewMaker();
  const filtered = (filter: Partial<Look['filter']>) => make(view({ filter: { ...FIRST_LOOK.filter, ...filter } }));

  test('by namespace and by label leaves out the others', () => {
    const byLabel = filtered({ labels: 'team=team-3' });
    expect(byLabel.groups.map(({ id }) => id)).toEqual(expect.arrayContaining([expect.stringContaining('search-003')]));
    expect(byLabel.tally.left).toBeGreaterThan(0);
    const two = filtered({ namespaces: ['shop-000', 'vault-004'] });
    expect(two.groups.map(({ id }) => id).sort()).toEqual(['ns:shop-000', 'ns:vault-004']);
  });

  test('by verdict leaves out bundles, and moves no group', () => {
    const all = make(view());
    const mixed = filtered({ verdicts: ['mixed'] });
    expect(new Set(mixed.bundles.map(({ verdict }) => verdict))).toEqual(new Set(['mixed']));
    expect(mixed.groups).toBe(all.groups);
  });

  test('that nothing passes leaves an empty picture', () => {
    expect(filtered({ labels: 'app=nobody' })).toMatchObject({ groups: [], bundles: [], bounds: null });
  });
});

test('a focus leaves one group and what it has to do with', () => {
  const { bundles, groups } = createOverviewMaker()(view({ focus: shop }));
  for (const { from, to } of bundles) expect([from, to]).toContain(shop);
  const ends = new Set(bundles.flatMap(({ from, to }) => [from, to]));
  for (const { id } of groups) if (id !== shop) expect(ends).toContain(id);
});

test('what is selected is marked on the group and the bundle that stand for it', () => {
  const flow = simulation.flows.find(
    ({ flow: one }) => one.from.startsWith('shop-000/') && !one.to.startsWith('shop-000/'),
  );
  if (!flow) throw new Error('no flow leaves the shop');
  const key = `${flow.flow.from}>${flow.flow.to}:${flow.flow.port}/${flow.flow.protocol}` as never;
  const { marks, bundles } = createOverviewMaker()(view({ focus: shop }, { selection: { kind: 'flow', flow: key } }));
  expect(bundles.find((bundle) => bundle.key === marks.bundle)?.from).toBe(shop);
  expect(marks.groups).toContain(shop);
});
