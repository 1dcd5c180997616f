import { expect, test } from 'vitest';
import type { BundleKey, GroupId } from '../../graph/overview/ids.ts';
import type { Bundle, Overview } from '../../graph/overview/overview.ts';
import { overviewScene } from './overview-scene.ts';
import { type Drawn, repaintedBundles } from './paint-bundles.ts';

const [shop, payments] = ['ns:shop', 'ns:payments'] as GroupId[] as [GroupId, GroupId];

function bundle(key: string, changes: Partial<Bundle> = {}): Bundle {
  return {
    key: key as BundleKey,
    from: shop,
    to: payments,
    port: '*',
    verdict: 'mixed',
    allowed: 3,
    total: 4,
    stopsAt: null,
    changed: null,
    width: 4,
    curve: CURVE,
    label: { x: 5, y: 5, text: '3 of 4', ground: 'canvas' },
    name: key,
    ...changes,
  };
}

const CURVE = [0, 10, 20, 30].map((x) => ({ x, y: 0 }));
const kept = bundle('kept');
const base: Overview = {
  groups: [],
  bundles: [bundle('a'), kept],
  bounds: null,
  tally: {
    counted: 'flows',
    shown: 8,
    bundles: 2,
    filtered: 0,
    inside: 0,
    namespaces: 2,
    workloads: 4,
    endpoints: 80,
    left: 0,
    folded: [],
  },
  marks: { groups: [], bundle: null, lit: null },
};

function drawnOf(overview: Overview, before: Drawn | null): Drawn {
  return { overview, scene: overviewScene({ overview, hover: null, cursor: null }, before?.scene ?? null) };
}

const before = drawnOf(base, null);
const after = (changes: Partial<Bundle>, more: Partial<Overview> = {}) =>
  repaintedBundles(before, drawnOf({ ...base, bundles: [bundle('a', changes), kept], ...more }, before));

test('another count is painted, and no other bundle', () => {
  const label = { x: 5, y: 5, text: '2 of 4', ground: 'canvas' } as const;
  const changed = { opened: 0, blocked: 1 };
  expect(after({ allowed: 2, name: 'a, 2 of 4', label, changed })?.map(({ id }) => id)).toEqual(['a']);
  expect(after({})).toEqual([]);
});

test('another way, another width, or a label that comes, goes or moves is rendered', () => {
  expect(after({ curve: [...CURVE].reverse() })).toBeNull();
  expect(after({ width: 5 })).toBeNull();
  expect(after({ label: null })).toBeNull();
  expect(after({ label: { x: 6, y: 5, text: '3 of 4', ground: 'canvas' } })).toBeNull();
});

test('other marks, other bundles and another legend are rendered', () => {
  expect(after({}, { marks: { groups: [], bundle: null, lit: null } })).toBeNull();
  expect(after({}, { bundles: [kept] })).toBeNull();
  expect(after({ verdict: 'blocked', allowed: 0 })).toBeNull();
});
