import type { Origin } from '../model/origin.ts';
import type { Problem, ProblemCode, Severity } from '../model/problem.ts';

/** Offsets of one document → a place in its file. */
export type Locate = (span: { readonly start: number; readonly end: number }) => Origin;

/** Collects what is wrong with one document. */
export class Report {
  readonly problems: Problem[] = [];
  readonly locate: Locate;

  constructor(locate: Locate) {
    this.locate = locate;
  }

  add(
    code: ProblemCode,
    message: string,
    span: { readonly start: number; readonly end: number },
    severity: Severity = 'error',
  ): void {
    this.problems.push({ code, severity, message, origin: this.locate(span) });
  }

  get hasErrors(): boolean {
    return this.problems.some(({ severity }) => severity === 'error');
  }
}
