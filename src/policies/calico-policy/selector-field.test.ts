import { describe, expect, it } from 'vitest';
import { simulate } from '../../simulate.ts';

/** A policy whose selector is written as given. */
const policy = (selector: string): string =>
  `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: p}\nspec:\n  selector: ${selector}\n  types: [Ingress]\n`;

// What the problem quotes, from the character at fault to the end of the value.
describe('a fault in a selector is shown at its character', () => {
  it.each<[form: string, written: string, quoted: string]>([
    ['plain', 'app = "web"', '= "web"'],
    ['in single quotes', `'app = "web"'`, `= "web"'`],
    ['in double quotes', `"app = 'web'"`, `= 'web'"`],
    ['in quotes, at the first character', "'=='", "=='"],
    ['in quotes, at the end', "'app =='", "'"],
    ['plain, in brackets', '(has(a) && b', ''],
  ])('%s', (_, written, quoted) => {
    const text = policy(written);
    const [problem, ...others] = simulate({ files: [{ name: 'p.yaml', text }] }).problems;
    expect(others).toEqual([]);
    expect(problem?.code).toBe('bad-selector');
    expect(problem && problem.origin.end > problem.origin.start).toBe(true);
    expect(problem && text.slice(problem.origin.start, problem.origin.end).trimEnd()).toBe(quoted);
  });
});

describe('the test of a selector is quoted where it stands', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web}}\n';
  it.each<[form: string, written: string]>([
    ['plain', 'has(a) || app == "web"'],
    ['in single quotes', `'has(a) || app == "web"'`],
    ['in double quotes', `"has(a) || app == 'web'"`],
  ])('%s', (_, written) => {
    const text = `${pod}---\n${policy(written)}`;
    const { tiers, problems, subjectsOf } = simulate({ files: [{ name: 'p.yaml', text }] });
    const [found] = tiers.flatMap(({ policies }) => policies);
    if (!found) throw new Error('the policy was not read');
    expect(problems).toEqual([]);
    expect(subjectsOf(found.id)).toEqual(['default/web']);
    const origins = JSON.stringify(found.subject).match(/"start":\d+,"end":\d+/g) ?? [];
    const quotes = origins.map((each) => text.slice(...(each.match(/\d+/g) ?? []).map(Number)));
    expect(quotes.map((quote) => quote.replaceAll("'", '"'))).toEqual(['has(a)', 'app == "web"']);
  });
});
