/**
 * From a key press to the frame that shows the edge that it flips: with the worker as it is, and with one that gives
 * the same answers without work. Both in one page, block by block. Prints JSON. `paint.ts demo|10k [SAMPLES]`
 */
import assert from 'node:assert/strict';
import type { Page } from 'playwright';
import type { LabPage } from '../../e2e/lab-page.ts';
import { editsOf, largeCluster, namespaceOf } from '../../e2e/large-cluster.ts';
import { openFolder } from '../../e2e/own-files.ts';
import { recipeFor } from '../cluster/recipe.ts';
import { percentile } from '../engine/clock.ts';
import { inLab } from './lab-browser.ts';
import type { Mode } from './wrap-workers.ts';

const [size = 'demo', samples = '60'] = process.argv.slice(2);
const BLOCKS = Math.min(6, Math.ceil(Number(samples) / 10));
const WARM_UP = 8;

/** Two keys that take each other back, and what the edge says after each. */
interface Toggle {
  readonly edge: string;
  readonly attribute: string;
  readonly keys: readonly [Stroke, Stroke];
}

interface Stroke {
  readonly key: string;
  readonly says: string | null;
}

declare global {
  interface Window {
    painted: Promise<{ took: number; says: string | null }>;
  }
}

/** One key press, measured in the page: from its event to the end of the frame after the edge has changed. */
async function press(page: Page, { edge, attribute, keys }: Toggle, at: number): Promise<number> {
  const stroke = keys[at % 2] as Stroke;
  await page.evaluate(
    ([selector, watched, name]) => {
      window.workerBench.name = name;
      window.workerBench.asked = 0;
      const element = document.querySelector(selector);
      if (element === null) throw new Error(`There is no ${selector}.`);
      window.painted = new Promise((resolve) => {
        let pressed = 0;
        window.addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true, once: true });
        const observer = new MutationObserver(() => {
          observer.disconnect();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve({ took: performance.now() - pressed, says: element.getAttribute(watched) });
            port2.postMessage(null);
          });
        });
        observer.observe(element, { attributes: true, attributeFilter: [watched] });
      });
    },
    [edge, attribute, `${at % 2}`] as const,
  );
  await page.keyboard.press(stroke.key);
  const { took, says } = await page.evaluate(() => window.painted);
  assert.equal(says, stroke.says, 'the edge says what it should');
  // Lets everything come to rest, and begins at no certain point of a frame.
  await page.waitForTimeout(90 + Math.random() * 40);
  assert.equal(await page.evaluate(() => window.workerBench.asked), 1, 'a key press is one question');
  return took;
}

async function setMode(page: Page, mode: Mode): Promise<void> {
  await page.evaluate(async (next) => {
    await window.workerBench.catchUp();
    window.workerBench.mode = next;
  }, mode);
}

async function prepareDemo(lab: LabPage, page: Page): Promise<Toggle> {
  await lab.openWithEditor(2);
  await page.locator('.react-flow').waitFor();
  await lab.tab('allow_pod_egress.yaml').click();
  await lab.putCursorAfter('app: mydummycrm');
  await page.waitForTimeout(500);
  return {
    edge: '[data-testid="flow"][data-from$="/mydummycrm"][data-to="mydummytask"]',
    attribute: 'data-verdict',
    keys: [
      { key: 'x', says: 'blocked' },
      { key: 'Backspace', says: 'allowed' },
    ],
  };
}

/** A policy whose port decides over a connection of a bundle that is drawn, as the engine on its own finds it. */
async function prepareLarge(lab: LabPage, page: Page, pods: number): Promise<Toggle> {
  const cluster = largeCluster(recipeFor(pods));
  await page.goto('');
  await page.locator('.react-flow').waitFor();
  await openFolder(page, cluster.path);
  await page
    .getByTestId('flow')
    .and(page.locator('[data-from^="ns:"]'))
    .first()
    .waitFor({ state: 'attached', timeout: 120_000 });
  for (const { file, line, from, to } of editsOf(cluster)) {
    const edge = `[data-testid="flow"][data-from="ns:${namespaceOf(from)}"][data-to="ns:${namespaceOf(to)}"]`;
    if ((await page.locator(edge).count()) === 0) continue;
    await page.getByRole('searchbox', { name: 'Filter policies' }).fill(file.replace(/\.yaml$/, ''));
    await page.getByRole('list', { name: 'Policy files' }).getByRole('button').first().click();
    await lab.editor.locator('.view-lines').first().click();
    // The port is near the end, which need not be in view.
    await page.keyboard.press('Control+End');
    await lab.putCursorAfter(line);
    await page.waitForTimeout(1000);
    const allowed = await page.locator(edge).getAttribute('data-allowed');
    return {
      edge,
      attribute: 'data-allowed',
      keys: [
        { key: 'Backspace', says: String(Number(allowed) - 1) },
        { key: line.slice(-1), says: allowed },
      ],
    };
  }
  throw new Error('No policy decides over what is drawn.');
}

await inLab(async (lab, page) => {
  const toggle = size === 'demo' ? await prepareDemo(lab, page) : await prepareLarge(lab, page, 10_000);
  await setMode(page, 'record');
  for (let at = 0; at < WARM_UP; at += 1) await press(page, toggle, at);
  const times: Record<'work' | 'echo', number[]> = { work: [], echo: [] };
  const length = 2 * Math.ceil(Number(samples) / BLOCKS / 2);
  for (let block = 0; block < 2 * BLOCKS; block += 1) {
    const mode = block % 2 === 0 ? 'work' : 'echo';
    await setMode(page, mode);
    // The first two of a block are there to warm up.
    for (let at = 0; at < length + 2; at += 1) {
      const took = await press(page, toggle, at);
      if (at >= 2) times[mode].push(took);
    }
  }
  const [p95Ms, controlP95Ms] = [percentile(times.work, 95), percentile(times.echo, 95)];
  console.log(
    JSON.stringify({
      name: `paint_vs_control_${size}_p95`,
      ratio: p95Ms / controlP95Ms,
      p50Ms: percentile(times.work, 50),
      p95Ms,
      controlP50Ms: percentile(times.echo, 50),
      controlP95Ms,
      samples: times.work.length,
    }),
  );
});
