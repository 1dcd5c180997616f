import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SourceFile } from '../model/source.ts';
import { simulate } from '../simulate.ts';
import { sortOpened } from './opened.ts';

/** Whatever the form, the same objects with the same meaning come out as went in: nothing lost, nothing twice. */
test('opening files changes nothing that they mean', () => {
  fc.assert(
    fc.property(fc.array(file(), { minLength: 1, maxLength: 3 }), (texts) => {
      // Each object gets a name of its own.
      let named = 0;
      const files = texts.map((text, at) => {
        const own = text.replaceAll('NAME', () => {
          named += 1;
          return `n${named}`;
        });
        return { name: `f${at}.yaml`, text: own };
      });
      const opened = sortOpened(files);
      const after = opened === null ? files : [opened.cluster, ...opened.policies];
      expect(meaningOf(after)).toEqual(meaningOf(files));
    }),
    { numRuns: 100 },
  );
}, 30_000);

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: NAME
  labels: {app: web}
`;
const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: NAME
  namespace: shop
spec:
  podSelector:
    matchLabels: {app: web}
`;
/** As people and programs write them; NAME is put in later. */
const OBJECTS: readonly string[] = [
  POD,
  `${POD}\n# end\n`,
  POLICY,
  `${POLICY}# who\n`,
  `${POLICY}  # off\n\n`,
  `${POLICY}status:\n  note: |\n    - apiVersion: v1\n\n      kind: Pod\n    # no comment\n`,
  `${POLICY}status: {note: "one\n    two", other: x\n  }\n`,
  `${POLICY}status:\n  note: "a\n\n    b"\n  more: >+\n    c\n\n`,
  '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: NAME}, spec: {podSelector: {}}}\n',
  'kind: NetworkPolicy\nmetadata: {name: NAME}\napiVersion: networking.k8s.io/v1\nspec:\n  podSelector: &x {}\n',
  'kind: ConfigMap\napiVersion: v1\nmetadata: {name: NAME}\ndata:\n  a: |\n    kind: NetworkPolicy\n    ---x\n',
];
/** In a list, one of these would make all of it unreadable; what can be taken out of such a list is rescued. */
const BROKEN: readonly string[] = ['kind: NetworkPolicy\nmetadata: {name: [\n', 'hello\n', '- 1\n'];

function file(): fc.Arbitrary<string> {
  const document = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...OBJECTS) },
    { weight: 4, arbitrary: list() },
    { weight: 1, arbitrary: fc.constantFrom(...BROKEN) },
  );
  return fc
    .tuple(
      fc.array(document, { minLength: 1, maxLength: 14 }),
      fc.constantFrom('---\n', '--- # next\n', '...\n---\n'),
      fc.boolean(),
      fc.boolean(),
    )
    .map(([texts, marker, isMarked, isWindows]) => {
      const text = `${isMarked ? marker : ''}${texts.join(marker)}`;
      return isWindows ? text.replaceAll('\n', '\r\n') : text;
    });
}

function list(): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.array(fc.constantFrom(...OBJECTS), { maxLength: 5 }),
      fc.constantFrom(0, 2, 3),
      fc.constantFrom('- ', '-   '),
      fc.constantFrom('', '# next\n'),
    )
    .map(([objects, indent, dash, comment]) => {
      const pad = ' '.repeat(indent);
      const under = pad + ' '.repeat(dash.length);
      const items = objects.map((text) => {
        const lines = text.replace(/\n+$/, '').split('\n');
        const own = lines.map((line, at) => (at === 0 ? pad + dash + line : line === '' ? '' : under + line));
        return `${comment && pad + comment}${own.join('\n')}\n`;
      });
      return `apiVersion: v1\nitems:${items.length === 0 ? ' []' : ''}\n${items.join('')}kind: List\n`;
    });
}

function meaningOf(files: readonly SourceFile[]) {
  const { cluster, tiers, problems } = simulate({ files });
  const plain = (value: unknown) => JSON.stringify(value, (key, inner) => (/origin/i.test(key) ? undefined : inner));
  return {
    endpoints: cluster.endpoints.map(({ id }) => id).sort(),
    policies: tiers.flatMap(({ policies }) => policies.map(plain)).sort(),
    problems: problems.map(({ code }) => code).sort(),
  };
}
