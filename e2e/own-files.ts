import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Recipe, recipeFor } from '../bench/cluster/recipe.ts';
import { generateCluster } from '../bench/cluster/write.ts';
import type { SourceFile } from '../src/model/source.ts';

/** A file that a person opens. */
export interface OwnFile {
  readonly name: string;
  readonly text: string;
}

/** A generated cluster as people keep it, in a folder. */
export interface ClusterFolder {
  readonly path: string;
  readonly cluster: SourceFile;
  /** By the names that the page gives them. */
  readonly policies: readonly SourceFile[];
}

/** Writes a generated cluster into a folder called `name`; all such folders are gone when the tests are. */
export function folderOfRecipe(name: string, recipe: Recipe): ClusterFolder {
  const { cluster, policies } = generateCluster(recipe);
  const parent = mkdtempSync(join(tmpdir(), 'seglab-'));
  process.on('exit', () => rmSync(parent, { recursive: true, force: true }));
  const path = join(parent, name);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  };
  write(cluster.name, cluster.text);
  for (const { file, text } of policies) write(`policies/${file}`, text);
  return { path, cluster, policies: policies.map(({ file, text }) => ({ name: file, text })) };
}

/** The path of a folder with a generated cluster of the usual kind. */
export function folderOfCluster(name: string, pods: number): string {
  return folderOfRecipe(name, recipeFor(pods)).path;
}

/** Opens files as the button and the window of the system do it. */
export async function openFiles(page: Page, ...files: readonly OwnFile[]): Promise<void> {
  await choose(
    page,
    'Open files',
    files.map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })),
  );
}

export async function openFolder(page: Page, path: string): Promise<void> {
  await choose(page, 'Open a folder', path);
}

async function choose(page: Page, item: string, files: string | { name: string; mimeType: string; buffer: Buffer }[]) {
  const chooser = page.waitForEvent('filechooser');
  // The menu comes after the first graph.
  await page.getByRole('button', { name: 'Open', exact: true }).and(page.locator('[aria-haspopup]')).click();
  await page.getByRole('menuitem', { name: item }).click();
  await (await chooser).setFiles(files);
}

/** Drags files over the page and lets them go there. */
export async function dropFiles(page: Page, ...files: readonly OwnFile[]): Promise<void> {
  await page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    for (const { name, text } of dropped) dataTransfer.items.add(new File([text], name));
    const on = document.querySelector('main') ?? document.body;
    for (const type of ['dragover', 'drop']) {
      on.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, files);
}

/** Drags a folder over the page and lets it go there, as the system does. */
export async function dropFolder(page: Page, path: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await browser.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  }
}

const POD = (name: string) => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  labels: {app: ${name}}
status: {podIP: 10.0.0.${name.length}}
`;

const FLOW = `apiVersion: seglab.dev/v1
kind: Flow
metadata: {name: call}
spec: {from: shop/web, to: shop/store, port: 8080, protocol: TCP, role: app}
`;

const WALL = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: wall
  namespace: shop
spec:
  # nobody reaches the store
  podSelector: {matchLabels: {app: store}}
  policyTypes: [Ingress]
`;

/** Two Pods, a connection between them, and a policy that blocks it. */
export const SMALL = { pods: [POD('web'), POD('store')], flow: FLOW, wall: WALL };

/** As `kubectl get -o yaml` writes several objects. */
export function asList(...objects: readonly string[]): string {
  const items = objects.map((object) => `- ${object.trimEnd().replaceAll('\n', '\n  ')}\n`).join('');
  return `apiVersion: v1\nitems:\n${items}kind: List\nmetadata:\n  resourceVersion: ""\n`;
}
