import { describe, expect, it } from 'vitest';
import { networkPolicySchema } from '../policies/network-policy/schema.ts';
import { check } from './check.ts';
import { labelKey, labelValue } from './formats.ts';
import { manifestSchema } from './metadata.ts';
import { parseDocument } from './parse.ts';
import { locateIn } from './relocate.ts';
import { Report } from './report.ts';
import type { Schema } from './schema.ts';

/** What is wrong with a text under a schema: "code: the text it points at". */
const faults = (schema: Schema, text: string): string[] =>
  problems(schema, text).map(({ code, origin }) => `${code}: ${text.slice(origin.start, origin.end)}`);

const messages = (schema: Schema, text: string): string[] => problems(schema, text).map(({ message }) => message);

function problems(schema: Schema, text: string): Report['problems'] {
  const { root } = parseDocument(text);
  if (!root) throw new Error(`the test's text is no YAML: ${text}`);
  const report = new Report(locateIn('test.yaml', { text, offset: 0 }));
  check(root, schema, report, '');
  for (const { origin } of report.problems) expect(origin.end).toBeLessThanOrEqual(text.length);
  return report.problems;
}

const text: Schema = { type: 'string' };
const color: Schema = { type: 'string', oneOf: ['red', 'green', 'blue'] };
const size: Schema = { type: 'integer', min: 1, max: 9 };
const port: Schema = { type: 'integer', min: 1, max: 65535, code: 'bad-port' };
const portOrName: Schema = {
  type: 'integer-or-string',
  integer: { ...port, code: 'bad-port' },
  string: { type: 'string', oneOf: ['http'] },
};
const labels: Schema = { type: 'map', keys: labelKey, values: { type: 'string', format: labelValue } };
const person: Schema = {
  type: 'object',
  fields: { name: text, favouriteColor: color, address: { type: 'object', fields: { street: text } } },
  required: ['name'],
};
const people: Schema = { type: 'list', items: person, min: 1, max: 2 };
const pair = { type: 'object', fields: { both: { ...people, min: 2 } } } satisfies Schema;

