/** Evaluates integer constant expressions: literals, `+ - * / % << >> & | ^ ~`, parentheses and names already known. */
export function evaluate(text: string, known: ReadonlyMap<string, bigint>): bigint | undefined {
  const tokens = text.match(/0[xX][0-9a-fA-F]+[uUlL]*|0[bB][01]+[uUlL]*|\d+[uUlL]*|[A-Za-z_]\w*|<<|>>|\S/g) ?? [];
  if (tokens.length > 200) return undefined;
  const reader = new ExpressionReader(tokens, known);
  return reader.whole();
}

const PRECEDENCE: readonly (readonly string[])[] = [['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '%']];

class ExpressionReader {
  #at = 0;

  constructor(
    readonly tokens: readonly string[],
    readonly known: ReadonlyMap<string, bigint>,
  ) {}

  whole(): bigint | undefined {
    const value = this.#binary(0);
    return this.#at === this.tokens.length ? value : undefined;
  }

  #binary(level: number): bigint | undefined {
    const operators = PRECEDENCE[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (let operator = this.tokens[this.#at]; operator !== undefined; operator = this.tokens[this.#at]) {
      if (!operators.includes(operator)) break;
      this.#at += 1;
      const right = this.#binary(level + 1);
      left = left === undefined || right === undefined ? undefined : apply(operator, left, right);
    }
    return left;
  }

  #unary(): bigint | undefined {
    const token = this.tokens[this.#at];
    this.#at += 1;
    if (token === undefined) return undefined;
    if (token === '(') {
      const value = this.#binary(0);
      const closed = this.tokens[this.#at] === ')';
      this.#at += 1;
      return closed ? value : undefined;
    }
    if (token === '-' || token === '+' || token === '~') {
      const value = this.#unary();
      if (value === undefined) return undefined;
      return token === '-' ? -value : token === '~' ? ~value : value;
    }
    return literal(token) ?? this.known.get(token);
  }
}

function literal(token: string): bigint | undefined {
  const digits = token.replace(/[uUlL]+$/, '');
  if (/^0[0-7]+$/.test(digits)) return BigInt(`0o${digits.slice(1)}`);
  return /^(0[xX][0-9a-fA-F]+|0[bB][01]+|0|[1-9]\d*)$/.test(digits) ? BigInt(digits) : undefined;
}

function apply(operator: string, left: bigint, right: bigint): bigint | undefined {
  switch (operator) {
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '&':
      return left & right;
    case '<<':
      return right >= 0n && right < 64n ? left << right : undefined;
    case '>>':
      return right >= 0n && right < 64n ? left >> right : undefined;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0n ? undefined : left / right;
    case '%':
      return right === 0n ? undefined : left % right;
    default:
      return undefined;
  }
}
