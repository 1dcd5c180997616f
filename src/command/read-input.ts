import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { hasFrontMatter } from '../catalog/front-matter.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source.ts';

/** What is evaluated together. */
export interface ScenarioInput {
  readonly name: string;
  readonly files: readonly SourceFile[];
  /** The README.md of a scenario's folder. */
  readonly readme: SourceFile | null;
  readonly problems: readonly Problem[];
}

const MANIFEST = /\.(?:ya?ml|json)$/i;
const CLUSTER_FILE = 'cluster.yaml';
const README = 'README.md';

/** Every sub-folder that is a scenario: it holds manifests, or a README with front matter. In name order. */
export function readEach(paths: readonly string[]): readonly ScenarioInput[] {
  return paths.flatMap((path) => {
    const problem = unusable(path) ?? (statSync(path).isDirectory() ? null : unreadable(path, `${path} is no folder.`));
    if (problem) return [{ name: basename(path), files: [], readme: null, problems: [problem] }];
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
      .map((name) => readTogether([join(path, name)]))
      .filter(({ files, readme }) => files.some(({ name }) => !name.startsWith('..')) || readme);
  });
}

/** Files, folders and standard input, read as one scenario that is called after the first of them. */
export function readTogether(paths: readonly string[]): ScenarioInput {
  const files = new Map<string, SourceFile>();
  const problems: Problem[] = [];
  let readme: SourceFile | null = null;
  const add = (name: string, path: string | 0): void => {
    try {
      files.set(name, { name, text: readFileSync(path, 'utf8') });
    } catch (error) {
      problems.push(unreadable(name, `${name} cannot be read: ${error instanceof Error ? error.message : error}`));
    }
  };
  // Files in a folder are named as seen from it; of several folders, as seen from here: two may hold a `policy.yaml`.
  const nameIn = (folder: string, path: string): string =>
    slashed(paths.length === 1 ? relative(folder, path) : join(folder, relative(folder, path)));
  for (const path of paths) {
    const problem = path === '-' ? null : unusable(path);
    if (path === '-') {
      add('stdin', 0);
    } else if (problem) {
      problems.push(problem);
    } else if (statSync(path).isDirectory()) {
      for (const file of [...inheritedCluster(path), ...manifestsBelow(path)]) add(nameIn(path, file), file);
      const text = existsSync(join(path, README)) ? readFileSync(join(path, README), 'utf8') : '';
      if (hasFrontMatter(text)) readme ??= { name: nameIn(path, join(path, README)), text };
    } else {
      add(path, path);
    }
  }
  const first = paths[0] ?? '';
  const name = first === '-' ? 'stdin' : basename(resolve(first)).replace(MANIFEST, '');
  return { name, files: [...files.values()], readme, problems };
}

function manifestsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && MANIFEST.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The nearest cluster.yaml in a folder above a scenario's, unless it has one of its own. */
function inheritedCluster(folder: string): readonly string[] {
  if (existsSync(join(folder, CLUSTER_FILE))) return [];
  for (let above = dirname(resolve(folder)); ; above = dirname(above)) {
    const path = join(above, CLUSTER_FILE);
    if (existsSync(path)) return [path];
    if (above === dirname(above)) return [];
  }
}

function unusable(path: string): Problem | null {
  if (existsSync(path)) return null;
  return unreadable(path, `There is no file or folder ${path}.`);
}

function unreadable(file: string, message: string): Problem {
  return { code: 'unreadable-file', severity: 'error', message, origin: { file, start: 0, end: 0 } };
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
