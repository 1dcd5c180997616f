import type { Format } from './formats.ts';
import type { MapNode, ScalarNode } from './node.ts';
import type { Report } from './report.ts';

/**
 * What an API accepts, as plain data: one schema per kind serves validation, completion and documentation.
 * `check` holds what no schema can say, such as "exactly one of"; it runs only on values of the right type.
 */
export type Schema =
  | ObjectSchema
  | MapSchema
  | ListSchema
  | StringSchema
  | IntegerSchema
  | { readonly type: 'boolean' | 'number'; readonly doc?: string }
  /** A number or a name, such as a port. */
  | {
      readonly type: 'integer-or-string';
      readonly integer: IntegerSchema;
      readonly string: StringSchema;
      readonly doc?: string;
    }
  /** Not looked into. */
  | { readonly type: 'any'; readonly doc?: string };

export interface ObjectSchema {
  readonly type: 'object';
  readonly doc?: string;
  readonly fields: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** Fields beyond `fields` exist and are of no interest here; without it they are unknown to the API. */
  readonly open?: boolean;
  readonly check?: (node: MapNode, report: Report) => void;
}

export interface MapSchema {
  readonly type: 'map';
  readonly doc?: string;
  readonly keys?: Format;
  readonly values: Schema;
}

export interface ListSchema {
  readonly type: 'list';
  readonly doc?: string;
  readonly items: Schema;
  readonly min?: number;
  readonly max?: number;
}

export interface StringSchema {
  readonly type: 'string';
  readonly doc?: string;
  readonly oneOf?: readonly string[];
  readonly format?: Format;
  readonly check?: (node: ScalarNode, report: Report) => void;
}

export interface IntegerSchema {
  readonly type: 'integer';
  readonly doc?: string;
  readonly min?: number;
  readonly max?: number;
  /** What a number outside the range is called. */
  readonly code?: 'bad-port' | 'bad-value';
}
