import { expect } from '@playwright/test';
import { test } from './lab-test.ts';
import { CASES, verdictsOfCase } from './verdict-table.ts';

for (const number of CASES) {
  test(`the link to case ${number} shows the verdicts of the contract`, async ({ lab }) => {
    await lab.open(number);
    await lab.expectVerdicts(verdictsOfCase(number));
  });
}

test('the stepper goes through all cases, forth and back', async ({ lab }) => {
  await lab.open(0);
  for (const number of [...CASES, ...CASES.toReversed()]) {
    await lab.step(number).click();
    await lab.expectCase(number);
    await lab.expectVerdicts(verdictsOfCase(number));
  }
});

test('the browser goes back and forth between cases', async ({ lab, page }) => {
  await lab.open(1);
  await lab.step(4).click();
  await lab.expectVerdicts(verdictsOfCase(4));
  await page.goBack();
  await lab.expectCase(1);
  await lab.expectVerdicts(verdictsOfCase(1));
  await page.goForward();
  await lab.expectVerdicts(verdictsOfCase(4));
});

test('the page says what changed since the case before', async ({ lab }) => {
  await lab.open(1);
  await lab.step(2).click();
  await expect(lab.stage).toContainText('1 opened');
  await lab.step(3).click();
  await expect(lab.stage).toContainText('3 blocked, 1 opened');
});

test('probes can be hidden and shown again', async ({ lab, page }) => {
  await lab.open(6);
  const probes = page.getByRole('switch', { name: 'Probes' });
  await probes.click();
  await lab.expectVerdicts(verdictsOfCase(6, 'without probes'));
  await probes.click();
  await lab.expectVerdicts(verdictsOfCase(6));
});

test('cards and edges have names that a screen reader can say', async ({ lab }) => {
  await lab.openWithEditor(2);
  await expect(lab.endpoint('microseg/mydummycrm-dev')).toHaveAccessibleName(
    /^mydummycrm-dev, .*pod in microseg\. In open\. Out isolated by 1 policy\.$/,
  );
  await expect(lab.flow('mydummycrm-dev', 'mydummytask')).toHaveAccessibleName(
    /mydummycrm-dev to mydummytask, 8080\/TCP, blocked at the source, deny_all_egress\.yaml line \d+/,
  );
});

test('a link that leads nowhere still shows the demo', async ({ lab, page }) => {
  await page.goto('#/icp-demo/case-99');
  await expect(lab.flows).toHaveCount(10);
});
