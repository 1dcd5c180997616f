import { expect, it } from 'vitest';
import { simulate } from '../simulate.ts';

const policy = (name: string, port: string): string =>
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}}
spec: {podSelector: {}, ingress: [{ports: [{port: ${port}}]}]}
`;

/** The names of what is in force, and the notes about what was accepted earlier, after one edit. */
function afterEdit(before: readonly string[], after: readonly string[]): readonly string[] {
  const file = (documents: readonly string[]) => [{ name: 'p.yaml', text: documents.join('---\n') }];
  const { tiers, problems } = simulate({ files: file(after), previous: simulate({ files: file(before) }) });
  const names = tiers.flatMap(({ policies }) => policies.map(({ name }) => name));
  return [...names, ...problems.flatMap(({ code, message }) => (code === 'last-accepted-in-force' ? [message] : []))];
}

// An object is told by its name wherever in its file it stands, and by its place only where it has none.
it.each<[string, readonly string[], readonly string[], readonly string[]]>([
  [
    'a new document that is refused takes nothing from those below it',
    [policy('a', '80'), policy('b', '80')],
    [policy('new', '0'), policy('a', '81'), policy('b', '80')],
    ['a', 'b'],
  ],
  [
    'a document that is moved and refused keeps its earlier version',
    [policy('a', '80'), policy('b', '80')],
    [policy('b', '81'), policy('a', '0')],
    ['a', 'b', 'a as last accepted stays in force.'],
  ],
  [
    'a document that cannot be read is the one that stood in its place',
    [policy('a', '80'), policy('b', '80')],
    [policy('a', '80'), 'kind: ['],
    ['a', 'b', 'b as last accepted stays in force.'],
  ],
  [
    'a name that is being changed to a bad one is still the same object',
    [policy('a', '80')],
    [policy('A', '80')],
    ['a', 'a as last accepted stays in force.'],
  ],
])('%s', (_, before, after, expected) => {
  expect(afterEdit(before, after)).toEqual(expected);
});
