import { expect } from '@playwright/test';
import { test } from './lab-test.ts';

test('a click on an edge says which line decided, and a click on that marks it', async ({ lab }) => {
  await lab.openWithEditor(2);
  await lab.selectFlow('mydummycrm-dev', 'mydummytask');
  await expect(lab.why).toContainText('mydummycrm-dev');
  await expect(lab.why).toContainText('Blocked at the source.');
  await expect(lab.why).toContainText(/Leaving mydummycrm-dev/);
  await expect(lab.why).toContainText(/stops here/);
  await expect(lab.why).toContainText(/Arriving at mydummytask/);
  // The near miss: the policy that almost allowed it.
  await expect(lab.why).toContainText(/allow-pod-egress would allow it/);

  const line = lab.why.getByRole('button', { name: /deny_all_egress\.yaml ?:\d+/ }).first();
  const number = /:(\d+)/.exec((await line.textContent()) ?? '')?.[1];
  await line.click();
  await expect(lab.tab('deny_all_egress.yaml')).toHaveAttribute('aria-selected', 'true');
  await lab.expectMarkedLine(Number(number));
});

test('a click on an allowed edge tells both ends', async ({ lab }) => {
  await lab.openWithEditor(2);
  await lab.selectFlow('/mydummycrm', 'mydummytask');
  await expect(lab.why).toContainText('Allowed.');
  await expect(lab.why.getByRole('button', { name: /allow_pod_egress\.yaml ?:\d+/ }).first()).toBeVisible();
});

test('a click on a card lists the policies that select it and what it reaches', async ({ lab }) => {
  await lab.openWithEditor(2);
  await lab.selectEndpoint('microseg/mydummycrm');
  await expect(lab.why).toContainText('deny-all-egress');
  await expect(lab.why).toContainText('allow-pod-egress');
  await expect(lab.why).toContainText('mydummytask');
});

test('the explanation follows the edit', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  await lab.selectFlow('mydummycrm-dev', 'mydummytask');
  await lab.tab('allow_pod_egress.yaml').click();
  await lab.putCursorAfter('app: mydummycrm');
  await page.keyboard.type('-dev');
  await expect(lab.why).toContainText('Allowed.');
});
