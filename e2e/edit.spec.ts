import { expect } from '@playwright/test';
import { test } from './lab-test.ts';
import { verdictsOfCase } from './verdict-table.ts';

test('typing into a policy flips the edges, and typing it back flips them back', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  await lab.tab('allow_pod_egress.yaml').click();

  await lab.putCursorAfter('app: mydummycrm');
  await page.keyboard.type('-dev');
  await lab.expectVerdict('mydummycrm-dev', 'mydummytask', 'allowed');
  await lab.expectVerdict('mydummycrm', 'mydummytask', 'blocked');

  for (const _ of '-dev') await page.keyboard.press('Backspace');
  await lab.expectVerdicts(verdictsOfCase(2));
});

test('a broken document leaves its last accepted version in force, and the page says so', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  await lab.tab('allow_pod_egress.yaml').click();
  await lab.putCursorAfter('app: mydummycrm');
  await page.keyboard.type('-dev');
  await lab.expectVerdict('mydummycrm-dev', 'mydummytask', 'allowed');
  const accepted = await lab.verdicts();

  await lab.putCursorAfter('kind: NetworkPolicy');
  await page.keyboard.type(': x');
  await expect(page.getByText(/last accepted/i).first()).toBeVisible();
  await lab.expectVerdicts(accepted);

  for (const _ of ': x') await page.keyboard.press('Backspace');
  await expect(page.getByText(/last accepted/i)).toHaveCount(0);
  await lab.expectVerdicts(accepted);
});

test('a broken document never disturbs the others', async ({ lab }) => {
  await lab.openWithEditor(6);
  await lab.pasteOver(
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: [\n---\nkind: Nonsense\n',
  );
  await expect(lab.problems).toContainText(/error|line/i);
  await expect(lab.flows).toHaveCount(10);
});

test('a problem in the list leads to its line', async ({ lab, page }) => {
  await lab.openWithEditor(1);
  await lab.putCursorAfter('podSelector: {}');
  await page.keyboard.press('Enter');
  await page.keyboard.type('podSelektor: {}');
  const link = lab.problems.getByRole('button', { name: /deny_all_egress\.yaml:\d+/ }).first();
  await expect(link).toBeVisible();
  await link.click();
  await expect(lab.editor.locator('.squiggly-error, .squiggly-warning').first()).toBeAttached();
});
