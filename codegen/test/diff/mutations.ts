/** One change of pvm.h, and what must be found of it: these rules, once for each time they stand here, and no others. */
export interface Mutation {
  readonly name: string;
  /** Each text stands in the header; all places of it are replaced if it is an identifier. */
  readonly edits: readonly (readonly [from: string, to: string])[];
  readonly finds: readonly string[];
  readonly bump: 'major' | 'minor' | 'patch' | 'none';
  /** Why abidiff sees it otherwise than the verdict for compiled C says. */
  readonly abidiff?: string;
}

const WORDS = 'annotations are words: no debug information has them';
const VALUES = 'macros are not in debug information';
const INSIDE = 'abidiff counts a struct that grows as changed, and knows nothing of its first field';

const NO_VERSION = 'version-not-raised';

/** A function to add, with its own words. */
const ADDED = `/**
 * @brief Forgets everything that was cached for a machine.
 *
 * @param[in,out] vm The machine.
 *
 * @since 1.1
 */
PVM_API void pvm_vm_forget(pvm_vm_t *vm);

/* ---- Memory`;
const AT_MEMORY = '/* ---- Memory';

const MINOR: readonly [string, string] = ['#define PVM_ABI_MINOR 0', '#define PVM_ABI_MINOR 1'];
const MAJOR: readonly [string, string] = ['#define PVM_ABI_MAJOR 1', '#define PVM_ABI_MAJOR 2'];

const CLEAR_INTERRUPT = `/**
 * @brief Takes back an interrupt that no call has returned yet.
 *
 * @param[in,out] vm The machine.
 *
 * @par Contract
 * (thread: any) (in-callback)
 * @since 1.0
 */
PVM_API void pvm_vm_clear_interrupt(pvm_vm_t *vm);
`;

const GET_SERVICE = `/**
 * @brief Tells the service index that the machine was made with.
 *
 * @param[in] vm The machine.
 * @return The number as given; the library does nothing with it.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API uint32_t pvm_vm_get_service_index(const pvm_vm_t *vm);
`;

/** Changes that nobody may notice. */
const SILENT: readonly Mutation[] = [
  { name: 'nothing', edits: [], finds: [], bump: 'none' },
  {
    name: 'a prototype wrapped otherwise',
    edits: [
      [
        'PVM_API pvm_status_t pvm_vm_query_memory(const pvm_vm_t *vm, uint32_t address, pvm_access_t *out_access,\n                                         uint64_t *out_end);',
        'PVM_API pvm_status_t\npvm_vm_query_memory(const pvm_vm_t *vm,\n    uint32_t address,\n    pvm_access_t *out_access, uint64_t *out_end);',
      ],
    ],
    finds: [],
    bump: 'none',
  },
  {
    name: 'const on the other side of the type',
    edits: [['pvm_vm_get_service_index(const pvm_vm_t *vm)', 'pvm_vm_get_service_index(pvm_vm_t const *vm)']],
    finds: [],
    bump: 'none',
  },
  {
    name: 'a number written in hexadecimal',
    edits: [['#define PVM_PAGE_SIZE 4096', '#define PVM_PAGE_SIZE 0x1000']],
    finds: [],
    bump: 'none',
  },
  {
    name: 'a declaration moved to another section',
    edits: [
      [GET_SERVICE, ''],
      [AT_MEMORY, `${GET_SERVICE}\n${AT_MEMORY}`],
    ],
    finds: [],
    bump: 'none',
  },
  {
    name: 'words wrapped otherwise',
    edits: [
      [
        'instruction at `pc` once more, whose block is paid again. On a new machine,\n * or',
        'instruction at `pc` once more,\n * whose block is paid again. On a new machine, or',
      ],
    ],
    finds: [],
    bump: 'none',
  },
  {
    name: 'a plain comment',
    edits: [[AT_MEMORY, '/* Here begins what a guest can see. */\n\n/* ---- Memory']],
    finds: [],
    bump: 'none',
  },
  {
    name: 'a banner with another title',
    edits: [['/* ---- Memory -----', '/* ---- Guest memory -----']],
    finds: [],
    bump: 'none',
  },
];

