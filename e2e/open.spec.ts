import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from './lab-test.ts';
import { asList, dropFiles, dropFolder, folderOfCluster, openFiles, openFolder, SMALL } from './own-files.ts';
import { verdictsOfCase } from './verdict-table.ts';

const { pods, flow, wall } = SMALL;
const small = { name: 'shop.yaml', text: asList(...pods, flow, wall) };

test('a folder is opened, its policies are listed, and an edit flips its graph', async ({ lab, page }) => {
  await lab.open(2);
  await openFolder(page, folderOfCluster('shop-prod', 200));
  await expect(page).toHaveURL(/#\/opened\/shop-prod$/);
  await expect(lab.stage.getByRole('heading', { name: '2 namespaces, 39 workloads' })).toBeVisible();
  await expect(lab.stage.getByText('20 policies.')).toBeVisible();
  await expect(page.getByTestId('stepper')).toHaveCount(0);
  const blocked = async () => Object.values(await lab.verdicts()).filter((verdict) => verdict === 'blocked').length;
  await expect.poll(blocked).toBeGreaterThan(0);
  const before = await blocked();

  await page.getByRole('searchbox', { name: 'Filter policies' }).fill('deny orders');
  await page.keyboard.press('Enter');
  await expect(lab.editor.locator('.view-line').first()).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => lab.textInEditor()).toContain('name: deny-all');
  await lab.pasteOver(
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: x, namespace: orders-001}\nspec: {podSelector: {matchLabels: {app: none}}}\n',
  );
  await expect.poll(blocked).toBeLessThan(before);

  await page.getByRole('button', { name: 'Policies', exact: true }).click();
  await expect(page.getByRole('searchbox', { name: 'Filter policies' })).toHaveValue('deny orders');
  await expect(
    page.getByRole('list', { name: 'Policy files' }).getByRole('button', { name: /deny-all/ }),
  ).toBeFocused();
});

