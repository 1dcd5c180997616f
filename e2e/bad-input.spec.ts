import { expect } from '@playwright/test';
import { test } from './lab-test.ts';
import { verdictsOfCase } from './verdict-table.ts';

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: odd
  namespace: microseg
spec:
  podSelector: {}
`;

test('tabs are an error with a line, not a crash', async ({ lab }) => {
  await lab.openWithEditor(1);
  await lab.pasteOver(POLICY.replace('  name: odd', '\tname: odd'));
  await expect(lab.problems).toContainText(/deny_all_egress\.yaml:\d+/);
  await expect(lab.flows).toHaveCount(10);
});

test('constructor and toString are labels like others', async ({ lab }) => {
  await lab.openWithEditor(1);
  await lab.pasteOver(
    POLICY.replace('podSelector: {}', 'podSelector: {matchLabels: {constructor: a, toString: b, hasOwnProperty: c}}'),
  );
  // No pod has such labels, so nothing is isolated any more.
  await lab.expectVerdicts(verdictsOfCase(0));
});

test('__proto__ is refused as a label, as a cluster refuses it, and does nothing as a field', async ({ lab }) => {
  await lab.openWithEditor(1);
  await lab.pasteOver(POLICY.replace('podSelector: {}', 'podSelector: {matchLabels: {__proto__: a}}'));
  await expect(lab.problems).toContainText(/__proto__/);
  await expect(lab.problems).toContainText(/deny_all_egress\.yaml:7/);
  await lab.pasteOver(`${POLICY}  __proto__: {policyTypes: [Egress]}\n__proto__: {kind: Pod}\n`);
  await expect(lab.problems).toContainText(/deny_all_egress\.yaml:8/);
  await expect(lab.flows).toHaveCount(10);
});

test('an alias bomb is refused at its place', async ({ lab }) => {
  const levels = Array.from({ length: 30 }, (_, level) => {
    const items = level === 0 ? 'x, x' : Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ');
    return `  l${level}: &a${level} [${items}]`;
  });
  await lab.openWithEditor(1);
  await lab.pasteOver(`${POLICY}${levels.join('\n')}\n`);
  await expect(lab.problems).toContainText(/deny_all_egress\.yaml:\d+/);
  await expect(lab.flows).toHaveCount(10);
});

test('a paste of 10 MB is refused with a sentence, and the page goes on', async ({ lab, page }) => {
  await lab.openWithEditor(2);
  await lab.tab('allow_pod_egress.yaml').click();
  const line = '# a very long file indeed, line after line after line of it\n';
  await lab.pasteOver(`${POLICY}${line.repeat(Math.ceil(10_000_000 / line.length))}`);
  await expect(page.getByText(/are not read here/).first()).toBeVisible({ timeout: 20_000 });
  await lab.step(3).click();
  await lab.expectVerdicts(verdictsOfCase(3));
});

test('text that is no YAML at all', async ({ lab }) => {
  await lab.openWithEditor(1);
  for (const text of ['%', '{', '"', '- - - -', '&a *a', '!!js/function x', '\u0000\uffff', '---\n---\n...\n']) {
    await lab.pasteOver(text);
    await expect(lab.flows).toHaveCount(10);
  }
});
