import { RESOURCE_KINDS } from '../cluster/resource-kinds.ts';
import { POLICY_KINDS } from '../policies/policy-kinds.ts';
import { groupKind } from './generate.ts';

/** What the engine reads, by "group/kind", so that a test asks only about what is there. */
const SUPPORTED: ReadonlySet<string> = new Set(
  [...POLICY_KINDS, ...RESOURCE_KINDS].flatMap(({ apiVersions, kind }) =>
    apiVersions.map((apiVersion) => groupKind({ apiVersion, kind })),
  ),
);

export function isSupported(...kinds: readonly string[]): boolean {
  return kinds.every((kind) => SUPPORTED.has(kind));
}
