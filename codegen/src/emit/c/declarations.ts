import type { Abi, Func, Parameter } from '../../model/abi.js';

/** C as the header spells it. */

/** A type and what it declares: `const uint8_t *` and `blob` give `const uint8_t *blob`. */
export function declare(type: string, name: string): string {
  const spelled = type
    .replace(/\s+/g, ' ')
    .replace(/\s*(\*+)\s*$/, ' $1')
    .trim();
  if (name === '') return spelled;
  return spelled.endsWith('*') ? `${spelled}${name}` : `${spelled} ${name}`;
}

export function parameterList(parameters: readonly Parameter[]): string {
  return parameters.length === 0 ? 'void' : parameters.map(({ type, name }) => declare(type.c, name)).join(', ');
}

/** `void pvm_vm_interrupt(pvm_vm_t *vm)`, without the semicolon. */
export function prototype(func: Func): string {
  return declare(func.returns.type.c, `${func.name}(${parameterList(func.parameters)})`);
}

/** The prototype over several lines, as the header has it, for documentation. */
export function prototypeLines(func: Func, width = 110): readonly string[] {
  const single = `${prototype(func)};`;
  if (single.length <= width) return [single];
  const open = declare(func.returns.type.c, `${func.name}(`);
  const lines: string[] = [];
  let line = open;
  func.parameters.forEach(({ type, name }, index) => {
    const piece = declare(type.c, name) + (index === func.parameters.length - 1 ? ');' : ',');
    if (line !== open && line.trim() !== '' && line.length + 1 + piece.length > width) {
      lines.push(line);
      line = ' '.repeat(open.length) + piece;
    } else {
      line = line === open ? line + piece : `${line} ${piece}`;
    }
  });
  return [...lines, line];
}

/** The function's name without the library's: what it is called in the table. */
export function memberName(func: Func, abi: Abi): string {
  return func.name.startsWith(`${abi.name}_`) ? func.name.slice(abi.name.length + 1) : func.name;
}

export function macro(abi: Abi, name: string): string {
  return `${abi.name}_${name}`.toUpperCase();
}

/** What C says of generated files. */
export function notice(header: string): string {
  return `/* Code generated from ${header} by pvm-codegen. DO NOT EDIT. */`;
}
