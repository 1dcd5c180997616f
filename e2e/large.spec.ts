import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { type Recipe, recipeFor } from '../bench/cluster/recipe.ts';
import type { LabPage } from './lab-page.ts';
import { test } from './lab-test.ts';
import { countLongTasks, type Edit, editsOf, largeCluster, namespaceOf } from './large-cluster.ts';
import { openFolder } from './own-files.ts';

const THOUSAND = recipeFor(1000);
const TEN_THOUSAND = recipeFor(10_000);
/** More than anyone takes in, and more than a page draws at once. */
const MOST_NODES = 150;

/** No Pod may send or get anything. */
const CLOSED = `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: closed}
spec: {selector: all(), types: [Ingress, Egress]}
`;

const nodes = (page: Page) => page.locator('[data-testid="group"], [data-testid="endpoint"]');
const group = (page: Page, namespace: string) => page.locator(`[data-group="ns:${namespace}"]`);
const edge = (page: Page, from: string, to: string) =>
  page.locator(`[data-testid="flow"][data-from="${from}"][data-to="${to}"]`);
const chip = (page: Page) => page.getByTestId('bundles-chip');

async function openCluster(lab: LabPage, recipe: Recipe): Promise<void> {
  await lab.open(0);
  await openFolder(lab.page, largeCluster(recipe).path);
  await expect(lab.page.getByTestId('group').first()).toBeVisible({ timeout: 40_000 });
  await expect(chip(lab.page)).toBeVisible();
}

/** What every drawn bundle says: its verdict, and how many of how many connections pass. */
async function bundles(lab: LabPage): Promise<Readonly<Record<string, string>>> {
  const said = await lab.flows.evaluateAll((elements) =>
    elements.map(({ dataset }) => [
      `${dataset.from} > ${dataset.to}`,
      `${dataset.verdict} ${dataset.allowed}/${dataset.total}`,
    ]),
  );
  return Object.fromEntries(said);
}

async function search(page: Page, text: string): Promise<void> {
  await page.locator('main').focus();
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await expect(page.getByRole('option').first()).toBeVisible();
}

/** Opens a policy from the list, as one finds one of many. */
async function openPolicy(lab: LabPage, file: string): Promise<void> {
  const filter = lab.page.getByRole('searchbox', { name: 'Filter policies' });
  // Under the list the text keeps its place.
  const text = lab.page.locator('.editor-panel-file:not([inert])');
  const back = text.getByRole('button', { name: 'Policies', exact: true });
  await expect(filter.or(back)).toBeVisible();
  // What was selected may have brought up the file of the line that decides it.
  if (!(await filter.isVisible())) await back.click();
  await filter.fill(file);
  await lab.page.keyboard.press('Enter');
  await expect(lab.editor.locator('.view-line').first()).toBeVisible({ timeout: 30_000 });
}

/** Opens the policy of an edit with the cursor where the keys go, and types so that the graph fades nothing any more. */
async function openEdit(lab: LabPage, { file, line }: Edit): Promise<void> {
  await openPolicy(lab, file);
  await expect.poll(() => lab.textInEditor()).toContain(`namespace: ${namespaceOf(file)}`);
  // It may be further down than the editor is high.
  await lab.editor.locator('.view-lines').first().click();
  await lab.page.keyboard.press('Control+End');
  await lab.putCursorAfter(line);
  await lab.page.keyboard.press('Space');
  await lab.page.keyboard.press('Backspace');
  await settled(lab);
}

/** Until nothing is asked and answered any more. */
async function settled(lab: LabPage): Promise<void> {
  await expect(async () => {
    const before = await lab.counters();
    await lab.page.waitForTimeout(300);
    expect(await lab.counters()).toEqual(before);
  }).toPass();
}

/** Which edges change in any way while something is done. */
async function touchedBy(page: Page, act: () => Promise<void>): Promise<readonly string[]> {
  await page.getByTestId('graph').evaluate((graph) => {
    const scope = self as unknown as { touched: Set<string> };
    scope.touched = new Set();
    new MutationObserver((records) => {
      for (const { target } of records) {
        const flow = target instanceof Element ? target.closest<SVGElement>('[data-testid="flow"]') : null;
        if (flow) scope.touched.add(`${flow.dataset.from} > ${flow.dataset.to}`);
      }
    }).observe(graph, { attributes: true, childList: true, characterData: true, subtree: true });
  });
  await act();
  return page.evaluate(() => [...(self as unknown as { touched: Set<string> }).touched]);
}

