import type { Abi, Constant, Enum, Struct } from '../../model/abi.js';
import { code } from '../text.js';
import { memberName, notice, prototype } from './declarations.js';

/** `pvm.map`: what a shared library exports, and nothing else. */
export function exportMap(abi: Abi): string {
  return code`
    ${notice(abi.header)}
    {
    global:
        ${abi.functions.map(({ name }) => `${name};`)}
    local:
        *;
    };
  `;
}

/** `pvm_asserts.c`: the compiler proves every number that the bindings rely on. */
export function staticAsserts(abi: Abi): string {
  return code`
    ${notice(abi.header)}
    #include "${abi.header}"

    #define SAME(expression, value) _Static_assert((expression) == (value), #expression " is not " #value)

    ${abi.constants.map(constantAssert)}

    ${abi.enums.flatMap(enumAsserts)}

    ${abi.structs.flatMap(structAsserts)}
  `;
}

function constantAssert(constant: Constant): string {
  return `SAME(${constant.name}, ${literal(constant.value)});`;
}

function enumAsserts(decl: Enum): readonly string[] {
  return [
    `SAME(sizeof(${decl.name}), 4);`,
    ...decl.members.map(({ name, value }) => `SAME(${name}, ${literal(value)});`),
  ];
}

function structAsserts(struct: Struct): readonly string[] {
  return [
    `SAME(sizeof(${struct.name}), ${struct.size});`,
    ...struct.fields.map(({ name, offset }) => `SAME(offsetof(${struct.name}, ${name}), ${offset});`),
  ];
}

function literal(value: bigint): string {
  // C has no negative literals, and no type for this one without its sign.
  if (value === -(1n << 63n)) return '(-0x7fffffffffffffffll - 1)';
  const suffix = value > 0x7fffffffffffffffn ? 'u' : '';
  return value < -0x7fffffffn || value > 0x7fffffffn ? `${value}${suffix === '' ? 'll' : 'ull'}` : String(value);
}

/** `pvm_mock.h`: a library that does nothing, counts its calls and returns what a test says. */
export function mockHeader(abi: Abi): string {
  const guard = `${abi.name}_mock_h`.toUpperCase();
  const members = abi.functions.map((func) => {
    const type = func.returns.type;
    const result =
      type.kind === 'void'
        ? ''
        : ` ${type.c.replace(/\s*\*\s*$/, ' *')}${type.c.trim().endsWith('*') ? '' : ' '}result;`;
    return `struct { unsigned calls;${result} } ${memberName(func, abi)};`;
  });
  return code`
    ${notice(abi.header)}
    #ifndef ${guard}
    #define ${guard}

    #include "${abi.header}"

    /* How often each function was called, and what it returns: zero at first. Outputs are left alone. Not for threads. */
    typedef struct ${abi.name}_mock {
        ${members}
    } ${abi.name}_mock_t;

    extern ${abi.name}_mock_t ${abi.name}_mock;

    #endif
  `;
}

export function mockSource(abi: Abi): string {
  const functions = abi.functions.map((func) => {
    const member = `${abi.name}_mock.${memberName(func, abi)}`;
    return code`
      ${prototype(func)}
      {
          ${func.parameters.map(({ name }) => `(void)${name};`)}
          ${member}.calls++;
          ${func.returns.type.kind === 'void' ? '' : `return ${member}.result;`}
      }
    `;
  });
  return code`
    ${notice(abi.header)}
    #include "${abi.name}_mock.h"

    ${abi.name}_mock_t ${abi.name}_mock;

    ${functions}
  `;
}
