import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../model/source.ts';
import type { Admission } from './admission.ts';
import { type AdmitOptions, admit } from './admit.ts';
import { indexKinds } from './admit-document.ts';
import type { Kind } from './manifest.ts';
import { manifestSchema } from './metadata.ts';
import { at, text } from './node.ts';

const thing: Kind = {
  apiVersions: ['seglab.dev/v1', 'seglab.dev/v2'],
  kind: 'Thing',
  scope: 'namespaced',
  schema: manifestSchema({ color: { type: 'string', oneOf: ['red', 'blue', 'green'] } }),
  documentation: 'https://example.org/thing',
};
const place: Kind = { ...thing, kind: 'Place', scope: 'cluster', schema: manifestSchema({}) };
const core: Kind = { ...thing, apiVersions: ['v1'], kind: 'Core' };
const KINDS = indexKinds([thing, place, core]);

/** The document of a Thing: `doc('a red')`. What follows the two words is appended as it stands. */
function doc(nameAndColor: string, more = ''): string {
  const [name, color] = nameAndColor.split(' ');
  return `apiVersion: seglab.dev/v1\nkind: Thing\nmetadata: {name: ${name}}\ncolor: ${color}\n${more}`;
}

const docs = (...each: readonly string[]): string =>
  each.map((one) => (one.includes('\n') ? one : doc(one))).join('---\n');

/** The objects in force, as "name color". */
const inForce = ({ manifests }: Admission): string[] =>
  manifests.flat().map(({ name, root }) => `${name} ${text(at(root, 'color')) ?? '-'}`);

const codes = ({ problems }: Admission): string[] => problems.map(({ code }) => code);

/** Admits the versions of one file one after the other, as an editor would. Returns the last admission. */
function type(...versions: readonly string[]): Admission {
  return (
    versions.reduce<Admission | null>((before, text) => step([{ name: 'a.yaml', text }], before), null) ??
    step([], null)
  );
}

function step(
  files: readonly { name: string; text: string }[],
  before: Admission | null,
  options: AdmitOptions = {},
): Admission {
  const admission = admit(files, KINDS, before ?? undefined, options);
  const lengths = new Map(files.map(({ name, text }) => [name, text.length]));
  const astray = admission.problems.filter(
    ({ origin: { file, start, end } }) => start < 0 || end < start || end > (lengths.get(file) ?? -1),
  );
  expect(astray).toEqual([]);
  return admission;
}

const BROKEN = 'a: [\n';
const KEPT = 'last-accepted-in-force';