const WORDING: readonly Mutation[] = [
  {
    name: 'other words in a brief',
    edits: [['@brief Reads the gas left.', '@brief Tells how much gas is left.']],
    finds: ['documentation-changed'],
    bump: 'patch',
  },
  {
    name: 'other words about a parameter',
    edits: [['(range: 0..12) Which one.\n * @return Its value', '(range: 0..12) Its number.\n * @return Its value']],
    finds: ['documentation-changed'],
    bump: 'patch',
  },
  {
    name: 'other words about a member',
    edits: [
      ['PVM_STATUS_OK = 0,               /**< Done. */', 'PVM_STATUS_OK = 0,               /**< All went well. */'],
    ],
    finds: ['documentation-changed'],
    bump: 'patch',
  },
  {
    name: 'another section of the Gray Paper',
    edits: [[' * (open) (gp: A.2)', ' * (open) (gp: A.3)']],
    finds: ['documentation-changed'],
    bump: 'patch',
  },
  {
    name: 'another @since',
    edits: [
      [
        '@brief Octets of a page, the unit of access rights. @since 1.0',
        '@brief Octets of a page, the unit of access rights. @since 0.9',
      ],
    ],
    finds: ['since-changed'],
    bump: 'patch',
  },
  {
    name: 'a parameter with another name',
    edits: [
      [
        ' * @param[in,out] vm    The machine.\n * @param[in]     count (unit',
        ' * @param[in,out] vm    The machine.\n * @param[in]     steps (unit',
      ],
      ['pvm_vm_step(pvm_vm_t *vm, uint64_t count)', 'pvm_vm_step(pvm_vm_t *vm, uint64_t steps)'],
    ],
    finds: ['parameter-renamed'],
    bump: 'patch',
  },
  {
    name: 'a status that can no longer come',
    edits: [
      [
        ' * @retval PVM_STATUS_OUT_OF_MEMORY    Nothing was written.\n * @retval PVM_STATUS_DESTROYED        The handle',
        ' * @retval PVM_STATUS_DESTROYED        The handle',
      ],
    ],
    finds: ['status-withdrawn'],
    bump: 'patch',
  },
];

