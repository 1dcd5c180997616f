import { RESOURCE_KINDS } from './cluster/resource-kinds.ts';
import { POLICY_KINDS } from './policies/policy-kinds.ts';
import { type Simulate, simulateWith } from './simulate-with.ts';

/** The whole flow for all kinds: YAML text → documents → cluster and policies → verdicts → explanations. */
export const simulate: Simulate = simulateWith([...RESOURCE_KINDS, ...POLICY_KINDS]);
