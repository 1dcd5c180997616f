/**
 * Asks a conformance check, which lies outside this project, about the cases that are expected to pass.
 *
 *   tsx scripts/conformance.ts FOLDER
 *
 * FOLDER holds check.mjs and one folder per corpus. `.ci/conformance.txt` names the corpora, and which cases of
 * each are left out because they use kinds that are not built yet.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Corpus {
  readonly name: string;
  /** A case with one of these among its features is left out. */
  readonly without: readonly string[];
}

const [folder] = argv.slice(2);
if (folder === undefined) {
  console.error('usage: tsx scripts/conformance.ts FOLDER');
  process.exit(2);
}

// The check takes whole folders, so the chosen cases are copied to one.
const selection = mkdtempSync(join(tmpdir(), 'seglab-conformance-'));
try {
  const corpora = readList().map((corpus) => select(corpus, resolve(folder)));
  const check = join(resolve(folder), 'check.mjs');
  const { status } = spawnSync('node', [check, '--project', ROOT, ...corpora], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(selection, { recursive: true, force: true });
}

/** Lines of `corpus`, or `corpus without feature, feature`. */
function readList(): Corpus[] {
  return readFileSync(join(ROOT, '.ci/conformance.txt'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', features = ''] = line.split(/\s+without\s+/);
      return { name, without: features.split(/\s*,\s*/).filter((feature) => feature !== '') };
    });
}

/** Copies the cases of a corpus that are asked for, and returns the folder with the copies. */
function select({ name, without }: Corpus, from: string): string {
  const all = readdirSync(join(from, name), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const chosen = all.filter(({ name: one }) => {
    const { features = [] } = JSON.parse(readFileSync(join(from, name, one, 'expected.json'), 'utf8')) as {
      features?: string[];
    };
    return !features.some((feature) => without.includes(feature));
  });
  for (const { name: one } of chosen) cpSync(join(from, name, one), join(selection, name, one), { recursive: true });
  if (chosen.length < all.length) console.log(`${name}: ${all.length - chosen.length} of ${all.length} cases left out`);
  return join(selection, name);
}