describe('what is in force', () => {
  // The versions of one file, the objects in force after the last one, and the problems' codes.
  it.each<[string, string[], string[], string[]]>([
    ['one object', [doc('a red')], ['a red'], []],
    ['several', [docs('a red', 'b blue')], ['a red', 'b blue'], []],
    ['an edit', [doc('a red'), doc('a blue')], ['a blue'], []],
    ['refused at first sight', [doc('a pink')], [], ['bad-value']],
    ['refused after it was accepted', [doc('a red'), doc('a pink')], ['a red'], ['bad-value', KEPT]],
    ['refused twice', [doc('a red'), doc('a pink'), doc('a black')], ['a red'], ['bad-value', KEPT]],
    ['broken after it was accepted', [doc('a red'), BROKEN], ['a red'], ['bad-yaml', KEPT]],
    ['accepted again', [doc('a red'), BROKEN, doc('a blue')], ['a blue'], []],
    ['without its kind', [doc('a red'), 'apiVersion: seglab.dev/v1\n'], ['a red'], ['missing-field', KEPT]],
    ['half of its kind', [doc('a red'), doc('a red').replace('Thing', 'Thi')], ['a red'], ['unknown-kind', KEPT]],
    ['renamed', [doc('a red'), doc('b red')], ['b red'], []],
    ['renamed and refused', [doc('a red'), doc('b pink')], ['a red'], ['bad-value', KEPT]],
    ['removed', [docs('a red', 'b blue'), doc('b blue')], ['b blue'], []],
    ['all removed', [doc('a red'), ''], [], []],
    ['commented out', [doc('a red'), doc('a red').replace(/^/gm, '#')], [], []],
    ['a broken one never disturbs the others', [docs('a red', BROKEN, 'b blue')], ['a red', 'b blue'], ['bad-yaml']],
    [
      'one of several breaks',
      [docs('a red', 'b blue', 'c green'), docs('a red', BROKEN, 'c green')],
      ['a red', 'b blue', 'c green'],
      ['bad-yaml', KEPT],
    ],
    [
      'an edit behind a broken one',
      [docs('a red', 'b blue'), docs('a pink', 'b blue'), docs('a pink', 'b green')],
      ['a red', 'b green'],
      ['bad-value', KEPT],
    ],
    ['the same object twice', [docs('a red', 'a blue')], ['a red'], ['duplicate-object']],
    [
      'the same object in two versions of its API',
      [docs('a red', doc('a blue').replace('v1', 'v2'))],
      ['a red'],
      ['duplicate-object'],
    ],
    [
      'the same name in two namespaces',
      [docs('a red', doc('a blue').replace('}', ', namespace: x}'))],
      ['a red', 'a blue'],
      [],
    ],
    [
      '"default" is the namespace of those without one',
      [docs('a red', doc('a blue').replace('}', ', namespace: default}'))],
      ['a red'],
      ['duplicate-object'],
    ],
    [
      'the same name in two kinds',
      [docs('a red', 'apiVersion: seglab.dev/v1\nkind: Place\nmetadata: {name: a}\n')],
      ['a red', 'a -'],
      [],
    ],
    ['text that is no object', ['hello\n'], [], ['not-an-object']],
    ['a list that is no object', ['- a\n'], [], ['not-an-object']],
    ['only comments', ['# nothing\n---\n'], [], []],
  ])('%s', (_, versions, objects, problems) => {
    const admission = type(...versions);
    expect(inForce(admission)).toEqual(objects);
    expect(codes(admission)).toEqual(problems);
  });

  // What stays in force is told by its name, and only where it has none by its place.
  it.each<[string, string[], string[], string[]]>([
    [
      'one that is named elsewhere is not kept a second time by its place',
      [docs('a red', 'b blue'), docs(BROKEN, 'a pink')],
      ['a red'],
      ['bad-yaml', 'bad-value', KEPT],
    ],
    [
      'one that is known by its name takes nothing from its place',
      [docs('a red', 'b blue'), docs('b pink')],
      ['b blue'],
      ['bad-value', KEPT],
    ],
    [
      'one that has lost its name is known by its place',
      [doc('a red'), doc('a red').replace('name: a', '')],
      ['a red'],
      ['missing-field', KEPT],
    ],
  ])('%s', (_, versions, objects, problems) => {
    const admission = type(...versions);
    expect(inForce(admission)).toEqual(objects);
    expect(codes(admission)).toEqual(problems);
  });

  it('an object that is accepted in one file goes before what was accepted earlier in another', () => {
    const file = (name: string, text: string) => ({ name, text });
    const before = step([file('a.yaml', doc('a red'))], null);
    const after = step([file('a.yaml', doc('a pink')), file('b.yaml', doc('a blue'))], before);
    expect(inForce(after)).toEqual(['a blue']);
    expect(codes(after)).toEqual(['bad-value', KEPT]);
    const files = [file('a.yaml', doc('a green', '#'.repeat(100))), file('b.yaml', doc('a blue'))];
    const unread = step(files, before, { maxFileLength: 100 });
    expect(inForce(unread)).toEqual(['a blue']);
    expect(codes(unread)).toEqual(['too-large']);
  });

  it('shows what is wrong at its place in the file', () => {
    const text = docs('a red', 'a: [1\n', 'a blue');
    const { problems } = type(text);
    expect(problems.map(({ code, origin }) => `${code}: ${text.slice(origin.start, origin.end)}`)).toEqual([
      'bad-yaml: 1',
      'duplicate-object: a',
    ]);
    expect(problems[1]?.origin.start).toBeGreaterThan(text.indexOf('[1'));
  });

  it.each([
    ['a namespaced object', doc('a red'), 'seglab.dev/Thing default/a'],
    [
      'one of the whole cluster',
      doc('a red')
        .replace('Thing', 'Place')
        .replace(/color.*\n/, ''),
      'seglab.dev/Place a',
    ],
    ['one of the core group', doc('a red').replace('seglab.dev/v1', 'v1').replace('Thing', 'Core'), 'Core default/a'],
  ])('calls %s by its group, kind and name', (_, text, name) => {
    expect(type(docs(text, text)).problems.map(({ message }) => message)).toEqual([
      `${name} is given twice. The first, in a.yaml, counts.`,
    ]);
  });

  it('says which object stays in force, where the text was refused', () => {
    const { problems } = type(docs('a red', 'b blue'), docs('a red', 'b pink'));
    expect(problems.map(({ message }) => message)).toEqual([
      'color is "pink"; it must be red, blue or green.',
      'b as last accepted stays in force.',
    ]);
    expect(problems[1]?.origin).toEqual(problems[0]?.origin);
    expect(problems[1]?.severity).toBe('info');
  });

  it('keeps the places of what stays in force, as far as its text is still there', () => {
    const before = docs('a red', 'b blue');
    const after = docs('c green', doc('b blue', 'wrong: 1\n'));
    const { manifests } = type(before, after);
    const kept = manifests.flat().find(({ name }) => name === 'b');
    const name = kept && at(kept.root, 'metadata', 'name');
    const origin = name && kept.locate(name);
    expect(origin && after.slice(origin.start, origin.end)).toBe('b');
  });

  // A name in two documents, of which one is broken: what is accepted now counts more than what was accepted before.
  it.each<[string, string[], string[]]>([
    ['renamed to it', [docs('a red', 'b blue'), docs('a pink', 'a green')], ['a green']],
    ['added behind it', [docs('a red'), docs('a pink', 'a blue')], ['a blue']],
    ['added before it', [docs('a red'), docs('b green', 'a red'), docs('a blue', 'a pink')], ['a blue']],
  ])('accepted elsewhere: %s', (_, versions, objects) => {
    expect(inForce(type(...versions))).toEqual(objects);
    expect(codes(type(...versions))).toEqual(['bad-value']);
  });

  it('forgets what was in force when the file is gone', () => {
    const before = step([{ name: 'a.yaml', text: doc('a red') }], null);
    const without = step([], before);
    expect(inForce(without)).toEqual([]);
    expect(inForce(step([{ name: 'a.yaml', text: BROKEN }], without))).toEqual([]);
  });

  it('takes the first of two files that give the same object, and says where it is', () => {
    const files = ['a.yaml', 'b.yaml'].map((name) => ({ name, text: doc(`a ${name === 'a.yaml' ? 'red' : 'blue'}`) }));
    const admission = step(files, null);
    expect(inForce(admission)).toEqual(['a red']);
    expect(admission.problems).toMatchObject([
      {
        message: 'seglab.dev/Thing default/a is given twice. The first, in a.yaml, counts.',
        origin: { file: 'b.yaml' },
      },
    ]);
  });
});

