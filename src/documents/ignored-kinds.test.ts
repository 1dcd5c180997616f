import { expect, it } from 'vitest';
import { RESOURCE_KINDS } from '../cluster/resource-kinds.ts';
import { POLICY_KINDS } from '../policies/policy-kinds.ts';
import { isIgnoredKind } from './ignored-kinds.ts';

const READ = [...RESOURCE_KINDS, ...POLICY_KINDS].flatMap(({ apiVersions, kind }) =>
  apiVersions.map((version) => ({ group: version.includes('/') ? version.replace(/\/.*/, '') : '', kind })),
);

// In a group of which kinds are read, a kind that is not known is a mistake, and one that is read is never ignored.
it.each([...new Set(READ.map(({ group }) => group))])('the group "%s" is known', (group) => {
  expect(isIgnoredKind(group, 'Unheard')).toBeNull();
});

it.each(READ)('$kind of "$group" is read', ({ group, kind }) => {
  expect(isIgnoredKind(group, kind)).toBeNull();
});
