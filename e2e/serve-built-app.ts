import { existsSync } from 'node:fs';
import { DIST, serve } from '../scripts/serve.ts';

/** Not the root of its host: a page that asks for anything by an absolute path finds nothing here. */
const SUB_PATH = '/some/where/';

/** Serves what was built, for all browser tests, and tells the workers where. */
export default async function serveBuiltApp(): Promise<() => Promise<void>> {
  if (!existsSync(`${DIST}/index.html`)) throw new Error('There is nothing to test yet: run `npm run build` first.');
  const { url, close } = await serve(0, SUB_PATH);
  process.env.SEGLAB_URL = url;
  return close;
}