const ADDITIONS: readonly Mutation[] = [
  {
    name: 'a new function, with its version',
    edits: [[AT_MEMORY, ADDED], MINOR],
    finds: ['function-added'],
    bump: 'minor',
  },
  {
    name: 'a new function without a version',
    edits: [[AT_MEMORY, ADDED]],
    finds: ['function-added', NO_VERSION],
    bump: 'minor',
  },
  {
    name: 'a new function that says an old version',
    edits: [[AT_MEMORY, ADDED.replace('@since 1.1', '@since 1.0')], MINOR],
    finds: ['function-added', 'since-mismatch'],
    bump: 'minor',
  },
  {
    name: 'a new function for which a major version is raised',
    edits: [[AT_MEMORY, ADDED.replace('@since 1.1', '@since 2.0')], MAJOR],
    finds: ['function-added', 'version-raised-needlessly'],
    bump: 'major',
    abidiff: VALUES,
  },
  {
    name: 'a major version raised for nothing',
    edits: [MAJOR],
    finds: ['version-raised-needlessly'],
    bump: 'major',
    abidiff: VALUES,
  },
  { name: 'a minor version raised for nothing', edits: [MINOR], finds: ['version-raised-needlessly'], bump: 'patch' },
  {
    name: 'a lower version',
    edits: [['#define PVM_ABI_MAJOR 1', '#define PVM_ABI_MAJOR 0']],
    finds: ['version-lowered'],
    bump: 'major',
    abidiff: VALUES,
  },
  {
    name: 'a new member of an open enum',
    edits: [
      [
        '    PVM_STATUS_BAD_STATE = 11, ',
        '    PVM_STATUS_NOT_NOW = 12, /**< Later. */\n    PVM_STATUS_BAD_STATE = 11, ',
      ],
      MINOR,
    ],
    finds: ['open-enum-member-added'],
    bump: 'minor',
  },
  {
    name: 'a (size) struct that grows at its end',
    edits: [
      [
        '/**< How compiled code accesses memory. */\n',
        '/**< How compiled code accesses memory. */\n    uint64_t time_limit;    /**< (unit: nanoseconds) Most time that it may take. */\n',
      ],
      MINOR,
    ],
    finds: ['sized-struct-grew'],
    bump: 'minor',
    abidiff: INSIDE,
  },
  {
    name: 'a new constant',
    edits: [
      [
        '/* ---- Programs -',
        '/** @brief Most machines of a process. @since 1.1 */\n#define PVM_MAX_DRILLS 65536\n\n/* ---- Programs -',
      ],
      MINOR,
    ],
    finds: ['constant-added'],
    bump: 'minor',
  },
  {
    name: 'a deprecation',
    edits: [
      [GET_SERVICE, GET_SERVICE.replace(' * @since 1.0\n', ' * @since 1.0\n * @deprecated 1.1 Use pvm_vm_check.\n')],
      MINOR,
    ],
    finds: ['deprecated'],
    bump: 'minor',
  },
  {
    name: 'an input that may be NULL now',
    edits: [
      [
        '[in]  argument     (array: argument_len) Copied to PVM_ARGUMENT_ADDRESS.',
        '[in]  argument     (array: argument_len) (nullable) Copied to PVM_ARGUMENT_ADDRESS.',
      ],
      MINOR,
    ],
    finds: ['null-accepted'],
    bump: 'minor',
  },
  {
    name: 'a wider range',
    edits: [
      [
        '[in]     stack_size  (unit: bytes) (range: 0..0xffffff) Its size.',
        '[in]     stack_size  (unit: bytes) (range: 0..0x1ffffff) Its size.',
      ],
      MINOR,
    ],
    finds: ['range-widened'],
    bump: 'minor',
  },
  {
    name: 'an input that gains const',
    edits: [['pvm_vm_interrupt(pvm_vm_t *vm)', 'pvm_vm_interrupt(const pvm_vm_t *vm)'], MINOR],
    finds: ['const-relaxed'],
    bump: 'minor',
  },
  {
    name: 'a function that any thread may call',
    edits: [[' * (in-callback) (field: heap_pointer)', ' * (thread: any) (in-callback) (field: heap_pointer)'], MINOR],
    finds: ['thread-widened'],
    bump: 'minor',
  },
  {
    name: 'a function that callbacks may call',
    edits: [[' * (gp: A.8)', ' * (in-callback) (gp: A.8)'], MINOR],
    finds: ['in-callback-allowed'],
    bump: 'minor',
  },
  {
    name: 'one more way to fail',
    edits: [
      [
        ' * @retval PVM_STATUS_LIMIT_EXCEEDED   Past the heap limit',
        ' * @retval PVM_STATUS_BUSY             It runs.\n * @retval PVM_STATUS_LIMIT_EXCEEDED   Past the heap limit',
      ],
      MINOR,
    ],
    finds: ['status-added'],
    bump: 'minor',
  },
  {
    name: 'pointers that survive a reset',
    edits: [[' * (invalidates: pvm_vm_get_memory_window)\n', ' * (thread: serial)\n'], MINOR],
    finds: ['pointers-survive'],
    bump: 'minor',
  },
];

