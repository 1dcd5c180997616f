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

/** Every sub-folder that is a scenario: it holds manifests, or a README with front matter. In name order. */
export function readEach(paths: readonly string[]): readonly ScenarioInput[] {
  return paths.flatMap((path) => {
    const problem = unusable(path);
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
  const files: SourceFile[] = [];
  const problems: Problem[] = [];
  let readme: SourceFile | null = null;
  for (const path of paths) {
    if (path === '-') {
      files.push({ name: 'stdin', text: readFileSync(0, 'utf8') });
      continue;
    }
    const problem = unusable(path);
    if (problem) {
      problems.push(problem);
    } else if (statSync(path).isDirectory()) {
      files.push(...inheritedCluster(path), ...readFolder(path));
      const text = existsSync(join(path, 'README.md')) ? readFileSync(join(path, 'README.md'), 'utf8') : '';
      if (hasFrontMatter(text)) readme ??= { name: 'README.md', text };
    } else {
      files.push({ name: path, text: readFileSync(path, 'utf8') });
    }
  }
  const first = paths[0] ?? '';
  return { name: first === '-' ? 'stdin' : basename(resolve(first)).replace(MANIFEST, ''), files, readme, problems };
}

function readFolder(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && MANIFEST.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ name: relative(folder, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

/** The nearest cluster.yaml in a folder above a scenario's, unless it has one of its own. */
function inheritedCluster(folder: string): readonly SourceFile[] {
  if (existsSync(join(folder, CLUSTER_FILE))) return [];
  for (let above = dirname(resolve(folder)); ; above = dirname(above)) {
    const path = join(above, CLUSTER_FILE);
    if (existsSync(path))
      return [{ name: relative(folder, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }];
    if (above === dirname(above)) return [];
  }
}

function unusable(path: string): Problem | null {
  if (existsSync(path)) return null;
  const origin = { file: path, start: 0, end: 0 };
  return { code: 'unreadable-file', severity: 'error', message: `There is no file or folder ${path}.`, origin };
}
