import { expect, it } from 'vitest';
import { PROBLEM_CODES } from '../../model/problem.ts';
import { simulate } from '../../simulate.ts';

/**
 * A manifest, and what is wrong with it: "code: the text it points at", from its beginning as far as is given.
 * The reason comes third: some words of the message.
 */
export type Refusal = readonly [title: string, manifest: string, fault: string, words?: string];

/** One test for each manifest that a cluster refuses: the code, the exact place, the words, and where it is documented. */
export function refuses(documentation: string, table: readonly Refusal[]): void {
  it.each(table.map(([title, text, fault, words = '']) => [title, text, fault, words] as const))('%s', (...row) => {
    const [, text, fault, words] = row;
    const { problems, tiers } = simulate({ files: [{ name: 'p.yaml', text }] });
    // What a cluster refuses changes no verdict.
    expect(tiers).toEqual([]);
    expect(problems.map(({ code, origin }) => `${code}: ${text.slice(origin.start, origin.end)}`)).toEqual([fault]);
    const [problem] = problems;
    expect(problem).toMatchObject({ severity: 'error', documentation });
    expect(problem?.message).toContain(words);
    expect(PROBLEM_CODES).toHaveProperty([fault.slice(0, fault.indexOf(':'))]);
  });
}

/** One test for each manifest that is accepted, though it comes close to one that is not. */
export function accepts(table: readonly (readonly [title: string, manifest: string])[]): void {
  it.each(table)('%s', (_, text) => {
    expect(simulate({ files: [{ name: 'p.yaml', text }] }).problems).toEqual([]);
  });
}

/** The numbers from 1, each in its form: for lists that are too long. */
export function times(count: number, form: (number: number) => string): string {
  return Array.from({ length: count }, (_, index) => form(index + 1)).join(', ');
}
