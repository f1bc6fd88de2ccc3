import type { Emitter } from '../emitter.js';
import { blocks, code } from '../text.js';
import { closuresSource } from './closures-source.js';
import { makeNapiContext, type NapiContext } from './context.js';
import { groupSource } from './functions.js';
import { memorySource } from './memory-source.js';
import { runtimeHeader } from './runtime-header.js';
import { runtimeSource } from './runtime-source.js';
import { workersSource } from './workers-source.js';

/** The addon: C++ that works and checks nothing, since the TypeScript classes have done that. */
export const emitNapi: Emitter = (abi, names, config) => {
  const target = config.targets.napi;
  if (target === undefined) return [];
  const context = makeNapiContext(abi, names, config, target);
  return [
    { path: `${target.out}/addon.h`, text: runtimeHeader(context) },
    { path: `${target.out}/addon.cc`, text: runtimeSource(context) },
    { path: `${target.out}/addon_memory.cc`, text: memorySource(context) },
    { path: `${target.out}/addon_closures.cc`, text: closuresSource(context) },
    { path: `${target.out}/addon_workers.cc`, text: workersSource(context) },
    { path: `${target.out}/addon_kinds.cc`, text: kindsSource(context) },
    ...context.groups.map((group) => ({
      path: `${target.out}/${fileName(group.name)}.cc`,
      text: groupSource(context, group),
    })),
  ];
};

/** `Vm` stands in `vm.cc`. */
function fileName(className: string): string {
  return className.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** `addon_kinds.cc`: what differs from handle to handle. */
function kindsSource(context: NapiContext): string {
  const classes = context.groups.flatMap(({ handle, name }) => (handle === undefined ? [] : [name]));
  return code`
    // ${context.notice}
    #include "addon.h"

    #include <cstddef>

    // JavaScript writes and reads structs by their offsets.
    #define AT(type, field, offset) static_assert(offsetof(type, field) == (offset), #type "." #field " has moved")
    #define SIZE(type, size) static_assert(sizeof(type) == (size), #type " has another size")
    ${context.abi.structs.flatMap((struct) => [
      `SIZE(${struct.name}, ${struct.size});`,
      ...struct.fields.map(({ name, offset }) => `AT(${struct.name}, ${name}, ${offset});`),
    ])}
    ${context.abi.enums.map(({ name }) => `SIZE(${name}, 4);`)}

    ${classes.length === 0 ? WITHOUT_HANDLES : switches(classes)}
  `;
}

const WITHOUT_HANDLES = blocks(
  'void Bind(Napi::Object, Slot*) {}',
  'int32_t Destroy(Kind, const Table*, void*) { return 0; }',
);

function switches(classes: readonly string[]): string {
  return code`
    void Bind(Napi::Object object, Slot* slot) {
      switch (slot->kind) {
        ${classes.map((name) => `case Kind::k${name}: return Bind${name}(object, slot);`)}
      }
    }

    int32_t Destroy(Kind kind, const Table* table, void* handle) {
      switch (kind) {
        ${classes.map((name) => `case Kind::k${name}: return Destroy${name}(table, handle);`)}
      }
      return 0;
    }
  `;
}
