import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test } from './lab-test.ts';

for (const theme of ['dark', 'light'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    for (const number of [0, 2, 6]) {
      test(`case ${number} has no accessibility faults`, async ({ lab, page }) => {
        await lab.openWithEditor(number);
        if (number > 0) await lab.selectFlow('mydummycrm-dev', 'mydummytask');
        // The editor is Monaco's own work, with a screen reader mode of its own.
        const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
      });
    }

    test('the theme follows the system and the switch', async ({ lab, page }) => {
      await lab.open(0);
      const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const before = await background();
      await page.keyboard.press('t');
      await expect.poll(background).not.toBe(before);
    });
  });
}

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves when the case changes', async ({ lab, page }) => {
    await lab.open(1);
    await lab.step(2).click();
    await lab.expectCase(2);
    const running = await page.evaluate(() =>
      document
        .getAnimations()
        .filter((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0) > 1)
        .map((animation) => (animation as CSSAnimation).animationName ?? 'transition'),
    );
    expect(running).toEqual([]);
  });
});
