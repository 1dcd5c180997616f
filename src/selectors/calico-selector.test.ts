import { describe, expect, it } from 'vitest';
import type { Endpoint, Labels } from '../model/cluster.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Selector } from '../model/selector.ts';
import { bindExpression, mentionsGlobal, parseCalicoSelector } from './calico-selector.ts';
import { selects } from './selects.ts';

const NOWHERE = { file: '', start: 0, end: 0 };

/** Some things and their labels, by name. */
const THINGS: Readonly<Record<string, Labels>> = {
  a: { app: 'web', tier: 'front' },
  b: { app: 'db', 'example.com/zone': 'eu-1' },
  c: { app: '', in: 'out', has: 'not' },
  d: {},
};

/** The things that a selector selects: "a b". */
function selected(source: string): string {
  const parsed = parseCalicoSelector(source);
  if (!parsed.ok) return `refused at ${parsed.fault.offset}`;
  const selector = bindExpression(parsed.expression, 'endpoint', { op: 'and', operands: [] }, (start, end) => {
    return { file: '', start, end };
  });
  return Object.keys(THINGS)
    .filter((name) => selects({ op: 'identity', among: 'own', operand: selector }, thing(name, THINGS[name] ?? {})))
    .join(' ');
}

function thing(name: string, labels: Labels): Endpoint {
  const identity = { namespace: null, labels, namespaceLabels: null, serviceAccountLabels: null };
  const around = { nodeLabels: null, identity, networkSets: [], services: [], origin: NOWHERE };
  const host = { labels, addresses: [], node: null, ports: [], hasOpenProfile: false };
  return { kind: 'host', id: name as EndpointId, name, ...host, ...around };
}

// https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors
describe('what a selector selects', () => {
  it.each<[source: string, names: string]>([
    ['', 'a b c d'],
    [' \t ', 'a b c d'],
    ['all()', 'a b c d'],
    ['all( )', 'a b c d'],
    ["app == 'web'", 'a'],
    ['app=="web"', 'a'],
    ["app == ''", 'c'],
    ["app != 'web'", 'b c d'],
    ['has(app)', 'a b c'],
    ['has( app\t)', 'a b c'],
    ['!has(app)', 'd'],
    ['! has(app)', 'd'],
    ['!!has(app)', 'a b c'],
    ['!!!has(app)', 'd'],
    ["app in {'web', 'db'}", 'a b'],
    ["app in{'web'}", 'a'],
    ["app in {'web', 'web'}", 'a'],
    ['app in {}', ''],
    ["app not in {'web'}", 'b c d'],
    ["app notin {'web'}", 'b c d'],
    ["app not\tin {'web'}", 'b c d'],
    ['app not in {}', 'a b c d'],
    ["app contains 'e'", 'a'],
    ["app contains ''", 'a b c'],
    ["app starts with 'w'", 'a'],
    ["app startswith 'w'", 'a'],
    ["app ends with 'b'", 'a b'],
    ["app endswith 'eb'", 'a'],
    ["missing contains ''", ''],
    ["missing == ''", ''],
    ["missing != 'x'", 'a b c d'],
    ["!app == 'web'", 'b c d'],
    ["!app in {'web'}", 'b c d'],
    ["!app not in {'web'}", 'a'],
    ["!(app == 'web' || app == 'db')", 'c d'],
    ["app == 'web' && has(tier)", 'a'],
    ["app == 'db' && has(tier)", ''],
    ["app == 'web' || app == 'db' && has(tier)", 'a'],
    ["app == 'db' && has(tier) || app == 'web'", 'a'],
    ["(app == 'web' || app == 'db') && !has(tier)", 'b'],
    ["has(app) && has(tier) && app == 'web'", 'a'],
    ['((has(tier)))', 'a'],
    ["example.com/zone starts with 'eu'", 'b'],
    ["in == 'out'", 'c'],
    ["has == 'not'", 'c'],
    ['has(in)', 'c'],
    [`app == "web" || in == 'out'`, 'a c'],
    [`app != "it's"`, 'a b c d'],
    [`${'a'.repeat(512)} == 'x'`, ''],
    [`${'('.repeat(100)}has(app)${')'.repeat(100)}`, 'a b c'],
    [`${'(has(app)) && '.repeat(200)}has(tier)`, 'a'],
  ])('%s', (source, names) => {
    expect(selected(source)).toBe(names);
  });
});

