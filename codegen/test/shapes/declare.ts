/** Declarations of a header that exists only in a test, as its author would write them. */

export interface Part {
  /** `uint32_t count` */
  readonly c: string;
  /** `in`, `out` or `in,out`. */
  readonly direction: string;
  /** `(array: count)` */
  readonly said?: string;
}

export interface Signature {
  readonly returns: string;
  readonly name: string;
  readonly parts: readonly Part[];
  readonly contract?: string;
  /** What stands behind `@return`; none for void and the status enum. */
  readonly result?: string;
  readonly failure?: string;
}

const SENTENCE = 'Says something.';

function comment(lines: readonly string[], contract: string | undefined): string {
  const said = contract === undefined ? [] : ['', '@par Contract', contract];
  return [
    '/**',
    ` * @brief ${SENTENCE}`,
    ' *',
    ...[...lines, ...said, '@since 1.0'].map((line) => ` * ${line}`),
    ' */',
  ].join('\n');
}

export function func(signature: Signature): string {
  const { returns, name } = signature;
  return `${callableComment(signature)}\nSHAPES_API ${returns}${returns.endsWith('*') ? '' : ' '}${name}(${list(signature.parts)});\n`;
}

export function callback(signature: Signature): string {
  return `${callableComment(signature)}\ntypedef ${signature.returns} (*${signature.name})(${list(signature.parts)});\n`;
}

function callableComment({ parts, contract, result, failure }: Signature): string {
  const lines = [
    ...parts.map(({ c, direction, said = '' }) => `@param[${direction}] ${nameIn(c)} ${said} ${SENTENCE}`),
    ...(result === undefined ? [] : [`@return ${result} ${SENTENCE}`]),
    ...(failure === undefined ? [] : [`@retval SHAPES_STATUS_TOO_SMALL ${failure}`]),
  ];
  return comment(lines, contract);
}

function list(parts: readonly Part[]): string {
  return parts.length === 0 ? 'void' : parts.map(({ c }) => c).join(', ');
}

function nameIn(c: string): string {
  return /(\w+)$/.exec(c)?.[1] ?? '';
}

export function struct(name: string, fields: readonly (readonly [c: string, said?: string])[]): string {
  const lines = fields.map(([c, said = '']) => `    ${c}; /**< ${said} ${SENTENCE} */`);
  return `${comment([], '(value)')}\ntypedef struct ${name} {\n${lines.join('\n')}\n} ${name}_t;\n`;
}

export function enumeration(name: string, members: readonly string[], contract: string): string {
  const lines = members.map((member) => `    ${member}, /**< ${SENTENCE} */`);
  return `${comment([], contract)}\ntypedef enum ${name} {\n${lines.join('\n')}\n} ${name}_t;\n`;
}

export function opaque(name: string, contract: string): string {
  return `${comment([], contract)}\ntypedef struct ${name} ${name}_t;\n`;
}
