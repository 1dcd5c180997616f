import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './lab-test.ts';
import { folderOfCluster, openFiles, openFolder, SMALL } from './own-files.ts';

const listOf = (page: Page) => page.getByRole('list', { name: 'Policy files' });
const rowOf = (page: Page, name: string | RegExp) => listOf(page).getByRole('button', { name });
const filterOf = (page: Page) => page.getByRole('searchbox', { name: 'Filter policies' });
const countOf = (page: Page) => page.getByRole('heading', { name: /^Policies/ });

test.describe('twenty policy files', () => {
  test.beforeEach(async ({ lab, page }) => {
    await lab.open(2);
    await openFolder(page, folderOfCluster('shop-prod', 200));
    await expect(countOf(page)).toHaveText('Policies 20');
  });

  test('are filtered, set aside, renamed, deleted and opened by the keyboard alone', async ({ lab, page }) => {
    await filterOf(page).focus();
    await page.keyboard.type('dns');
    await expect(listOf(page).getByRole('listitem')).toHaveCount(3);
    await page.keyboard.press('ArrowDown');
    await expect(rowOf(page, /^orders-001\/allow-dns-5/)).toBeFocused();
    await page.keyboard.press('End');
    await expect(rowOf(page, /^shop-000\/allow-dns-13/)).toBeFocused();

    await page.keyboard.press('Space');
    await expect(page.getByRole('switch', { name: 'Apply shop-000/allow-dns-13.yaml' }).last()).not.toBeChecked();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('shop-000/dns.yaml');
    await page.keyboard.press('Enter');
    await expect(rowOf(page, /^shop-000\/dns\.yaml/)).toBeFocused();

    await page.keyboard.press('Delete');
    await expect(countOf(page)).toHaveText('Policies 19');
    await expect(rowOf(page, /^orders-001\/allow-dns-15/)).toBeFocused();
    await page.getByTestId('message').getByRole('button', { name: 'Undo' }).click();
    await expect(countOf(page)).toHaveText('Policies 20');

    await rowOf(page, /^orders-001\/allow-dns-15/).focus();
    // What is typed on a row goes on in the filter.
    await page.keyboard.type('-15');
    await expect(filterOf(page)).toHaveValue('dns-15');
    await page.keyboard.press('Enter');
    await expect.poll(() => lab.textInEditor(), { timeout: 30_000 }).toContain('name: allow-dns-15');
    await expect(listOf(page)).toHaveCount(0);
  });

  test('the file with the line that an explanation quotes is opened', async ({ lab, page }) => {
    await lab.stage.getByTestId('flow').first().waitFor({ state: 'attached' });
    const quote = lab.why.getByTestId('quote').and(page.getByRole('button')).first();
    for (let press = 0; press < 20 && !(await quote.isVisible()); press += 1) {
      await page.keyboard.press(']');
      await page.waitForTimeout(100);
    }
    const back = page.getByRole('button', { name: 'Policies', exact: true });
    await expect(listOf(page)).toHaveCount(0);
    await back.click();
    await expect(listOf(page)).toHaveCount(1);
    await quote.click();
    await expect(listOf(page)).toHaveCount(0);
    const name = (await quote.locator('.quote-file').textContent()) ?? '';
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  });

  test('and the list has no accessibility faults', async ({ page }) => {
    await rowOf(page, /^orders-001\/deny-all/).hover();
    const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').include('.policy-list').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  });
});

test('deleting the thirteenth file leaves tabs, with the focus on the open one', async ({ lab, page }) => {
  await lab.open(2);
  const policies = Array.from({ length: 13 }, (_, at) => SMALL.wall.replace('name: wall', `name: wall-${at}`));
  await openFiles(page, { name: 'all.yaml', text: [...SMALL.pods, ...policies].join('---\n') });
  await rowOf(page, /^shop\/wall-5/).focus();
  await page.keyboard.press('Delete');
  await expect(listOf(page)).toHaveCount(0);
  await expect(page.getByRole('tab')).toHaveCount(12);
  await expect(page.getByRole('tab', { selected: true })).toBeFocused();
});

test('of thousands of policy files only those in view are in the page', async ({ lab, page }) => {
  test.slow();
  await lab.open(2);
  const policies = Array.from({ length: 3000 }, (_, at) => SMALL.wall.replace('name: wall', `name: wall-${at}`));
  await openFiles(page, { name: 'all.yaml', text: [...SMALL.pods, ...policies].join('---\n') });
  await expect(countOf(page)).toHaveText('Policies 3,000', { timeout: 60_000 });
  await expect(listOf(page).getByRole('listitem').first()).toBeVisible();
  expect(await listOf(page).getByRole('listitem').count()).toBeLessThan(60);
  await filterOf(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(rowOf(page, /^shop\/wall-2999\.yaml/)).toBeFocused();
  await filterOf(page).fill('wall-1234');
  await expect(listOf(page).getByRole('listitem')).toHaveCount(1);
  await filterOf(page).fill('wall-x');
  await expect(page.getByText('No policy has “wall-x”')).toBeVisible();
});
