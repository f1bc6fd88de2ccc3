/*
 * pvm.h - the Polkadot Virtual Machine (PVM) of JAM, for embedding.
 *
 * One header, several engines: every library that exports these functions runs the same programs with the same
 * results to the bit, gas included, as Gray Paper 0.7.2 defines them. A first complete use:
 *
 *     #include <stdio.h>
 *     #include "pvm.h"
 *
 *     int main(void)
 *     {
 *         // jump table: 0 entries of 0 octets; 3 octets of code: add_64 r9, r7, r8; mask: one instruction
 *         const uint8_t blob[] = {0, 0, 3, 200, 0x87, 9, 0x01};
 *         pvm_program_t *program = NULL;
 *         pvm_program_error_t error;
 *         if (pvm_program_parse(blob, sizeof blob, NULL, &program, &error) != PVM_STATUS_OK) {
 *             fprintf(stderr, "octet %u: %s\n", (unsigned)error.offset, error.message);
 *             return 1;
 *         }
 *         pvm_vm_t *vm = NULL;
 *         if (pvm_vm_from_program(program, NULL, &vm) != PVM_STATUS_OK)
 *             return 1;
 *         pvm_state_t *state = pvm_vm_get_state(vm);
 *         state->registers[7] = 40;
 *         state->registers[8] = 2;
 *         state->gas = 100;
 *         pvm_result_t result = pvm_vm_execute(vm, 0); // runs off its end: PVM_RESULT_PANIC, as the Gray Paper says
 *         printf("%s, r9 = %u, gas left %u\n", pvm_result_name(result), (unsigned)state->registers[9],
 *                (unsigned)state->gas);
 *         pvm_vm_destroy(vm);
 *         pvm_program_release(program);
 *         return 0;
 *     }
 *
 * Rules for all functions, said once
 *
 * State. All state of a machine lives in the library, in one public block (pvm_state_t) that every engine loads from
 * when it starts and stores to at every exit. A host reads and writes that block in place and keeps no copy of it.
 *
 * Failure. A call that can fail returns pvm_status_t, and on failure leaves its outputs and the machine as they were.
 * pvm_status_message says it in words. There is no "last error". The functions that run a guest return pvm_result_t
 * and refuse misuse with PVM_RESULT_REFUSED.
 *
 * NULL. A pointer may be NULL only where the documentation says so. Elsewhere NULL gives PVM_STATUS_INVALID_ARGUMENT;
 * a function that returns no status does nothing then, and gives 0, NULL or PVM_RESULT_REFUSED. An array of length 0
 * may always be NULL. A handle that was destroyed is recognised while its memory has not been given to a newer
 * machine (PVM_STATUS_DESTROYED); using one for longer than that acts on the wrong machine, but never on freed memory.
 * A pointer that never was a handle is undefined behaviour.
 *
 * Ownership. What a function gives out through `out_*` with a handle type is the caller's, to be given back with
 * pvm_vm_destroy or pvm_program_release. What it returns directly is borrowed, for as long as its comment says.
 * Input arrays are read during the call only and copied if needed.
 *
 * Threads. A program may be used by any number of threads at once. A machine is used by one thread at a time, any
 * thread; only pvm_vm_interrupt may be called while another thread uses the machine. The library has no other state
 * that a caller could see.
 *
 * Callbacks. Inside a host callback, the machine that called is running: functions marked as allowed there may be
 * called on it, all others answer PVM_STATUS_BUSY. Other machines may be created and run there (nesting).
 *
 * Numbers. Addresses are guest addresses, 0 to 2^32 - 1. Sizes are octets unless a comment says otherwise. All integers
 * of the formats are little-endian. Strings are NUL-terminated UTF-8.
 */
#ifndef PVM_H
#define PVM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Visibility of the API in a shared library. Define it before including this header to choose another. */
#ifndef PVM_API
#if defined(__GNUC__)
#define PVM_API __attribute__((visibility("default")))
#else
#define PVM_API
#endif
#endif

/* ---- Identity ---------------------------------------------------------- */

/** @brief Major ABI version: another one means that compiled callers must be rebuilt. @since 1.0 */
#define PVM_ABI_MAJOR 1

/** @brief Minor ABI version: a library with a higher one has all of a lower one. @since 1.0 */
#define PVM_ABI_MINOR 0

/**
 * @brief What kind of engine a library is.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum pvm_engine_kind {
    PVM_ENGINE_KIND_INTERPRETER = 0, /**< Interprets on any machine. */
    PVM_ENGINE_KIND_RECOMPILER = 1,  /**< Compiles to the machine's own code. */
} pvm_engine_kind_t;

/**
 * @brief Tells the ABI version that the library was built for.
 *
 * A host that loads a library at run time calls this first and uses the library only if the major part equals
 * PVM_ABI_MAJOR and the minor part is at least PVM_ABI_MINOR of the header it was compiled with.
 *
 * @return 65536 times the major part, plus the minor part.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
PVM_API uint32_t pvm_abi_version(void);

/**
 * @brief Tells the kind of this engine.
 *
 * @return The kind. A recompiler on a machine that it has no code for answers PVM_ENGINE_KIND_INTERPRETER.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
PVM_API pvm_engine_kind_t pvm_engine_kind(void);

/**
 * @brief Tells the name of this engine, for logs and error messages.
 *
 * @return (string) (borrowed: static) Such as `pvm-ffi interpreter 1.0.0`.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
PVM_API const char *pvm_engine_name(void);

/* ---- Status ------------------------------------------------------------ */

/**
 * @brief Outcome of a call that can fail.
 *
 * @par Contract
 * (errors) (open)
 * @since 1.0
 */
typedef enum pvm_status {
    PVM_STATUS_OK = 0,               /**< Done. */
    PVM_STATUS_INVALID_ARGUMENT = 1, /**< A required pointer is NULL, or a number outside its documented range. */
    PVM_STATUS_OUT_OF_MEMORY = 2,    /**< The host has no memory or address space left for it. */
    PVM_STATUS_BAD_PROGRAM = 3,      /**< Not a program; the error record says where and why. */
    PVM_STATUS_PAGE_FAULT = 4,       /**< A page of the range does not allow the access. */
    PVM_STATUS_BUSY = 5,             /**< The machine is running: only calls marked for callbacks are allowed. */
    PVM_STATUS_BUFFER_TOO_SMALL = 6, /**< The caller's buffer is too small; the needed size was reported. */
    PVM_STATUS_LIMIT_EXCEEDED = 7,   /**< A documented limit of the library or of the machine would be passed. */
    PVM_STATUS_UNSUPPORTED = 8,      /**< This combination of options, or this value, is not known to the library. */
    PVM_STATUS_DESTROYED = 9,        /**< The handle was destroyed before. */
    PVM_STATUS_BAD_ADDRESS = 10,     /**< Not a multiple of 4096, in the first 64 KiB, or past 2^32. */
    PVM_STATUS_BAD_STATE = 11,       /**< The machine is not stopped where this call makes sense. */
    PVM_STATUS_NO_MEMORY_MODE = 12,  /**< The memory mode is unknown, or not to be had with this engine on this host. */
    PVM_STATUS_SIGNAL_TAKEN = 13,    /**< Another handler of SIGSEGV has replaced the library's, or the thread blocks it. */
} pvm_status_t;

/**
 * @brief Says a status in words.
 *
 * @param[in] status Any value.
 * @return (string) (borrowed: static) One sentence in lower case, without a full stop; never NULL.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
PVM_API const char *pvm_status_message(pvm_status_t status);

/**
 * @brief How a run of the guest ended, or why it paused.
 *
 * The first four are the answers that simple hosts need; Gray Paper A.1 has five, see pvm_machine_state_t.
 *
 * @par Contract
 * (open) (gp: A.1)
 * @since 1.0
 */
