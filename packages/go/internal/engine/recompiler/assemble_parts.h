/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble_parts.h: change that one. */
/* What the assembler knows of a text while it works: the parts of the program, with symbols still open. */
#ifndef PVMI_ASSEMBLE_PARTS_H
#define PVMI_ASSEMBLE_PARTS_H

#include "assemble.h"
#include "assemble_names.h"
#include "assemble_operands.h"

/* ---- Arrays ------------------------------------------------------------ */

typedef struct pvmi_array {
    void *items;
    size_t count;
    size_t room;
} pvmi_array_t;

/* ---- Values ------------------------------------------------------------ */

/* A symbol in an expression. */
typedef struct pvmi_term {
    uint32_t symbol;
    bool is_negative;
    bool is_entry; /* &symbol: the address that a dynamic jump to it takes */
} pvmi_term_t;

/* A number plus terms; all arithmetic is modulo 2^64. */
typedef struct pvmi_expression {
    uint64_t number;
    size_t first_term;
    size_t term_count;
    size_t at; /* in the source */
} pvmi_expression_t;

typedef enum pvmi_section {
    PVMI_SECTION_CODE,
    PVMI_SECTION_READ_ONLY,
    PVMI_SECTION_READ_WRITE,
    PVMI_SECTION_METADATA,
    PVMI_SECTION_BLOB,
    PVMI_SECTION_COUNT,
} pvmi_section_t;

typedef enum pvmi_symbol_kind {
    PVMI_SYMBOL_UNKNOWN, /* used, but not defined so far */
    PVMI_SYMBOL_CODE,    /* value: code offset, as far as the layout knows */
    PVMI_SYMBOL_DATA,    /* value: offset in its section, later the guest address */
    PVMI_SYMBOL_CONSTANT,
} pvmi_symbol_kind_t;

#define PVMI_NO_HINT UINT64_MAX
#define PVMI_NO_ENTRY UINT64_MAX

typedef struct pvmi_symbol {
    pvmi_symbol_kind_t kind;
    pvmi_section_t section; /* of data */
    uint32_t order;         /* of constants: how many were defined before */
    bool is_placed;         /* the value is known */
    bool needs_entry;       /* there is a term &symbol */
    uint64_t value;
    uint64_t hint;  /* of @N: the code offset that it had in the listing */
    uint64_t entry; /* first jump table entry that is nothing but this label */
    size_t used_at;
    size_t entry_used_at; /* where &symbol stands first */
    size_t defined_at;
} pvmi_symbol_t;

typedef struct pvmi_constant {
    uint32_t symbol;
    pvmi_expression_t value;
} pvmi_constant_t;

/* ---- Code -------------------------------------------------------------- */

typedef enum pvmi_item_kind {
    PVMI_ITEM_LABEL,
    PVMI_ITEM_OCTETS,      /* octets of the code section, which no instruction starts with */
    PVMI_ITEM_RAW,         /* the same, and an instruction starts with the first */
    PVMI_ITEM_INSTRUCTION, /* one that the assembler encodes */
} pvmi_item_kind_t;

typedef struct pvmi_item {
    uint8_t kind;
    bool is_address; /* x counts modulo 2^32 */
    uint8_t opcode;  /* internal id */
    uint8_t a, b, d; /* registers */
    pvmi_lengths_t lengths; /* as far as the layout knows; they only grow */
    pvmi_lengths_t written; /* as the text wants them, or PVMI_ANY_LENGTH */
    pvmi_expression_t x;
    pvmi_expression_t last; /* y or the target */
    uint32_t symbol;        /* of a label */
    size_t start, len;      /* of octets, in the code section */
    size_t at;              /* in the source */
} pvmi_item_t;

typedef struct pvmi_entry {
    pvmi_expression_t target;
    uint64_t count;
} pvmi_entry_t;

/* ---- Data -------------------------------------------------------------- */

typedef struct pvmi_data {
    uint8_t *octets;
    size_t len;
    size_t room;
    uint64_t filled; /* octets that came from a count */
    size_t at;       /* in the source: where the section is first named */
} pvmi_data_t;

/* A number whose value is known only at the end. */
typedef struct pvmi_fixup {
    pvmi_section_t section;
    uint32_t width;
    size_t offset;
    pvmi_expression_t value;
} pvmi_fixup_t;