describe('which kinds', () => {
  const manifest = (apiVersion: string, kind: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`;

  // Known and read; known and of no interest; unknown to a group that is read, with a hint where there is one.
  it.each<[string, string, string[], string | null]>([
    ['seglab.dev/v1', 'Thing', [], null],
    ['v1', 'ConfigMap', ['info ignored-kind'], 'A ConfigMap has no say in who may connect to whom.'],
    ['networking.k8s.io/v1', 'Ingress', ['info ignored-kind'], null],
    ['example.org/v1', 'Whatever', ['info ignored-kind'], null],
    ['apps/v1', 'Deploymnet', ['error unknown-kind'], 'There is no kind Deploymnet in apps/v1.'],
    [
      'cilium.io/v2',
      'CiliumNetworkPolicy',
      ['warning unknown-kind'],
      'CiliumNetworkPolicy of cilium.io/v2 is not read, so verdicts leave it out.',
    ],
    ['kyverno.io/v1', 'Policy', ['info ignored-kind'], null],
    ['wgpolicyk8s.io/v1', 'NetworkReport', ['info ignored-kind'], null],
    ['example.org/v1', 'PolicyOfNetwork', ['info ignored-kind'], null],
    ['v1', 'Constructor', ['error unknown-kind'], null],
    ['constructor/v1', 'Whatever', ['info ignored-kind'], null],
    ['v1', 'thing', ['error unknown-kind'], 'There is no kind thing in v1. It is written Thing.'],
    [
      'v1',
      'Thing',
      ['error unknown-kind'],
      'There is no kind Thing in v1. Thing is in seglab.dev/v1 and seglab.dev/v2.',
    ],
    [
      'seglab.dev/v3',
      'Thing',
      ['error unknown-kind'],
      'There is no kind Thing in seglab.dev/v3. Thing is in seglab.dev/v1 and seglab.dev/v2.',
    ],
  ])('%s %s', (apiVersion, kind, problems, message) => {
    const admission = type(manifest(apiVersion, kind));
    expect(admission.problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(problems);
    if (message) expect(admission.problems[0]?.message).toBe(message);
  });

  it.each<[string, string[]]>([
    ['kind: Thing', ['missing-field: kind']],
    ['apiVersion: seglab.dev/v1', ['missing-field: apiVersion']],
    ['metadata: {}', ['missing-field: metadata', 'missing-field: metadata']],
    ['apiVersion: 1\nkind: Thing', ['bad-type: 1']],
    ['apiVersion: seglab.dev/v1\nkind: [Thing]', ['bad-type: [Thing]']],
    ['apiVersion:\nkind: Thing', ['missing-field: apiVersion']],
    ['{}', ['missing-field: {}', 'missing-field: {}']],
    ['apiVersion: v1\nkind: thing', ['unknown-kind: thing']],
    ['apiVersion: v1\nkind: thingList\nitems:\n- metadata: {name: a}', ['unknown-kind: metadata: {name: a}']],
  ])('%j is no manifest', (source, expected) => {
    const { problems } = type(source);
    expect(problems.map(({ code, origin }) => `${code}: ${source.slice(origin.start, origin.end)}`)).toEqual(expected);
  });

  it('leaves JSON alone that is no manifest, and reads JSON that is one', () => {
    const file = (text: string): Admission => step([{ name: 'a.json', text }], null);
    expect(file('{"cards": {}}').problems).toMatchObject([{ code: 'not-a-manifest', severity: 'info' }]);
    expect(
      inForce(
        file(JSON.stringify({ apiVersion: 'seglab.dev/v1', kind: 'Thing', metadata: { name: 'a' }, color: 'red' })),
      ),
    ).toEqual(['a red']);
    expect(codes(file('{"kind": "Thing"}'))).toEqual(['missing-field']);
    expect(codes(file('[1]'))).toEqual(['not-an-object']);
    expect(codes(type('cards: {}'))).toEqual(['missing-field', 'missing-field']);
  });
});

describe('lists', () => {
  const item = (nameAndColor: string): string => `- ${doc(nameAndColor).trimEnd().replaceAll('\n', '\n  ')}\n`;
  const bare = (nameAndColor: string): string =>
    item(nameAndColor).replace('apiVersion: seglab.dev/v1\n  kind: Thing\n  ', '');
  const list = (...items: readonly string[]): string => `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
  const typed = (...items: readonly string[]): string =>
    `apiVersion: seglab.dev/v1\nkind: ThingList\nitems:\n${items.join('')}`;

  it('says of all items that they stay in force', () => {
    const { problems } = type(list(item('a red'), item('b blue')), list(item('a red'), '- ['));
    expect(problems[1]?.message).toBe('a, b as last accepted stay in force.');
  });

  it.each<[string, string[], string[], string[]]>([
    ['a List', [list(item('a red'), item('b blue'))], ['a red', 'b blue'], []],
    [
      'a typed list, whose items need not say what they are',
      [typed(bare('a red'), item('b blue'))],
      ['a red', 'b blue'],
      [],
    ],
    ['an empty list', ['apiVersion: v1\nkind: List\nitems: []\n'], [], []],
    ['items of a List must say what they are', [list(bare('a red'))], [], ['missing-field', 'missing-field']],
    ['one item is no object', [list('- x\n', item('a red'))], ['a red'], ['not-an-object']],
    ['one item is refused', [list(item('a pink'), item('b blue'))], ['b blue'], ['bad-value']],
    [
      'one item is refused after it was accepted',
      [list(item('a red'), item('b blue')), list(item('a pink'), item('b green'))],
      ['b green', 'a red'],
      ['bad-value', KEPT],
    ],
    [
      'one item is removed while another is refused',
      [list(item('a red'), item('b blue'), item('c green')), list(item('a pink'), item('b blue'))],
      ['b blue', 'a red'],
      ['bad-value', KEPT],
    ],
    [
      'an accepted item stands before one that is refused',
      [list(item('a red'), item('b blue')), list(item('b green'), item('a pink'))],
      ['b green', 'a red'],
      ['bad-value', KEPT],
    ],
    [
      'an item that is no object any more is the one that no other item is called',
      [list(item('a red'), item('b blue')), list('- x\n', item('b blue'))],
      ['b blue', 'a red'],
      ['not-an-object', KEPT],
    ],
    [
      'a new item that is refused is not one that is gone',
      [list(item('a red'), item('b blue')), list(item('c pink'), item('b blue'))],
      ['b blue'],
      ['bad-value'],
    ],
    ['a List without items is no list', ['apiVersion: v1\nkind: List\n'], [], ['unknown-kind']],
    ['nor is a List of one', ['apiVersion: v1\nkind: List\nitems: {}\n'], [], ['unknown-kind']],
    ['nor is what is not called so', [doc('a red', 'items: []\n')], [], ['unknown-field']],
    [
      'the whole list is broken',
      [list(item('a red'), item('b blue')), list(item('a red'), '- [')],
      ['a red', 'b blue'],
      ['bad-yaml', KEPT],
    ],
  ])('%s', (_, versions, objects, problems) => {
    const admission = type(...versions);
    expect(inForce(admission)).toEqual(objects);
    expect(codes(admission)).toEqual(problems);
  });
});

describe('work', () => {
  it('parses no document again whose text is unchanged', () => {
    const first = type(docs('a red', 'b blue', 'c green'));
    expect(first.documentsParsed).toBe(3);
    const next = (text: string): number => step([{ name: 'a.yaml', text }], first).documentsParsed;
    expect(next(docs('a red', 'b blue', 'c green'))).toBe(0);
    expect(next(docs('a red', 'b green', 'c green'))).toBe(1);
    expect(next(docs('d red', 'a red', 'b blue', 'c green'))).toBe(2);
    expect(next(docs('c green', 'b blue'))).toBe(1);
  });

  it('does not touch a file that is unchanged', () => {
    const first = step(
      [
        { name: 'a.yaml', text: doc('a red') },
        { name: 'b.yaml', text: doc('b blue') },
      ],
      null,
    );
    const second = step(
      [
        { name: 'a.yaml', text: doc('a red') },
        { name: 'b.yaml', text: doc('b green') },
      ],
      first,
    );
    expect(second.documentsParsed).toBe(1);
    expect(second.manifests[0]?.[0]).toBe(first.manifests[0]?.[0]);
  });

  it('does not read a file that is too long; what it held stays in force', () => {
    const before = step([{ name: 'a.yaml', text: doc('a red') }], null);
    const long = doc('a blue', '#'.repeat(10_000_000));
    const after = step([{ name: 'a.yaml', text: long }], before, { maxFileLength: 1000 });
    expect(inForce(after)).toEqual(['a red']);
    expect(after.documentsParsed).toBe(0);
    expect(after.problems).toMatchObject([
      { code: 'too-large', message: 'a.yaml has 10,000,070 characters. More than 1,000 are not read here.' },
    ]);
    expect(inForce(step([{ name: 'a.yaml', text: doc('a green') }], after))).toEqual(['a green']);
  }, 30_000);

  it('reads a file of any length that asks for it', () => {
    const long: SourceFile = { name: 'a.yaml', text: doc('a red', '#'.repeat(2000)), anyLength: true };
    expect(inForce(step([long], null, { maxFileLength: 1000 }))).toEqual(['a red']);
  });

  it('reads a file that is just as long as may be, and refuses a longer one at first sight', () => {
    const text = doc('a red');
    const admitted = (maxFileLength: number): Admission => step([{ name: 'a.yaml', text }], null, { maxFileLength });
    expect(inForce(admitted(text.length))).toEqual(['a red']);
    expect(inForce(admitted(text.length - 1))).toEqual([]);
    expect(admitted(text.length - 1).problems).toMatchObject([{ origin: { file: 'a.yaml', start: 0, end: 1 } }]);
  });

  it('says everything that is wrong, even if that is more than a call may have arguments', () => {
    const wrong = Array.from({ length: 130_000 }, (_, index) => `f${index}:`).join('\n');
    expect(type(`${doc('a red')}${wrong}`).problems).toHaveLength(130_000);
  }, 30_000);
});

describe('which files changed', () => {
  const file = (name: string, text: string) => ({ name, text });
  const [a, b, c] = [file('a.yaml', doc('a red')), file('b.yaml', doc('b red')), file('c.yaml', doc('c red'))];

  // Files before and after, and the places that are told; null: look at all.
  it.each<[string, SourceFile[], SourceFile[], number[] | null]>([
    ['none', [a, b], [a, b], []],
    ['the text of one', [a, b], [a, file('b.yaml', doc('b blue'))], [1]],
    ['equal text in another object', [a, b], [{ ...a }, b], []],
    ['one more', [a], [a, b], null],
    ['one became the same object as another', [a, b, c], [file('a.yaml', doc('b green')), b, c], null],
    ['one that was the same object as another is so no more', [a, file('b.yaml', doc('a blue'))], [a, b], null],
  ])('%s', (_, before, after, changed) => {
    const first = step(before, null);
    const second = step(after, first);
    expect(second.changed).toEqual(changed);
    expect(second.manifests.flat().map(({ key }) => key)).toEqual(
      step(after, null)
        .manifests.flat()
        .map(({ key }) => key),
    );
  });
});