typedef enum pvm_result {
    PVM_RESULT_OK = 0,          /**< The guest halted, or the host ended the run with PVM_HOST_TERMINATE. */
    PVM_RESULT_OOG = 1,         /**< Out of gas: the instruction at `pc` has not run. */
    PVM_RESULT_PANIC = 2,       /**< Panic; `trap_kind` says of which sort. */
    PVM_RESULT_HOST_CALL = 3,   /**< Stopped at the ecalli at `pc`, number in `host_call`; resume to go on behind it. */
    PVM_RESULT_FAULT = 4,       /**< Page fault at `fault_address`; the instruction at `pc` has done nothing. */
    PVM_RESULT_INTERRUPTED = 5, /**< pvm_vm_interrupt was called; resume goes on as if nothing happened. */
    PVM_RESULT_STEPPED = 6,     /**< pvm_vm_step has run its number of instructions; resume or step again. */
    PVM_RESULT_REFUSED = 7,     /**< Nothing ran: the handle is NULL or destroyed, or the machine is running. */
} pvm_result_t;

/**
 * @brief Names a result.
 *
 * @param[in] result Any value.
 * @return (string) (borrowed: static) Such as `panic` or `host-call`; `unknown` for a value that is none.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
PVM_API const char *pvm_result_name(pvm_result_t result);

/* ---- Limits ------------------------------------------------------------ */

/** @brief Registers of a machine, r0 to r12. @since 1.0 */
#define PVM_REGISTER_COUNT 13

/** @brief Octets of a page, the unit of access rights. @since 1.0 */
#define PVM_PAGE_SIZE 4096

/** @brief Lowest address that can be mapped; an access below it panics. @since 1.0 */
#define PVM_LOWEST_ADDRESS 0x10000

/** @brief A jump to this address halts the machine. @since 1.0 */
#define PVM_HALT_ADDRESS 0xffff0000

/** @brief Top of the stack of a standard program. @since 1.0 */
#define PVM_STACK_TOP 0xfefe0000

/** @brief Where the argument of a standard program starts. @since 1.0 */
#define PVM_ARGUMENT_ADDRESS 0xfeff0000

/** @brief Longest argument of a standard program, in octets. @since 1.0 */
#define PVM_MAX_ARGUMENT_LEN 0x1000000

/** @brief Longest code that the library accepts, in octets; longer programs get PVM_STATUS_LIMIT_EXCEEDED. @since 1.0 */
#define PVM_MAX_CODE_LEN 0x2000000

/** @brief Machines that can be alive at once; a further one gets PVM_STATUS_LIMIT_EXCEEDED. @since 1.0 */
#define PVM_MAX_MACHINES 16384

/** @brief A buffer of this many octets holds the text of any instruction. @since 1.0 */
#define PVM_MAX_INSTRUCTION_TEXT 128

/* ---- Programs ---------------------------------------------------------- */

/**
 * @brief How opcodes are numbered. A blob does not say which it was made for: the caller must.
 *
 * @par Contract
 * (open) (gp: A.5)
 * @since 1.0
 */
typedef enum pvm_instruction_set {
    PVM_INSTRUCTION_SET_GP_0_7_2 = 0,          /**< Gray Paper 0.7.2: 139 opcodes. */
    PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY = 1, /**< The same, and 3 is `unlikely`, which does nothing. */
} pvm_instruction_set_t;

/**
 * @brief How gas is charged.
 *
 * @par Contract
 * (open) (gp: A.1)
 * @since 1.0
 */
typedef enum pvm_gas_model {
    PVM_GAS_MODEL_INSTRUCTION = 0, /**< One per instruction, charged before it runs. Gray Paper 0.7. */
    PVM_GAS_MODEL_BLOCK = 1,       /**< Per basic block on entry, by a simulated pipeline. Proposed for 0.8. */
} pvm_gas_model_t;

/**
 * @brief When a recompiler makes machine code of a program. Results are the same to the bit.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum pvm_compile {
    PVM_COMPILE_ADAPTIVE = 0, /**< Lazily: code that has been entered, when it was interpreted for long enough. */
    PVM_COMPILE_EAGER = 1,    /**< The whole program, when it is made. */
    PVM_COMPILE_NEVER = 2,    /**< Not at all: it is interpreted. */
} pvm_compile_t;

/**
 * @brief Choices that hold for a program and all machines that run it.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct pvm_program_options {
    uint32_t size;                         /**< (size) sizeof(pvm_program_options_t) of the caller's header. */
    pvm_instruction_set_t instruction_set; /**< Numbering of opcodes. */
    pvm_gas_model_t gas_model;             /**< How gas is charged. */
    pvm_compile_t compile;                 /**< When to make machine code. An interpreter never does, whatever this says. */
} pvm_program_options_t;

/**
 * @brief What is wrong with a program.
 *
 * @par Contract
 * (open) (gp: A.2)
 * @since 1.0
 */
typedef enum pvm_defect {
    PVM_DEFECT_NONE = 0,              /**< Nothing. */
    PVM_DEFECT_TRUNCATED = 1,         /**< It ends before its last field is complete. */
    PVM_DEFECT_TRAILING = 2,          /**< Octets are left over after the last field. */
    PVM_DEFECT_NOT_SHORTEST = 3,      /**< A natural number is not in its shortest form. */
    PVM_DEFECT_PADDING = 4,           /**< An unused bit of the last octet of the bitmask is set. */
    PVM_DEFECT_JUMP_ENTRY = 5,        /**< A jump table entry is 2^64 or more. */
    PVM_DEFECT_LIMIT = 6,             /**< The code is longer than PVM_MAX_CODE_LEN. */
    PVM_DEFECT_BITMASK_LEN = 7,       /**< The bitmask has not one bit per octet of code. */
    PVM_DEFECT_LAYOUT = 8,            /**< The sections of a standard program do not fit the address space. */
    PVM_DEFECT_SYNTAX = 9,            /**< Assembly text that is not understood. */
    PVM_DEFECT_UNKNOWN_LABEL = 10,    /**< Assembly text refers to a label that it does not define. */
    PVM_DEFECT_OUT_OF_RANGE = 11,     /**< A number in assembly text does not fit where it stands. */
} pvm_defect_t;

/**
 * @brief Where and why a program was refused.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct pvm_program_error {
    uint64_t offset;     /**< (unit: bytes) First octet of the input that is wrong. */
    pvm_defect_t defect; /**< What is wrong with it. */
    uint32_t line;       /**< Line of assembly text, from 1; 0 for everything else. */
    char message[120];   /**< (string) One sentence in lower case, without a full stop. */
} pvm_program_error_t;

/**
 * @brief What is known of a program.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct pvm_program_info {
    uint32_t size;                         /**< (size) sizeof(pvm_program_info_t) of the caller's header. */
    pvm_instruction_set_t instruction_set; /**< As chosen. */
    pvm_gas_model_t gas_model;             /**< As chosen. */
    uint32_t is_standard;                  /**< (range: 0..1) 1 for a standard program. */
    uint32_t is_valid;                     /**< (range: 0..1) 0 if a standard program's code is invalid: it panics when run. */
    uint32_t jump_entry_size;              /**< (unit: bytes) (range: 0..255) Octets of a jump table entry in the blob. */
    uint64_t jump_table_len;               /**< Entries of the jump table. */
    uint64_t code_len;                     /**< (unit: bytes) Length of the code. */
    uint64_t instruction_count;            /**< (unit: instructions) Set bits of the bitmask. */
    uint64_t block_count;                  /**< (unit: blocks) Basic blocks that can be jumped to. */
    uint64_t native_len;                   /**< (unit: bytes) Machine code made from it so far; 0 for an interpreter. */
    uint64_t prepare_time;                 /**< (unit: nanoseconds) Time that making it took: decoding, and compiling if eager. */
    uint64_t read_only_len;                /**< (unit: bytes) Read-only data of a standard program. */
    uint64_t read_write_len;               /**< (unit: bytes) Initial read-write data of a standard program. */
    uint64_t metadata_len;                 /**< (unit: bytes) Metadata in front of a standard program, without its length. */
    uint32_t heap_pages;                   /**< (unit: pages) Zero pages behind the read-write data. */
    uint32_t stack_size;                   /**< (unit: bytes) Stack of a standard program. */
    uint64_t compile_time;                 /**< (unit: nanoseconds) Time that making machine code took so far. */
    pvm_compile_t compile;                 /**< As chosen. */
} pvm_program_info_t;

/**
 * @brief One basic block.
 *
 * @par Contract
 * (value) (gp: A.3)
 * @since 1.0
 */
