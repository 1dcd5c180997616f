import { expect } from '@playwright/test';
import { test } from './lab-test.ts';

const SIZES = [
  { width: 1024, height: 768 },
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
];

for (const size of SIZES) {
  test.describe(`at ${size.width} x ${size.height}`, () => {
    test.use({ viewport: size });

    for (const number of [0, 2, 6]) {
      test(`case ${number} fits the window`, async ({ lab, page }) => {
        await lab.openWithEditor(number);
        if (number > 0) await lab.selectFlow('mydummycrm-dev', 'mydummytask');

        const scrolls = await page.evaluate(() => {
          const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
          return { sideways: scrollWidth > clientWidth, down: scrollHeight > clientHeight };
        });
        expect(scrolls).toEqual({ sideways: false, down: false });

        for (const endpoint of await lab.endpoints.all()) {
          const box = await endpoint.boundingBox();
          expect(box, 'every card is drawn').not.toBeNull();
          if (box === null) continue;
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(size.width);
          expect(box.y + box.height).toBeLessThanOrEqual(size.height);
        }
      });
    }
  });
}
