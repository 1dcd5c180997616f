import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/**
 * The way of the data is the way of the folders: each imports only from itself and from those above it.
 * The files that stand directly in src/ are layers by their own names.
 */
const LAYERS = [
  'sets',
  'model',
  'documents',
  'selectors',
  'policies',
  'cluster',
  'verdicts',
  'explain',
  'lint',
  'reading.ts',
  'simulation.ts',
  'simulate-with.ts',
  'simulate.ts',
  'catalog',
  'graph',
  'lab',
  'worker',
  'store',
  'ui',
  'command',
  'page.tsx',
  'main.ts',
];

const ENGINE = LAYERS.slice(0, LAYERS.indexOf('worker'));

const SRC = fileURLToPath(new URL('.', import.meta.url));

interface Import {
  readonly from: string;
  /** A path below src, or the name of a package. */
  readonly to: string;
  readonly external: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|(^|\/)testing\//.test(file));
const imports = files.flatMap(importsOf);

test('every folder of src has its place in the order of layers', () => {
  const unknown = files.filter((file) => !LAYERS.includes(layerOf(file)));
  expect(unknown).toEqual([]);
});

test('a folder imports only from itself and from the folders above it', () => {
  const upward = imports.filter(({ from, to, external }) => !external && rank(to) > rank(from));
  expect(upward.map(show)).toEqual([]);
});

test('no file imports itself through others', () => {
  expect(cycle(imports.filter(({ external }) => !external).map(({ from, to }) => [from, to]))).toEqual([]);
});

test('no two folders within one layer import each other', () => {
  const between = imports.filter(({ from, to, external }) => {
    return !external && layerOf(from) === layerOf(to) && isNested(from) && isNested(to) && part(from) !== part(to);
  });
  expect(cycle(between.map(({ from, to }) => [part(from), part(to)]))).toEqual([]);
});

test('the engine imports no framework, no store and nothing of the page', () => {
  const forbidden =
    /^(react|react-dom|zustand|reactflow|monaco-editor|radix-ui|lucide-react|react-resizable-panels)(\/|$)/;
  const wrong = imports.filter(({ from, to, external }) => external && isEngine(from) && forbidden.test(to));
  expect(wrong.map(show)).toEqual([]);
});

test('the engine reads no files and starts no programs', () => {
  const wrong = imports.filter(({ from, to, external }) => external && isEngine(from) && to.startsWith('node:'));
  expect(wrong.map(show)).toEqual([]);
});

test('the command runs without the page', () => {
  const wrong = imports.filter(({ from, to }) => layerOf(from) === 'command' && ['store', 'ui'].includes(layerOf(to)));
  expect(wrong.map(show)).toEqual([]);
});

test('imports that are not there, or not in the right order, would be found', () => {
  expect(specifiers("import a from './a.ts';\nimport type {\n  B,\n} from '../b.ts';\nimport './c.css';")).toEqual([
    './a.ts',
    '../b.ts',
    './c.css',
  ]);
  expect(specifiers("export { d } from './d.ts'; // import e from './e.ts'\nawait import('./f.ts')")).toEqual([
    './d.ts',
    './f.ts',
  ]);
  expect(specifiers("new Worker(new URL('./worker.ts', import.meta.url))")).toEqual(['./worker.ts']);
  expect(
    cycle([
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'b'],
    ]),
  ).toEqual(['b', 'c', 'b']);
  expect(
    cycle([
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ]),
  ).toEqual([]);
});

function importsOf(file: string): Import[] {
  return specifiers(readFileSync(join(SRC, file), 'utf8'))
    .map((specifier) => specifier.replace(/\?.*$/, ''))
    .filter((specifier) => !/\.(css|json|svg|md)$/.test(specifier))
    .map((specifier) => {
      const external = !specifier.startsWith('.');
      return { from: file, to: external ? specifier : relative(SRC, join(SRC, dirname(file), specifier)), external };
    });
}

/** What a module names in its imports, re-exports, dynamic imports and worker addresses. */
function specifiers(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;])\/\/.*$/gm, '$1');
  const patterns =
    /(?:^|[;\n])\s*(?:import|export)\s(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"]([^'"]+)['"],\s*import\.meta\.url/g;
  return [...code.matchAll(patterns)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function layerOf(file: string): string {
  return file.split('/')[0] ?? '';
}

function rank(file: string): number {
  return LAYERS.indexOf(layerOf(file));
}

function isEngine(file: string): boolean {
  return ENGINE.includes(layerOf(file));
}

function isNested(file: string): boolean {
  return file.split('/').length > 2;
}

function part(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}

function show({ from, to }: Import): string {
  return `${from} imports ${to}`;
}

/** The first way that leads back to where it began, or nothing. */
function cycle(edges: readonly (readonly [string, string])[]): string[] {
  const next = new Map<string, string[]>();
  for (const [from, to] of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (node: string, way: readonly string[]): string[] => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return [];
    for (const target of next.get(node) ?? []) {
      const found = visit(target, [...way, node]);
      if (found.length > 0) return found;
    }
    done.add(node);
    return [];
  };
  for (const node of next.keys()) {
    const found = visit(node, []);
    if (found.length > 0) return found;
  }
  return [];
}
