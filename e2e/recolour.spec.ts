import { expect, type Page } from '@playwright/test';
import { test } from './lab-test.ts';
import { openFiles } from './own-files.ts';

/** Notes from now on which lines and labels of the graph are written to, and what is put in or taken out. */
async function watchGraph(page: Page): Promise<void> {
  await page.evaluate(() => {
    const graph = document.querySelector('[data-testid="graph"]') as HTMLElement;
    const touched = { keys: new Set<string>(), elsewhere: 0, exchanged: 0 };
    new MutationObserver((records) => {
      for (const { target, type } of records) {
        const part = (target as Element).closest<HTMLElement>('[data-flow], [data-bundle]');
        if (part === null) touched.elsewhere += 1;
        else touched.keys.add(part.dataset.flow ?? part.dataset.bundle ?? '');
        if (type === 'childList' && !(target as Element).matches('.flow-label-remark, .bundle-label > span')) {
          touched.exchanged += 1;
        }
      }
    }).observe(graph, { subtree: true, attributes: true, childList: true });
    (window as unknown as { touched: typeof touched }).touched = touched;
  });
}

async function touched(page: Page) {
  return page.evaluate(() => {
    const { keys, elsewhere, exchanged } = (
      window as unknown as { touched: { keys: Set<string>; elsewhere: number; exchanged: number } }
    ).touched;
    return { keys: [...keys].sort(), elsewhere, exchanged };
  });
}

/** All lines and labels, with all that they hold. */
async function drawnIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const describe = (element: Element): string => {
      const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`).sort();
      const text = [...element.childNodes].filter((node) => node instanceof Text).map((node) => node.textContent);
      return `<${element.tagName} ${attributes.join(' ')}>${text.join('')}${[...element.children].map(describe).join('')}`;
    };
    return [...document.querySelectorAll('[data-testid="graph"] :is([data-flow], [data-bundle])')].map(describe).sort();
  });
}

/** Lets everything be rendered once more: what is not touched fades, and comes back. */
async function renderAgain(page: Page): Promise<void> {
  await page.locator('[data-testid="endpoint"], [data-testid="group"]').first().hover();
  await expect(page.locator('.flow-faded, .bundle-faded').first()).toBeAttached();
  await page.mouse.move(2, 2);
  await expect(page.locator('.flow-faded, .bundle-faded')).toHaveCount(0);
}

/** A new page on the same texts, which the browser has kept. */
async function afresh(page: Page): Promise<readonly string[]> {
  const expected = await page.getByTestId('flow').count();
  await page.reload();
  await expect(page.locator('.react-flow')).toBeAttached();
  await expect(page.getByTestId('flow')).toHaveCount(expected);
  return drawnIn(page);
}

test('a key press that flips one verdict writes to that edge only, and the same as a new page draws', async ({
  lab,
  page,
}) => {
  await lab.openWithEditor(2);
  await expect(page.locator('.react-flow')).toBeAttached();
  await lab.tab('allow_pod_egress.yaml').click();
  await lab.putCursorAfter('cidr: 172.16.248.152/32');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Backspace');
  await lab.expectVerdict('mydummycrm', 'mydummytask', 'blocked');
  // While a person types, nothing is lit, and nothing fades.
  await page.waitForTimeout(500);
  await watchGraph(page);

  const flipped = 'microseg/mydummycrm>mydummytask:8080/TCP';
  await page.keyboard.press('2');
  await lab.expectVerdict('mydummycrm', 'mydummytask', 'allowed');
  expect(await touched(page)).toEqual({ keys: [flipped], elsewhere: 0, exchanged: 0 });
  await page.keyboard.press('Backspace');
  await lab.expectVerdict('mydummycrm', 'mydummytask', 'blocked');
  await page.waitForTimeout(500);
  expect(await touched(page)).toEqual({ keys: [flipped], elsewhere: 0, exchanged: 0 });

  const painted = await drawnIn(page);
  await renderAgain(page);
  expect(await drawnIn(page)).toEqual(painted);
  expect(await afresh(page)).toEqual(painted);
});

const PODS = ['east', 'north', 'west'].flatMap((namespace, row) =>
  Array.from(
    { length: 24 },
    (_, i) => `apiVersion: v1
kind: Pod
metadata: {name: p${i}, namespace: ${namespace}, labels: {app: p${i}}}
status: {podIP: 10.0.${row}.${i + 1}}
`,
  ),
);

const FLOWS = [
  ['east/p0', 'north/p0'],
  ['east/p1', 'north/p1'],
  ['east/p0', 'west/p0'],
  ['east/p1', 'west/p1'],
  ['north/p2', 'west/p1'],
].map(
  ([from, to], i) => `apiVersion: seglab.dev/v1
kind: Flow
metadata: {name: flow-${i}}
spec: {from: ${from}, to: ${to}, port: 8080, protocol: TCP, role: app}
`,
);

function gate(namespace: string, port: number): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: gate-${namespace}, namespace: ${namespace}}
spec:
  podSelector: {matchLabels: {app: p0}}
  ingress:
  - ports:
    - port: ${port}
`;
}

test('in an overview a key press writes only to the bundle whose count changes', async ({ lab, page }) => {
  await page.goto('');
  await openFiles(
    page,
    { name: 'pods.yaml', text: [...PODS, ...FLOWS].join('---\n') },
    { name: 'a.yaml', text: gate('north', 8080) },
    { name: 'b.yaml', text: gate('west', 9090) },
  );
  const bundle = page.locator('[data-bundle="ns:east>ns:north"][data-testid="flow"]');
  await expect(page.locator('[data-bundle][data-testid="flow"]')).toHaveCount(3);
  await lab.tab('a.yaml').click();
  await lab.putCursorAfter('port: 8080');
  await page.keyboard.press('Backspace');
  await expect(bundle).toHaveAttribute('data-allowed', '1');
  // While a person types, nothing is lit, and nothing fades.
  await expect(page.locator('.bundle-faded')).toHaveCount(0);
  await page.waitForTimeout(500);
  await watchGraph(page);

  await page.keyboard.press('0');
  await expect(bundle).toHaveAttribute('data-allowed', '2');
  await page.keyboard.press('Backspace');
  await expect(bundle).toHaveAttribute('data-allowed', '1');
  await page.waitForTimeout(500);
  expect(await touched(page)).toEqual({ keys: ['ns:east>ns:north'], elsewhere: 0, exchanged: 0 });

  const painted = await drawnIn(page);
  await renderAgain(page);
  expect(await drawnIn(page)).toEqual(painted);
});
