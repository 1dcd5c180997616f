import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright';
import { LabPage } from '../../e2e/lab-page.ts';
import { BROWSER_FLAGS, findOrInstallBrowser } from '../../scripts/find-browser.ts';
import { DIST, serve } from '../../scripts/serve.ts';
import { wrapWorkers } from './wrap-workers.ts';

/** A script of the same origin: a worker that knows the answers, and only looks them up. */
const ECHO = `
  const answers = new Map();
  onmessage = ({ data }) => {
    if (data.answer) answers.set(data.name, data.answer);
    else postMessage({ ...answers.get(data.name), revision: data.message.revision });
  };
`;

/** Opens the built app with workers that can be put aside, lets `work` measure in it, and closes it. */
export async function inLab<T>(work: (lab: LabPage, page: Page) => Promise<T>): Promise<T> {
  if (!existsSync(`${DIST}/index.html`))
    spawnSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: ['ignore', 2, 2] });
  const server = await serve(0, '/');
  const browser = await chromium.launch({ executablePath: await findOrInstallBrowser(), args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage({ baseURL: server.url, viewport: { width: 1440, height: 900 } });
    await page.route('**/echo.js', (route) => route.fulfill({ contentType: 'text/javascript', body: ECHO }));
    // The transpiler names functions by a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (value) => value;');
    await page.addInitScript(wrapWorkers);
    return await work(new LabPage(page), page);
  } finally {
    await browser.close();
    await server.close();
  }
}
