import type { Abi, Field, Func, Parameter, Struct } from '../../src/model/abi.js';

/** A C program that uses every declaration of a header as its callers do, in the types that they have. */
export function clientOf(abi: Abi): string {
  return [
    `#include "${abi.header}"`,
    ...abi.constants.map(({ name }) => `unsigned long long use_${name}(void) { return (unsigned long long)${name}; }`),
    ...abi.enums.map(({ name, members, openness, flags }) => {
      const cases = members.map((member) => `case ${member.name}:`).join(' ');
      // Whoever was told (closed) needs no default.
      const rest = openness === 'closed' && !flags ? '' : ' default: return 2;';
      return `int use_${name}(${name} value) { switch (value) { ${cases} return 1;${rest} } return 0; }`;
    }),
    ...abi.structs.flatMap((struct) => struct.fields.map((field) => useOfField(struct, field))),
    ...abi.callbacks.map(({ name, parameters, returns }) => {
      const used = parameters.map((parameter) => `(void)${parameter.name};`).join(' ');
      const result = returns.type.kind === 'void' ? '' : ` return (${returns.type.c})0;`;
      return [
        `static ${returns.type.c} host_${name}(${list(parameters)}) { ${used}${result} }`,
        `${name} use_${name}(void) { return host_${name}; }`,
      ].join('\n');
    }),
    ...abi.functions.map(useOfFunction),
    '',
  ].join('\n');
}

function useOfField({ name }: Struct, field: Field): string {
  const [, element, count] = /^(.*)\[(\d+)\]$/.exec(field.type.c) ?? [];
  const use = `use_${name}_${field.name}`;
  return element === undefined
    ? `void ${use}(${name} *s, ${field.type.c} *v) { *v = s->${field.name}; s->${field.name} = *v; }`
    : `${element} (*${use}(${name} *s))[${count}] { return &s->${field.name}; }`;
}

function useOfFunction({ name, parameters, returns }: Func): string {
  const call = `${name}(${parameters.map((parameter) => parameter.name).join(', ')});`;
  const body =
    returns.type.kind === 'void' ? call : `${declared(returns.type.c, 'got_back')} = ${call} (void)got_back;`;
  return `void use_${name}(${list(parameters)}) { ${body} }`;
}

/** A library with every function of the header, and nothing in them: what debug information is made from. */
export function stubsOf(abi: Abi): string {
  const stubs = abi.functions.map(({ name, parameters, returns }) => {
    const used = parameters.map((parameter) => `(void)${parameter.name};`).join(' ');
    const result = returns.type.kind === 'void' ? '' : ` return (${returns.type.c})0;`;
    return `${declared(returns.type.c, `${name}(${list(parameters)})`)} { ${used}${result} }`;
  });
  return [`#include "${abi.header}"`, ...stubs, ''].join('\n');
}

function list(parameters: readonly Parameter[]): string {
  return parameters.length === 0 ? 'void' : parameters.map(({ type, name }) => declared(type.c, name)).join(', ');
}

function declared(c: string, name: string): string {
  return c.endsWith('*') ? `${c}${name}` : `${c} ${name}`;
}
