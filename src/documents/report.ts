import type { Origin } from '../model/origin.ts';
import type { Problem, ProblemCode, Severity } from '../model/problem.ts';

/** Offsets of one document → a place in its file. */
export type Locate = (span: { readonly start: number; readonly end: number }) => Origin;

/** Collects what is wrong with one document. */
export class Report {
  readonly problems: Problem[] = [];
  readonly locate: Locate;
  private readonly documentation: string | null;

  /** `documentation` is the address that goes with every problem, if there is one. */
  constructor(locate: Locate, documentation: string | null = null) {
    this.locate = locate;
    this.documentation = documentation;
  }

  add(
    code: ProblemCode,
    message: string,
    span: { readonly start: number; readonly end: number },
    severity: Severity = 'error',
  ): void {
    const { documentation } = this;
    const origin = this.locate(span);
    this.problems.push({ code, severity, message, origin, ...(documentation ? { documentation } : {}) });
  }

  get hasErrors(): boolean {
    return this.problems.some(({ severity }) => severity === 'error');
  }
}
