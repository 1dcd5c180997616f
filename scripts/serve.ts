/**
 * Serves the built app from dist/ as a plain static host would: files, and 404 for everything else.
 * Run as a script it prints the address. PORT names the port; the next free one is taken if it is in use.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, sep } from 'node:path';
import { argv, env } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder that a build fills. */
export const DIST = fileURLToPath(new URL('../dist', import.meta.url));

const DEFAULT_PORT = 4173;
const PORTS_TRIED = 20;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** A running server and the address of its page. */
export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves dist/ on localhost under `base`, which starts and ends with a slash. Port 0 is any free port;
 * for another number, the next ones are tried while it is taken.
 */
export async function serve(port: number, base: string): Promise<RunningServer> {
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', base, response);
  });
  await listen(server, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${taken}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(url: string, base: string, response: ServerResponse): Promise<void> {
  const path = pathOf(url, base);
  try {
    if (path === null) throw new Error('outside');
    const content = await readFile(path);
    response.writeHead(200, {
      'Content-Type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
    });
    response.end(content);
  } catch {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('Not found\n');
  }
}

/** The file that an address names; null for one outside the base or outside dist/. */
function pathOf(url: string, base: string): string | null {
  const path = decode(url.split(/[?#]/)[0] ?? '');
  if (path === null || !path.startsWith(base)) return null;
  const inside = path.slice(base.length);
  const file = join(DIST, inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside);
  return file.startsWith(DIST + sep) ? file : null;
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

async function listen(server: Server, port: number): Promise<void> {
  const last = port === 0 ? 0 : port + PORTS_TRIED;
  for (let candidate = port; candidate <= last; candidate += 1) {
    const error = await tryToListen(server, candidate);
    if (error === null) return;
    if (error.code !== 'EADDRINUSE' || candidate === last) throw error;
  }
}

function tryToListen(server: Server, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const refused = (error: NodeJS.ErrnoException) => resolve(error);
    server.once('error', refused);
    server.listen(port, 'localhost', () => {
      server.off('error', refused);
      resolve(null);
    });
  });
}

/** The port of the environment, or the usual one. */
function chosenPort(): number {
  const port = Number(env.PORT ?? DEFAULT_PORT);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Error(`PORT is "${env.PORT}"; it must be a number from 0 to 65535.`);
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  try {
    const { url } = await serve(chosenPort(), '/');
    console.log(`\nSeglab is at ${url}\nCtrl+C stops it.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
