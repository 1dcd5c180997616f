import type { Origin } from '../model/origin.ts';
import type { LabelSource, LabelTest, Selector } from '../model/selector.ts';

/** What is wrong with a selector, and at which character of it. */
export interface SelectorFault {
  readonly message: string;
  readonly offset: number;
}

export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly fault: SelectorFault };

/** A selector as written, before it is said whose labels it looks at. */
export type Expression =
  | { readonly op: 'and' | 'or'; readonly operands: readonly Expression[] }
  | { readonly op: 'not'; readonly operand: Expression }
  | { readonly op: 'all' | 'global' }
  | { readonly op: 'test'; readonly test: LabelTest; readonly start: number; readonly end: number };

type Token =
  | { readonly kind: 'text' | 'label' | 'has'; readonly text: string; readonly start: number; readonly end: number }
  | { readonly kind: Exclude<Symbols, 'text' | 'label' | 'has'>; readonly start: number; readonly end: number };
type Symbols = 'text' | 'label' | 'has' | Punctuation | Word | 'end';
type Punctuation = '(' | ')' | '{' | '}' | ',' | '==' | '!=' | '!' | '&&' | '||';
type Word = 'in' | 'not in' | 'contains' | 'starts with' | 'ends with' | 'all' | 'global';

const PUNCTUATION: readonly Punctuation[] = ['==', '!=', '&&', '||', '!', '(', ')', '{', '}', ','];
const LABEL = '[A-Za-z0-9_./-]{1,512}';
/** Behind a label, these are operators; anywhere else they are labels. */
const OPERATORS: readonly (readonly [Word, RegExp])[] = [
  ['contains', /contains/y],
  ['starts with', /starts[ \t]*with/y],
  ['ends with', /ends[ \t]*with/y],
  ['not in', /not[ \t]*in(?![A-Za-z0-9_./-])/y],
  ['in', /in(?![A-Za-z0-9_./-])/y],
];
const CALLS: readonly (readonly [Word, RegExp])[] = [
  ['all', /all\([ \t]*\)/y],
  ['global', /global\([ \t]*\)/y],
];
const HAS = new RegExp(`has\\([ \\t]*(${LABEL})[ \\t]*\\)`, 'y');
const NAME = new RegExp(LABEL, 'y');
const QUOTED = /'([^']*)'|"([^"]*)"/y;
const BLANKS = /[ \t]*/y;
/** Deeper than any selector that a person writes. */
const MAX_DEPTH = 100;

/**
 * Parses a selector of Calico's language. `||` binds weakest; `!` negates the operation or bracket behind it.
 * https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors
 */
export function parseCalicoSelector(source: string): ParsedExpression {
  try {
    return { ok: true, expression: new Parser(tokenize(source), source.length).parse() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, fault: { message: error.message, offset: error.offset } };
    throw error;
  }
}

/** Says whose labels a selector looks at, and where its tests stand. `all` is what `all()` means there. */
export function bindExpression(
  expression: Expression,
  of: LabelSource,
  all: Selector,
  originOf: (start: number, end: number) => Origin,
): Selector {
  const bind = (part: Expression): Selector => {
    switch (part.op) {
      case 'and':
      case 'or':
        return { op: part.op, operands: part.operands.map(bind) };
      case 'not':
        return { op: 'not', operand: bind(part.operand) };
      case 'all':
        return all;
      case 'global':
        return { op: 'not', operand: { op: 'labelled', of: 'namespace' } };
      case 'test':
        return { op: 'label', of, test: part.test, origin: originOf(part.start, part.end) };
      default:
        return unreachable(part);
    }
  };
  return bind(expression);
}

/** Whether `global()` occurs, which may only stand alone and only in a rule's namespaceSelector. */
export function mentionsGlobal(expression: Expression): boolean {
  switch (expression.op) {
    case 'and':
    case 'or':
      return expression.operands.some(mentionsGlobal);
    case 'not':
      return mentionsGlobal(expression.operand);
    default:
      return expression.op === 'global';
  }
}

