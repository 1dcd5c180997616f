import { expect, test } from 'vitest';
import type { GroupId } from '../../graph/overview/ids.ts';
import { FIRST_LOOK, opened } from '../../graph/overview/look.ts';
import { createOverviewMaker } from '../../graph/overview/maker.ts';
import { denyAll, largeFiles, largeView, withFile } from '../../graph/testing/large.ts';
import { simulate } from '../../simulate.ts';
import { overviewScene } from './overview-scene.ts';

const files = largeFiles(1000);
const simulation = simulate({ files });
const make = createOverviewMaker();
const shop = 'ns:shop-000' as GroupId;
const look = opened(FIRST_LOOK, [shop]);
const overview = make(largeView(files, { simulation, look }));
const scene = overviewScene({ overview, hover: null, cursor: { kind: 'group', group: shop } }, null);

test('groups and endpoints can be told apart, and named, by tests and by screen readers', () => {
  const frame = scene.nodes.find(({ id }) => id === shop);
  expect(frame?.domAttributes).toMatchObject({ 'data-testid': 'group', 'data-group': shop, 'aria-expanded': true });
  const chip = scene.nodes.find(({ data }) => data.group.parent === shop);
  expect(chip?.domAttributes).toMatchObject({ 'data-testid': 'endpoint', 'data-endpoint': chip?.id });
  const closed = scene.nodes.find(({ data }) => data.group.shape === 'card');
  expect(closed?.domAttributes).toMatchObject({ 'aria-expanded': false });
  expect(closed?.ariaLabel).toMatch(/^\S+, namespace, \d+ workloads\. In: \d+ of \d+ isolated\./);
});

test('bundles say from where to where, on which port, and what passes', () => {
  for (const { domAttributes, ariaLabel, data } of scene.edges) {
    expect(domAttributes).toMatchObject({
      'data-testid': 'flow',
      'data-from': data.bundle.from,
      'data-to': data.bundle.to,
      'data-verdict': data.bundle.verdict,
    });
    expect(ariaLabel).toMatch(/ to .+, (all|its|\d)/);
  }
});

test('there is one Tab stop', () => {
  const stops = [...scene.nodes, ...scene.edges].filter(({ domAttributes }) => domAttributes?.tabIndex === 0);
  expect(stops.map(({ id }) => id)).toEqual([shop]);
});

test('after an edit only what it changed is another object', () => {
  const closed = simulate({ files: withFile(files, 'shut.yaml', denyAll('shop-000')), previous: simulation });
  const next = overviewScene(
    {
      overview: make(largeView(files, { simulation: closed, look })),
      hover: null,
      cursor: { kind: 'group', group: shop },
    },
    scene,
  );
  const renewed = [...next.nodes, ...next.edges].filter(
    (part) => ![...scene.nodes, ...scene.edges].some((old) => old === part),
  );
  expect(renewed.length).toBeGreaterThan(0);
  for (const { id } of renewed) expect(id).toContain('shop-000');
});

test('what the pointer rests on stays lit with all that it touches; frames never fade', () => {
  const [bundle] = overview.bundles;
  if (!bundle) throw new Error('no bundle');
  const hovered = overviewScene(
    { overview, hover: { kind: 'bundle', bundle: bundle.key, walkedFrom: bundle.from }, cursor: null },
    null,
  );
  const lit = hovered.nodes.filter(({ data }) => !data.faded && data.group.shape !== 'frame').map(({ id }) => id);
  expect(lit.sort()).toEqual([bundle.from, bundle.to].sort());
  expect(hovered.edges.filter(({ data }) => !data.faded).map(({ id }) => id)).toEqual([bundle.key]);
});
