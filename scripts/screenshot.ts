/** Makes the pictures of the README from the built app: case 2, with the edge that is worth a question selected. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { LabPage } from '../e2e/lab-page.ts';
import { BROWSER_FLAGS, findOrInstallBrowser } from './find-browser.ts';
import { serve } from './serve.ts';

const DOCS = fileURLToPath(new URL('../docs', import.meta.url));
const THEMES = ['dark', 'light'] as const;

mkdirSync(DOCS, { recursive: true });
const server = await serve(0, '/');
const browser = await chromium.launch({ executablePath: await findOrInstallBrowser(), args: BROWSER_FLAGS });
try {
  for (const colorScheme of THEMES) {
    const page = await browser.newPage({
      baseURL: server.url,
      viewport: { width: 1440, height: 900 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    const lab = new LabPage(page);
    await lab.open(1);
    await lab.step(2).click();
    await lab.openWithEditor(2);
    await lab.selectFlow('mydummycrm-dev', 'mydummytask');
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.fonts.ready);
    const path = `${DOCS}/screenshot-${colorScheme}.png`;
    await page.screenshot({ path });
    console.log(path);
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
