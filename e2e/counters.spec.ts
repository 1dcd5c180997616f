import { expect } from '@playwright/test';
import { test } from './lab-test.ts';

test('one key press costs one parse of one document, one evaluation, one question and one answer', async ({
  lab,
  page,
}) => {
  await lab.openWithEditor(2);
  await lab.tab('allow_pod_egress.yaml').click();
  await lab.putCursorAfter('app: mydummycrm');
  // The cursor's line is lit in the graph: a question of its own, and over before the keys.
  await page.waitForTimeout(300);
  const before = await lab.counters();

  for (const [index, key] of [...'-dev'].entries()) {
    await page.keyboard.press(key);
    const keys = index + 1;
    await expect
      .poll(() => lab.counters())
      .toMatchObject({
        parsed: before.parsed + keys,
        evaluations: before.evaluations + keys,
        asked: before.asked + keys,
        answered: before.answered + keys,
      });
  }
  // Nothing goes on in the background.
  const after = await lab.counters();
  await page.waitForTimeout(500);
  expect(await lab.counters()).toEqual(after);
});

test('a key press that changes nothing but the text brings back nothing but the counters', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  await lab.putCursorAfter('- Egress');
  await page.keyboard.type(' #');
  await page.waitForTimeout(300);
  const before = await lab.counters();
  await page.keyboard.press('x');
  await expect
    .poll(() => lab.counters())
    .toEqual({
      parsed: before.parsed + 1,
      evaluations: before.evaluations + 1,
      asked: before.asked + 1,
      answered: before.answered + 1,
      parts: before.parts + 1,
    });
});

test('a card that is dragged costs no evaluation', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  await expect(page.locator('.react-flow')).toBeAttached();
  const before = await lab.counters();
  const card = lab.endpoint('microseg/mydummyclient');
  const from = await card.boundingBox();
  if (from === null) throw new Error('no card');
  await page.mouse.move(from.x + 60, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(from.x + 120, from.y + 60, { steps: 12 });
  // At once, whenever the lines follow.
  const during = await card.boundingBox();
  expect(Math.abs((during?.x ?? 0) - from.x - 60)).toBeLessThan(10);
  await page.mouse.up();
  const { evaluations, parsed } = await lab.counters();
  expect({ evaluations, parsed }).toEqual({ evaluations: before.evaluations, parsed: before.parsed });
});
