/**
 * Fails when the built page loads more JavaScript before its first graph than the budget allows:
 * the module script of dist/index.html and everything that it imports statically, gzipped.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DIST } from './serve.ts';

const BUDGET_KB = 150;

/** What Vite's manifest says of a chunk, as far as it is needed here. */
interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

const html = readFileSync(join(DIST, 'index.html'), 'utf8');
const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Manifest;

const files = startFiles();
const sizes = files.map((file) => ({ file, bytes: gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length }));
const kilobytes = sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;

for (const { file, bytes } of sizes) console.log(`  ${(bytes / 1000).toFixed(1).padStart(7)} kB  ${file}`);
console.log(`JavaScript before the first graph: ${kilobytes.toFixed(1)} kB gzipped of ${BUDGET_KB} kB.`);
if (kilobytes > BUDGET_KB) {
  console.error(
    `The page must not load more than ${BUDGET_KB} kB before the graph: load what the graph does not need later.`,
  );
  process.exitCode = 1;
}

/** The page's scripts and what they import statically, each once. */
function startFiles(): string[] {
  const byFile = new Map(Object.values(manifest).map((chunk) => [chunk.file, chunk]));
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    // A script that comes from public/ is no chunk, and imports nothing.
    for (const key of byFile.get(file)?.imports ?? []) visit(fileOf(key));
  };
  for (const [, src = ''] of html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g)) visit(src.replace(/^\.\//, ''));
  if (![...reached].some((file) => byFile.has(file))) throw new Error('dist/index.html starts no module of the app.');
  return [...reached];
}

function fileOf(key: string): string {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`The manifest does not know ${key}.`);
  return chunk.file;
}