typedef struct pvm_block {
    uint64_t start;             /**< First octet of its first instruction. */
    uint64_t end;               /**< First octet behind its last instruction. */
    uint64_t instruction_count; /**< (unit: instructions) Instructions in it. */
    uint64_t gas_cost;          /**< (unit: gas) What entering it costs, in the program's gas model. */
} pvm_block_t;

/**
 * @brief A decoded program: immutable, reference-counted, shared by any number of machines and threads.
 *
 * @par Contract
 * (handle) (retain: pvm_program_retain) (destroy: pvm_program_release) (thread: any)
 * @since 1.0
 */
typedef struct pvm_program pvm_program_t;

/**
 * @brief Reads a program blob: jump table, code and bitmask as the Gray Paper encodes them.
 *
 * Accepted exactly if the blob is the encoding of some program. Undefined opcodes, missing terminators and wild jumps
 * are no reason to refuse: they matter only when execution gets there.
 *
 * @param[in]  blob        (array: blob_len) The encoded program.
 * @param[in]  blob_len    (unit: bytes) Its length.
 * @param[in]  options     (nullable) NULL: Gray Paper 0.7.2, one gas per instruction.
 * @param[out] out_program (owned) One reference to the program. Untouched on failure.
 * @param[out] out_error   (optional) Filled only with PVM_STATUS_BAD_PROGRAM and PVM_STATUS_LIMIT_EXCEEDED.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_BAD_PROGRAM      Not the encoding of a program; `out_error` says where.
 * @retval PVM_STATUS_LIMIT_EXCEEDED   The code is longer than PVM_MAX_CODE_LEN.
 * @retval PVM_STATUS_UNSUPPORTED      An option has a value that the library does not know.
 * @retval PVM_STATUS_OUT_OF_MEMORY    Nothing was allocated.
 *
 * @par Contract
 * (thread: any) (gp: A.2)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_program_parse(const uint8_t *blob, size_t blob_len, const pvm_program_options_t *options,
                                       pvm_program_t **out_program, pvm_program_error_t *out_error);

/**
 * @brief Reads a standard program: read-only data, read-write data, heap pages, stack size and program blob.
 *
 * A standard program whose inner blob is invalid is accepted, as the Gray Paper has it: its machines panic when run and
 * charge nothing, with trap kind PVM_TRAP_KIND_INVALID_PROGRAM; `is_valid` of its info is 0 and pvm_program_get_defect
 * tells why.
 *
 * @param[in]  blob         (array: blob_len) The standard program.
 * @param[in]  blob_len     (unit: bytes) Its length.
 * @param[in]  has_metadata True: a length-prefixed metadata blob comes first, as the chain stores it. Nothing in the
 *                          data tells the two forms apart.
 * @param[in]  options      (nullable) NULL: Gray Paper 0.7.2, one gas per instruction.
 * @param[out] out_program  (owned) One reference to the program. Untouched on failure.
 * @param[out] out_error    (optional) Filled only with PVM_STATUS_BAD_PROGRAM and PVM_STATUS_LIMIT_EXCEEDED.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_BAD_PROGRAM      The container is not a standard program; `out_error` says where.
 * @retval PVM_STATUS_LIMIT_EXCEEDED   The code is longer than PVM_MAX_CODE_LEN.
 * @retval PVM_STATUS_UNSUPPORTED      An option has a value that the library does not know.
 * @retval PVM_STATUS_OUT_OF_MEMORY    Nothing was allocated.
 *
 * @par Contract
 * (thread: any) (gp: A.7)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_program_parse_standard(const uint8_t *blob, size_t blob_len, bool has_metadata,
                                                const pvm_program_options_t *options, pvm_program_t **out_program,
                                                pvm_program_error_t *out_error);

/**
 * @brief Makes a program from its three parts.
 *
 * @param[in]  code           (array: code_len) The instructions.
 * @param[in]  code_len       (unit: bytes) (range: 0..0x2000000) Their length.
 * @param[in]  bitmask        (array: bitmask_len) One bit per octet of code, least significant first: 1 where an
 *                            instruction starts.
 * @param[in]  bitmask_len    (unit: bytes) code_len / 8, rounded up.
 * @param[in]  jump_table     (array: jump_table_len) Targets of dynamic jumps, as code offsets.
 * @param[in]  jump_table_len Their number.
 * @param[in]  options        (nullable) NULL: Gray Paper 0.7.2, one gas per instruction.
 * @param[out] out_program    (owned) One reference to the program. Untouched on failure.
 * @param[out] out_error      (optional) Filled only with PVM_STATUS_BAD_PROGRAM and PVM_STATUS_LIMIT_EXCEEDED.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_BAD_PROGRAM      The bitmask's length or padding is wrong; `out_error` says which.
 * @retval PVM_STATUS_LIMIT_EXCEEDED   The code is longer than PVM_MAX_CODE_LEN.
 * @retval PVM_STATUS_UNSUPPORTED      An option has a value that the library does not know.
 * @retval PVM_STATUS_OUT_OF_MEMORY    Nothing was allocated.
 *
 * @par Contract
 * (thread: any) (gp: A.2)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_program_from_parts(const uint8_t *code, size_t code_len, const uint8_t *bitmask,
                                            size_t bitmask_len, const uint64_t *jump_table, size_t jump_table_len,
                                            const pvm_program_options_t *options, pvm_program_t **out_program,
                                            pvm_program_error_t *out_error);

/**
 * @brief Takes one more reference to a program.
 *
 * @param[in] program The program.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
PVM_API void pvm_program_retain(pvm_program_t *program);

/**
 * @brief Gives one reference back; the last one frees the program. Machines hold references of their own.
 *
 * @param[in] program (transfer) (nullable) NULL does nothing.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
PVM_API void pvm_program_release(pvm_program_t *program);

/**
 * @brief Tells what is known of a program.
 *
 * @param[in]     program  The program.
 * @param[in,out] out_info `size` must be set; no more than that many octets are written.
 * @retval PVM_STATUS_INVALID_ARGUMENT A pointer is NULL, or `size` is smaller than the first version of the struct.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_program_get_info(const pvm_program_t *program, pvm_program_info_t *out_info);

/**
 * @brief Tells why the code of a standard program is invalid.
 *
 * @param[in]  program   The program.
 * @param[out] out_error Defect PVM_DEFECT_NONE if nothing is wrong. The offset counts from the start of the inner blob.
 * @retval PVM_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (thread: any) (gp: A.2)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_program_get_defect(const pvm_program_t *program, pvm_program_error_t *out_error);

/**
 * @brief Copies the code out.
 *
 * @param[in]  program     The program.
 * @param[out] buffer      (array: buffer_size, filled: out_len) Receives the octets.
 * @param[in]  buffer_size (unit: bytes) Room in the buffer.
 * @param[out] out_len     (unit: bytes) Length of the code, also when the buffer is too small.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_BUFFER_TOO_SMALL Nothing was copied; `out_len` is set.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_program_copy_code(const pvm_program_t *program, uint8_t *buffer, size_t buffer_size,
                                           size_t *out_len);

/**
 * @brief Tells one entry of the jump table.
 *
 * @param[in]  program    The program.
 * @param[in]  index      Which entry, from 0. The dynamic jump to address 2 uses entry 0.
 * @param[out] out_target The code offset it names; it need not be a good one.
 * @retval PVM_STATUS_INVALID_ARGUMENT A pointer is NULL, or there is no such entry.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (thread: any) (gp: A.4)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_program_get_jump_target(const pvm_program_t *program, uint64_t index, uint64_t *out_target);

/**
 * @brief Tells whether an instruction starts at a code offset.
 *
 * @param[in] program The program.
 * @param[in] pc      Any code offset.
 * @return True if the bitmask is set there.
 *
 * @par Contract
 * (thread: any) (gp: A.3)
 * @since 1.0
 */
PVM_API bool pvm_program_has_instruction(const pvm_program_t *program, uint64_t pc);

