/** A parsed selector: whether it matches something with these labels; a missing label is undefined. */
export type CalicoSelector = (label: (key: string) => string | undefined) => boolean;

const TOKEN = /[ \t]*(\|\||&&|==|!=|[!(){},]|"[^"]*"|'[^']*'|[A-Za-z0-9_./-]+)[ \t]*/y;

/**
 * Calico's selector language, by semantics §4: `||` is weakest, then `&&`; `!` negates one operation; empty is all().
 *
 *   or        = and { "||" and }
 *   and       = operation { "&&" operation }
 *   operation = { "!" } ( "(" or ")" | "all()" | "has(" key ")" | key test )
 *   test      = "==" text | "!=" text | "contains" text | "starts with" text | "ends with" text
 *             | "in" set | "not in" set
 */
export function parseCalicoSelector(source: string): CalicoSelector {
  const known = parsed.get(source) ?? parse(source);
  parsed.set(source, known);
  return known;
}

const parsed = new Map<string, CalicoSelector>();

function parse(source: string): CalicoSelector {
  const tokens = tokenize(source);
  let next = 0;
  if (tokens.length === 0) return () => true;
  const selector = or();
  if (next < tokens.length) throw new Error(`too much in the selector: ${source}`);
  return selector;

  function take(wanted?: string): string {
    const token = tokens[next++];
    if (token === undefined || (wanted !== undefined && token !== wanted)) throw new Error(`bad selector: ${source}`);
    return token;
  }

  function found(token: string): boolean {
    if (tokens[next] !== token) return false;
    next++;
    return true;
  }

  function or(): CalicoSelector {
    const operands = [and()];
    while (found('||')) operands.push(and());
    return (label) => operands.some((operand) => operand(label));
  }

  function and(): CalicoSelector {
    const operands = [operation()];
    while (found('&&')) operands.push(operation());
    return (label) => operands.every((operand) => operand(label));
  }

  function operation(): CalicoSelector {
    if (found('!')) {
      const operand = operation();
      return (label) => !operand(label);
    }
    if (found('(')) {
      const inner = or();
      take(')');
      return inner;
    }
    const key = take();
    if (key === 'all' && found('(')) {
      take(')');
      return () => true;
    }
    if (key === 'has' && found('(')) {
      const name = take();
      take(')');
      return (label) => label(name) !== undefined;
    }
    return test(key);
  }

  /** A missing label: `!=` and `not in` are true, everything else is false. */
  function test(key: string): CalicoSelector {
    const operator = take();
    switch (operator) {
      case '==': {
        const wanted = text();
        return (label) => label(key) === wanted;
      }
      case '!=': {
        const unwanted = text();
        return (label) => label(key) !== unwanted;
      }
      case 'contains': {
        const part = text();
        return (label) => label(key)?.includes(part) ?? false;
      }
      case 'starts':
      case 'startswith': {
        if (operator === 'starts') take('with');
        const start = text();
        return (label) => label(key)?.startsWith(start) ?? false;
      }
      case 'ends':
      case 'endswith': {
        if (operator === 'ends') take('with');
        const end = text();
        return (label) => label(key)?.endsWith(end) ?? false;
      }
      case 'in': {
        const values = set();
        return (label) => values.includes(label(key));
      }
      case 'not':
      case 'notin': {
        if (operator === 'not') take('in');
        const values = set();
        return (label) => !values.includes(label(key));
      }
      default:
        throw new Error(`no operator "${operator}" in ${source}`);
    }
  }

  function set(): (string | undefined)[] {
    take('{');
    const values: (string | undefined)[] = [];
    while (!found('}')) {
      if (values.length > 0) take(',');
      values.push(text());
    }
    return values;
  }

  function text(): string {
    const token = take();
    if (!/^["']/.test(token)) throw new Error(`text expected, found ${token} in ${source}`);
    return token.slice(1, -1);
  }
}

function tokenize(source: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const start = TOKEN.lastIndex;
    const token = TOKEN.exec(source)?.[1];
    if (token === undefined) {
      if (source.slice(start).trim() === '') break;
      throw new Error(`bad character at ${start} in ${source}`);
    }
    tokens.push(token);
  }
  return tokens;
}
