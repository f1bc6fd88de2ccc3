import type { Abi } from '../../model/abi.js';
import { notice } from '../c/declarations.js';
import type { Emitter } from '../emitter.js';
import { blocks, code } from '../text.js';
import { elementsOf, type Mark, marksOf, structElements } from './marks.js';

/** `pvm.i`: what SWIG needs to make a module for any of its languages. */
export const emitSwig: Emitter = (abi, _names, config) => {
  const out = config.targets.swig?.out;
  return out === undefined ? [] : [{ path: `${out}/${abi.name}.i`, text: interfaceFile(abi) }];
};

/** SWIG's library has these typemaps for the languages that return several values as a list. */
const LISTS = ['PYTHON', 'PERL', 'RUBY', 'TCL'].map((language) => `defined(SWIG${language})`).join(' || ');

function interfaceFile(abi: Abi): string {
  const marks = marksOf(abi);
  return `${blocks(
    head(abi),
    code`
      %include <stdint.i>
      %include <typemaps.i>
      %include <cpointer.i>
      %include <carrays.i>
    `,
    handlesText(abi),
    arraysText(abi),
    outputsText(abi, marks),
    buffersText(marks),
    `%include "${abi.header}"`,
  )}\n`;
}

function head(abi: Abi): string {
  const { name, header } = abi;
  return code`
    ${notice(header)}
    /*
     * Makes ${name} callable from every language that SWIG knows:
     *
     *     swig -python -o ${name}_wrap.c ${name}.i        (or -java, -lua, -ruby, …; with the folder of ${header} as -I)
     *
     * Compile ${name}_wrap.c and link it with the library. Objects are destroyed with their last reference. Outputs come
     * behind the result, in the way of each language; where it has none for a type, and for arrays of C, there are
     * functions to make and read them: new_…_pointer(), new_…_array(count), …_array_getitem(array, index).
     */
    %module ${name}

    /* Ruby's classes start with a capital: SWIG sees to it. */
    #pragma SWIG nowarn=801

    %{
    #include "${header}"
    %}

    #define ${name.toUpperCase()}_API
    #define ${name.toUpperCase()}_DEPRECATED(message)
  `;
}

/** Opaque types as classes that free what they own; who destroys by hand gives ownership up. */
function handlesText(abi: Abi): string {
  return blocks(
    abi.handles.map(({ name, destroy }) => {
      const tag = tagOf(name);
      return code`
        /* ${name}: destroyed by ${destroy}, or with its last reference. */
        %nodefaultctor ${tag};
        struct ${tag} {};
        %extend ${tag} {
            ~${tag}() { ${destroy}($self); }
        }
        %delobject ${destroy};
        ${takersOf(abi, name, destroy).map((func) => `%delobject ${func};`)}
        ${makersOf(abi, name).map((func) => `%newobject ${func};`)}
      `;
    }),
  );
}

/** Functions beside the destroying one that take a handle over, as their only handle. */
function takersOf(abi: Abi, handle: string, destroy: string): readonly string[] {
  return abi.functions
    .filter(({ name, parameters }) => {
      const [first] = parameters;
      const takes = first?.type.kind === 'handle' && first.type.name === handle && first.ownership?.kind === 'transfer';
      return name !== destroy && takes;
    })
    .map(({ name }) => name);
}

function makersOf(abi: Abi, handle: string): readonly string[] {
  return abi.functions
    .filter(
      ({ returns }) =>
        returns.type.kind === 'handle' && returns.type.name === handle && returns.ownership?.kind === 'owned',
    )
    .map(({ name }) => name);
}

/** `pvm_vm` of `pvm_vm_t`: the tag by convention, which the rules hold names to. */
function tagOf(type: string): string {
  return type.replace(/_t$/, '');
}

function arraysText(abi: Abi): string {
  const types = [...elementsOf(abi), ...structElements(abi)];
  if (types.length === 0) return '';
  return code`
    /* Arrays of C, by hand: the ones inside structs, and those that no typemap fits. */
    ${types.map((type) => `%array_functions(${type}, ${abi.name}_${wordOf(type, abi)}_array);`)}
  `;
}