/**
 * @brief Tells what the gas model charges for the basic block that holds a code offset.
 *
 * @param[in]  program  The program.
 * @param[in]  pc       A code offset at which an instruction or a block starts, or the length of the code for the
 *                      implicit trap.
 * @param[out] out_cost (unit: gas) Cost of the block, in the program's gas model.
 * @retval PVM_STATUS_INVALID_ARGUMENT A pointer is NULL, or neither starts there.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_program_get_block_cost(const pvm_program_t *program, uint64_t pc, uint64_t *out_cost);

/**
 * @brief Lists basic blocks in ascending order, with their cost.
 *
 * They are the blocks that gas is charged for: the whole code, cut behind every terminator and undefined opcode. Where
 * the last instruction is a fallthrough or a branch, the implicit trap behind the code is one more. A jump can target
 * those that start with a defined instruction behind a terminator, or at 0.
 *
 * @param[in]  program   The program.
 * @param[in]  from      First block listed is the first that starts at or behind this code offset.
 * @param[out] blocks    (array: blocks_size, filled: out_count) Receives the blocks.
 * @param[in]  blocks_size Room in the buffer, in blocks.
 * @param[out] out_count Blocks written: fewer than there is room for only when there are no more.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (thread: any) (gp: A.3)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_program_list_blocks(const pvm_program_t *program, uint64_t from, pvm_block_t *blocks,
                                             size_t blocks_size, size_t *out_count);

/**
 * @brief Writes the text of one instruction, as `add_imm_64 r7, r8, -16`.
 *
 * @param[in]  program     The program.
 * @param[in]  pc          Any code offset; where no instruction starts, the text is that of the trap executed there.
 * @param[out] text        (string: text_size, filled: out_len) Receives the text.
 * @param[in]  text_size   (unit: bytes) Room in the buffer; PVM_MAX_INSTRUCTION_TEXT is always enough.
 * @param[out] out_len     (unit: bytes) Length of the text without its final NUL, also when the buffer is too small.
 * @param[out] out_next_pc Code offset of the instruction behind it.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL, or the program's code is invalid.
 * @retval PVM_STATUS_BUFFER_TOO_SMALL Nothing was written; `out_len` is set.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (thread: any) (gp: A.5)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_program_disassemble(const pvm_program_t *program, uint64_t pc, char *text, size_t text_size,
                                             size_t *out_len, uint64_t *out_next_pc);

/**
 * @brief Writes the whole program as assembly text, which pvm_assemble turns back into the very same octets.
 *
 * @param[in]  program   The program, standard or bare. Metadata is part of the text.
 * @param[out] text      (string: text_size, filled: out_len) Receives the text.
 * @param[in]  text_size (unit: bytes) Room in the buffer.
 * @param[out] out_len   (unit: bytes) Length of the text without its final NUL, also when the buffer is too small.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_BUFFER_TOO_SMALL Nothing was written; `out_len` is set.
 * @retval PVM_STATUS_OUT_OF_MEMORY    Nothing was written.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (thread: any) (gp: A.5)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_program_list(const pvm_program_t *program, char *text, size_t text_size, size_t *out_len);

/**
 * @brief Copies out the machine code that one instruction became.
 *
 * It is for people to read, not to run: code may be entered only by the library. An instruction that does nothing, or
 * whose work its neighbours' code does, has a length of 0. Offsets count from the start of the program's newest machine
 * code, and jumps between instructions lead from one offset to another.
 *
 * @param[in]  program     The program.
 * @param[in]  pc          A code offset at which an instruction starts, or the length of the code for the implicit trap.
 * @param[out] buffer      (array: buffer_size, filled: out_len) Receives the octets.
 * @param[in]  buffer_size (unit: bytes) Room in the buffer.
 * @param[out] out_len     (unit: bytes) Length of the machine code, also when the buffer is too small.
 * @param[out] out_offset  (unit: bytes) Offset of its first octet.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL, or no instruction starts there.
 * @retval PVM_STATUS_BUFFER_TOO_SMALL Nothing was copied; `out_len` is set.
 * @retval PVM_STATUS_UNSUPPORTED      There is none: the engine interprets it, or has not compiled it so far.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_program_copy_native_code(const pvm_program_t *program, uint64_t pc, uint8_t *buffer,
                                                  size_t buffer_size, size_t *out_len, uint64_t *out_offset);

/**
 * @brief Turns assembly text into a blob: a bare program, or a standard program if the text has its sections.
 *
 * The language is described in docs/assembly.md.
 *
 * @param[in]  source          (string) Assembly text.
 * @param[in]  instruction_set Numbering of opcodes.
 * @param[out] buffer          (array: buffer_size, filled: out_len) Receives the blob.
 * @param[in]  buffer_size     (unit: bytes) Room in the buffer.
 * @param[out] out_len         (unit: bytes) Length of the blob, also when the buffer is too small.
 * @param[out] out_error       (optional) Filled only with PVM_STATUS_BAD_PROGRAM.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_BAD_PROGRAM      The text has a mistake; `out_error` has line, offset and message.
 * @retval PVM_STATUS_BUFFER_TOO_SMALL Nothing was written; `out_len` is set.
 * @retval PVM_STATUS_LIMIT_EXCEEDED   The code would be longer than PVM_MAX_CODE_LEN.
 * @retval PVM_STATUS_UNSUPPORTED      The instruction set is not known to the library.
 * @retval PVM_STATUS_OUT_OF_MEMORY    Nothing was written.
 *
 * @par Contract
 * (thread: any) (gp: A.5)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_assemble(const char *source, pvm_instruction_set_t instruction_set, uint8_t *buffer,
                                  size_t buffer_size, size_t *out_len, pvm_program_error_t *out_error);

/* ---- Machines ---------------------------------------------------------- */

/**
 * @brief Why a machine panicked or faulted.
 *
 * @par Contract
 * (open) (gp: A.1)
 * @since 1.0
 */
typedef enum pvm_trap_kind {
    PVM_TRAP_KIND_NONE = 0,            /**< It did not. */
    PVM_TRAP_KIND_TRAP = 1,            /**< A trap instruction, or octets that act as one. */
    PVM_TRAP_KIND_BAD_JUMP = 2,        /**< A jump or branch to something that is no block start, or a bad jump address. */
    PVM_TRAP_KIND_LOW_ADDRESS = 3,     /**< An access below PVM_LOWEST_ADDRESS. */
    PVM_TRAP_KIND_LOAD_FAULT = 4,      /**< A load from an inaccessible page. */
    PVM_TRAP_KIND_STORE_FAULT = 5,     /**< A store to an inaccessible or read-only page. */
    PVM_TRAP_KIND_HOST_ERROR = 6,      /**< No host callback, or it answered PVM_HOST_ERROR. */
    PVM_TRAP_KIND_INVALID_PROGRAM = 7, /**< The program's blob is invalid; nothing ran, nothing was charged. */
} pvm_trap_kind_t;

/**
 * @brief State of a machine as the Gray Paper numbers it for inner machines.
 *
 * @par Contract
 * (open) (gp: B.8)
 * @since 1.0
 */
typedef enum pvm_machine_state {
    PVM_MACHINE_STATE_HALT = 0,       /**< Halted. */
    PVM_MACHINE_STATE_PANIC = 1,      /**< Panicked. */
    PVM_MACHINE_STATE_FAULT = 2,      /**< Page fault. */
    PVM_MACHINE_STATE_HOST = 3,       /**< At a host call. */
    PVM_MACHINE_STATE_OUT_OF_GAS = 4, /**< Out of gas. */
    PVM_MACHINE_STATE_READY = 5,      /**< Never run since it was created or reset, or paused between instructions. */
} pvm_machine_state_t;

/**
 * @brief The whole state of a machine but its memory, at a stable address.
 *
 * It is the state, not a copy: the engine loads it when it starts and stores it at every exit, and between runs a host
 * reads and writes it freely. While the guest runs, only a host callback may touch it. A new value in `pc` acts like
 * pvm_vm_set_pc: the next resume starts there.
 *
 * @par Contract
 * (value) (gp: A.1)
 * @since 1.0
 */