/** Selects a bundle as the keyboard does it, which finds it however many lines cross it. */
async function selectBundle(page: Page, from: string, to: string): Promise<void> {
  await edge(page, from, to).focus();
  await page.keyboard.press('Enter');
  await expect(edge(page, from, to)).toHaveAttribute('aria-pressed', 'true');
}

/** The first edit whose edge is drawn once the groups around it are opened. */
async function drawnEdit(lab: LabPage, recipe: Recipe, isWanted: (edit: Edit) => boolean): Promise<Edit> {
  for (const edit of editsOf(largeCluster(recipe))) {
    if (!isWanted(edit)) continue;
    await search(lab.page, edit.to);
    await lab.page.keyboard.press('Enter');
    await expect(lab.endpoint(edit.to)).toBeVisible();
    if ((await edge(lab.page, edit.from, edit.to).count()) > 0) return edit;
  }
  throw new Error('No policy of this cluster lets a drawn connection in alone.');
}

function editOf(recipe: Recipe, isWanted: (edit: Edit) => boolean = () => true): Edit {
  for (const edit of editsOf(largeCluster(recipe))) if (isWanted(edit)) return edit;
  throw new Error('No policy of this cluster lets such a connection in alone.');
}

const isWithin = ({ from, to }: Edit) => namespaceOf(from) === namespaceOf(to);

for (const recipe of [THOUSAND, TEN_THOUSAND]) {
  test(`${recipe.pods} Pods are drawn as few groups; a policy edited flips one edge and touches no other`, async ({
    lab,
    page,
  }) => {
    // Ten times as much as the other tests have to do.
    test.slow(recipe === TEN_THOUSAND);
    await openCluster(lab, recipe);
    expect(await nodes(page).count()).toBeLessThanOrEqual(MOST_NODES);
    expect(await lab.flows.count()).toBeGreaterThan(0);

    const edit = await drawnEdit(lab, recipe, isWithin);
    const line = edge(page, edit.from, edit.to);
    await openEdit(lab, edit);
    const before = await bundles(lab);
    const longTasks = await countLongTasks(page);
    const touched = await touchedBy(page, async () => {
      for (let keys = 1; keys <= 10; keys += 1) {
        const counted = await lab.counters();
        const isBlocked = keys % 2 === 1;
        await page.keyboard.press(isBlocked ? 'Backspace' : edit.line.slice(-1));
        await expect(line).toHaveAttribute('data-verdict', isBlocked ? 'blocked' : 'allowed');
        // The first edit is compared with the cluster as it came, which was judged when it was opened.
        expect(await lab.counters()).toMatchObject({
          parsed: counted.parsed + 1,
          evaluations: counted.evaluations + 1,
          asked: counted.asked + 1,
          answered: counted.answered + 1,
        });
        if (keys === 1) {
          expect(await bundles(lab)).toEqual({ ...before, [`${edit.from} > ${edit.to}`]: 'blocked 0/1' });
        }
      }
    });
    expect(touched).toEqual([`${edit.from} > ${edit.to}`]);
    expect(await bundles(lab)).toEqual(before);

    // Ten keys that change no verdict: what the editor costs here and now, on whatever machine this is. If the page's own
    // thread worked out verdicts, or drew everything anew, each flip would be a long task more.
    const flipping = await longTasks();
    for (const key of ' # a word.') {
      const { answered } = await lab.counters();
      await page.keyboard.press(key);
      await expect.poll(async () => (await lab.counters()).answered).toBe(answered + 1);
    }
    const typing = (await longTasks()) - flipping;
    expect(flipping - typing).toBeLessThan(10);
  });
}