/* Directives with one number, at most once in a text. */
enum pvmi_setting_kind {
    PVMI_SETTING_HEAP_PAGES,
    PVMI_SETTING_STACK,
    PVMI_SETTING_JUMP_ENTRY_SIZE,
    PVMI_SETTING_COUNT,
};

typedef struct pvmi_setting {
    bool is_given;
    uint64_t value;
    size_t at;
} pvmi_setting_t;

/* ---- All of it --------------------------------------------------------- */

typedef struct pvmi_assembly {
    const char *source;
    const char *at; /* what comes next */
    pvm_instruction_set_t set;
    pvm_status_t status;
    pvm_program_error_t error; /* the first mistake */

    pvmi_names_t mnemonics; /* numbered by internal id */
    pvmi_names_t names;     /* numbered like symbols */
    pvmi_name_t scope;      /* of local labels: the last label that is not local */
    pvmi_array_t symbols;   /* of pvmi_symbol_t */
    pvmi_array_t terms;     /* of pvmi_term_t */
    pvmi_array_t constants; /* of pvmi_constant_t */

    pvmi_section_t section;
    pvmi_data_t sections[PVMI_SECTION_COUNT];
    bool is_named[PVMI_SECTION_COUNT];
    pvmi_array_t fixups;  /* of pvmi_fixup_t */
    pvmi_array_t items;   /* of pvmi_item_t */
    pvmi_array_t entries; /* of pvmi_entry_t */
    uint64_t entry_count;
    uint64_t code_len; /* as the layout has it */

    pvmi_setting_t settings[PVMI_SETTING_COUNT];
} pvmi_assembly_t;

/* Notes the first mistake: where in the source, and one sentence. Always false, so that it can be returned. */
bool pvmi_mistake(pvmi_assembly_t *assembly, pvm_defect_t defect, size_t at, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 4, 5)))
#endif
    ;

/* Line of a place in the source, from 1. */
uint32_t pvmi_line_of(const pvmi_assembly_t *assembly, size_t at);

/* Notes that there is no memory. Always false. */
bool pvmi_out_of_memory(pvmi_assembly_t *assembly);

/* Room for a text in double quotes, cut after 40 characters. */
#define PVMI_QUOTE_SIZE 64

/* Puts text into double quotes for a message: printable, and not too long. Returns `out`. */
const char *pvmi_quote(const char *text, size_t len, char out[PVMI_QUOTE_SIZE]);

/* The same for a symbol's name, with its scope. */
const char *pvmi_quote_symbol(const pvmi_assembly_t *assembly, uint32_t symbol, char out[PVMI_QUOTE_SIZE]);

/* Room for a number in decimal. */
#define PVMI_NUMBER_SIZE 24

/* A number for a message; from 2^63 on it is a negative one. Returns `out`. */
const char *pvmi_number_text(uint64_t number, char out[PVMI_NUMBER_SIZE]);

/* One more item of `size` octets at an array's end, all zero; NULL, and noted, if there is no memory. */
void *pvmi_append(pvmi_assembly_t *assembly, pvmi_array_t *array, size_t size);

/* Room for `len` more octets of a section, uninitialised; NULL, and noted, if there is no memory. */
uint8_t *pvmi_append_octets(pvmi_assembly_t *assembly, pvmi_section_t section, size_t len);

/* The symbol of a name, made if need be; PVMI_NO_NAME if there is no memory. */
uint32_t pvmi_symbol_named(pvmi_assembly_t *assembly, pvmi_name_t name, size_t at);

static inline pvmi_symbol_t *pvmi_symbol(const pvmi_assembly_t *assembly, uint32_t symbol)
{
    return (pvmi_symbol_t *)assembly->symbols.items + symbol;
}

/* Value of an expression; false if a symbol in it has no value yet. */
bool pvmi_evaluate(const pvmi_assembly_t *assembly, const pvmi_expression_t *expression, uint64_t *out_value);

/* Stores a number as `width` octets, signed or not; false, and noted, if it does not fit. */
bool pvmi_store(pvmi_assembly_t *assembly, size_t at, uint64_t value, uint32_t width, uint8_t *octets);

void pvmi_assembly_free(pvmi_assembly_t *assembly);

#endif