test('a dropped list is taken apart, and every policy keeps its text', async ({ lab, page }) => {
  await lab.open(2);
  await dropFiles(page, small);
  await expect(page).toHaveURL(/#\/opened\/shop\.yaml$/);
  await lab.expectVerdict('web', 'store', 'blocked');
  await expect(lab.tab('shop/wall.yaml')).toBeVisible();
  await expect.poll(() => lab.textInEditor(), { timeout: 30_000 }).toContain('# nobody reaches the store');
  await page.getByRole('switch', { name: 'Apply shop/wall.yaml' }).click();
  await lab.expectVerdict('web', 'store', 'allowed');
});

test('a folder can be dropped', async ({ lab, page }) => {
  await lab.open(2);
  await dropFolder(page, folderOfCluster('shop-prod', 50));
  await expect(page).toHaveURL(/#\/opened\/shop-prod$/);
  await expect(page.getByRole('tab')).toHaveCount(5);
});

test('a broken document is reported in its place, and the others count', async ({ lab, page }) => {
  await lab.open(2);
  await openFiles(page, {
    name: 'all.yaml',
    text: [...pods, 'kind: Pod\nmetadata: {name: [\n', flow, wall].join('---\n'),
  });
  await lab.expectVerdict('web', 'store', 'blocked');
  await lab.problems
    .getByRole('button', { name: /^all\.yaml:\d+$/ })
    .first()
    .click();
  await expect(page.getByTestId('message')).toContainText('metadata: {name: [');
});

test('what cannot be opened leaves the page as it is, and says why', async ({ lab, page }) => {
  await lab.open(2);
  const message = page.getByTestId('message');
  for (const [file, why] of [
    [{ name: 'notes.yaml', text: 'hello' }, 'notes.yaml holds nothing that says apiVersion and kind'],
    [{ name: 'picture.png', text: 'x' }, 'picture.png is not YAML or JSON'],
    [{ name: 'cluster.yaml', text: 'kind: Pod\0' }, 'cluster.yaml is no text'],
  ] as const) {
    await dropFiles(page, file);
    await expect(message).toContainText(why);
    await lab.expectCase(2);
    await lab.expectVerdicts(verdictsOfCase(2));
  }
});

test('opening can be cancelled', async ({ lab, page }) => {
  await lab.open(2);
  // Never answered: it stays in the middle of reading.
  await page.route(/opening-[^/]*\.js/, () => undefined);
  await openFiles(page, small);
  const opening = page.getByTestId('opening');
  await expect(opening).toContainText('Reading shop.yaml');
  await opening.getByRole('button', { name: 'Cancel' }).click();
  await expect(opening).toHaveCount(0);
  await lab.expectCase(2);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('the course stays reachable, by the menu and by going back', async ({ lab, page }) => {
  await lab.open(2);
  await openFiles(page, small);
  await lab.expectVerdict('web', 'store', 'blocked');
  await page.getByRole('button', { name: 'shop.yaml' }).click();
  await page.getByRole('menuitemradio', { name: 'ICP demo' }).click();
  await lab.expectCase(0);
  await page.goBack();
  await lab.expectVerdict('web', 'store', 'blocked');
  await page.goBack();
  await lab.expectCase(2);
  await page.goForward();
  await lab.expectVerdict('web', 'store', 'blocked');
});

test('a small cluster and what was done to it survive a reload', async ({ lab, page }) => {
  await lab.open(2);
  await openFiles(page, small);
  await page.getByRole('switch', { name: 'Apply shop/wall.yaml' }).click();
  await lab.expectVerdict('web', 'store', 'allowed');
  await page.reload();
  await lab.expectVerdict('web', 'store', 'allowed');
  await expect(page.getByRole('switch', { name: 'Apply shop/wall.yaml' })).not.toBeChecked();
});

test('a large cluster is drawn; it is not left without a word, and gone after a reload', async ({ lab, page }) => {
  await lab.open(2);
  const padding = `# ${'x'.repeat(98)}\n`.repeat(12_000);
  await openFiles(page, { name: 'large.yaml', text: asList(...pods, flow, wall) + padding });
  await lab.expectVerdict('web', 'store', 'blocked');
  await page.getByRole('switch', { name: 'Apply shop/wall.yaml' }).click();
  await expect(page.getByTestId('message')).toContainText('last until the page is closed');

  const asked = page.waitForEvent('dialog').then(async (dialog) => {
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
  });
  await page.reload();
  await asked;
  await expect(page.getByTestId('message')).toContainText('large.yaml is not open');
  await lab.expectCase(0);
});

test('a link to a cluster that is not open any more says so, and offers to open files', async ({ lab, page }) => {
  await page.goto('#/opened/shop.yaml');
  await expect(page.getByTestId('message')).toContainText('shop.yaml is not open');
  await lab.expectCase(0);
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('message').getByRole('button', { name: 'Open' }).click();
  await (await chooser).setFiles({ name: small.name, mimeType: 'text/plain', buffer: Buffer.from(small.text) });
  await lab.expectVerdict('web', 'store', 'blocked');
});

test('what was changed is not replaced without a word, and can be taken away', async ({ lab, page }) => {
  await lab.open(2);
  await openFiles(page, small);
  await page.getByRole('switch', { name: 'Apply shop/wall.yaml' }).click();
  await lab.expectVerdict('web', 'store', 'allowed');
  await openFiles(page, { name: 'other.yaml', text: pods[0] ?? '' });
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('You changed policies of shop.yaml');
  const download = page.waitForEvent('download');
  await question.getByRole('button', { name: 'Download policies' }).click();
  expect((await download).suggestedFilename()).toBe('shop-policies.yaml');
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('#   # nobody reaches the store');

  await question.getByRole('button', { name: 'Cancel' }).click();
  await lab.expectVerdict('web', 'store', 'allowed');
  await openFiles(page, { name: 'other.yaml', text: pods[0] ?? '' });
  await question.getByRole('button', { name: 'Open all the same' }).click();
  await expect(page).toHaveURL(/#\/opened\/other\.yaml$/);
  await expect(lab.stage.getByRole('heading', { name: '1 namespace, 1 workload' })).toBeVisible();
});

test('policies go into the opened cluster that is shown, and can be taken back', async ({ lab, page }) => {
  await lab.open(2);
  await openFiles(page, { name: 'shop.yaml', text: asList(...pods, flow) });
  await lab.expectVerdict('web', 'store', 'allowed');
  await dropFiles(page, { name: 'walls.yaml', text: wall });
  await lab.expectVerdict('web', 'store', 'blocked');
  await expect(page).toHaveURL(/#\/opened\/shop\.yaml$/);
  await page.getByTestId('message').getByRole('button', { name: 'Undo' }).click();
  await lab.expectVerdict('web', 'store', 'allowed');
});

test('policies without a cluster wait for it in an empty graph that says what to do', async ({ lab, page }) => {
  await lab.open(2);
  await openFiles(page, { name: 'walls.yaml', text: wall });
  await expect(lab.tab('walls.yaml')).toBeVisible();
  await expect(page.getByTestId('graph')).toContainText('Nothing to draw yet');
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('graph').getByRole('button', { name: 'Open files' }).click();
  const text = asList(...pods, flow);
  await (await chooser).setFiles({ name: 'shop.yaml', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await lab.expectVerdict('web', 'store', 'blocked');
  await expect(page).toHaveURL(/#\/opened\/shop\.yaml$/);
  await expect(lab.tab('walls.yaml')).toBeVisible();
});

test('a press on Open before its menu is there opens it as soon as it is', async ({ lab, page }) => {
  let letThrough = () => {};
  const gate = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/open-menu-*.js', async (route) => {
    await gate;
    await route.continue();
  });
  await lab.open(0);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  letThrough();
  await expect(page.getByRole('menuitem', { name: 'Open files' })).toBeVisible();
});