test('a policy edited changes the counts of one bundle; it says why, and is all that "Changed only" leaves', async ({
  lab,
  page,
}) => {
  await openCluster(lab, THOUSAND);
  const drawn = await bundles(lab);
  const nameOf = ({ from, to }: Edit) => `ns:${namespaceOf(from)} > ns:${namespaceOf(to)}`;
  const edit = editOf(THOUSAND, (one) => !isWithin(one) && nameOf(one) in drawn);
  const [, allowed, total] = /(\d+)\/(\d+)$/.exec(drawn[nameOf(edit)] ?? '')?.map(Number) ?? [];
  if (allowed === undefined || total === undefined) throw new Error('The bundle counts nothing.');
  await openEdit(lab, edit);
  const touched = await touchedBy(page, async () => {
    await page.keyboard.press('Backspace');
    const verdict = allowed === 1 ? 'blocked' : 'mixed';
    await expect.poll(() => bundles(lab)).toEqual({ ...drawn, [nameOf(edit)]: `${verdict} ${allowed - 1}/${total}` });
  });
  expect(touched).toEqual([nameOf(edit)]);
  await expect(page.getByTestId('change-chip')).toHaveText('1 blocked by your changes');

  const [from = '', to = ''] = nameOf(edit).split(' > ');
  await selectBundle(page, from, to);
  await expect(lab.why).toContainText('1 blocked at the destination');
  await expect(lab.why.locator('[data-outcome="passes"]')).toHaveCount(allowed > 1 ? 1 : 0);

  await chip(page).click();
  await page.getByRole('switch', { name: 'Changed only' }).click();
  await expect.poll(async () => Object.keys(await bundles(lab))).toEqual([nameOf(edit)]);
  await expect(chip(page)).toContainText('1 of ');
});

test('a namespace is opened and folded by the pointer and by the keyboard', async ({ lab, page }) => {
  await openCluster(lab, THOUSAND);
  const shop = group(page, 'shop-000');
  await shop.click();
  await expect(shop).toHaveAttribute('aria-expanded', 'true');
  await expect(lab.endpoints.first()).toBeVisible();
  await expect(lab.why).toContainText('21 workloads');
  await shop.getByRole('button', { name: 'Fold shop-000' }).click();
  await expect(lab.endpoints).toHaveCount(0);

  await shop.focus();
  await page.keyboard.press('Enter');
  await expect(shop).toHaveAttribute('aria-expanded', 'true');
  await expect(lab.endpoints.first()).toBeVisible();
  // Out of the selection, then out of the group.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(shop).toHaveAttribute('aria-expanded', 'false');
  await expect(shop).toBeFocused();
});

test('a search goes to an endpoint, and opens what is around it', async ({ lab, page }) => {
  await openCluster(lab, THOUSAND);
  // The second one is looked at, and not once more the first.
  for (const namespace of ['orders-001', 'billing-008']) {
    await search(page, `${namespace}/`);
    const name = (await page.getByRole('option').first().locator('.search-hit-title').textContent()) ?? '';
    await page.keyboard.press('Enter');
    const endpoint = lab.endpoint(`${namespace}/${name}`);
    await expect(endpoint).toBeFocused();
    await expect(endpoint).toHaveAttribute('aria-pressed', 'true');
    await expect(group(page, namespace)).toHaveAttribute('aria-expanded', 'true');
    await expect(group(page, namespace)).toBeInViewport({ ratio: 0.99 });
    await expect(lab.why.getByRole('heading', { name })).toBeVisible();
  }
});

test('the filter leaves the namespaces that were chosen, and a focus what a group has to do with', async ({
  lab,
  page,
}) => {
  await openCluster(lab, THOUSAND);
  const all = await nodes(page).count();
  await chip(page).click();
  const filter = page.getByRole('dialog', { name: 'Filter' });
  await filter.getByRole('textbox', { name: 'Namespaces' }).fill('o');
  await filter.getByRole('checkbox', { name: 'orders-001' }).check();
  await filter.getByRole('checkbox', { name: 'shop-000' }).check();
  await expect(nodes(page)).toHaveCount(2);
  await filter.getByRole('button', { name: 'Clear' }).click();
  await expect(nodes(page)).toHaveCount(all);
  await page.keyboard.press('Escape');

  await group(page, 'orders-001').click();
  await lab.why.getByRole('button', { name: 'Only this and its neighbours' }).click();
  await expect(group(page, 'orders-001')).toBeVisible();
  await expect(page.getByTestId('group')).not.toHaveCount(all);
  const only = page.getByRole('button', { name: /^Only orders-001/ });
  await only.click();
  await expect(only).toHaveCount(0);
  await expect(page.getByTestId('group')).toHaveCount(all);
});

