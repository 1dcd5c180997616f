/**
 * A report in which nearly all edges flip, from its arrival on the page to the end of the frame that shows it. Against
 * a loop that writes the same into the same elements. Both in one page, block by block, for single edges and for
 * bundles; the worse of the two counts. Prints JSON. `recolour.ts [SAMPLES]`
 */
import assert from 'node:assert/strict';
import type { Page } from 'playwright';
import { openFiles } from '../../e2e/own-files.ts';
import { percentile } from '../engine/clock.ts';
import { inLab } from './lab-browser.ts';
import { type Flipping, manyBundles, manyEdges } from './pictures.ts';
import type { Mode } from './wrap-workers.ts';

const samples = Number(process.argv[2] ?? 60);
const BLOCKS = Math.min(6, Math.ceil(samples / 10));
const KEYS = ['Backspace', '0'] as const;

interface Write {
  readonly node: Element;
  /** null: its text. */
  readonly attribute: string | null;
  readonly value: string | null;
}

declare global {
  interface Window {
    recolour: {
      /** What the graph is written for each of the two texts. */
      writes: [Write[], Write[]];
      toEndOfFrame(work: () => void): Promise<number>;
    };
  }
}

/** Runs in the page: how a frame is measured, and what is written by hand. */
function prepare(): void {
  window.recolour = {
    writes: [[], []],
    toEndOfFrame: (work) =>
      new Promise((resolve) => {
        // Always at the same point of a frame: when the one before is over.
        requestAnimationFrame(() =>
          setTimeout(() => {
            const start = performance.now();
            work();
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => resolve(performance.now() - start);
              port2.postMessage(null);
            });
          }),
        );
      }),
  };
}

async function setMode(page: Page, mode: Mode): Promise<void> {
  await page.evaluate(async (next) => {
    await window.workerBench.catchUp();
    window.workerBench.mode = next;
  }, mode);
}

async function pressKey(page: Page, at: number): Promise<void> {
  await page.evaluate(
    (name) => {
      window.workerBench.name = name;
      window.workerBench.asked = 0;
    },
    `${at % 2}`,
  );
  await page.keyboard.press(KEYS[at % 2] as string);
  await page.waitForFunction(() => window.workerBench.asked === 1);
  await page.waitForTimeout(150);
}

/** Shows a recorded report. */
async function ours(page: Page, at: number): Promise<number> {
  await pressKey(page, at);
  const took = await page.evaluate(() => window.recolour.toEndOfFrame(() => window.workerBench.release()));
  await page.waitForTimeout(400);
  return took;
}

/** Writes what the report changes in the graph. */
async function control(page: Page, at: number): Promise<number> {
  const took = await page.evaluate(
    (index) =>
      window.recolour.toEndOfFrame(() => {
        for (const { node, attribute, value } of window.recolour.writes[index] ?? []) {
          if (attribute === null) node.textContent = value;
          else if (value === null) node.removeAttribute(attribute);
          else node.setAttribute(attribute, value);
        }
      }),
    at % 2,
  );
  await page.waitForTimeout(550);
  return took;
}

/** Notes what a report writes, to write the same by hand. */
async function learn(page: Page, at: number): Promise<void> {
  await page.evaluate((index) => {
    const graph = document.querySelector('[data-testid="graph"]') as HTMLElement;
    const seen = new Map<string, Write>();
    const numbers = new Map<Node, number>();
    const observer = new MutationObserver((records) => {
      for (const { target, type, attributeName } of records) {
        if (!numbers.has(target)) numbers.set(target, numbers.size);
        const node = target instanceof Element ? target : (target.parentElement as Element);
        const attribute = type === 'attributes' ? attributeName : null;
        const value = attribute === null ? node.textContent : node.getAttribute(attribute);
        seen.set(`${numbers.get(target)} ${attribute}`, { node, attribute, value });
      }
      window.recolour.writes[index] = [...seen.values()];
    });
    observer.observe(graph, { subtree: true, attributes: true, childList: true, characterData: true });
    setTimeout(() => observer.disconnect(), 1500);
  }, at % 2);
  await ours(page, at);
  await page.waitForTimeout(1000);
}

async function measure(page: Page, { files, edges }: Flipping) {
  await page.goto('');
  await page.locator('.react-flow').waitFor();
  await openFiles(page, ...files);
  await page.locator(edges).nth(20).waitFor({ state: 'attached', timeout: 60_000 });
  await page.locator('.react-flow').waitFor();
  await page.evaluate(prepare);
  await page.locator('[data-testid="editor"] .view-line', { hasText: '8080' }).first().click();
  await page.keyboard.press('End');
  await page.waitForTimeout(800);
  const blocked = () =>
    page.locator(edges).evaluateAll((all) => all.filter((edge) => edge.dataset.verdict !== 'allowed').length);

  await setMode(page, 'record');
  for (let at = 0; at < 4; at += 1) {
    await pressKey(page, at);
    await page.waitForTimeout(1200);
  }
  await setMode(page, 'hold');
  const counts: number[] = [];
  for (let at = 0; at < 4; at += 1) {
    await learn(page, at);
    counts.push(await blocked());
  }
  const flips = (counts[0] ?? 0) - (counts[1] ?? 0);
  assert.ok(flips > 20, `${flips} edges flip`);
  const written = await page.evaluate(() => window.recolour.writes.map(({ length }) => length));

  const times: { ours: number[]; control: number[] } = { ours: [], control: [] };
  const length = 2 * Math.ceil(samples / BLOCKS / 2);
  for (let block = 0; block < 2 * BLOCKS; block += 1) {
    const kind = block % 2 === 0 ? 'ours' : 'control';
    // The first two of a block are there to warm up.
    for (let at = 0; at < length + 2; at += 1) {
      const took = await (kind === 'ours' ? ours : control)(page, at);
      if (at >= 2) times[kind].push(took);
    }
    assert.equal(await blocked(), counts[1], 'all is as it was');
  }
  const [p95Ms, controlP95Ms] = [percentile(times.ours, 95), percentile(times.control, 95)];
  return {
    ratio: p95Ms / controlP95Ms,
    p50Ms: percentile(times.ours, 50),
    p95Ms,
    controlP50Ms: percentile(times.control, 50),
    controlP95Ms,
    flips,
    written,
    samples: times.ours.length,
  };
}

const edges = await inLab((_, page) => measure(page, manyEdges()));
const bundles = await inLab((_, page) => measure(page, manyBundles()));
const worse = edges.ratio > bundles.ratio ? edges : bundles;
console.log(
  JSON.stringify({
    name: 'recolour_vs_dom_p95',
    ratio: worse.ratio,
    p95Ms: worse.p95Ms,
    controlP95Ms: worse.controlP95Ms,
    edges,
    bundles,
  }),
);