typedef struct pvm_state {
    uint64_t registers[13];    /**< (array: PVM_REGISTER_COUNT) r0 to r12. */
    uint64_t gas;              /**< (unit: gas) Gas left, unsigned. */
    uint64_t pc;               /**< Instruction that caused the exit, or where the next run starts. */
    uint64_t host_call;        /**< Host-call number of the last PVM_RESULT_HOST_CALL, sign-extended to 64 bits. */
    uint64_t heap_pointer;     /**< End of the heap; what sbrk moves. */
    uint32_t fault_address;    /**< First address of the page of the last PVM_RESULT_FAULT. */
    pvm_result_t result;       /**< How the last run ended. */
    pvm_trap_kind_t trap_kind; /**< Why, for a panic or fault. */
    uint32_t charged;          /**< (range: 0..1) Block gas model: 1 if the block that holds `pc` is paid. Part of the state. */
} pvm_state_t;

/**
 * @brief What stopped a machine.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct pvm_trap {
    uint64_t pc;          /**< The instruction that did it. */
    pvm_trap_kind_t kind; /**< What it did. */
    uint32_t address;     /**< First address of the page, for a fault; else 0. */
} pvm_trap_t;

/**
 * @brief How compiled code accesses a machine's memory. Results are the same in all modes.
 *
 * Guarded memory is protected page by page as the guest may access it, and what the guest may not do ends in a signal,
 * which the library makes into an exact exit. An access is then one instruction and is quick, a fault costs microseconds,
 * and so does changing the access of pages. Checked code looks at a page's access before it uses the page.
 *
 * For guarded memory, the library installs a handler for SIGSEGV and SIGBUS when the first machine needs it, and never
 * removes it. It passes on every signal that is not of its own code to the handler that was there before. A handler that
 * is installed later and does not pass signals on, like Node's `process.on('SIGSEGV')`, disables guarded memory: machines
 * run checked code from their next pvm_vm_execute or pvm_vm_resume on.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum pvm_memory_mode {
    PVM_MEMORY_MODE_AUTO = 0,  /**< Checked at first; guarded where possible when the machine has run for long. */
    PVM_MEMORY_MODE_GUARD = 1, /**< Guarded from the start; refused where that is impossible. */
    PVM_MEMORY_MODE_CHECK = 2, /**< Always checked. What an interpreter does. */
} pvm_memory_mode_t;

/**
 * @brief Choices for one machine.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct pvm_vm_options {
    uint32_t size;          /**< (size) sizeof(pvm_vm_options_t) of the caller's header. */
    uint32_t service_index; /**< Kept for the host, see pvm_vm_get_service_index. */
    uint64_t memory_limit;  /**< (unit: bytes) Most memory that may be accessible at once; 0: no limit but the address space. */
    pvm_memory_mode_t memory_mode; /**< How compiled code accesses memory. */
} pvm_vm_options_t;

/**
 * @brief A machine: registers, gas, pc and memory of one run of one program.
 *
 * @par Contract
 * (handle) (destroy: pvm_vm_destroy) (thread: serial)
 * @since 1.0
 */
typedef struct pvm_vm pvm_vm_t;

/**
 * @brief Makes a machine from bare code: the short form of pvm_program_from_parts and pvm_vm_from_program.
 *
 * Bitmask and jump table follow through pvm_vm_set_bitmask and pvm_vm_set_jump_table; until the bitmask is set no
 * instruction starts anywhere, so that the machine traps. Gray Paper 0.7.2, one gas per instruction.
 *
 * @param[in] service_index Kept for the host, see pvm_vm_get_service_index.
 * @param[in] code          (array: code_len) The instructions, copied.
 * @param[in] code_len      (unit: bytes) (range: 0..0x2000000) Their length.
 * @param[in] initial_regs  (array: num_regs) r0 and up; the rest are 0.
 * @param[in] num_regs      (range: 0..13) How many.
 * @param[in] initial_pc    Where pvm_vm_resume would start.
 * @return (owned) (fallible) NULL if an argument is out of range, a required pointer NULL, memory short, or
 *         PVM_MAX_MACHINES are alive.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
PVM_API pvm_vm_t *pvm_vm_create(uint32_t service_index, const uint8_t *code, size_t code_len,
                                const uint64_t *initial_regs, size_t num_regs, uint64_t initial_pc);

/**
 * @brief Makes a machine for a program, with empty memory, all registers 0 and no gas.
 *
 * @param[in]  program (retained) The program. For a standard program, pvm_vm_from_standard lays out its memory.
 * @param[in]  options (nullable) NULL: service index 0, no memory limit, memory mode PVM_MEMORY_MODE_AUTO.
 * @param[out] out_vm  (owned) The machine. Untouched on failure.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_NO_MEMORY_MODE   The memory mode is unknown, or the engine does not have it on this machine, or the
 *                                     host allows no more guarded memory.
 * @retval PVM_STATUS_SIGNAL_TAKEN     Guarded memory was asked for, but another handler has replaced the library's, or this
 *                                     thread blocks SIGSEGV.
 * @retval PVM_STATUS_LIMIT_EXCEEDED   Too many machines are alive.
 * @retval PVM_STATUS_OUT_OF_MEMORY    Nothing was allocated.
 * @retval PVM_STATUS_DESTROYED        The program was destroyed before.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_from_program(pvm_program_t *program, const pvm_vm_options_t *options, pvm_vm_t **out_vm);

/**
 * @brief Makes a machine for a standard program, with memory and registers as the Gray Paper sets them up.
 *
 * The entry point is left to the caller: 0 for is-authorized and refine, 5 for accumulate. Gas is 0 until it is set.
 *
 * @param[in]  program      (retained) A standard program.
 * @param[in]  argument     (array: argument_len) Copied to PVM_ARGUMENT_ADDRESS.
 * @param[in]  argument_len (unit: bytes) (range: 0..0x1000000) Its length.
 * @param[in]  options      (nullable) NULL: service index 0, no memory limit, memory mode PVM_MEMORY_MODE_AUTO.
 * @param[out] out_vm       (owned) The machine. Untouched on failure.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL, or the argument is longer than PVM_MAX_ARGUMENT_LEN.
 * @retval PVM_STATUS_UNSUPPORTED      The program is not a standard program.
 * @retval PVM_STATUS_NO_MEMORY_MODE   The memory mode is unknown, or the engine does not have it on this machine, or the
 *                                     host allows no more guarded memory.
 * @retval PVM_STATUS_SIGNAL_TAKEN     Guarded memory was asked for, but another handler has replaced the library's, or this
 *                                     thread blocks SIGSEGV.
 * @retval PVM_STATUS_LIMIT_EXCEEDED   It needs more memory than the limit allows, or too many machines are alive.
 * @retval PVM_STATUS_OUT_OF_MEMORY    Nothing was allocated.
 * @retval PVM_STATUS_DESTROYED        The program was destroyed before.
 *
 * @par Contract
 * (thread: any) (gp: A.7)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_from_standard(pvm_program_t *program, const uint8_t *argument, size_t argument_len,
                                          const pvm_vm_options_t *options, pvm_vm_t **out_vm);

/**
 * @brief Makes an independent copy of a stopped machine: state, memory, the charged bit, everything but the callback.
 *
 * @param[in]  vm     The machine to copy.
 * @param[out] out_vm (owned) The copy. Untouched on failure.
 * @retval PVM_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 * @retval PVM_STATUS_BUSY             The machine is running.
 * @retval PVM_STATUS_LIMIT_EXCEEDED   Too many machines are alive.
 * @retval PVM_STATUS_OUT_OF_MEMORY    Nothing was allocated.
 *
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_clone(const pvm_vm_t *vm, pvm_vm_t **out_vm);

/**
 * @brief Frees a machine and its memory. Pointers into it end here.
 *
 * @param[in] vm (transfer) (nullable) NULL does nothing.
 * @retval PVM_STATUS_DESTROYED The handle was destroyed before; nothing happens.
 * @retval PVM_STATUS_BUSY      The machine is running: called from its own callback. It stays alive.
 *
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_destroy(pvm_vm_t *vm);

/**
 * @brief Makes a machine as good as new, for the same or another program: cheaper than destroying and creating.
 *
 * Memory is unmapped, registers and gas are 0, pc is 0, an unread interrupt is forgotten; callback, yield mode, service
 * index and memory limit stay. Live pointers into guest memory end here; the state block stays where it is.
 *
 * @param[in,out] vm      The machine.
 * @param[in]     program (nullable) (retained) NULL: the program it has.
 * @retval PVM_STATUS_INVALID_ARGUMENT The machine is NULL.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 * @retval PVM_STATUS_BUSY             The machine is running.
 * @retval PVM_STATUS_OUT_OF_MEMORY    The machine is as it was.
 *
 * @par Contract
 * (invalidates: pvm_vm_get_memory_window)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_reset(pvm_vm_t *vm, pvm_program_t *program);

/**
 * @brief Makes a machine ready for another run of a standard program, as pvm_vm_from_standard would give it.
 *
 * @param[in,out] vm           The machine.
 * @param[in]     program      (nullable) (retained) NULL: the program it has.
 * @param[in]     argument     (array: argument_len) Copied to PVM_ARGUMENT_ADDRESS.
 * @param[in]     argument_len (unit: bytes) (range: 0..0x1000000) Its length.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL, or the argument is longer than PVM_MAX_ARGUMENT_LEN or
 *                                     lies in the machine's own memory.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 * @retval PVM_STATUS_BUSY             The machine is running.
 * @retval PVM_STATUS_UNSUPPORTED      The program is not a standard program.
 * @retval PVM_STATUS_LIMIT_EXCEEDED   It needs more memory than the limit allows. The machine is reset and bare.
 * @retval PVM_STATUS_OUT_OF_MEMORY    The machine is reset and bare.
 *
 * @par Contract
 * (invalidates: pvm_vm_get_memory_window) (gp: A.7)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_reset_standard(pvm_vm_t *vm, pvm_program_t *program, const uint8_t *argument,
                                           size_t argument_len);

/**
 * @brief Sets where instructions start, for a machine made by pvm_vm_create.
 *
 * @param[in,out] vm          The machine.
 * @param[in]     bitmask     (array: bitmask_len) One bit per octet of code, least significant first.
 * @param[in]     bitmask_len (unit: bytes) Length of the code / 8, rounded up.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_BAD_PROGRAM      Wrong length, or a bit behind the code is set. The machine keeps what it had.
 * @retval PVM_STATUS_UNSUPPORTED      The machine was made from a program, which has a bitmask.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 * @retval PVM_STATUS_BUSY             The machine is running.
 * @retval PVM_STATUS_OUT_OF_MEMORY    The machine keeps what it had.
 *
 * @par Contract
 * (gp: A.2)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_set_bitmask(pvm_vm_t *vm, const uint8_t *bitmask, size_t bitmask_len);

/**
 * @brief Sets the targets of dynamic jumps, for a machine made by pvm_vm_create.
 *
 * @param[in,out] vm             The machine.
 * @param[in]     jump_table     (array: jump_table_len) Code offsets.
 * @param[in]     jump_table_len Their number.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_UNSUPPORTED      The machine was made from a program, which has a jump table.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 * @retval PVM_STATUS_BUSY             The machine is running.
 * @retval PVM_STATUS_OUT_OF_MEMORY    The machine keeps what it had.
 *
 * @par Contract
 * (gp: A.4)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_set_jump_table(pvm_vm_t *vm, const uint64_t *jump_table, size_t jump_table_len);

/**
 * @brief Tells whether a machine can be used now.
 *
 * @param[in] vm (nullable) The machine.
 * @retval PVM_STATUS_INVALID_ARGUMENT It is NULL.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 * @retval PVM_STATUS_BUSY             The machine is running.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_check(const pvm_vm_t *vm);

/**
 * @brief Gives the machine's state block, to read and write in place.
 *
 * @param[in,out] vm The machine.
 * @return (borrowed: vm) Always the same address.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API pvm_state_t *pvm_vm_get_state(pvm_vm_t *vm);

/**
 * @brief Reads the gas left.
 *
 * @param[in] vm The machine.
 * @return (unit: gas) Gas left, unsigned.
 *
 * @par Contract
 * (in-callback) (field: gas)
 * @since 1.0
 */