// The character at which what is wrong shows: it is drawn in the editor.
describe('what is refused, and where', () => {
  it.each<[source: string, offset: number, words: string]>([
    ["app = 'web'", 4, '"=" has no meaning'],
    ['app == web', 7, 'text in quotes'],
    ['app', 3, 'ends here, where =='],
    ['app ==', 6, 'ends here, where text in quotes'],
    ["== 'web'", 0, 'Here, where a label'],
    ["app == 'web", 7, 'no closing quote'],
    [`app == 'web"`, 7, 'no closing quote'],
    ['app == "web', 7, 'no closing quote'],
    ["app == 'it\\'s'", 13, 'no closing quote'],
    ["app == 'web' tier == 'a'", 13, '&& or ||'],
    ["app == 'web' &&", 15, 'a label'],
    ["app == 'web' & has(a)", 13, '"&" has no meaning'],
    ["app == 'web' and has(a)", 13, '&& or ||'],
    ['&& has(a)', 0, 'a label'],
    ['has(a) || || has(b)', 10, 'a label'],
    ['(has(a)', 7, 'a closing bracket'],
    ['has(a))', 6, '&& or ||'],
    ['()', 1, 'a label'],
    ['has()', 3, '=='],
    ["has('a')", 3, '=='],
    ['has(a', 3, '=='],
    ["app in 'web'", 7, 'a set'],
    ["app in {'web'", 13, 'a comma or a closing brace'],
    ["app in {'web' 'db'}", 14, 'a comma or a closing brace'],
    ["app in {'web',}", 14, 'text in quotes'],
    ['app in {web}', 8, 'text in quotes'],
    ["app not {'web'}", 4, '=='],
    ["app inside {'web'}", 4, '=='],
    ['all', 3, '=='],
    ['all(a)', 3, '=='],
    ['!', 1, 'a label'],
    ["ä == 'b'", 0, '"ä" has no meaning'],
    ["app\n== 'web'", 3, 'has no meaning'],
    ["app == 'web';", 12, '";" has no meaning'],
    [`${'('.repeat(101)}has(a)${')'.repeat(101)}`, 100, 'nested too deeply'],
  ])('%s', (source, offset, words) => {
    const parsed = parseCalicoSelector(source);
    if (parsed.ok) throw new Error('it was accepted');
    expect(parsed.fault.offset).toBe(offset);
    expect(parsed.fault.message).toContain(words);
  });

  it('a label of 513 letters', () => {
    expect(selected(`${'a'.repeat(513)} == 'x'`)).toBe('refused at 512');
  });
});

describe('where the tests of a selector stand', () => {
  const quotes = (source: string): string[] => {
    const parsed = parseCalicoSelector(source);
    const found: string[] = [];
    if (parsed.ok)
      bindExpression(parsed.expression, 'endpoint', { op: 'and', operands: [] }, (start, end) => {
        found.push(source.slice(start, end));
        return { file: '', start, end };
      });
    return found;
  };

  it.each<[string, string[]]>([
    ["  app == 'web' ", ["app == 'web'"]],
    ["!(has( a ) || b not in {'x', 'y'}) && c ends with 'z'", ['has( a )', "b not in {'x', 'y'}", "c ends with 'z'"]],
    ['all()', []],
  ])('%s', (source, expected) => {
    expect(quotes(source)).toEqual(expected);
  });
});

describe('global()', () => {
  it.each<[string, boolean]>([
    ['global()', true],
    ['global( )', true],
    ['!global()', true],
    ['has(a) || (has(b) && global())', true],
    ["global == 'x'", false],
    ['all()', false],
    ["a == 'global()'", false],
  ])('is in %s: %s', (source, expected) => {
    const parsed = parseCalicoSelector(source);
    expect(parsed.ok && mentionsGlobal(parsed.expression)).toBe(expected);
  });

  it('selects what is in no namespace', () => {
    const parsed = parseCalicoSelector('global()');
    const all: Selector = { op: 'and', operands: [] };
    const bound = parsed.ok && bindExpression(parsed.expression, 'namespace', all, () => NOWHERE);
    expect(bound).toEqual({ op: 'not', operand: { op: 'labelled', of: 'namespace' } });
  });
});
