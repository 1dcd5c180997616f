import { describe, expect, it } from 'vitest';
import type { Node } from './node.ts';
import { parseDocument } from './parse.ts';

/** Every node and every key of a document by its path, with the text at its place: `{"": "a: 1", "a#": "a", "a": "1"}`. */
function places(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (node: Node, path: string): void => {
    found[path] = text.slice(node.start, node.end);
    if (node.type === 'list') for (const [index, item] of node.items.entries()) visit(item, `${path}[${index}]`);
    if (node.type !== 'map') return;
    for (const { key, keyStart, keyEnd, value } of node.entries) {
      const inner = path === '' ? key : `${path}.${key}`;
      found[`${inner}#`] = text.slice(keyStart, keyEnd);
      visit(value, inner);
    }
  };
  visit(rootOf(text), '');
  return found;
}

function rootOf(text: string): Node {
  const { root, faults } = parseDocument(text);
  if (!root) throw new Error(`not read: ${JSON.stringify(faults)}`);
  return root;
}

/** The value as plain data; maps become lists of pairs, so that order and odd keys are seen. */
function plain(node: Node): unknown {
  if (node.type === 'scalar') return node.value;
  return node.type === 'list' ? node.items.map(plain) : node.entries.map(({ key, value }) => [key, plain(value)]);
}

const plainOf = (text: string): unknown => plain(rootOf(text));

/** The faults as "code: the text they point at". */
function faultsOf(text: string): string[] {
  const { root, faults } = parseDocument(text);
  expect(root === null || faults.length === 0).toBe(true);
  for (const { start, end } of faults) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(text.length);
  }
  return faults.map(({ code, start, end }) => `${code}: ${text.slice(start, end)}`);
}

