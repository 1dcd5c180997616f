import type { Policy } from '../model/policy.ts';

/**
 * The policies as if those that are staged were enforced: they take the place of the policies they stand for, or
 * take them away.
 */
export function enforceStaged(policies: readonly Policy[]): readonly Policy[] {
  const staged = policies.flatMap(({ staged: staging }) => (staging && staging.action !== 'ignore' ? [staging] : []));
  const gone = new Set(staged.map(({ target }) => target));
  return policies.flatMap((policy) => {
    if (!policy.staged) return gone.has(policy.id) ? [] : [policy];
    return policy.staged.action === 'set' ? [enforced(policy)] : [];
  });
}

const enforcedBefore = new WeakMap<Policy, Policy>();

/** The same object for the same policy, so that what did not change is seen to be the same. */
function enforced(policy: Policy): Policy {
  let now = enforcedBefore.get(policy);
  if (!now) {
    now = { ...policy, staged: null };
    enforcedBefore.set(policy, now);
  }
  return now;
}
