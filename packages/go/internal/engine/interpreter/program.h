/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/program.h: change that one. */
/*
 * A program: code, bitmask, jump table and what every engine wants to know of them, immutable once made.
 * program.c makes it, standard.c reads the container of standard programs, decode.h reads instructions of it.
 */
#ifndef PVMI_PROGRAM_H
#define PVMI_PROGRAM_H

#include "pvm.h"

#include <stdatomic.h>

/* Zero octets kept behind the code, so that operands running past the end read as 0 (A.5: zeta). */
#define PVMI_CODE_PADDING 32

/* Octets of an instruction after its opcode are at most this many. */
#define PVMI_MAX_SKIP 24

/* The sections of a standard program; all pointers go into the program's own copy of the blob. */
typedef struct pvmi_standard {
    const uint8_t *metadata; /* without its length prefix; NULL if the blob had no such prefix */
    size_t metadata_len;
    const uint8_t *read_only;
    uint32_t read_only_len;
    const uint8_t *read_write;
    uint32_t read_write_len;
    uint32_t heap_pages;
    uint32_t stack_size;
} pvmi_standard_t;

struct pvm_program {
    atomic_uint magic; /* PVMI_PROGRAM_ALIVE; anything else is no program */
    atomic_uint references;
    pvm_instruction_set_t instruction_set;
    pvm_gas_model_t gas_model;
    pvm_compile_t compile;

    uint8_t *code; /* code_len octets, then PVMI_CODE_PADDING zeros */
    uint64_t code_len;
    uint64_t *mask;   /* bit i: an instruction starts at i. Bits from code_len on are 1, as skip() wants them */
    uint64_t *starts; /* bit i: a basic block starts at i, so that it may be jumped to (the Gray Paper's B) */
    uint64_t *gas_starts; /* bit i: gas is charged for a block from i on, see gas.h; code_len: the implicit trap's */
    bool has_gaps;    /* more than PVMI_MAX_SKIP octets without an instruction somewhere, or at the start */
    uint64_t instruction_count;
    uint64_t block_count;

    uint64_t *jump_table; /* NULL if there is no entry, or if every entry is 0 because entries have no octets */
    uint64_t jump_table_len;
    uint32_t jump_entry_size; /* octets of an entry in the blob */

    bool is_standard;
    bool is_valid; /* false: the blob inside a standard program is no program, see `defect` */
    pvmi_standard_t standard;
    pvm_program_error_t defect;
    uint8_t *blob;      /* standard programs: the copy that `standard` points into, NULL otherwise */
    uint8_t *code_blob; /* the invalid inner blob, inside `blob`; for listings */
    uint64_t code_blob_len;

    void *prepared; /* what the engine made of it, see engine.h */
    uint64_t native_len;   /* this and compile_time grow while machines run */
    uint64_t compile_time;
    uint64_t prepare_time;

    pvm_program_t *next; /* among the released ones */
};

#define PVMI_PROGRAM_ALIVE 0x50564d50u
#define PVMI_PROGRAM_DEAD 0xdead50f0u

/* Set bits of a word. Baseline x86-64 has no instruction for it, and the compiler's library call is slow. */
static inline uint32_t pvmi_popcount(uint64_t word)
{
#ifdef __POPCNT__
    return (uint32_t)__builtin_popcountll(word);
#else
    word -= word >> 1 & UINT64_C(0x5555555555555555);
    word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
    word = (word + (word >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (uint32_t)(word * UINT64_C(0x0101010101010101) >> 56);
#endif
}

/* Bit of a bitset. */
static inline bool pvmi_bit(const uint64_t *bits, uint64_t index)
{
    return (bits[index >> 6] >> (index & 63)) & 1;
}

/* Does an instruction start at pc? Any pc. */
static inline bool pvmi_is_instruction(const pvm_program_t *program, uint64_t pc)
{
    return pc < program->code_len && pvmi_bit(program->mask, pc);
}

/* May a jump go to pc? Any pc. */
static inline bool pvmi_is_block_start(const pvm_program_t *program, uint64_t pc)
{
    return pc < program->code_len && pvmi_bit(program->starts, pc);
}

/* Entry of the jump table; index must be below jump_table_len. */
static inline uint64_t pvmi_jump_target(const pvm_program_t *program, uint64_t index)
{
    return program->jump_table == NULL ? 0 : program->jump_table[index];
}

/* Is it a program? NULL and what is recognisably none are not. */
static inline pvm_status_t pvmi_program_check(const pvm_program_t *program)
{
    if (program == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    return atomic_load_explicit(&program->magic, memory_order_relaxed) == PVMI_PROGRAM_ALIVE ? PVM_STATUS_OK
                                                                                              : PVM_STATUS_DESTROYED;
}

/* pool.c: a struct with unspecified contents, NULL if the host is out of memory; and where it goes in the end. */
pvm_program_t *pvmi_pool_take_program(void);
void pvmi_pool_give_program(pvm_program_t *program);

/* The time, and what has passed since one: 0 if the clock was set back meanwhile. */
uint64_t pvmi_nanoseconds(void);
uint64_t pvmi_nanoseconds_since(uint64_t begin);

/* Reads a variable-length natural (appendix C, general natural numbers). Moves *at behind it. */
pvm_defect_t pvmi_read_natural(const uint8_t *octets, size_t len, size_t *at, uint64_t *out_value);

/* Length of the shortest form of a natural. */
size_t pvmi_natural_len(uint64_t value);

/* Writes the shortest form and returns its length, at most 9. */
size_t pvmi_write_natural(uint64_t value, uint8_t *out);

/* Fills an error record, unless it is NULL: printf-style message. Returns the status that belongs to the defect. */
pvm_status_t pvmi_refuse(pvm_program_error_t *error, pvm_defect_t defect, uint64_t offset, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 4, 5)))
#endif
    ;

/* standard.c: splits a standard program into its sections; *out_code and *out_code_len are its inner blob. */
pvm_status_t pvmi_standard_split(const uint8_t *blob, size_t blob_len, bool has_metadata, pvmi_standard_t *out_standard,
                                 const uint8_t **out_code, size_t *out_code_len, pvm_program_error_t *error);

#endif
