import { expect } from '@playwright/test';
import { test } from './lab-test.ts';
import { verdictsOfCase } from './verdict-table.ts';

test('what a person wrote survives a reload', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  await lab.tab('allow_pod_egress.yaml').click();
  await lab.putCursorAfter('app: mydummycrm');
  await page.keyboard.type('-dev');
  await lab.expectVerdict('mydummycrm-dev', 'mydummytask', 'allowed');
  const before = await lab.verdicts();

  await page.reload();
  await lab.openWithEditor(2);
  await lab.expectVerdicts(before);
  await lab.tab('allow_pod_egress.yaml').click();
  await expect.poll(() => lab.textInEditor()).toContain('app: mydummycrm-dev');
});

test('the last accepted version survives a reload of a broken document', async ({ lab, page }) => {
  await lab.openWithEditor(1);
  await lab.putCursorAfter('kind: NetworkPolicy');
  await page.keyboard.type(': x');
  await expect(page.getByText(/last accepted/i).first()).toBeVisible();

  await page.reload();
  await lab.open(1);
  await expect(page.getByText(/last accepted/i).first()).toBeVisible();
  await lab.expectVerdicts(verdictsOfCase(1));
});

test('work in one case leaves the other cases alone', async ({ lab, page }) => {
  await lab.openWithEditor(1);
  await lab.putCursorAfter('podSelector: {}');
  for (const _ of '{}') await page.keyboard.press('Backspace');
  await page.keyboard.type('{matchLabels: {app: mydummycrm}}');
  await lab.expectVerdict('mydummycrm-dev', 'mydummytask', 'allowed');
  const changed = await lab.verdicts();

  await lab.step(3).click();
  await lab.expectVerdicts(verdictsOfCase(3));
  await lab.step(1).click();
  await lab.expectVerdicts(changed);
});
