import type { Format } from './formats.ts';
import { entry, isNull, type Node } from './node.ts';
import type { Report } from './report.ts';
import type { ListSchema, MapSchema, ObjectSchema, Schema } from './schema.ts';

/**
 * Holds a value against a schema and reports every fault at its place. Null counts as absent, as in the API.
 * `path` names the value in messages: "spec.ingress[0]".
 */
export function check(node: Node, schema: Schema, report: Report, path: string): void {
  if (isNull(node)) return;
  switch (schema.type) {
    case 'any':
      return;
    case 'object':
      checkObject(node, schema, report, path);
      return;
    case 'map':
      checkMap(node, schema, report, path);
      return;
    case 'list':
      checkList(node, schema, report, path);
      return;
    case 'boolean':
      if (typeof scalarOf(node) !== 'boolean') wrongType(node, 'true or false', report, path);
      return;
    case 'number':
      if (typeof scalarOf(node) !== 'number') wrongType(node, 'a number', report, path);
      return;
    case 'string': {
      const value = scalarOf(node);
      if (typeof value !== 'string' || node.type !== 'scalar') {
        wrongType(node, 'text', report, path);
        return;
      }
      if (schema.oneOf && !schema.oneOf.includes(value))
        report.add('bad-value', `${path} is "${value}"; it must be ${choice(schema.oneOf)}.`, node);
      if (schema.format) checkFormat(value, schema.format, node, report);
      schema.check?.(node, report);
      return;
    }
    case 'integer': {
      const value = scalarOf(node);
      if (typeof value !== 'number' || !Number.isInteger(value)) {
        wrongType(node, 'a whole number', report, path);
        return;
      }
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = schema;
      if (value < min || value > max)
        report.add(schema.code ?? 'bad-value', `${path} is ${value}; it must be ${range(min, max)}.`, node);
      return;
    }
    case 'integer-or-string':
      check(node, typeof scalarOf(node) === 'string' ? schema.string : schema.integer, report, path);
      return;
    default:
      unreachable(schema);
  }
}

function checkObject(node: Node, schema: ObjectSchema, report: Report, path: string): void {
  if (node.type !== 'map') {
    wrongType(node, 'an object with fields', report, path);
    return;
  }
  const errorsBefore = report.problems.length;
  for (const { key, keyStart, keyEnd, value } of node.entries) {
    const known = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
    if (known) check(value, known, report, join(path, key));
    else if (!schema.open) {
      const place = path ? `${path} has no field` : 'There is no field';
      report.add('unknown-field', `${place} "${key}".${suggestion(key, schema)}`, { start: keyStart, end: keyEnd });
    }
  }
  for (const key of schema.required ?? []) {
    const given = entry(node, key);
    if (given && !isNull(given.value)) continue;
    const span = given ? { start: given.keyStart, end: given.keyEnd } : { start: node.start, end: firstLineEnd(node) };
    report.add('missing-field', `${join(path, key)} is missing.`, span);
  }
  if (report.problems.length === errorsBefore) schema.check?.(node, report);
}

function checkMap(node: Node, schema: MapSchema, report: Report, path: string): void {
  if (node.type !== 'map') {
    wrongType(node, 'a map', report, path);
    return;
  }
  for (const { key, keyStart, keyEnd, value } of node.entries) {
    if (schema.keys) checkFormat(key, schema.keys, { start: keyStart, end: keyEnd }, report);
    check(value, schema.values, report, join(path, key));
  }
}

function checkList(node: Node, schema: ListSchema, report: Report, path: string): void {
  if (node.type !== 'list') {
    wrongType(node, 'a list (its items start with "- ")', report, path);
    return;
  }
  const { min = 0, max = Number.POSITIVE_INFINITY } = schema;
  if (node.items.length < min)
    report.add('missing-field', `${path} needs at least ${min} item${min === 1 ? '' : 's'}.`, node);
  if (node.items.length > max) report.add('bad-value', `${path} may have at most ${max} items.`, node);
  for (const [index, item] of node.items.entries())
    check(itemOf(item, schema.items), schema.items, report, `${path}[${index}]`);
}

/** A null field is absent, but a null item is there: the API reads it as an empty one, and `from: [null]` names no peer. */
function itemOf(item: Node, schema: Schema): Node {
  if (!isNull(item)) return item;
  const { start, end } = item;
  if (schema.type === 'object') return { type: 'map', entries: [], start, end };
  return schema.type === 'string' ? { type: 'scalar', value: '', start, end } : item;
}

function checkFormat(
  text: string,
  format: Format,
  span: { readonly start: number; readonly end: number },
  report: Report,
): void {
  const complaint = format.complaint(text);
  if (complaint) report.add(format.code, complaint, span);
}

function wrongType(node: Node, wanted: string, report: Report, path: string): void {
  const hint = wanted === 'text' && node.type === 'scalar' ? ' Quote it to make it text.' : '';
  report.add('bad-type', `${path || 'The document'} must be ${wanted}, and is ${inWords(node)}.${hint}`, node);
}

function inWords(node: Node): string {
  if (node.type === 'list') return 'a list';
  if (node.type === 'map') return 'an object';
  if (typeof node.value === 'string') return 'text';
  return JSON.stringify(node.value);
}

function scalarOf(node: Node): string | number | boolean | null {
  return node.type === 'scalar' ? node.value : null;
}

/** Says where a field belongs that stands one level too high or too low: the usual slip of indentation. */
function suggestion(key: string, schema: ObjectSchema): string {
  for (const [name, child] of Object.entries(schema.fields)) {
    const inner = child.type === 'list' ? child.items : child;
    if (inner.type !== 'object' || !Object.hasOwn(inner.fields, key)) continue;
    return child.type === 'list'
      ? ` It belongs inside a rule of ${name}, beside its other fields.`
      : ` It belongs inside ${name}.`;
  }
  const near = Object.keys(schema.fields).find((known) => known.toLowerCase() === key.toLowerCase());
  return near ? ` It is written ${near}.` : '';
}

function firstLineEnd(node: Node): number {
  const first = node.type === 'map' ? node.entries[0] : undefined;
  return first ? first.keyEnd : node.end;
}

function join(path: string, key: string): string {
  return path ? `${path}.${key}` : key;
}

function choice(options: readonly string[]): string {
  return options.length === 1 ? `${options[0]}` : `${options.slice(0, -1).join(', ')} or ${options.at(-1)}`;
}

function range(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return `at least ${min}`;
  return `between ${min} and ${max}`;
}

function unreachable(schema: never): never {
  throw new Error(`no such schema: ${JSON.stringify(schema)}`);
}