function wordOf(type: string, abi: Abi): string {
  return type
    .replace(/\s*\*$/, '')
    .replace(new RegExp(`^${abi.name}_`), '')
    .replace(/_t$/, '');
}

/** Outputs come in lists; elsewhere numbers come in the way of the language, enums and handles through pointers. */
function outputsText(abi: Abi, marks: readonly Mark[]): string {
  const numbers = marks.filter(({ kind }) => kind === 'number');
  const others = marks.filter(({ kind }) => kind === 'enum' || kind === 'handle');
  const taken = marks.filter(({ kind }) => kind === 'taken');
  const types = [...new Set(others.map(({ type }) => type))];
  if (numbers.length + others.length + taken.length === 0) return '';
  return code`
    #if ${LISTS}
    ${numbers.length === 0 ? '' : '/* Zero where a failure leaves an output alone. */'}
    ${numbers.flatMap((mark) => [apply(mark, mark.type), numberTypemap(mark)])}
    ${others.flatMap((mark) => (mark.kind === 'enum' ? enumTypemap(mark) : handleTypemap(mark)))}
    ${taken.map(({ type, name }) => `%apply SWIGTYPE *DISOWN { ${type} *${name} };`)}
    #else
    ${numbers.map((mark) => apply(mark, mark.type === 'size_t' ? 'unsigned long' : mark.type))}
    ${types.map((type) => `%pointer_functions(${type}, ${abi.name}_${wordOf(type, abi)}_pointer);`)}
    #endif
  `;
}

/** Not every language has typemaps for `size_t`, which is an `unsigned long` where this library runs. */
function apply({ type, name }: Mark, as: string): string {
  return `%apply ${as} *OUTPUT { ${type} *${name} };`;
}

function numberTypemap({ type, name }: Mark): string {
  return `%typemap(in, numinputs=0, noblock=1) ${type} *${name} (${type} temp = 0, int res = SWIG_TMPOBJ) { $1 = &temp; }`;
}

function enumTypemap({ type, name }: Mark): readonly string[] {
  return [
    `%typemap(in, numinputs=0, noblock=1) ${type} *${name} (${type} temp = (${type})0) { $1 = &temp; }`,
    `%typemap(argout, noblock=1, fragment=SWIG_From_frag(int)) ${type} *${name} { %append_output(SWIG_From_int((int)*$1)); }`,
  ];
}

/** NULL after a failure: then there is nothing to own. */
function handleTypemap({ type, name }: Mark): readonly string[] {
  return [
    `%typemap(in, numinputs=0, noblock=1) ${type}*${name} (${type}temp = 0) { $1 = &temp; }`,
    `%typemap(argout, noblock=1) ${type}*${name} {`,
    '  %append_output(SWIG_NewPointerObj(%as_voidptr(*$1), $*1_descriptor, *$1 ? SWIG_POINTER_OWN : 0));',
    '}',
  ];
}

function buffersText(marks: readonly Mark[]): string {
  const inputs = marks.filter(({ kind }) => kind === 'input');
  const buffers = marks.filter(({ kind }) => kind === 'buffer');
  const texts = marks.filter(({ kind }) => kind === 'text');
  return blocks(
    inputs.length + buffers.length === 0
      ? ''
      : code`
        #ifdef SWIGPYTHON
        /* Whatever has the buffer protocol: bytes, bytearray, memoryview, array.array, numpy. */
        %include <pybuffer.i>
        ${inputs.map(({ type, name, count }) => `%pybuffer_binary(${type}${name}, ${count ?? ''});`)}
        ${buffers.map(({ type, name, count }) => `%pybuffer_mutable_binary(${type}${name}, ${count ?? ''});`)}
        #endif
      `,
    texts.length === 0
      ? ''
      : code`
        #if ${LISTS}
        /* Takes the size of the buffer, and returns the text. */
        %include <cstring.i>
        ${texts.map(({ type, name, count }) => `%cstring_output_maxsize(${type}${name}, ${count ?? ''});`)}
        #endif
      `,
  );
}
