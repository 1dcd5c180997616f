import type { ScalarNode } from '../../documents/node.ts';
import type { Locate, Report } from '../../documents/report.ts';
import type { StringSchema } from '../../documents/schema.ts';
import type { Origin } from '../../model/origin.ts';
import type { LabelSource, Selector } from '../../model/selector.ts';
import { bindExpression, mentionsGlobal, parseCalicoSelector } from '../../selectors/calico-selector.ts';

/** A field that holds a selector; what is wrong with it is shown at the very character. */
export function selectorField(doc: string, mayBeGlobal = false): StringSchema {
  return { type: 'string', doc, check: (node, report) => checkSelector(node, report, mayBeGlobal) };
}

function checkSelector(node: ScalarNode, report: Report, mayBeGlobal: boolean): void {
  const source = String(node.value);
  const parsed = parseCalicoSelector(source);
  if (!parsed.ok) {
    const start = contentStart(node, source) + parsed.fault.offset;
    report.add('bad-selector', parsed.fault.message, { start, end: Math.max(start + 1, node.end) });
    return;
  }
  if (!mentionsGlobal(parsed.expression) || (mayBeGlobal && parsed.expression.op === 'global')) return;
  const where = mayBeGlobal ? 'stands alone' : "is for a rule's namespaceSelector only";
  report.add('bad-selector', `global() ${where}.`, node);
}

/** The tests of a selector field, each at its own place. The field has been checked. */
export function lowerSelectorField(node: ScalarNode, of: LabelSource, all: Selector, locate: Locate): Selector {
  const source = String(node.value);
  const parsed = parseCalicoSelector(source);
  if (!parsed.ok) return { op: 'or', operands: [] };
  const base = contentStart(node, source);
  const originOf = (start: number, end: number): Origin => locate({ start: base + start, end: base + end });
  return bindExpression(parsed.expression, of, all, originOf);
}

/** Where the first character of a scalar's text stands: behind the quote, if there is one. */
function contentStart(node: ScalarNode, source: string): number {
  return node.end - node.start === source.length + 2 ? node.start + 1 : node.start;
}