/** All of these need a new major version; MAJOR keeps the version out of it. */
const BREAKS: readonly Omit<Mutation, 'bump'>[] = [
  {
    name: 'a function that is not exported',
    edits: [['PVM_API void pvm_vm_interrupt(', 'void pvm_vm_interrupt(']],
    finds: ['function-hidden'],
    abidiff: 'the stubs are compiled with everything visible',
  },
  {
    name: 'a removed function',
    edits: [
      [CLEAR_INTERRUPT, ''],
      [', clear: pvm_vm_clear_interrupt', ''],
    ],
    finds: ['function-removed', 'blocking-changed'],
  },
  { name: 'a renamed function', edits: [['pvm_vm_step', 'pvm_vm_advance']], finds: ['function-renamed'] },
  {
    name: 'a renamed function that others refer to',
    edits: [['pvm_vm_get_memory_window', 'pvm_vm_borrow_memory']],
    finds: ['function-renamed'],
  },
  {
    name: 'a removed constant',
    edits: [
      ['/** @brief Top of the stack of a standard program. @since 1.0 */\n#define PVM_STACK_TOP 0xfefe0000\n', ''],
    ],
    finds: ['constant-removed'],
  },
  { name: 'a renamed constant', edits: [['PVM_HALT_ADDRESS', 'PVM_EXIT_ADDRESS']], finds: ['constant-renamed'] },
  {
    name: 'a constant with another value',
    edits: [['#define PVM_MAX_INSTRUCTION_TEXT 128', '#define PVM_MAX_INSTRUCTION_TEXT 256']],
    finds: ['constant-value-changed'],
    abidiff: VALUES,
  },
  { name: 'a renamed struct', edits: [['pvm_trap_t', 'pvm_stop_t']], finds: ['struct-renamed'] },
  {
    name: 'a renamed handle',
    edits: [['pvm_program_t', 'pvm_module_t']],
    finds: ['handle-renamed', 'role-changed', 'role-changed'],
  },
  {
    name: 'a renamed callback type',
    edits: [['pvm_host_callback_t', 'pvm_host_function_t']],
    finds: ['callback-renamed'],
  },
  { name: 'a renamed enum', edits: [['pvm_access_t', 'pvm_rights_t']], finds: ['enum-renamed'] },
  {
    name: 'a new parameter',
    edits: [
      ['pvm_vm_step(pvm_vm_t *vm, uint64_t count)', 'pvm_vm_step(pvm_vm_t *vm, uint64_t count, bool into)'],
      [
        'that a callback answers do not end the count.\n',
        'that a callback answers do not end the count.\n * @param[in]     into  Whether calls count.\n',
      ],
    ],
    finds: ['parameter-added'],
  },
  {
    name: 'a parameter less',
    edits: [
      ['uint64_t *out_end);', ');'],
      ['pvm_access_t *out_access,\n                                         );', 'pvm_access_t *out_access);'],
      [' * @param[out] out_end    First address behind it with another access, at most 2^32.\n', ''],
    ],
    finds: ['parameter-removed'],
  },
  {
    name: 'parameters in another order',
    edits: [
      [
        'pvm_vm_set_register(pvm_vm_t *vm, uint32_t index, uint64_t value)',
        'pvm_vm_set_register(pvm_vm_t *vm, uint64_t value, uint32_t index)',
      ],
    ],
    finds: ['parameters-reordered'],
  },
  {
    name: 'parameters of one type in another order',
    edits: [
      [
        'uint32_t address, uint64_t length, pvm_access_t access);',
        'uint64_t length, uint32_t address, pvm_access_t access);',
      ],
    ],
    finds: ['parameters-reordered'],
  },
  {
    name: 'a narrower parameter',
    edits: [['pvm_vm_set_gas(pvm_vm_t *vm, uint64_t gas)', 'pvm_vm_set_gas(pvm_vm_t *vm, uint32_t gas)']],
    finds: ['parameter-type-changed'],
  },
  {
    name: 'a wider parameter',
    edits: [
      [
        'pvm_vm_get_register(const pvm_vm_t *vm, uint32_t index)',
        'pvm_vm_get_register(const pvm_vm_t *vm, uint64_t index)',
      ],
    ],
    finds: ['parameter-type-changed'],
  },
  {
    name: 'a signed parameter',
    edits: [
      [
        'pvm_vm_get_register(const pvm_vm_t *vm, uint32_t index)',
        'pvm_vm_get_register(const pvm_vm_t *vm, int32_t index)',
      ],
    ],
    finds: ['parameter-type-changed'],
  },
  {
    name: 'size_t for uint64_t',
    edits: [['pvm_vm_step(pvm_vm_t *vm, uint64_t count)', 'pvm_vm_step(pvm_vm_t *vm, size_t count)']],
    finds: ['parameter-type-changed'],
  },
  {
    name: 'a wider result',
    edits: [['PVM_API uint32_t pvm_vm_get_service_index', 'PVM_API uint64_t pvm_vm_get_service_index']],
    finds: ['result-type-changed'],
  },
  {
    name: 'a narrower result',
    edits: [['PVM_API uint64_t pvm_vm_get_gas', 'PVM_API uint32_t pvm_vm_get_gas']],
    finds: ['result-type-changed'],
  },
  {
    name: 'a result where there was none',
    edits: [['PVM_API void pvm_vm_set_yield_mode', 'PVM_API bool pvm_vm_set_yield_mode']],
    finds: ['result-type-changed'],
  },
  {
    name: 'a result no longer',
    edits: [['PVM_API pvm_status_t pvm_vm_set_register', 'PVM_API void pvm_vm_set_register']],
    finds: ['result-type-changed'],
  },
  {
    name: 'an input without const',
    edits: [['pvm_vm_get_trap(const pvm_vm_t *vm', 'pvm_vm_get_trap(pvm_vm_t *vm']],
    finds: ['const-tightened'],
  },
  {
    name: 'an input that may no longer be NULL',
    edits: [['[in]     callback  (nullable) (scope: vm)', '[in]     callback  (scope: vm)']],
    finds: ['null-no-longer-accepted'],
    abidiff: WORDS,
  },
  {
    name: 'a result that may be NULL',
    edits: [
      ['@return (borrowed: vm) Always the same address.', '@return (nullable) (borrowed: vm) Always the same address.'],
    ],
    finds: ['null-given'],
    abidiff: WORDS,
  },
  {
    name: 'an output that must be there',
    edits: [['[out] out_error       (optional) Filled only', '[out] out_error       Filled only']],
    finds: ['output-required', 'error-detail-changed'],
    abidiff: WORDS,
  },
  {
    name: 'a result that cannot fail',
    edits: [['@return (owned) (fallible) NULL if an argument', '@return (owned) NULL if an argument']],
    finds: ['fallibility-changed'],
    abidiff: WORDS,
  },
  {
    name: 'a handle that is taken over',
    edits: [['[in]  program (retained) The program. For', '[in]  program (transfer) The program. For']],
    finds: ['ownership-changed'],
    abidiff: WORDS,
  },
  {
    name: 'an array counted by another parameter',
    edits: [['[in] code          (array: code_len)', '[in] code          (array: num_regs)']],
    finds: ['array-length-changed'],
    abidiff: WORDS,
  },
  {
    name: 'a shorter array to get',
    edits: [['@return (array: PVM_REGISTER_COUNT) (borrowed: vm)', '@return (array: 12) (borrowed: vm)']],
    finds: ['array-narrowed'],
    abidiff: WORDS,
  },
  {
    name: 'another unit',
    edits: [
      [
        'uint32_t heap_pages;                   /**< (unit: pages)',
        'uint32_t heap_pages;                   /**< (unit: bytes)',
      ],
    ],
    finds: ['unit-changed'],
    abidiff: WORDS,
  },
  {
    name: 'a narrower range',
    edits: [['[in] num_regs      (range: 0..13)', '[in] num_regs      (range: 0..12)']],
    finds: ['range-narrowed'],
    abidiff: WORDS,
  },
  {
    name: 'a callback for one call only',
    edits: [['(nullable) (scope: vm) (closure: user_data)', '(nullable) (scope: call) (closure: user_data)']],
    finds: ['callback-scope-changed'],
    abidiff: WORDS,
  },
  {
    name: 'a function for one thread',
    edits: [
      [
        ' * (thread: any) (gp: A.3)\n * @since 1.0\n */\nPVM_API bool pvm_program_has',
        ' * (thread: serial) (gp: A.3)\n * @since 1.0\n */\nPVM_API bool pvm_program_has',
      ],
    ],
    finds: ['thread-narrowed'],
    abidiff: WORDS,
  },
  {
    name: 'a handle for one thread',
    edits: [['(destroy: pvm_program_release) (thread: any)', '(destroy: pvm_program_release) (thread: serial)']],
    finds: ['thread-narrowed'],
    abidiff: WORDS,
  },
  {
    name: 'a function that callbacks may not call',
    edits: [[' * (in-callback) (field: registers)', ' * (field: registers)']],
    finds: ['in-callback-forbidden'],
    abidiff: WORDS,
  },
  {
    name: 'a function that calls back',
    edits: [[' * (gp: A.8)', ' * (invokes: pvm_host_callback_t) (gp: A.8)']],
    finds: ['callback-invoked'],
    abidiff: WORDS,
  },
  {
    name: 'a function that blocks',
    edits: [[' * (gp: A.8)', ' * (blocking: interrupt: pvm_vm_interrupt) (gp: A.8)']],
    finds: ['blocking-changed'],
    abidiff: WORDS,
  },
  {
    name: 'pointers that end',
    edits: [[' * (gp: A.8)', ' * (invalidates: pvm_vm_get_memory_window) (gp: A.8)']],
    finds: ['pointers-invalidated'],
    abidiff: WORDS,
  },
  {
    name: 'an enum value that moved',
    edits: [['PVM_RESULT_REFUSED = 7,', 'PVM_RESULT_REFUSED = 8,']],
    finds: ['enum-value-changed'],
  },
  {
    name: 'two enum values exchanged',
    edits: [
      ['PVM_RESULT_OOG = 1,', 'PVM_RESULT_OOG = 2,'],
      ['PVM_RESULT_PANIC = 2,', 'PVM_RESULT_PANIC = 1,'],
    ],
    finds: ['enum-value-changed', 'enum-value-changed'],
  },
  {
    name: 'a removed enum member',
    edits: [['    PVM_DEFECT_SYNTAX = 9,            /**< Assembly text that is not understood. */\n', '']],
    finds: ['enum-member-removed'],
  },
  {
    name: 'a renamed enum member',
    edits: [['PVM_RESULT_OOG', 'PVM_RESULT_OUT_OF_GAS']],
    finds: ['enum-member-renamed'],
    abidiff: 'abidiff counts a renamed enumerator as a change; its value is the same',
  },
  {
    name: 'a reused enum value',
    edits: [
      [
        'PVM_DEFECT_SYNTAX = 9,            /**< Assembly text that is not understood. */',
        'PVM_DEFECT_NO_MEMORY = 9,         /**< The host could not help. */',
      ],
    ],
    finds: ['enum-value-reused'],
  },
  {
    name: 'a new member of a closed enum',
    edits: [
      [
        '    PVM_ACCESS_READ_WRITE = 2, ',
        '    PVM_ACCESS_EXECUTE = 3,    /**< Run. */\n    PVM_ACCESS_READ_WRITE = 2, ',
      ],
    ],
    finds: ['closed-enum-member-added'],
    abidiff: 'abidiff counts a new enumerator as harmless',
  },
  {
    name: 'an enum that is no longer closed',
    edits: [[' * (closed) (gp: 4.6)', ' * (open) (gp: 4.6)']],
    finds: ['enum-opened'],
    abidiff: WORDS,
  },
  {
    name: 'an enum of flags',
    edits: [[' * (closed) (gp: 4.6)', ' * (closed) (flags) (gp: 4.6)']],
    finds: ['enum-kind-changed'],
    abidiff: WORDS,
  },
  {
    name: 'a plain struct that grows',
    edits: [
      [
        'else 0. */\n} pvm_trap_t;',
        'else 0. */\n    uint64_t value;       /**< What was to be stored. */\n} pvm_trap_t;',
      ],
    ],
    finds: ['struct-field-added'],
  },
  {
    name: 'a field inside of a struct',
    edits: [
      [
        '    uint64_t host_call;        /**<',
        '    uint64_t steps;            /**< How many. */\n    uint64_t host_call;        /**<',
      ],
    ],
    finds: ['struct-field-added'],
  },
  {
    name: 'a removed field',
    edits: [['    uint32_t line;       /**< Line of assembly text, from 1; 0 for everything else. */\n', '']],
    finds: ['struct-field-removed'],
  },
  {
    name: 'a renamed field',
    edits: [['    uint64_t native_len; ', '    uint64_t machine_len;']],
    finds: ['struct-field-renamed'],
  },
  {
    name: 'a wider field',
    edits: [['    uint32_t stack_size; ', '    uint64_t stack_size; ']],
    finds: ['struct-field-type-changed'],
  },
  {
    name: 'a longer text in a struct',
    edits: [['char message[120];', 'char message[128];']],
    finds: ['struct-field-type-changed'],
  },
  {
    name: 'fields in another order',
    edits: [
      [
        '    uint64_t gas;              /**< (unit: gas) Gas left, unsigned. */\n    uint64_t pc;               /**< Instruction that caused the exit, or where the next run starts. */\n',
        '    uint64_t pc;               /**< Instruction that caused the exit, or where the next run starts. */\n    uint64_t gas;              /**< (unit: gas) Gas left, unsigned. */\n',
      ],
    ],
    finds: ['struct-fields-reordered'],
  },
  {
    name: 'a struct without its size',
    edits: [['/**< (size) sizeof(pvm_vm_options_t)', '/**< sizeof(pvm_vm_options_t)']],
    finds: ['struct-size-field-changed'],
    abidiff: WORDS,
  },
  {
    name: 'a callback with another parameter',
    edits: [
      [
        '(*pvm_host_callback_t)(pvm_vm_t *vm, int func_id, void *user_data);',
        '(*pvm_host_callback_t)(pvm_vm_t *vm, int64_t func_id, void *user_data);',
      ],
    ],
    finds: ['callback-signature-changed'],
  },
  {
    name: 'a callback that returns nothing',
    edits: [['typedef pvm_host_result_t (*pvm_host', 'typedef void (*pvm_host']],
    finds: ['callback-signature-changed'],
  },
  {
    name: 'a callback whose argument may be NULL',
    edits: [
      [
        ' * @param[in,out] vm        The machine, stopped at the ecalli.',
        ' * @param[in,out] vm        (nullable) The machine, stopped at the ecalli.',
      ],
    ],
    finds: ['null-given'],
    abidiff: WORDS,
  },
  {
    name: 'a name for TypeScript only',
    edits: [[' * (gp: A.8)', ' * (as: ts: output) (gp: A.8)']],
    finds: ['binding-name-changed'],
  },
  {
    name: 'an experimental function',
    edits: [
      [
        GET_SERVICE,
        `#ifdef PVM_EXPERIMENTAL\n${GET_SERVICE.replace('(in-callback)', '(in-callback) (experimental)')}#endif\n`,
      ],
    ],
    finds: ['made-experimental'],
  },
  {
    name: 'a renamed function with one parameter more',
    edits: [
      ['pvm_vm_step(pvm_vm_t *vm, uint64_t count)', 'pvm_vm_advance(pvm_vm_t *vm, uint64_t count, bool into)'],
      ['pvm_vm_step', 'pvm_vm_advance'],
      [
        'that a callback answers do not end the count.\n',
        'that a callback answers do not end the count.\n * @param[in]     into  Whether calls count.\n',
      ],
    ],
    finds: ['function-renamed', 'parameter-added'],
  },
  {
    name: 'a removed function and a new one',
    edits: [
      [CLEAR_INTERRUPT, ''],
      [', clear: pvm_vm_clear_interrupt', ''],
      [AT_MEMORY, ADDED.replace('@since 1.1', '@since 2.0')],
    ],
    finds: ['function-removed', 'function-added', 'blocking-changed'],
  },
  {
    name: 'a renamed struct with a wider field',
    edits: [
      ['pvm_trap_t', 'pvm_stop_t'],
      ['    uint32_t address;     /**< First', '    uint64_t address;     /**< First'],
    ],
    finds: ['struct-renamed', 'struct-field-type-changed'],
  },
];

export const MUTATIONS: readonly Mutation[] = [
  ...SILENT,
  ...WORDING,
  ...ADDITIONS,
  ...BREAKS.map((mutation): Mutation => ({ ...mutation, edits: [...mutation.edits, MAJOR], bump: 'major' })),
  {
    name: 'a break without a version',
    edits: [['pvm_vm_step', 'pvm_vm_advance']],
    finds: ['function-renamed', NO_VERSION],
    bump: 'major',
  },
  {
    name: 'a break with a minor version only',
    edits: [['pvm_vm_step', 'pvm_vm_advance'], MINOR],
    finds: ['function-renamed', NO_VERSION],
    bump: 'major',
  },
];