class Refusal extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at;
    return form.exec(source);
  };
  for (;;) {
    at += match(BLANKS)?.[0].length ?? 0;
    if (at >= source.length) break;
    const start = at;
    const afterLabel = tokens.at(-1)?.kind === 'label';
    const symbol = PUNCTUATION.find((each) => source.startsWith(each, at));
    const quoted = match(QUOTED);
    const call = (afterLabel ? OPERATORS : CALLS).find(([, form]) => match(form));
    const has = afterLabel ? null : match(HAS);
    const label = match(NAME);
    if (symbol) {
      at += symbol.length;
      tokens.push({ kind: symbol, start, end: at });
    } else if (quoted) {
      at += quoted[0].length;
      tokens.push({ kind: 'text', text: quoted[1] ?? quoted[2] ?? '', start, end: at });
    } else if (call) {
      at += match(call[1])?.[0].length ?? 0;
      tokens.push({ kind: call[0], start, end: at });
    } else if (has) {
      at += has[0].length;
      tokens.push({ kind: 'has', text: has[1] ?? '', start, end: at });
    } else if (label) {
      at += label[0].length;
      tokens.push({ kind: 'label', text: label[0], start, end: at });
    } else {
      const character = source[at] ?? '';
      const isQuote = character === '"' || character === "'";
      throw new Refusal(
        isQuote ? 'The text that starts here has no closing quote.' : `"${character}" has no meaning here.`,
        at,
      );
    }
  }
  return tokens;
}

class Parser {
  private next = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];
  private readonly end: Token;

  constructor(tokens: readonly Token[], length: number) {
    this.tokens = tokens;
    this.end = { kind: 'end', start: length, end: length };
  }

  parse(): Expression {
    if (this.peek().kind === 'end') return { op: 'all' };
    const expression = this.alternatives();
    if (this.peek().kind !== 'end') this.refuse('&& or ||');
    return expression;
  }

  private alternatives(): Expression {
    return this.chain('||', 'or', () => this.chain('&&', 'and', () => this.operation()));
  }

  private chain(symbol: '||' | '&&', op: 'or' | 'and', operand: () => Expression): Expression {
    const operands = [operand()];
    while (this.peek().kind === symbol) {
      this.next += 1;
      operands.push(operand());
    }
    const [only] = operands;
    return operands.length === 1 && only ? only : { op, operands };
  }

  private operation(): Expression {
    let negated = false;
    while (this.peek().kind === '!') {
      negated = !negated;
      this.next += 1;
    }
    const expression = this.primary();
    return negated ? { op: 'not', operand: expression } : expression;
  }

  private primary(): Expression {
    const token = this.take();
    switch (token.kind) {
      case 'has':
        return { op: 'test', test: { op: 'exists', key: token.text }, start: token.start, end: token.end };
      case 'all':
      case 'global':
        return { op: token.kind };
      case 'label':
        return this.comparison(token.text, token.start);
      case '(': {
        this.depth += 1;
        if (this.depth > MAX_DEPTH) throw new Refusal('The brackets are nested too deeply.', token.start);
        const inner = this.alternatives();
        if (this.take().kind !== ')') this.refuseLast('a closing bracket');
        this.depth -= 1;
        return inner;
      }
      default:
        return this.refuseLast('a label, has(…), all() or a bracket');
    }
  }

  private comparison(key: string, start: number): Expression {
    const operator = this.take();
    const test = (made: LabelTest): Expression => {
      return { op: 'test', test: made, start, end: this.tokens[this.next - 1]?.end ?? start };
    };
    switch (operator.kind) {
      case '==':
        return test({ op: 'in', key, values: [this.text()] });
      case '!=':
        return test({ op: 'not-in', key, values: [this.text()] });
      case 'in':
        return test({ op: 'in', key, values: this.set() });
      case 'not in':
        return test({ op: 'not-in', key, values: this.set() });
      case 'contains':
        return test({ op: 'contains', key, value: this.text() });
      case 'starts with':
        return test({ op: 'starts-with', key, value: this.text() });
      case 'ends with':
        return test({ op: 'ends-with', key, value: this.text() });
      default:
        return this.refuseLast('==, !=, in, not in, contains, starts with or ends with');
    }
  }

  private text(): string {
    const token = this.take();
    return token.kind === 'text' ? token.text : this.refuseLast('text in quotes');
  }

  private set(): readonly string[] {
    if (this.take().kind !== '{') this.refuseLast('a set such as {"a", "b"}');
    const values: string[] = [];
    if (this.peek().kind === '}') {
      this.next += 1;
      return values;
    }
    for (;;) {
      values.push(this.text());
      const token = this.take();
      if (token.kind === '}') return values;
      if (token.kind !== ',') this.refuseLast('a comma or a closing brace');
    }
  }

  private peek(): Token {
    return this.tokens[this.next] ?? this.end;
  }

  private take(): Token {
    const token = this.peek();
    this.next += 1;
    return token;
  }

  private refuseLast(expected: string): never {
    this.next -= 1;
    return this.refuse(expected);
  }

  private refuse(expected: string): never {
    const token = this.peek();
    const where = token.kind === 'end' ? 'The selector ends here' : 'Here';
    throw new Refusal(`${where}, where ${expected} should follow.`, token.start);
  }
}

function unreachable(value: never): never {
  throw new Error(`no such expression: ${JSON.stringify(value)}`);
}
