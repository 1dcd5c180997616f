import type { Brand } from './brand.ts';

/** "microseg/mydummycrm", or "mydummytask" for what has no namespace. Unique in a cluster. */
export type EndpointId = Brand<string, 'EndpointId'>;

/** The object that a policy is: "networking.k8s.io/NetworkPolicy microseg/deny-all". Unique in a cluster. */
export type PolicyId = Brand<string, 'PolicyId'>;

export type NamespaceName = Brand<string, 'NamespaceName'>;
