import type { Cidr } from '../sets/cidr.ts';
import type { EndpointKind } from './cluster.ts';
import type { NamespaceName } from './ids.ts';
import type { Origin } from './origin.ts';

/** A question to one label. `not-in` and `absent` hold for a label that is missing; the others need it. */
export type LabelTest =
  | { readonly op: 'in' | 'not-in'; readonly key: string; readonly values: readonly string[] }
  | { readonly op: 'exists' | 'absent'; readonly key: string };

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
  | {
      readonly op: 'label';
      readonly of: 'endpoint' | 'namespace';
      readonly test: LabelTest;
      readonly origin: Origin;
    };
