import { expect } from '@playwright/test';
import { test } from './lab-test.ts';

test('one key press costs one parse of one document and one evaluation', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  await lab.tab('allow_pod_egress.yaml').click();
  await lab.putCursorAfter('app: mydummycrm');
  const before = await lab.counters();

  for (const [index, key] of [...'-dev'].entries()) {
    await page.keyboard.press(key);
    await expect
      .poll(() => lab.counters())
      .toEqual({
        parsed: before.parsed + index + 1,
        evaluations: before.evaluations + index + 1,
      });
  }
  // Nothing goes on in the background.
  await page.waitForTimeout(500);
  expect(await lab.counters()).toEqual({ parsed: before.parsed + 4, evaluations: before.evaluations + 4 });
});
