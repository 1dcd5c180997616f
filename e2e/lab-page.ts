import type { Locator, Page, Worker } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Verdicts } from './verdict-table.ts';

export interface Counters {
  readonly parsed: number;
  readonly evaluations: number;
  readonly asked: number;
  readonly answered: number;
  readonly parts: number;
}

/** The page as a person sees it: what can be read from it and done with it. */
export class LabPage {
  readonly page: Page;
  readonly flows: Locator;
  readonly endpoints: Locator;
  readonly editor: Locator;
  readonly why: Locator;
  readonly problems: Locator;
  readonly stage: Locator;

  constructor(page: Page) {
    this.page = page;
    this.flows = page.getByTestId('flow');
    this.endpoints = page.getByTestId('endpoint');
    this.editor = page.getByTestId('editor');
    this.why = page.getByRole('region', { name: 'Why' });
    this.problems = page.getByTestId('problems');
    this.stage = page.getByRole('main');
  }

  /** Opens a case of the demo by its link and waits until its graph is drawn. */
  async open(number: number): Promise<void> {
    await this.page.goto(`#/icp-demo/case-${number}`);
    await this.expectCase(number);
    await expect(this.flows.first()).toBeAttached();
  }

  /** Opens a case and waits until its first file can be typed in, or until the editor says that there is none. */
  async openWithEditor(number: number): Promise<void> {
    await this.open(number);
    const ready = this.editor.locator('.view-line').or(this.editor.getByText('No policy yet'));
    await expect(ready.first()).toBeVisible({ timeout: 30_000 });
  }

  async expectCase(number: number): Promise<void> {
    await expect(this.step(number)).toHaveAttribute('aria-current', 'step');
    await expect(this.page).toHaveURL(new RegExp(`#/icp-demo/case-${number}$`));
  }

  step(number: number): Locator {
    return this.page.getByTestId('stepper').getByRole('link', { name: `Case ${number}:` });
  }

  /** What the drawn edges say. */
  async verdicts(): Promise<Verdicts> {
    const entries = await this.flows.evaluateAll((elements) =>
      elements.map((element) => {
        const { from, to, port, verdict } = (element as HTMLElement | SVGElement).dataset;
        return [`${from} > ${to} ${port}`, verdict ?? 'none'] as const;
      }),
    );
    return Object.fromEntries(entries);
  }

  async expectVerdicts(expected: Verdicts): Promise<void> {
    await expect.poll(() => this.verdicts()).toEqual(expected);
  }

  /** The one drawn edge from one endpoint to another; by their names, which are unique in the demo. */
  flow(from: string, to: string): Locator {
    return this.page.locator(`[data-testid="flow"][data-from$="${from}"][data-to$="${to}"]`);
  }

  endpoint(id: string): Locator {
    return this.page.locator(`[data-testid="endpoint"][data-endpoint="${id}"]`);
  }

  async expectVerdict(from: string, to: string, verdict: 'allowed' | 'blocked'): Promise<void> {
    await expect(this.flow(from, to)).toHaveAttribute('data-verdict', verdict);
  }

  /** Clicks an edge where it can be hit: edges bend and cross, so the middle of their box is often empty. */
  async selectFlow(from: string, to: string): Promise<void> {
    const point = await this.flow(from, to).evaluate((flow) => {
      for (const path of flow.querySelectorAll<SVGPathElement>('path')) {
        const matrix = path.getScreenCTM();
        if (matrix === null) continue;
        for (let part = 0.1; part < 1; part += 0.05) {
          const { x, y } = path.getPointAtLength(path.getTotalLength() * part).matrixTransform(matrix);
          const hit = document.elementFromPoint(x, y);
          if (hit !== null && flow.contains(hit)) return { x, y };
        }
      }
      return null;
    });
    if (point === null) throw new Error(`No point of the edge from ${from} to ${to} can be clicked.`);
    await this.page.mouse.click(point.x, point.y);
  }

  async selectEndpoint(id: string): Promise<void> {
    await this.endpoint(id).click({ position: { x: 80, y: 16 } });
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name });
  }

  /** Puts the cursor at the end of the first visible line that contains a text. */
  async putCursorAfter(text: string): Promise<void> {
    await this.editor.locator('.view-line', { hasText: text }).first().click();
    await this.page.keyboard.press('End');
  }

  /** Deletes a file as the keyboard does it: on its tab. */
  async deleteFile(name: string): Promise<void> {
    await this.tab(name).focus();
    await this.page.keyboard.press('Delete');
  }

  /** Goes on with F6 until the editor can be typed in. */
  async focusEditorByKeyboard(): Promise<void> {
    const isInEditor = () => this.editor.evaluate((editor) => editor.contains(document.activeElement));
    for (let press = 0; press < 6; press += 1) {
      await this.page.keyboard.press('F6');
      // The focus follows with the next frame.
      await this.page.waitForTimeout(100);
      if (await isInEditor()) return;
    }
    throw new Error('F6 does not lead into the editor.');
  }

  /** Expects exactly one line of the open file to carry the mark of a deciding line. */
  async expectMarkedLine(number: number): Promise<void> {
    const mark = this.editor.locator('.line-decides').first();
    const line = this.editor.locator('.line-numbers', { hasText: new RegExp(`^${number}$`) });
    await expect(mark).toBeVisible();
    const [marked, numbered] = [await mark.boundingBox(), await line.boundingBox()];
    expect(Math.abs((marked?.y ?? 0) - (numbered?.y ?? -100))).toBeLessThan(4);
  }

  /** Replaces the open file's text, as a paste of a whole file does. */
  async pasteOver(text: string): Promise<void> {
    await this.editor.locator('.view-lines').first().click();
    await this.page.keyboard.press('Control+A');
    await this.page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    }, text);
  }

  /** The text of the open file; of a long one, the lines in view. */
  async textInEditor(): Promise<string> {
    const lines = await this.editor.locator('.view-line').evaluateAll((elements) =>
      elements
        .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll('\u00a0', ' ')),
    );
    return lines.join('\n');
  }

  /** What it took since the page was opened: work of the engine, questions to it, answers, and parts of answers. */
  async counters(): Promise<Counters> {
    const root = this.page.locator('[data-evaluations]');
    return root.evaluate(({ dataset }) => ({
      parsed: Number(dataset.parsed),
      evaluations: Number(dataset.evaluations),
      asked: Number(dataset.asked),
      answered: Number(dataset.answered),
      parts: Number(dataset.parts),
    }));
  }

  /** The worker in which the engine works. */
  engine(): Worker {
    const found = this.page.workers().find((worker) => /\/worker-[^/]*\.js$/.test(worker.url()));
    if (found === undefined) throw new Error('There is no worker.');
    return found;
  }

  /** Lets the engine's worker stop for so long at each question, and tell of progress before it begins. */
  async slowDown(milliseconds: number): Promise<void> {
    await this.engine().evaluate((pause) => {
      const scope = self as unknown as {
        onmessage: (event: { readonly data: { readonly revision: number } }) => void;
        postMessage(message: unknown): void;
      };
      const answer = scope.onmessage;
      scope.onmessage = (event) => {
        const { revision } = event.data;
        scope.postMessage({ kind: 'progress', revision, progress: { step: 'reading', done: 4200, total: 12_700 } });
        const end = performance.now() + pause;
        while (performance.now() < end);
        answer(event);
      };
    }, milliseconds);
  }
}
