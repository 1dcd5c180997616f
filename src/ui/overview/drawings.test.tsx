import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { BundleKey, GroupId } from '../../graph/overview/ids.ts';
import type { Bundle, DrawnGroup } from '../../graph/overview/overview.ts';
import { BundleDrawing, BundleTag } from './bundle-drawing.tsx';
import { GroupDrawing } from './group-drawing.tsx';

const [shop, payments] = ['ns:shop', 'ns:payments'] as GroupId[] as [GroupId, GroupId];

const bundle: Bundle = {
  key: `${shop}>${payments}` as BundleKey,
  from: shop,
  to: payments,
  port: '*',
  verdict: 'mixed',
  allowed: 31,
  total: 48,
  stopsAt: null,
  changed: null,
  width: 6.5,
  curve: [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 200, y: 0 },
    { x: 300, y: 0 },
  ],
  label: { x: 150, y: 0, text: '31 of 48', ground: 'canvas' },
  name: 'shop to payments, 31 of 48 connections pass',
};

const group: DrawnGroup = {
  id: shop,
  kind: 'namespace',
  shape: 'card',
  parent: null,
  box: { x: 0, y: 0, width: 184, height: 72 },
  title: 'shop',
  count: 41,
  unit: 'workloads',
  endpoint: null,
  isolated: { ingress: 0.5, egress: 0 },
  name: 'shop, namespace, 41 workloads.',
};

const drawn = (changes: Partial<Bundle> = {}) =>
  renderToStaticMarkup(<BundleDrawing bundle={{ ...bundle, ...changes }} faded={false} selected={false} />);
const widths = (markup: string, strand: string) =>
  [...markup.matchAll(new RegExp(`${strand}"[^>]*stroke-width="([\\d.]+)"`, 'g'))].map(([, width]) => Number(width));

test('a mixed bundle has two strands, as wide as their shares', () => {
  const [passing = 0] = widths(drawn(), 'bundle-passes');
  const [stopping = 0] = widths(drawn(), 'bundle-stops');
  expect(passing / stopping).toBeCloseTo(31 / 17);
  expect(drawn()).not.toContain('bundle-stops-at');
});

test('what is all blocked has a cross where it stops, and what is all allowed has none', () => {
  for (const stopsAt of ['source', 'destination', 'both'] as const) {
    expect(drawn({ verdict: 'blocked', allowed: 0, stopsAt })).toContain(`bundle-stops-at-${stopsAt}`);
  }
  expect(drawn({ verdict: 'blocked', allowed: 0 })).toContain('bundle-stops-at-destination');
  expect(drawn({ verdict: 'allowed', allowed: 48 })).not.toContain('bundle-stops-at');
});

test('the label tells the fraction', () => {
  const label = renderToStaticMarkup(<BundleTag bundle={bundle} faded={false} selected={false} />);
  expect(label).toContain('31 of 48');
});

test('a card tells its name, how much it holds, and how much of it is isolated', () => {
  const card = renderToStaticMarkup(<GroupDrawing group={group} faded={false} />);
  for (const part of ['shop', '41', 'width:50%', 'width:0%', 'In', 'Out']) expect(card).toContain(part);
});

test('an opened one can be folded, and a chip has a lock', () => {
  const frame = renderToStaticMarkup(<GroupDrawing group={{ ...group, shape: 'frame' }} faded={false} />);
  expect(frame).toContain('41 workloads');
  expect(frame).toContain('aria-label="Fold shop"');
  const chip = renderToStaticMarkup(
    <GroupDrawing group={{ ...group, shape: 'chip', kind: 'endpoint', count: null }} faded={false} />,
  );
  expect(chip).toContain('group-lock-isolated');
});
