import type { Page } from '@playwright/test';
import type { Recipe } from '../bench/cluster/recipe.ts';
import { simulate } from '../src/simulate.ts';
import { compareFlows } from '../src/verdicts/compare-flows.ts';
import { type ClusterFolder, folderOfRecipe } from './own-files.ts';

/** One key press in one policy, and the one declared connection that it blocks. */
export interface Edit {
  /** As the page calls it. */
  readonly file: string;
  /** "- port: 8080"; without its last digit the policy lets its callers in no more. */
  readonly line: string;
  readonly from: string;
  readonly to: string;
}

const PORT = /^ {4}- port: (\d+)$/m;

/** Edits of policies that block one connection and nothing else, as the engine on its own finds them. */
export function* editsOf({ cluster, policies }: ClusterFolder): Generator<Edit> {
  const files = [cluster, ...policies];
  const before = simulate({ files });
  for (const [at, { name, text }] of files.entries()) {
    const [line, port] = (at > 0 && PORT.exec(text)) || [];
    if (line === undefined || port === undefined) continue;
    const edited = files.with(at, { name, text: text.replace(line, line.slice(0, -1)) });
    const { opened, blocked } = compareFlows(before.flows, simulate({ files: edited, previous: before }).flows);
    const [, from, to] = /^(.+)>(.+):\d+\/TCP$/.exec(blocked[0] ?? '') ?? [];
    if (opened.length > 0 || blocked.length !== 1 || from === undefined || to === undefined) continue;
    yield { file: name, line: line.trim(), from, to };
  }
}

const written = new Map<string, ClusterFolder>();

/** Each cluster is generated once, whichever test needs it first. */
export function largeCluster(recipe: Recipe): ClusterFolder {
  const key = JSON.stringify(recipe);
  const known = written.get(key) ?? folderOfRecipe('shop-prod', recipe);
  written.set(key, known);
  return known;
}

export function namespaceOf(endpoint: string): string {
  return endpoint.slice(0, endpoint.indexOf('/'));
}

/** Counts how often the page's own thread is busy for longer than a person overlooks: 50 ms, as browsers define it. */
export async function countLongTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const scope = self as unknown as { longTasks: number };
    scope.longTasks = 0;
    new PerformanceObserver((list) => {
      scope.longTasks += list.getEntries().length;
    }).observe({ type: 'longtask' });
  });
  return () => page.evaluate(() => (self as unknown as { longTasks: number }).longTasks);
}
