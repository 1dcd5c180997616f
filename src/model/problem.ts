import type { Origin } from './origin.ts';

/** Every way in which input can be at fault. A code is documented once and never changes its meaning. */
export const PROBLEM_CODES = {
  'bad-yaml': 'The text is not YAML.',
  'too-large': 'The text is larger than what is read at once.',
  'alias-bomb': 'Aliases make the document grow beyond any use.',
  'not-an-object': 'The document is not a manifest with apiVersion and kind.',
  'unknown-kind': 'Seglab does not know this kind, so it changes no verdict.',
  'ignored-kind': 'The kind is known and has no say in who may connect to whom.',
  'not-a-manifest': 'A JSON file without apiVersion and kind is left alone.',
  'missing-field': 'A field that the API requires is not there.',
  'unknown-field': 'The API has no such field here.',
  'bad-type': 'The value has another type than the API asks for.',
  'bad-value': 'The value is not one of those that the API accepts.',
  'bad-name': 'The name breaks the rules for names.',
  'bad-label': 'The label key or value breaks the rules for labels.',
  'bad-selector': 'The selector is not one that the API accepts.',
  'bad-cidr': 'The address block is not one, or is not where it may be.',
  'bad-port': 'The port, range or protocol is not one that the API accepts.',
  'not-one-of': 'Exactly one of several fields must be given.',
  'duplicate-object': 'The same object is given twice.',
  'unknown-endpoint': 'A flow names an endpoint that is not there.',
  'last-accepted-in-force': 'The object as last accepted stays in force, as it would in a cluster.',
  'unreadable-file': 'The file could not be read.',
} as const;

export type ProblemCode = keyof typeof PROBLEM_CODES;
export type Severity = 'error' | 'warning' | 'info';

/** Something wrong with what was given, at the exact place. Problems are collected, never thrown. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly origin: Origin;
  /** Where the rule that was broken is documented. */
  readonly documentation?: string;
}