test('the editor takes every key while the worker is still at the first', async ({ lab, page }) => {
  await openCluster(lab, THOUSAND);
  const edit = editOf(THOUSAND);
  await openEdit(lab, edit);
  const before = await lab.counters();
  await lab.slowDown(2000);
  await page.keyboard.type(' # ten keys');
  await expect.poll(() => lab.textInEditor()).toContain(`${edit.line} # ten keys`);
  expect(await lab.counters()).toMatchObject({ answered: before.answered });
  // All but the first are one question.
  await expect.poll(() => lab.counters(), { timeout: 20_000 }).toMatchObject({ answered: before.answered + 2 });
  await settled(lab);
  expect(await lab.counters()).toMatchObject({ asked: before.asked + 2, evaluations: before.evaluations + 2 });
});

test('reading a large cluster says how far it is, and can be cancelled: what was there is there again', async ({
  lab,
  page,
}) => {
  await openCluster(lab, THOUSAND);
  await group(page, 'shop-000').click();
  await expect(lab.endpoints.first()).toBeVisible();
  await lab.slowDown(30_000);
  await openFolder(page, largeCluster(TEN_THOUSAND).path);
  await expect(page.getByTestId('progress')).toHaveText('Reading 4,200 of 12,700 documents', { timeout: 30_000 });
  // Nothing of the cluster before is told of the one that is read.
  await expect(lab.stage.getByRole('heading', { name: 'shop-prod', exact: true })).toBeVisible();
  await expect(page.locator('[data-elsewhere]')).toBeAttached();
  await expect(lab.problems).not.toContainText('No problems');
  await expect(lab.why).not.toContainText('connections');
  await lab.stage.getByRole('button', { name: 'Cancel' }).click();
  await expect(lab.stage.getByRole('heading', { name: '10 namespaces, 207 workloads' })).toBeVisible();
  await expect(page.getByTestId('progress')).toHaveCount(0);
  await expect(page.locator('[data-elsewhere]')).toHaveCount(0);
  await expect(page.getByTestId('group').first()).toBeVisible();

  // And it still answers.
  const edit = editOf(THOUSAND);
  await openEdit(lab, edit);
  await page.keyboard.press('Backspace');
  await expect(page.getByTestId('change-chip')).toHaveText('1 blocked by your changes');
});

const AWKWARD: Readonly<Record<string, Partial<Recipe>>> = {
  'where no Pod is like another': { labels: 'unique' },
  'in one namespace': { shape: 'one-namespace' },
  'under policies that select everything': { shape: 'selects-everything' },
  'under policies of many address blocks': { shape: 'many-blocks' },
  'without declared connections': { flows: false },
};

for (const [how, recipe] of Object.entries(AWKWARD)) {
  test(`1000 Pods ${how} are drawn, and an edit is answered`, async ({ lab, page }) => {
    const awkward = recipeFor(1000, recipe);
    await openCluster(lab, awkward);
    expect(await nodes(page).count()).toBeLessThanOrEqual(MOST_NODES);
    await page.getByTestId('group').first().click();
    await expect(nodes(page).and(page.locator('[aria-expanded="true"]')).first()).toBeVisible();
    expect(await nodes(page).count()).toBeLessThanOrEqual(MOST_NODES);

    const file = largeCluster(awkward).policies.find(({ text }) => text.includes('- Ingress'));
    if (file === undefined) throw new Error('No policy of this cluster says what comes in.');
    await openPolicy(lab, file.name);
    await expect.poll(() => lab.textInEditor()).toContain('apiVersion');
    const before = await lab.counters();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# ');
    await expect.poll(async () => (await lab.counters()).evaluations).toBeGreaterThan(before.evaluations);
    await lab.pasteOver(CLOSED);
    await expect(page.getByTestId('editor-status')).toContainText('isolates In and Out');
    await settled(lab);
  });
}