PVM_API uint64_t pvm_vm_get_gas(const pvm_vm_t *vm);

/**
 * @brief Sets the gas left.
 *
 * @param[in,out] vm  The machine.
 * @param[in]     gas (unit: gas) Any 64-bit number.
 *
 * @par Contract
 * (in-callback) (field: gas)
 * @since 1.0
 */
PVM_API void pvm_vm_set_gas(pvm_vm_t *vm, uint64_t gas);

/**
 * @brief Reads the program counter: the instruction that caused the last exit, or where the next run starts.
 *
 * The Gray Paper reports 0 after a halt or panic; a host that implements its functions substitutes that itself.
 *
 * @param[in] vm The machine.
 * @return A code offset.
 *
 * @par Contract
 * (in-callback) (gp: A.1)
 * @since 1.0
 */
PVM_API uint64_t pvm_vm_get_pc(const pvm_vm_t *vm);

/**
 * @brief Sets where pvm_vm_resume and pvm_vm_step start, and clears the charged bit.
 *
 * @param[in,out] vm The machine.
 * @param[in]     pc Any 64-bit number; where no instruction starts, the machine traps.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API void pvm_vm_set_pc(pvm_vm_t *vm, uint64_t pc);

/**
 * @brief Tells how the last run ended, in the Gray Paper's numbers.
 *
 * @param[in] vm The machine.
 * @return PVM_MACHINE_STATE_READY before the first run and after a pause.
 *
 * @par Contract
 * (in-callback) (gp: B.8)
 * @since 1.0
 */
PVM_API pvm_machine_state_t pvm_vm_get_machine_state(const pvm_vm_t *vm);

/**
 * @brief Reads one register.
 *
 * @param[in] vm    The machine.
 * @param[in] index (range: 0..12) Which one.
 * @return Its value; 0 if there is no such register.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API uint64_t pvm_vm_get_register(const pvm_vm_t *vm, uint32_t index);

/**
 * @brief Sets one register.
 *
 * @param[in,out] vm    The machine.
 * @param[in]     index (range: 0..12) Which one.
 * @param[in]     value Its new value.
 * @retval PVM_STATUS_INVALID_ARGUMENT There is no such register, or the machine is NULL.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_set_register(pvm_vm_t *vm, uint32_t index, uint64_t value);

/**
 * @brief Gives the live registers, shared with the guest.
 *
 * @param[in,out] vm The machine.
 * @return (array: PVM_REGISTER_COUNT) (borrowed: vm) Reads and writes take effect at once.
 *
 * @par Contract
 * (in-callback) (field: registers)
 * @since 1.0
 */
PVM_API uint64_t *pvm_vm_get_registers(pvm_vm_t *vm);

/**
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

/**
 * @brief Tells how compiled code would access the machine's memory now.
 *
 * A machine of PVM_MEMORY_MODE_AUTO begins with checks and becomes guarded when it has run for long. A guarded machine
 * goes back to checks when the handler is replaced, when the host allows no more protected memory, or when a window of
 * its memory ended other than with the machine.
 *
 * @param[in] vm The machine.
 * @return PVM_MEMORY_MODE_GUARD or PVM_MEMORY_MODE_CHECK.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API pvm_memory_mode_t pvm_vm_get_memory_mode(const pvm_vm_t *vm);

/**
 * @brief Tells what stopped the machine.
 *
 * @param[in]  vm       The machine.
 * @param[out] out_trap Kind PVM_TRAP_KIND_NONE if the last run did not end in a panic or fault.
 * @retval PVM_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_get_trap(const pvm_vm_t *vm, pvm_trap_t *out_trap);

/* ---- Memory ------------------------------------------------------------ */

/**
 * @brief What a guest may do with a page.
 *
 * @par Contract
 * (closed) (gp: 4.6)
 * @since 1.0
 */
typedef enum pvm_access {
    PVM_ACCESS_NONE = 0,       /**< Nothing: not mapped. */
    PVM_ACCESS_READ = 1,       /**< Load. */
    PVM_ACCESS_READ_WRITE = 2, /**< Load and store. */
} pvm_access_t;

