import fc from 'fast-check';
import { KEYS, mostly, NAMESPACES, VALUES } from './alphabets.ts';

const key = fc.constantFrom(...KEYS);
const quoted = fc
  .tuple(fc.constantFrom(...VALUES), fc.constantFrom("'", '"'))
  .map(([text, quote]) => quote + text + quote);
const set = fc.array(quoted, { maxLength: 2 }).map((values) => `{${values.join(', ')}}`);
const test = fc.oneof(
  fc.tuple(fc.constantFrom('==', '!=', 'contains', 'starts with', 'ends with'), quoted),
  fc.tuple(fc.constantFrom('in', 'not in', 'notin'), set),
);
const name = mostly(...NAMESPACES);

function selectorOver(...more: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  const operation = fc.oneof(
    fc.constant('all()'),
    fc.tuple(key, test).map(([label, [operator, value]]) => `${label} ${operator} ${value}`),
    key.map((label) => `has(${label})`),
    ...more,
  );
  const negated = fc.tuple(fc.constantFrom('', '', '!', '!!'), operation).map(([not, inner]) => not + inner);
  return fc.oneof(
    operation,
    negated,
    // Without brackets: && binds stronger than ||.
    fc
      .tuple(negated, fc.constantFrom('&&', '||'), negated, fc.constantFrom('&&', '||'), negated)
      .map((parts) => parts.join(' ')),
    fc.tuple(negated, negated, negated).map(([a, b, c]) => `!(${a} || ${b}) && ${c}`),
  );
}

export const selectorOfEndpoints = selectorOver(
  name.map((namespace) => `projectcalico.org/namespace == '${namespace}'`),
);
export const selectorOfNamespaces = selectorOver(
  name.map((namespace) => `kubernetes.io/metadata.name == '${namespace}'`),
  name.map((namespace) => `projectcalico.org/name in {'${namespace}'}`),
);
export const selectorOfServiceAccounts = selectorOver();
