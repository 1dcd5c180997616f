import { labelKey, labelValue } from '../documents/formats.ts';
import { entries, field, items, type MapNode, type Node, text, texts } from '../documents/node.ts';
import type { Locate, Report } from '../documents/report.ts';
import type { ObjectSchema } from '../documents/schema.ts';
import type { LabelSource, LabelTest, Selector } from '../model/selector.ts';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements */
export const labelSelectorSchema: ObjectSchema = {
  type: 'object',
  doc: 'Selects by labels. All requirements must hold; {} selects everything.',
  fields: {
    matchLabels: {
      type: 'map',
      doc: 'Labels that must have exactly these values.',
      keys: labelKey,
      values: { type: 'string', format: labelValue },
    },
    matchExpressions: {
      type: 'list',
      doc: 'Requirements that must all hold.',
      items: {
        type: 'object',
        fields: {
          key: { type: 'string', format: labelKey, doc: 'The label that the requirement is about.' },
          operator: {
            type: 'string',
            oneOf: OPERATORS,
            doc: 'In and Exists need the label; NotIn and DoesNotExist also hold when it is missing.',
          },
          values: { type: 'list', items: { type: 'string', format: labelValue }, doc: 'Needed by In and NotIn.' },
        },
        required: ['key', 'operator'],
        check: checkRequirement,
      },
    },
  },
};

function checkRequirement(node: MapNode, report: Report): void {
  const operator = text(field(node, 'operator'));
  const values = field(node, 'values');
  const count = items(values).length;
  const operatorNode = field(node, 'operator') ?? node;
  if ((operator === 'In' || operator === 'NotIn') && count === 0)
    report.add('bad-selector', `${operator} needs at least one value.`, values ?? operatorNode);
  if ((operator === 'Exists' || operator === 'DoesNotExist') && values && count > 0)
    report.add('bad-selector', `${operator} takes no values.`, values);
}

/**
 * The requirements of a label selector as tests of the labels of an endpoint, or of what it is in or on.
 * An absent or empty selector selects everything.
 */
export function lowerLabelSelector(node: Node | null, of: LabelSource, locate: Locate): Selector {
  const operands: Selector[] = [];
  for (const { key, keyStart, value } of entries(field(node, 'matchLabels'))) {
    const test: LabelTest = { op: 'in', key, values: [text(value) ?? ''] };
    operands.push({ op: 'label', of, test, origin: locate({ start: keyStart, end: Math.max(keyStart, value.end) }) });
  }
  for (const requirement of items(field(node, 'matchExpressions')))
    operands.push({ op: 'label', of, test: lowerRequirement(requirement), origin: locate(requirement) });
  const [only] = operands;
  return operands.length === 1 && only ? only : { op: 'and', operands };
}

function lowerRequirement(node: Node): LabelTest {
  const key = text(field(node, 'key')) ?? '';
  const values = texts(field(node, 'values'));
  switch (text(field(node, 'operator'))) {
    case 'In':
      return { op: 'in', key, values };
    case 'NotIn':
      return { op: 'not-in', key, values };
    case 'Exists':
      return { op: 'exists', key };
    default:
      return { op: 'absent', key };
  }
}