/**
 * @brief Sets up the memory layout of a standard program from its contents, and the heap behind it.
 *
 * Zones are those of a standard program (Gray Paper A.7): read-only data from 0x10000, read-write data behind it with
 * the heap end at its end, the stack below PVM_STACK_TOP, and `output` at PVM_ARGUMENT_ADDRESS, read-only for the guest.
 * All memory mapped before is unmapped. From then on the bytes are shared: pvm_vm_get_memory_window gives pointers to
 * the very bytes that the guest sees.
 *
 * @param[in,out] vm          The machine.
 * @param[in]     rw_data     (array: rw_size) Initial read-write data.
 * @param[in]     rw_size     (unit: bytes) (range: 0..0x10ffffff) Its size.
 * @param[in]     ro_data     (array: ro_size) Read-only data.
 * @param[in]     ro_size     (unit: bytes) (range: 0..0xffffff) Its size.
 * @param[in]     output      (array: output_size) Contents of the zone at PVM_ARGUMENT_ADDRESS.
 * @param[in]     output_size (unit: bytes) (range: 0..0x1000000) Its size.
 * @param[in]     stack       (array: stack_size) (nullable) Initial stack contents; NULL: zeros.
 * @param[in]     stack_size  (unit: bytes) (range: 0..0xffffff) Its size.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL or leads into the machine's own memory, or a size is
 *                                     out of range. Memory is as it was.
 * @retval PVM_STATUS_LIMIT_EXCEEDED   More than the machine's memory limit. Memory is as it was.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 * @retval PVM_STATUS_BUSY             The machine is running.
 * @retval PVM_STATUS_OUT_OF_MEMORY    All memory is unmapped.
 *
 * @par Contract
 * (invalidates: pvm_vm_get_memory_window) (gp: A.7)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_set_memory_regions(pvm_vm_t *vm, const uint8_t *rw_data, size_t rw_size,
                                               const uint8_t *ro_data, size_t ro_size, const uint8_t *output,
                                               size_t output_size, const uint8_t *stack, size_t stack_size);

/**
 * @brief Maps pages filled with zeros, or unmaps them. What they held before is gone.
 *
 * @param[in,out] vm      The machine.
 * @param[in]     address First address, a multiple of PVM_PAGE_SIZE, not below PVM_LOWEST_ADDRESS.
 * @param[in]     length  (unit: bytes) A multiple of PVM_PAGE_SIZE; the range ends at 2^32 or below. 0 does nothing.
 * @param[in]     access  What the guest may do; PVM_ACCESS_NONE unmaps.
 * @retval PVM_STATUS_INVALID_ARGUMENT The machine is NULL, or `access` is no access.
 * @retval PVM_STATUS_BAD_ADDRESS      Not whole pages, or out of range.
 * @retval PVM_STATUS_LIMIT_EXCEEDED   More than the machine's memory limit.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 * @retval PVM_STATUS_OUT_OF_MEMORY    Nothing has changed.
 *
 * @par Contract
 * (in-callback) (invalidates: pvm_vm_get_memory_window) (gp: B.8)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_map_memory(pvm_vm_t *vm, uint32_t address, uint64_t length, pvm_access_t access);

/**
 * @brief Changes what the guest may do with mapped pages, and keeps their contents.
 *
 * @param[in,out] vm      The machine.
 * @param[in]     address First address, a multiple of PVM_PAGE_SIZE, not below PVM_LOWEST_ADDRESS.
 * @param[in]     length  (unit: bytes) A multiple of PVM_PAGE_SIZE; the range ends at 2^32 or below. 0 does nothing.
 * @param[in]     access  PVM_ACCESS_READ or PVM_ACCESS_READ_WRITE.
 * @retval PVM_STATUS_INVALID_ARGUMENT The machine is NULL, or `access` is neither.
 * @retval PVM_STATUS_BAD_ADDRESS      Not whole pages, or out of range.
 * @retval PVM_STATUS_PAGE_FAULT       A page of the range is not mapped. Nothing has changed.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (in-callback) (invalidates: pvm_vm_get_memory_window) (gp: B.8)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_protect_memory(pvm_vm_t *vm, uint32_t address, uint64_t length, pvm_access_t access);

/**
 * @brief Tells what the guest may do at an address, and how far that holds.
 *
 * @param[in]  vm         The machine.
 * @param[in]  address    Any address.
 * @param[out] out_access Access of its page.
 * @param[out] out_end    First address behind it with another access, at most 2^32.
 * @retval PVM_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (in-callback) (gp: 4.6)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_query_memory(const pvm_vm_t *vm, uint32_t address, pvm_access_t *out_access,
                                         uint64_t *out_end);

/**
 * @brief Copies guest memory out; refused exactly where a guest load would not be allowed.
 *
 * @param[in]  vm                The machine.
 * @param[in]  address           First guest address.
 * @param[out] buffer            (array: buffer_size) Receives the octets.
 * @param[in]  buffer_size       (unit: bytes) How many. 0 is always fine.
 * @param[out] out_fault_address (optional) First address of the lowest page that is not readable, set only with
 *                               PVM_STATUS_PAGE_FAULT; 0 if the range runs over 2^32.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_PAGE_FAULT       A page of the range is not readable. Nothing was copied.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (in-callback) (gp: A.4)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_read_memory(const pvm_vm_t *vm, uint32_t address, uint8_t *buffer, size_t buffer_size,
                                        uint32_t *out_fault_address);

/**
 * @brief Copies into guest memory; refused exactly where a guest store would not be allowed.
 *
 * @param[in,out] vm                The machine.
 * @param[in]     address           First guest address.
 * @param[in]     data              (array: data_len) The octets.
 * @param[in]     data_len          (unit: bytes) How many. 0 is always fine.
 * @param[out]    out_fault_address (optional) First address of the lowest page that is not writable, set only with
 *                                  PVM_STATUS_PAGE_FAULT; 0 if the range runs over 2^32.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_PAGE_FAULT       A page of the range is not writable. Nothing was written.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (in-callback) (gp: A.4)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_write_memory(pvm_vm_t *vm, uint32_t address, const uint8_t *data, size_t data_len,
                                         uint32_t *out_fault_address);

/**
 * @brief Copies into mapped guest memory, read-only pages included: what a loader does.
 *
 * @param[in,out] vm                The machine.
 * @param[in]     address           First guest address.
 * @param[in]     data              (array: data_len) The octets.
 * @param[in]     data_len          (unit: bytes) How many. 0 is always fine.
 * @param[out]    out_fault_address (optional) First address of the lowest page that is not mapped, set only with
 *                                  PVM_STATUS_PAGE_FAULT; 0 if the range runs over 2^32.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_PAGE_FAULT       A page of the range is not mapped. Nothing was written.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_initialize_memory(pvm_vm_t *vm, uint32_t address, const uint8_t *data, size_t data_len,
                                              uint32_t *out_fault_address);

/**
 * @brief Gives a pointer to guest memory itself, for a range that is wholly read-write.
 *
 * Reads and writes through it are those of the guest. It ends when a page of the range is mapped anew, protected or
 * unmapped, and when the machine is reset or destroyed. Using it afterwards never leaves the process's valid memory
 * while the machine lives, but bypasses page access.
 *
 * @param[in,out] vm      The machine.
 * @param[in]     address First guest address.
 * @param[in]     length  (unit: bytes) (range: 1..0x40000000) Octets that must be accessible.
 * @return (array: length) (borrowed: vm) (fallible) NULL if a page of the range is not read-write.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API uint8_t *pvm_vm_get_memory_window(pvm_vm_t *vm, uint32_t address, size_t length);

/**
 * @brief Reads the heap end: the address that sbrk moves.
 *
 * @param[in] vm The machine.
 * @return An address; 0 for a machine without the standard layout.
 *
 * @par Contract
 * (in-callback) (field: heap_pointer)
 * @since 1.0
 */
PVM_API uint64_t pvm_vm_get_heap_pointer(const pvm_vm_t *vm);