describe('check', () => {
  // For each type of schema: what it accepts, and what it refuses at which place.
  it.each<[string, Schema, string, string[]]>([
    ['text', text, 'web', []],
    ['text that is a number', text, '8080', ['bad-type: 8080']],
    ['text that is a truth value', text, 'yes', ['bad-type: yes']],
    ['text in quotes', text, '"8080"', []],
    ['text that is a list', text, '[a]', ['bad-type: [a]']],
    ['one of several words', color, 'green', []],
    ['none of several words', color, 'Green', ['bad-value: Green']],
    ['true or false', { type: 'boolean' }, 'true', []],
    ['text for true or false', { type: 'boolean' }, '"true"', ['bad-type: "true"']],
    ['a whole number', size, '9', []],
    ['a number that is too large', size, '10', ['bad-value: 10']],
    ['a number that is too small', size, '0', ['bad-value: 0']],
    ['a port that is too large has a code of its own', port, '65536', ['bad-port: 65536']],
    ['a fraction', size, '1.5', ['bad-type: 1.5']],
    ['a whole number in another form', size, '8.0', []],
    ['a number in quotes', size, '"8"', ['bad-type: "8"']],
    ['a number or a name: number', portOrName, '80', []],
    ['a number or a name: name', portOrName, 'http', []],
    ['a number or a name: wrong number', portOrName, '0', ['bad-port: 0']],
    ['a number or a name: wrong name', portOrName, 'ftp', ['bad-value: ftp']],
    ['a number or a name: neither', portOrName, '[80]', ['bad-type: [80]']],
    ['what is not looked into', { type: 'any' }, '{a: [1]}', []],
    ['a map', labels, 'app: web\ntier: ""', []],
    ['a map with a bad key', labels, '-app: web', ['bad-label: -app']],
    ['a map with a bad value', labels, 'app: web-', ['bad-label: web-']],
    ['a map with a number', labels, 'app: 1', ['bad-type: 1']],
    ['a list for a map', labels, '- app: web', ['bad-type: - app: web']],
    ['an object', person, 'name: Ada\nfavouriteColor: red', []],
    ['a field that is not known', person, 'name: Ada\nage: 36', ['unknown-field: age']],
    [
      'a field that every object of the language has',
      person,
      'name: Ada\nconstructor: 1',
      ['unknown-field: constructor'],
    ],
    ['__proto__ as a field', person, 'name: Ada\n__proto__: {}', ['unknown-field: __proto__']],
    ['a field that is missing', person, 'favouriteColor: red', ['missing-field: favouriteColor']],
    ['a field that is missing in an empty object', person, '{}', ['missing-field: {}']],
    ['null counts as missing', person, 'name: ~', ['missing-field: name']],
    ['null counts as absent', person, 'name: Ada\nfavouriteColor: ~\naddress:', []],
    ['a word for an object', person, 'Ada', ['bad-type: Ada']],
    [
      'several faults at once',
      person,
      'age: 1\nfavouriteColor: 2',
      ['unknown-field: age', 'bad-type: 2', 'missing-field: age'],
    ],
    ['a list', people, '- name: Ada', []],
    ['an object for a list', people, 'name: Ada', ['bad-type: name: Ada']],
    ['a list that is too short', people, '[]', ['missing-field: []']],
    [
      'a list that is too long',
      people,
      '[{name: a}, {name: b}, {name: c}]',
      ['bad-value: [{name: a}, {name: b}, {name: c}]'],
    ],
    ['an empty item is an object without fields', people, '- name: Ada\n-', ['missing-field: ']],
    ['an empty item is an empty word', { type: 'list', items: color }, '- red\n- ~', ['bad-value: ~']],
    [
      'faults deep inside',
      people,
      '- name: [Ada]\n- name: Bob\n  address: {street: 1}',
      ['bad-type: [Ada]', 'bad-type: 1'],
    ],
  ])('%s', (_, schema, source, expected) => {
    expect(faults(schema, source)).toEqual(expected);
  });

  it('leaves fields alone that an open object does not know', () => {
    expect(faults({ type: 'object', fields: { name: text }, open: true }, 'age: 36\nname: 1')).toEqual(['bad-type: 1']);
  });

  it('asks what no schema can say only of values that fit it', () => {
    const asked: string[] = [];
    const schema: Schema = { type: 'object', fields: { a: text }, check: () => asked.push('object') };
    problems(schema, 'a: 1');
    expect(asked).toEqual([]);
    problems(schema, 'a: x');
    expect(asked).toEqual(['object']);
  });

  // A message names the value by its path, says what is asked for and what to do.
  it.each<[string, Schema, string, string]>([
    ['a number for text', person, 'name: 8080', 'name must be text, and is 8080. Quote it to make it text.'],
    ['an object for text', person, 'name: {a: 1}', 'name must be text, and is an object.'],
    ['a list for an object', person, '[]', 'The document must be an object with fields, and is a list.'],
    ['text for a list', people, 'x', 'The document must be a list (its items start with "- "), and is text.'],
    [
      'none of several words',
      people,
      '- name: a\n  favouriteColor: x',
      '[0].favouriteColor is "x"; it must be red, green or blue.',
    ],
    ['a number out of range', { type: 'list', items: size }, '[12]', '[0] is 12; it must be between 1 and 9.'],
    [
      'a field in other letters',
      person,
      'name: a\nFavouriteColor: red',
      'There is no field "FavouriteColor". It is written favouriteColor.',
    ],
    [
      'a field one level too high',
      person,
      'name: a\nstreet: b',
      'There is no field "street". It belongs inside address.',
    ],
    ['a list that is too short', pair, 'both: [{name: a}]', 'both needs at least 2 items.'],
    ['an empty list', { ...pair, fields: { both: people } }, 'both: []', 'both needs at least 1 item.'],
    [
      'none of one word',
      { type: 'list', items: { ...color, oneOf: ['red'] } as Schema },
      '[x]',
      '[0] is "x"; it must be red.',
    ],
    [
      'a number below the least',
      { type: 'list', items: { type: 'integer', min: 0 } },
      '[-1]',
      '[0] is -1; it must be at least 0.',
    ],
    ['a field missing below a path', people, '- address: {}', '[0].name is missing.'],
  ])('message: %s', (_, schema, source, message) => {
    expect(messages(schema, source)).toEqual([message]);
  });

  it("says where the deck's ports belong: inside a rule, not beside ingress", () => {
    const deck = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: test-network-policy}
spec:
  podSelector: {}
  ingress:
  - from:
    - podSelector: {}
  ports:
  - protocol: TCP
    port: 6379
`;
    expect(faults(networkPolicySchema, deck)).toEqual(['unknown-field: ports']);
    expect(messages(networkPolicySchema, deck)).toEqual([
      'spec has no field "ports". It belongs inside a rule of ingress, beside its other fields.',
    ]);
  });

  // The frame of every manifest: null parts of metadata are absent parts; other metadata is of no interest.
  it.each<[string, string, string[]]>([
    ['what it is', 'apiVersion: v1\nkind: X\nmetadata: {name: a}', []],
    ['what it is, in numbers', 'apiVersion: 1\nkind: 2\nmetadata: {name: a}', ['bad-type: 1', 'bad-type: 2']],
    ['what its kind does not have', 'metadata: {name: a}\nother: 1', ['unknown-field: other']],
    ['all of it', 'metadata: {name: a, namespace: b, labels: {c: d}, annotations: {e: "f g"}, uid: 1}', []],
    ['null parts', 'metadata: {name: a, namespace: , labels: , annotations: }', []],
    ['a null label is an empty one', 'metadata: {name: a, labels: {b: }}', []],
    ['no metadata', 'kind: X', ['missing-field: kind']],
    ['null metadata', 'metadata:', ['missing-field: metadata']],
    ['no name', 'metadata:\n  namespace: a', ['missing-field: namespace']],
    ['a null name', 'metadata: {name: }', ['missing-field: name']],
    ['an empty name', 'metadata: {name: ""}', ['bad-name: ""']],
    ['a name with capitals', 'metadata: {name: Deny}', ['bad-name: Deny']],
    ['a namespace with a dot', 'metadata: {name: a, namespace: b.c}', ['bad-name: b.c']],
    ['a bad label', 'metadata: {name: a, labels: {"b c": d}}', ['bad-label: "b c"']],
    ['labels as a list', 'metadata: {name: a, labels: [b]}', ['bad-type: [b]']],
  ])('metadata: %s', (_, source, expected) => {
    expect(faults(manifestSchema({}), source)).toEqual(expected);
  });

  it('metadata: a kind may be open to fields that are of no interest', () => {
    expect(faults(manifestSchema({}, { open: true }), 'metadata: {name: a}\nother: 1')).toEqual([]);
    expect(faults(manifestSchema({}, { open: false }), 'metadata: {name: a}\nother: 1')).toEqual([
      'unknown-field: other',
    ]);
  });
});
