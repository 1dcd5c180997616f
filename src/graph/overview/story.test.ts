import { expect, test } from 'vitest';
import { simulate } from '../../simulate.ts';
import { denyAll, largeFiles, largeView, withFile } from '../testing/large.ts';
import { FIRST_LOOK } from './look.ts';
import { createOverviewMaker } from './maker.ts';
import { createBundleStories } from './story.ts';

const files = largeFiles(600);
const simulation = simulate({ files: withFile(files, 'shut.yaml', denyAll('shop-000')) });

test('tells what the bundle says, and as many reasons as there are', () => {
  const { bundles } = createOverviewMaker()(largeView(files, { simulation }));
  const storyOf = createBundleStories();
  expect(bundles.length).toBeGreaterThan(0);
  for (const { key, allowed, total, verdict } of bundles) {
    const story = storyOf(simulation, key, FIRST_LOOK, true);
    expect(story).toMatchObject({ allowed, total, verdict });
    expect(story?.reasons.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(total);
    for (const { samples, outcome } of story?.reasons ?? []) {
      expect(samples.length).toBeGreaterThan(0);
      for (const { flow } of samples) {
        const judged = simulation.flows.find(
          ({ flow: one }) => `${one.from}>${one.to}:${one.port}/${one.protocol}` === flow,
        );
        expect(judged?.verdict === 'allowed' ? 'passes' : judged?.at).toBe(outcome);
      }
    }
  }
});

test('quotes the line that decided', () => {
  const { bundles } = createOverviewMaker()(largeView(files, { simulation }));
  const bundle = bundles.find(({ from, verdict }) => from === ('ns:shop-000' as string) && verdict === 'blocked');
  if (!bundle) throw new Error('nothing leaves the shop');
  const story = createBundleStories()(simulation, bundle.key, FIRST_LOOK, true);
  expect(story?.lead).toBe('Blocked.');
  expect(story?.reasons[0]?.samples[0]).toMatchObject({ text: expect.stringContaining('shut') });
  expect(story?.reasons[0]?.samples[0]?.origin?.file).toBe('shut.yaml');
});

test('of pairs it asks a few why they are blocked', () => {
  const quiet = simulate({ files: largeFiles(300, { flows: false }) });
  const { bundles } = createOverviewMaker()(largeView(files, { simulation: quiet }));
  const bundle = bundles.find(({ verdict }) => verdict === 'mixed');
  if (!bundle) throw new Error('no bundle is mixed');
  const story = createBundleStories()(quiet, bundle.key, FIRST_LOOK, true);
  expect(story).toMatchObject({ counted: 'pairs', allowed: bundle.allowed, total: bundle.total, lead: 'Mixed.' });
  expect(story?.reasons[0]?.outcome).toBe('passes');
  expect(story?.reasons[0]?.samples[0]?.flow).toBeNull();
});

test('there is no story of what is not there', () => {
  expect(createBundleStories()(simulation, 'ns:x>ns:y' as never, FIRST_LOOK, true)).toBeNull();
});
