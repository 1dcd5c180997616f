import { expect } from '@playwright/test';
import { test } from './lab-test.ts';
import { verdictsOfCase } from './verdict-table.ts';

test('a file can be set aside and applied again without losing its text', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  const applied = page.getByRole('switch', { name: /allow_pod_egress\.yaml/ });
  await applied.click();
  await lab.expectVerdicts(verdictsOfCase(1));
  await applied.click();
  await lab.expectVerdicts(verdictsOfCase(2));
});

test('a new file starts with a policy that changes nothing', async ({ lab, page }) => {
  await lab.openWithEditor(0);
  await page.getByRole('button', { name: 'New policy' }).first().click();
  await expect(lab.tab('new-policy.yaml')).toBeVisible();
  await expect.poll(() => lab.textInEditor()).toContain('kind: NetworkPolicy');
  await lab.expectVerdicts(verdictsOfCase(0));
});

test('a file can be renamed', async ({ lab, page }) => {
  await lab.openWithEditor(1);
  await lab.tab('deny_all_egress.yaml').dblclick();
  await page.getByRole('textbox', { name: /name/i }).fill('walls.yaml');
  await page.keyboard.press('Enter');
  await expect(lab.tab('walls.yaml')).toBeVisible();
  await lab.expectVerdicts(verdictsOfCase(1));
});

test('deleting a file can be undone', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  await lab.deleteFile('allow_pod_egress.yaml');
  await expect(lab.tab('allow_pod_egress.yaml')).toHaveCount(0);
  await lab.expectVerdicts(verdictsOfCase(1));
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(lab.tab('allow_pod_egress.yaml')).toBeVisible();
  await lab.expectVerdicts(verdictsOfCase(2));
});

test('resetting the case brings the preset back, and can be undone', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  await lab.tab('allow_pod_egress.yaml').click();
  await lab.putCursorAfter('app: mydummycrm');
  await page.keyboard.type('-dev');
  await lab.expectVerdict('mydummycrm-dev', 'mydummytask', 'allowed');
  const changed = await lab.verdicts();

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await lab.expectVerdicts(verdictsOfCase(2));
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await lab.expectVerdicts(changed);
});