/**
 * @brief Moves the heap end, and maps nothing.
 *
 * @param[in,out] vm           The machine.
 * @param[in]     heap_pointer New heap end. Later growth starts there.
 * @retval PVM_STATUS_INVALID_ARGUMENT The machine is NULL.
 * @retval PVM_STATUS_BAD_ADDRESS      Beyond the heap limit: the lowest stack address, or 0 without the standard layout.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_set_heap_pointer(pvm_vm_t *vm, uint64_t heap_pointer);

/**
 * @brief Grows the heap as the instruction sbrk does.
 *
 * @param[in,out] vm      The machine.
 * @param[in]     length  (unit: bytes) By how much; 0 only asks. Pages up to the new end become read-write and zero.
 * @param[out]    out_old The heap end before.
 * @retval PVM_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @retval PVM_STATUS_LIMIT_EXCEEDED   Past the heap limit or the memory limit. Nothing has changed.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 * @retval PVM_STATUS_OUT_OF_MEMORY    Nothing has changed.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_grow_heap(pvm_vm_t *vm, uint64_t length, uint64_t *out_old);

/**
 * @brief Copies the result of a standard program out: after a halt, the r8 octets at address r7.
 *
 * If not all of them are readable the result is empty, as the Gray Paper says; that is no failure.
 *
 * @param[in]  vm          The machine.
 * @param[out] buffer      (array: buffer_size, filled: out_len) Receives the octets.
 * @param[in]  buffer_size (unit: bytes) Room in the buffer.
 * @param[out] out_len     (unit: bytes) Length of the result, also when the buffer is too small.
 * @retval PVM_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval PVM_STATUS_BAD_STATE        The machine has not halted.
 * @retval PVM_STATUS_BUFFER_TOO_SMALL Nothing was copied; `out_len` is set.
 * @retval PVM_STATUS_DESTROYED        The handle was destroyed before.
 * @retval PVM_STATUS_BUSY             The machine is running.
 *
 * @par Contract
 * (gp: A.8)
 * @since 1.0
 */
PVM_API pvm_status_t pvm_vm_copy_output(const pvm_vm_t *vm, uint8_t *buffer, size_t buffer_size, size_t *out_len);

/* ---- Host calls -------------------------------------------------------- */

/**
 * @brief What a host function wants to happen next.
 *
 * @par Contract
 * (closed)
 * @since 1.0
 */
typedef enum pvm_host_result {
    PVM_HOST_CONTINUE = 0,  /**< Go on behind the ecalli, with whatever the host changed. */
    PVM_HOST_TERMINATE = 1, /**< End the run with PVM_RESULT_OK. */
    PVM_HOST_ERROR = 2,     /**< End the run with PVM_RESULT_PANIC, trap kind PVM_TRAP_KIND_HOST_ERROR. */
    PVM_HOST_YIELD = 3,     /**< Return PVM_RESULT_HOST_CALL to whoever runs the machine; resume goes on. */
} pvm_host_result_t;

/**
 * @brief Answers one host call. The state block and memory are current; what it changes takes effect.
 *
 * It must return: no longjmp, no exception and no unwinding may cross it.
 *
 * @param[in,out] vm        The machine, stopped at the ecalli.
 * @param[in]     func_id   (from: pvm_vm_get_func_id) The host-call number; `host_call` of the state block has it in 64 bits.
 * @param[in]     user_data (nullable) (user_data) As registered.
 * @return What happens next. An unknown value acts like PVM_HOST_ERROR.
 *
 * @par Contract
 * (thread: caller) (yield: answer: PVM_HOST_YIELD, result: PVM_RESULT_HOST_CALL, resume: pvm_vm_answer_host_call)
 * @since 1.0
 */
typedef pvm_host_result_t (*pvm_host_callback_t)(pvm_vm_t *vm, int func_id, void *user_data);

/**
 * @brief Registers the function that answers host calls.
 *
 * Without one, a host call panics with PVM_TRAP_KIND_HOST_ERROR, unless yield mode is on.
 *
 * @param[in,out] vm        The machine.
 * @param[in]     callback  (nullable) (scope: vm) (closure: user_data) NULL removes it.
 * @param[in]     user_data (nullable) (user_data) Passed on, never read.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API void pvm_vm_set_host_callback(pvm_vm_t *vm, pvm_host_callback_t callback, void *user_data);

/**
 * @brief Chooses whether a host call without a callback returns to the caller as PVM_RESULT_HOST_CALL.
 *
 * @param[in,out] vm    The machine.
 * @param[in]     yield True: return PVM_RESULT_HOST_CALL. False, as at first: panic.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API void pvm_vm_set_yield_mode(pvm_vm_t *vm, bool yield);

/**
 * @brief Tells whether yield mode is on.
 *
 * @param[in] vm The machine.
 * @return True if a host call without a callback returns to the caller.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API bool pvm_vm_get_yield_mode(const pvm_vm_t *vm);

/**
 * @brief Tells the number of the last host call as host callbacks get it: its low 32 bits, signed.
 *
 * @param[in] vm The machine.
 * @return The number; 0 before the first host call.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
PVM_API int pvm_vm_get_func_id(const pvm_vm_t *vm);

/* ---- Execution --------------------------------------------------------- */

/**
 * @brief Runs the guest from an entry point until it exits or pauses.
 *
 * Registers, gas and memory are used as they are. The charged bit is cleared first.
 *
 * @param[in,out] vm          The machine.
 * @param[in]     entry_point Any code offset; it need not be a block start. Where no instruction starts, the machine traps.
 * @return How it ended. The state block has the details.
 *
 * @par Contract
 * (blocking: interrupt: pvm_vm_interrupt, clear: pvm_vm_clear_interrupt) (invokes: pvm_host_callback_t) (gp: A.1)
 * @since 1.0
 */
PVM_API pvm_result_t pvm_vm_execute(pvm_vm_t *vm, uint64_t entry_point);

/**
 * @brief Goes on from where the machine is.
 *
 * After a host call: behind the ecalli. After a fault, out of gas, interrupt or step: with the instruction at `pc`, which
 * has not run. After a halt or panic: with the instruction at `pc` once more, whose block is paid again. On a new machine,
 * or if `pc` was changed: with the instruction at `pc`.
 *
 * @param[in,out] vm The machine.
 * @return How it ended. The state block has the details.
 *
 * @par Contract
 * (blocking: interrupt: pvm_vm_interrupt, clear: pvm_vm_clear_interrupt) (invokes: pvm_host_callback_t) (gp: A.1)
 * @since 1.0
 */
PVM_API pvm_result_t pvm_vm_resume(pvm_vm_t *vm);

/**
 * @brief Goes on from where the machine is, for at most a number of instructions.
 *
 * @param[in,out] vm    The machine.
 * @param[in]     count (unit: instructions) How many to run; 0 runs none. An instruction that exits counts; host calls
 *                      that a callback answers do not end the count.
 * @return PVM_RESULT_STEPPED after that many, else how it ended before.
 *
 * @par Contract
 * (blocking: interrupt: pvm_vm_interrupt, clear: pvm_vm_clear_interrupt) (invokes: pvm_host_callback_t)
 * @since 1.0
 */
PVM_API pvm_result_t pvm_vm_step(pvm_vm_t *vm, uint64_t count);

/**
 * @brief Applies a host function's answer to a machine that stopped at a host call, and goes on.
 *
 * What a callback's return value does, for hosts that get PVM_RESULT_HOST_CALL instead of a callback. A step that was
 * under way goes on with the instructions it has left.
 *
 * @param[in,out] vm     The machine, after PVM_RESULT_HOST_CALL.
 * @param[in]     answer PVM_HOST_YIELD leaves the machine stopped at its host call.
 * @return How the run ended or paused next; PVM_RESULT_REFUSED if the machine is not at a host call.
 *
 * @par Contract
 * (blocking: interrupt: pvm_vm_interrupt, clear: pvm_vm_clear_interrupt) (invokes: pvm_host_callback_t)
 * @since 1.0
 */
PVM_API pvm_result_t pvm_vm_answer_host_call(pvm_vm_t *vm, pvm_host_result_t answer);

/**
 * @brief Makes the running call, or the next one, return PVM_RESULT_INTERRUPTED soon.
 *
 * "Soon" is at most a million gas later. The interrupt is used up by the call that returns it.
 *
 * @param[in,out] vm The machine; it must not be destroyed meanwhile.
 *
 * @par Contract
 * (thread: any) (in-callback)
 * @since 1.0
 */
PVM_API void pvm_vm_interrupt(pvm_vm_t *vm);

/**
 * @brief Takes back an interrupt that no call has returned yet.
 *
 * @param[in,out] vm The machine.
 *
 * @par Contract
 * (thread: any) (in-callback)
 * @since 1.0
 */
PVM_API void pvm_vm_clear_interrupt(pvm_vm_t *vm);

#ifdef __cplusplus
}
#endif

#endif
