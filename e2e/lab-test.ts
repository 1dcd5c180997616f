import { test as base } from '@playwright/test';
import { LabPage } from './lab-page.ts';

interface Fixtures {
  /** The page under test. */
  readonly lab: LabPage;
  /** What the page must not do, as sentences; a test fails when there is one at its end. */
  readonly complaints: string[];
}

/**
 * A test of the built page. It fails on anything that the page says to the console, on an uncaught error,
 * on a breach of the Content Security Policy and on a request to another origin.
 */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed.
  baseURL: async ({}, use) => {
    const url = process.env.SEGLAB_URL;
    if (url === undefined) throw new Error('The built app is not being served.');
    await use(url);
  },

  complaints: [
    async ({ page, context, baseURL }, use) => {
      const complaints: string[] = [];
      const origin = new URL(baseURL ?? '').origin;
      page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
      page.on('crash', () => complaints.push('the page crashed'));
      context.on('request', (request) => {
        const url = new URL(request.url());
        const local = url.protocol === 'data:' || url.protocol === 'blob:';
        if (!local && url.origin !== origin) complaints.push(`request to another origin: ${request.url()}`);
      });
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`securitypolicyviolation: ${event.violatedDirective} ${event.blockedURI}`);
        });
      });

      await use(complaints);

      if (complaints.length > 0) throw new Error(`The page must keep quiet, but:\n${complaints.join('\n')}`);
    },
    { auto: true },
  ],

  lab: async ({ page }, use) => {
    await use(new LabPage(page));
  },
});
