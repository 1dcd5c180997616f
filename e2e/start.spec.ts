import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { DIST } from '../scripts/serve.ts';
import { test } from './lab-test.ts';

/** The same bound as in scripts/check-size.ts, which reads the bundle; this reads what a browser really loaded. */
const BUDGET = 150_000;

test('no more than 150 kB of scripts have arrived when the graph is drawn', async ({ page, lab, baseURL }) => {
  // Noted at the very change of the document that draws the last of the ten flows.
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (document.querySelectorAll('[data-testid="flow"][data-verdict]').length < 10) return;
      observer.disconnect();
      const names = performance.getEntriesByType('resource').map(({ name }) => name);
      document.documentElement.dataset.scripts = names.filter((name) => name.endsWith('.js')).join(' ');
    });
    observer.observe(document, { childList: true, subtree: true, attributes: true });
  });
  await lab.open(2);
  const html = page.locator('html[data-scripts]');
  await expect(html).toBeAttached();
  const scripts = ((await html.getAttribute('data-scripts')) ?? '').split(' ');
  const sizes = scripts.map((url) => {
    const file = join(DIST, url.slice((baseURL ?? '').length));
    return gzipSync(readFileSync(file), { level: 9 }).length;
  });
  expect(
    scripts.filter((url) => /\/worker-[^/]*$/.test(url)),
    'the worker counts as well',
  ).toHaveLength(1);
  expect(scripts.length).toBeGreaterThan(2);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET);
});
