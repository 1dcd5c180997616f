import type { Cidr } from '../sets/cidr.ts';
import type { EndpointKind } from './cluster.ts';
import type { NamespaceName } from './ids.ts';
import type { Origin } from './origin.ts';

/** A question to one label. `not-in` and `absent` hold for a label that is missing; the others need it. */
export type LabelTest =
  | { readonly op: 'in' | 'not-in'; readonly key: string; readonly values: readonly string[] }
  | { readonly op: 'exists' | 'absent'; readonly key: string }
  | { readonly op: 'contains' | 'starts-with' | 'ends-with'; readonly key: string; readonly value: string };

/** Whose labels are looked at. */
export type LabelSource = 'endpoint' | 'namespace' | 'service-account' | 'node';

/**
 * The one selector language: every syntax that selects endpoints is lowered to it.
 * `and` of nothing selects everything, `or` of nothing selects nothing.
 */
export type Selector =
  | { readonly op: 'and' | 'or'; readonly operands: readonly Selector[] }
  | { readonly op: 'not'; readonly operand: Selector }
  /** Keeps a negated label test off plain addresses. */
  | { readonly op: 'is'; readonly kind: EndpointKind }
  | { readonly op: 'in-namespace'; readonly name: NamespaceName }
  /** An address in `cidr` and in none of `except`. */
  | { readonly op: 'in-network'; readonly cidr: Cidr; readonly except: readonly Cidr[]; readonly origin: Origin }
  /** Traffic of one IP version. */
  | { readonly op: 'family'; readonly family: 4 | 6 }
  | { readonly op: 'label'; readonly of: LabelSource; readonly test: LabelTest; readonly origin: Origin }
  /** Has labels of that sort at all: is in a namespace, is on a node's address. */
  | { readonly op: 'labelled'; readonly of: LabelSource }
  /** A host endpoint without a profile that lets pass what no policy governs. */
  | { readonly op: 'unprofiled' }
  /** A backend of a Service. */
  | { readonly op: 'behind-service'; readonly service: string; readonly origin: Origin }
  /** A server outside the cluster that is called so; `*.` in front stands for one or more labels. */
  | { readonly op: 'named'; readonly pattern: string; readonly origin: Origin }
  /**
   * What Calico knows an address as. `own`: as the endpoint it is. `any`: as that, or as a member of a network set
   * that holds its address. The operand must hold for one of them as a whole.
   */
  | { readonly op: 'identity'; readonly among: 'own' | 'any'; readonly operand: Selector };