describe('places', () => {
  // The text between start and end is the text of the value, whatever its form. The whole document is at "".
  it.each<[string, string, Record<string, string>]>([
    ['a plain word', 'a: web # no\n', { '': 'a: web', 'a#': 'a', a: 'web' }],
    ['double quotes', 'a: "x y"', { '': 'a: "x y"', 'a#': 'a', a: '"x y"' }],
    ['single quotes', "a: 'it''s'", { '': "a: 'it''s'", 'a#': 'a', a: "'it''s'" }],
    ['a quoted key', '"a b": 1', { '': '"a b": 1', 'a b#': '"a b"', 'a b': '1' }],
    ['a key that looks like a flow map', '"{": 1', { '': '"{": 1', '{#': '"{"', '{': '1' }],
    ['several lines', 'a: x\n  y\n', { '': 'a: x\n  y', 'a#': 'a', a: 'x\n  y' }],
    ['a block scalar', 'a: |\n  x\n  y\n', { '': 'a: |\n  x\n  y\n', 'a#': 'a', a: '  x\n  y\n' }],
    ['an empty value, behind its colon', 'a:\n', { '': 'a:', 'a#': 'a', a: '' }],
    ['a list', 'a:\n- x\n- y', { '': 'a:\n- x\n- y', 'a#': 'a', a: '- x\n- y', 'a[0]': 'x', 'a[1]': 'y' }],
    ['a list in a list', '- - x\n- y', { '': '- - x\n- y', '[0]': '- x', '[0][0]': 'x', '[1]': 'y' }],
    [
      'a map in a list',
      '- a: 1\n  b: 2\n',
      { '': '- a: 1\n  b: 2', '[0]': 'a: 1\n  b: 2', '[0].a#': 'a', '[0].a': '1', '[0].b#': 'b', '[0].b': '2' },
    ],
    ['a flow list', 'a: [x, "y" ]', { '': 'a: [x, "y" ]', 'a#': 'a', a: '[x, "y" ]', 'a[0]': 'x', 'a[1]': '"y"' }],
    ['a flow map', '{a: 1, b: }', { '': '{a: 1, b: }', 'a#': 'a', a: '1', 'b#': 'b', b: '' }],
    ['a comma at the end', '[a, ]', { '': '[a, ]', '[0]': 'a' }],
    ['a comment before the bracket', '[a, # x ]\n]', { '': '[a, # x ]\n]', '[0]': 'a' }],
    ['empty collections', 'a: []\nb: { }', { '': 'a: []\nb: { }', 'a#': 'a', a: '[]', 'b#': 'b', b: '{ }' }],
    ['a tag', 'a: !!str 12', { '': 'a: !!str 12', 'a#': 'a', a: '12' }],
    ['an anchor', 'a: &x {b: 1}', { '': 'a: &x {b: 1}', 'a#': 'a', a: '{b: 1}', 'a.b#': 'b', 'a.b': '1' }],
    ['an alias: where its anchor is', 'a: &x 1\nb: *x', { '': 'a: &x 1\nb: *x', 'a#': 'a', a: '1', 'b#': 'b', b: '1' }],
    [
      'a merged key: where it was written',
      'a: &x\n  b: 1\nc:\n  <<: *x\n',
      {
        '': 'a: &x\n  b: 1\nc:\n  <<: *x',
        'a#': 'a',
        a: 'b: 1',
        'a.b#': 'b',
        'a.b': '1',
        'c#': 'c',
        c: '<<: *x',
        'c.b#': 'b',
        'c.b': '1',
      },
    ],
    ['a byte order mark', '\uFEFFa: 1', { '': 'a: 1', 'a#': 'a', a: '1' }],
    ['a marker', '---\na: 1\n', { '': 'a: 1', 'a#': 'a', a: '1' }],
    ['a directive', '%YAML 1.2\n---\na: 1', { '': 'a: 1', 'a#': 'a', a: '1' }],
    [
      'line breaks of Windows',
      'a: 1\r\nb:\r\n- x\r\n',
      { '': 'a: 1\r\nb:\r\n- x', 'a#': 'a', a: '1', 'b#': 'b', b: '- x', 'b[0]': 'x' },
    ],
    ['an explicit key', '? a\n: b', { '': '? a\n: b', 'a#': 'a', a: 'b' }],
    [
      'more than one byte per letter',
      'ä: "日本"\n"😀": x',
      { '': 'ä: "日本"\n"😀": x', 'ä#': 'ä', ä: '"日本"', '😀#': '"😀"', '😀': 'x' },
    ],
  ])('%s', (_, text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  // An empty item has no text: its place is right behind its own dash, so that a problem underlines the right line.
  it.each([
    ['-\n-\n-', [1, 3, 5]],
    ['-\r\n-\r\n', [1, 4]],
    ['- a\n-\n- b', [3, 5, 9]],
  ])('empty items of %j end at %j', (text, ends) => {
    const root = rootOf(text);
    expect(root.type === 'list' && root.items.map(({ end }) => end)).toEqual(ends);
  });
});

describe('values', () => {
  // Maps are written as pairs in the order of the text.
  it.each<[string, string, unknown]>([
    [
      'quotes make text',
      'a: "1"\nb: \'yes\'\nc: "null"',
      [
        ['a', '1'],
        ['b', 'yes'],
        ['c', 'null'],
      ],
    ],
    [
      'a tag makes text',
      'a: !!str 12\nb: ! yes',
      [
        ['a', '12'],
        ['b', 'yes'],
      ],
    ],
    ['no other tag does', 'a: !!int 12', [['a', 12]]],
    ['a tag at the very beginning', '!!str 12', '12'],
    ['an anchor at the very beginning', '&x a: *x', [['a', 'a']]],
    [
      'block scalars are text',
      'a: |\n  1\nb: >-\n  x\n  y',
      [
        ['a', '1\n'],
        ['b', 'x y'],
      ],
    ],
    ['escapes', '"\\u0041\\n": "\\""', [['A\n', '"']]],
    [
      'keys are text, whatever they look like',
      'yes: 1\n8080: 2\n~: 3',
      [
        ['true', 1],
        ['8080', 2],
        ['null', 3],
      ],
    ],
    [
      'an empty value is null',
      'a:\nb: ""',
      [
        ['a', null],
        ['b', ''],
      ],
    ],
    [
      'an anchor on an empty value',
      'a: &x\nb: *x',
      [
        ['a', null],
        ['b', null],
      ],
    ],
    [
      'a second anchor of one name takes over',
      'a: &x 1\nb: &x 2\nc: *x',
      [
        ['a', 1],
        ['b', 2],
        ['c', 2],
      ],
    ],
    [
      'keys that every object has',
      '__proto__: 1\nconstructor: 2\ntoString: 3',
      [
        ['__proto__', 1],
        ['constructor', 2],
        ['toString', 3],
      ],
    ],
    [
      'a merge: own keys win',
      'x: &x {a: 1, b: 2}\ny: {a: 3, <<: *x}',
      [
        [
          'x',
          [
            ['a', 1],
            ['b', 2],
          ],
        ],
        [
          'y',
          [
            ['a', 3],
            ['b', 2],
          ],
        ],
      ],
    ],
    [
      'a merge of several: the first wins',
      'a: {<<: [{k: 1}, {k: 2, l: 3}]}',
      [
        [
          'a',
          [
            ['k', 1],
            ['l', 3],
          ],
        ],
      ],
    ],
    ['JSON', '{"a": [1, true, null, "x"]}', [['a', [1, true, null, 'x']]]],
  ])('%s', (_, text, expected) => {
    expect(plainOf(text)).toEqual(expected);
  });

  it('an alias shares the node that it names', () => {
    const root = rootOf('a: &x {b: 1}\nc: *x');
    const [first, second] = root.type === 'map' ? root.entries : [];
    expect(second?.value).toBe(first?.value);
  });

  it.each(['', ' \n', '# only a comment'])('%j holds no value and no fault', (text) => {
    expect(parseDocument(text)).toEqual({ root: null, faults: [] });
  });
});

describe('faults', () => {
  // Each is told with the text that it points at.
  it.each<[string, string, string[]]>([
    ['a key twice', 'a: 1\nb: 2\na: 3', ['bad-yaml: a']],
    ['a key twice, once quoted', 'a: 1\n"a": 2', ['bad-yaml: "a"']],
    ['a key twice, deep inside', '- x:\n    y: 1\n    y: 2', ['bad-yaml: y']],
    ['two keys twice', 'a: 1\na: 2\nb: 1\nb: 2', ['bad-yaml: a', 'bad-yaml: b']],
    ['__proto__ twice', '__proto__: 1\n__proto__: 2', ['bad-yaml: __proto__']],
    ['an alias without an anchor', 'a: *x', ['bad-yaml: x']],
    ['an alias inside its own anchor', 'a: &x [*x]', ['bad-yaml: x']],
    ['a merge of what is no map', 'a: {<<: 1, b: 2}', ['bad-yaml: 1']],
    ['a merge of nothing', 'a:\n  <<:\n  b: 2', ['bad-yaml: ']],
    ['a merge of a list with a word in it', 'a: {<<: [{b: 1}, c]}', ['bad-yaml: c']],
    ['a map as a key', '{a: b}: c', ['bad-yaml: {a: b}']],
    ['a list as a key', '? [x]\n: y', ['bad-yaml: [x]']],
    ['a tab as indentation', 'a:\n\tb: 1', ['bad-yaml: \t']],
    ['a bracket that never closes', 'a: [1, 2', ['bad-yaml: 2']],
    ['a quote that never closes', 'a: "x\n\n', ['bad-yaml: x']],
    ['two values in one line', 'a: b: c', ['bad-yaml: :']],
    ['less indented than before', 'a:\n    b: 1\n  c: 2', ['bad-yaml: c']],
    ['an unknown escape', 'a: "\\q"', ['bad-yaml: q']],
    ['a reserved letter', 'a: @b', ['bad-yaml: @']],
  ])('%s', (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it('says what is wrong in the words of the parser', () => {
    expect(parseDocument('a: [1').faults.map(({ message }) => message)).toEqual([
      'This cannot be read as YAML: unexpected end of the stream within a flow collection.',
    ]);
  });

  it('refuses nesting beyond a hundred levels, and reads what is less', () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(faultsOf(nested(90))).toEqual([]);
    expect(faultsOf(nested(101))).toEqual(['bad-yaml: [']);
    expect(faultsOf('- '.repeat(101))).toHaveLength(1);
    expect(faultsOf(nested(100_000))).toHaveLength(1);
  }, 30_000);

  it('refuses aliases that grow beyond any use, without growing itself', () => {
    const lines = ['l0: &l0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level += 1) lines.push(`l${level}: &l${level} [${`*l${level - 1}, `.repeat(10)}]`);
    expect(faultsOf(lines.join('\n')).filter((fault) => fault.startsWith('alias-bomb'))).toHaveLength(1);
    expect(faultsOf(lines.slice(0, 4).join('\n'))).toEqual([]);
  }, 30_000);

  // Three levels of 130 are more than two million nodes, in lists as in maps.
  it.each([
    ['lists', (item: string) => `[${`${item}, `.repeat(130)}]`],
    ['maps', (item: string) => `{${Array.from({ length: 130 }, (_, index) => `k${index}: ${item}`).join(', ')}}`],
  ])('counts what aliases stand for in %s', (_, many) => {
    const nested = `- &x ${many('1')}\n- &y ${many('*x')}\n`;
    expect(faultsOf(nested)).toEqual([]);
    const bomb = `${nested}- ${many('*y')}`;
    expect(faultsOf(bomb).map((fault) => fault.slice(0, 10))).toEqual(['alias-bomb']);
    expect(faultsOf(`- {a: 1, a: 2}\n${bomb}`).map((fault) => fault.slice(0, 10))).toEqual([
      'bad-yaml: ',
      'alias-bomb',
    ]);
  });

  it('counts what merge keys copy, in one map and in many', () => {
    // Each of the two thousand copies 900,000 entries: to do that before it is refused would take minutes.
    const keys = Array.from({ length: 1000 }, (_, index) => `k${index}: 1`).join(', ');
    const many = `x: &x {${keys}}\ny: &y [${'*x, '.repeat(900)}]\n`;
    const bomb = `${many}${Array.from({ length: 2000 }, (_, index) => `z${index}: {<<: *y}`).join('\n')}`;
    expect(faultsOf(bomb).map((fault) => fault.slice(0, 10))).toEqual(['alias-bomb']);
    expect(faultsOf(`x: &x {${keys}}\nz: {<<: [*x, *x]}`)).toEqual([]);
  }, 30_000);

  it('reads a list as long as it is really written', () => {
    const item = '- {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9}\n';
    expect(faultsOf(item.repeat(120_000))).toEqual([]);
  }, 60_000);

  it('merges a map that is longer than a call may have arguments', () => {
    const keys = Array.from({ length: 130_000 }, (_, index) => `k${index}:`).join(', ');
    expect(faultsOf(`x: &x {${keys}}\nz: {<<: *x}`)).toEqual([]);
  }, 30_000);
});
