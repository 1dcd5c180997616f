/**
 * Fails when more JavaScript than the budget allows is loaded before the first graph, gzipped: the scripts of
 * dist/index.html, what they ask for at once, the worker that they start, and all that these import statically.
 */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DIST } from './serve.ts';

const BUDGET_KB = 150;

/** What Vite's manifest says of a chunk, as far as it is needed here. */
interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

const html = readFileSync(join(DIST, 'index.html'), 'utf8');
const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Manifest;

const page = pageFiles();
const worker = workerFiles(page);
const total = weigh('The page', page) + weigh('The worker', worker);
console.log(`JavaScript before the first graph: ${total.toFixed(1)} kB gzipped of ${BUDGET_KB} kB.`);
if (total > BUDGET_KB) {
  console.error(
    `The page must not load more than ${BUDGET_KB} kB before the graph: load what the graph does not need later.`,
  );
  process.exitCode = 1;
}

/** Tells the size of each file and returns the sum, in kilobytes. */
function weigh(title: string, files: readonly string[]): number {
  const sizes = files.map((file) => gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length / 1000);
  const sum = sizes.reduce((all, size) => all + size, 0);
  console.log(`${title}: ${sum.toFixed(1)} kB`);
  for (const [at, file] of files.entries()) console.log(`  ${(sizes[at] ?? 0).toFixed(1).padStart(7)} kB  ${file}`);
  return sum;
}

/** The page's scripts and what they import, each once. What they import when they have started counts as well. */
function pageFiles(): readonly string[] {
  const byFile = new Map(Object.values(manifest).map((chunk) => [chunk.file, chunk]));
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    // A script that comes from public/ is no chunk, and imports nothing.
    for (const key of byFile.get(file)?.imports ?? []) visit(fileOf(key));
  };
  const scripts = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g)].map(([, src = '']) => src.replace(/^\.\//, ''));
  for (const script of scripts) {
    visit(script);
    for (const key of byFile.get(script)?.dynamicImports ?? []) visit(fileOf(key));
  }
  if (![...reached].some((file) => byFile.has(file))) throw new Error('dist/index.html starts no module of the app.');
  return [...reached];
}

/** The workers that these files start, and what they import: the manifest does not know it, so the scripts are read. */
function workerFiles(starters: readonly string[]): readonly string[] {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    const imports = textOf(file).matchAll(/(?:^|[;}])import(?:[\w$\s{},*]+from)?\s*["'`](\.[^"'`]+)["'`]/g);
    for (const [, name = ''] of imports) visit(posix.join(posix.dirname(file), name));
  };
  for (const file of starters) {
    for (const [, name = ''] of textOf(file).matchAll(/new Worker\([^;]*?["'`]([^"'`]+\.js)["'`]/g)) {
      visit(posix.join(posix.dirname(file), name));
    }
  }
  if (reached.size === 0) throw new Error('The page starts no worker.');
  return [...reached];
}

function textOf(file: string): string {
  return readFileSync(join(DIST, file), 'utf8');
}

function fileOf(key: string): string {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`The manifest does not know ${key}.`);
  return chunk.file;
}
