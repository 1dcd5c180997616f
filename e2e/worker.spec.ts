import { expect } from '@playwright/test';
import { test } from './lab-test.ts';
import { verdictsOfCase } from './verdict-table.ts';

const RESTARTED = /was started again\. Nothing you wrote is lost\./;
const FILE = 'allow_pod_egress.yaml';

test('a worker that crashes at work is replaced, and its question is answered', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  await lab.tab(FILE).click();
  await lab.engine().evaluate(() => {
    self.onmessage = () => {
      throw new Error('a fault that the worker does not survive');
    };
  });
  await lab.putCursorAfter('app: mydummycrm');
  await page.keyboard.type('-dev');
  await expect(page.getByText(RESTARTED)).toBeVisible();
  await lab.expectVerdict('mydummycrm-dev', 'mydummytask', 'allowed');
  await expect.poll(() => lab.textInEditor()).toContain('app: mydummycrm-dev');
});

test('a worker that has gone without a word is missed, and replaced', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  await lab.engine().evaluate(() => self.close());
  await lab.step(3).click();
  await lab.expectCase(3);
  await expect(page.getByText(RESTARTED)).toBeVisible({ timeout: 40_000 });
  await lab.expectVerdicts(verdictsOfCase(3));
});

test('what costs two workers is not tried again until the text changes', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  await lab.tab(FILE).click();
  const before = await lab.verdicts();
  // Whatever worker comes: it dies of this text.
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { readonly texts?: unknown }) {
      const isDeadly = JSON.stringify(message.texts ?? '').includes('mydummycrm-deadly');
      if (isDeadly) setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { cancelable: true })));
      else post.call(this, message);
    };
  });
  await lab.putCursorAfter('app: mydummycrm');
  await page.keyboard.insertText('-deadly');
  await expect(lab.stage.getByRole('alert')).toContainText('The last change could not be evaluated');
  await lab.expectVerdicts(before);

  // The rest of the page goes on, with the state before.
  await lab.selectFlow('mydummycrm-dev', 'mydummytask');
  await expect(lab.why).toContainText('Blocked');
  await lab.stage.getByRole('button', { name: 'Undo' }).click();
  await expect(lab.stage.getByRole('alert')).toHaveCount(0);
  await lab.expectVerdicts(before);
});

test.describe('long work', () => {
  test('says how far it has come, and the page goes on meanwhile', async ({ lab, page }) => {
    await lab.openWithEditor(2);
    await lab.slowDown(2500);
    await lab.step(3).click();
    await expect(page.getByTestId('progress')).toHaveText('Reading 4,200 of 12,700 documents');
    await page.keyboard.press('t');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await lab.expectVerdicts(verdictsOfCase(3));
    await expect(page.getByTestId('progress')).toHaveCount(0);
  });

  test('can be cancelled: a case that was asked for is left again', async ({ lab, page }) => {
    await lab.openWithEditor(2);
    await lab.slowDown(30_000);
    await lab.step(3).click();
    await lab.stage.getByRole('button', { name: 'Cancel' }).click();
    await lab.expectCase(2);
    await lab.expectVerdicts(verdictsOfCase(2));
    await expect(page.getByTestId('progress')).toHaveCount(0);
    // And on with a worker that works.
    await lab.step(3).click();
    await lab.expectVerdicts(verdictsOfCase(3));
  });

  test('can be cancelled: an edit stays in the editor, and the graph as it was', async ({ lab, page }) => {
    await lab.openWithEditor(2);
    await lab.tab(FILE).click();
    await lab.putCursorAfter('app: mydummycrm');
    await lab.slowDown(30_000);
    await page.keyboard.insertText('-dev');
    await lab.stage.getByRole('button', { name: 'Cancel' }).click();
    await expect(lab.stage.getByRole('alert')).toBeVisible();
    await lab.expectVerdicts(verdictsOfCase(2));
    await expect.poll(() => lab.textInEditor()).toContain('app: mydummycrm-dev');

    await lab.putCursorAfter('app: mydummycrm-dev');
    await page.keyboard.type(' ');
    await lab.expectVerdict('mydummycrm-dev', 'mydummytask', 'allowed');
    await expect(lab.stage.getByRole('alert')).toHaveCount(0);
  });

  test('for what is no longer wanted is given up', async ({ lab }) => {
    await lab.openWithEditor(2);
    await lab.slowDown(30_000);
    await lab.step(3).click();
    await expect(lab.stage.getByRole('button', { name: 'Cancel' })).toBeVisible();
    await lab.step(4).click();
    await lab.expectVerdicts(verdictsOfCase(4));
  });
});
