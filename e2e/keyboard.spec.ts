import { expect } from '@playwright/test';
import { test } from './lab-test.ts';
import { CASES, verdictsOfCase } from './verdict-table.ts';

test('the arrow keys walk through the whole demo', async ({ lab, page }) => {
  await lab.open(0);
  for (const number of CASES.slice(1)) {
    await page.keyboard.press('ArrowRight');
    await lab.expectCase(number);
    await lab.expectVerdicts(verdictsOfCase(number));
  }
  for (const number of CASES.slice(0, -1).toReversed()) {
    await page.keyboard.press('ArrowLeft');
    await lab.expectCase(number);
    await lab.expectVerdicts(verdictsOfCase(number));
  }
});

test('Page Down and Page Up step even from inside the editor', async ({ lab, page }) => {
  await lab.openWithEditor(1);
  await lab.putCursorAfter('kind: NetworkPolicy');
  await page.keyboard.press('PageDown');
  await lab.expectCase(2);
  await page.keyboard.press('PageUp');
  await lab.expectCase(1);
});

test('the demo is edited, explained and reset without a mouse', async ({ lab, page }) => {
  await lab.openWithEditor(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await lab.expectCase(2);

  // ] goes through the connections; Why tells each.
  await page.keyboard.press(']');
  await expect(lab.why).toContainText('mydummycrm');
  await expect(lab.why).toContainText(/Leaving/);
  await page.keyboard.press('Escape');

  await page.keyboard.press('p');
  await lab.expectVerdicts(verdictsOfCase(2, 'without probes'));
  await page.keyboard.press('p');
  await lab.expectVerdicts(verdictsOfCase(2));

  await lab.focusEditorByKeyboard();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  // Without "deny all" only mydummycrm is isolated: it may reach one server and nothing else.
  await lab.expectVerdict('mydummycrm-dev', 'mydummytask', 'allowed');
  await lab.expectVerdict('mydummyclient', 'mydummybill', 'allowed');
  await lab.expectVerdict('/mydummycrm', 'mydummyclient', 'blocked');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await page.keyboard.press('r');
  await lab.expectVerdicts(verdictsOfCase(2));
  await page.keyboard.press('Control+z');
  await lab.expectVerdict('mydummycrm-dev', 'mydummytask', 'allowed');
});

test('the graph is one Tab stop with arrows, E and Enter inside', async ({ lab, page }) => {
  await lab.open(2);
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  await expect(lab.why).toContainText(/Leaving/);
  await page.keyboard.press('Escape');
});

test('? shows all keys', async ({ lab, page }) => {
  await lab.open(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText(/keys/i);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
