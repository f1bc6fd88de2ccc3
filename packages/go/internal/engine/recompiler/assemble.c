/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble.c: change that one. */
#include "pvm_prefix_recompiler.h"
#include "assemble.h"
#include "assemble_layout.h"
#include "assemble_parse.h"
#include "assemble_source.h"

#include <stdlib.h>

/* Labels that an unknown one is compared with. */
#define MAX_GUESSES 4096

/* ---- Symbols ----------------------------------------------------------- */

static bool is_same_scope(pvmi_name_t a, pvmi_name_t b)
{
    return a.scope_len == b.scope_len && (a.scope_len == 0 || memcmp(a.scope, b.scope, a.scope_len) == 0);
}

static bool unknown_symbol(pvmi_assembly_t *assembly, uint32_t unknown)
{
    const pvmi_name_t name = assembly->names.names[unknown];
    pvmi_guess_t guess = pvmi_guess(name);
    for (uint32_t i = 0; i < assembly->symbols.count && i < MAX_GUESSES; i++) {
        const pvmi_name_t other = assembly->names.names[i];
        if (pvmi_symbol(assembly, i)->kind != PVMI_SYMBOL_UNKNOWN && is_same_scope(other, name))
            pvmi_guess_add(&guess, other.text, other.text_len);
    }
    return pvmi_unknown(assembly, PVM_DEFECT_UNKNOWN_LABEL, pvmi_symbol(assembly, unknown)->used_at, "label", &guess);
}

/* Symbols are in the order of their first use, so this finds the first unknown one of the text. */
static bool check_symbols(pvmi_assembly_t *assembly)
{
    for (uint32_t i = 0; i < assembly->symbols.count; i++) {
        if (pvmi_symbol(assembly, i)->kind == PVMI_SYMBOL_UNKNOWN)
            return unknown_symbol(assembly, i);
    }
    return true;
}

/* A constant may use labels, and constants above it: so none can depend on itself. */
static bool check_constants(pvmi_assembly_t *assembly)
{
    const pvmi_constant_t *const constants = assembly->constants.items;
    const pvmi_term_t *const terms = assembly->terms.items;
    for (size_t i = 0; i < assembly->constants.count; i++) {
        const pvmi_expression_t *const value = &constants[i].value;
        for (size_t j = 0; j < value->term_count; j++) {
            const uint32_t used = terms[value->first_term + j].symbol;
            const pvmi_symbol_t *const symbol = pvmi_symbol(assembly, used);
            char quote[PVMI_QUOTE_SIZE];
            if (symbol->kind == PVMI_SYMBOL_CONSTANT && !symbol->is_placed && symbol->order >= i)
                return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, value->at,
                                    "the constant %s depends on labels and must be defined above this line",
                                    pvmi_quote_symbol(assembly, used, quote));
        }
    }
    return true;
}

/* Every &label gets an entry of the jump table, if it has none. */
static bool add_entries(pvmi_assembly_t *assembly)
{
    for (uint32_t i = 0; i < assembly->symbols.count; i++) {
        pvmi_symbol_t *const symbol = pvmi_symbol(assembly, i);
        char quote[PVMI_QUOTE_SIZE];
        if (!symbol->needs_entry)
            continue;
        if (symbol->kind != PVMI_SYMBOL_CODE)
            return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, symbol->entry_used_at,
                                "%s is no label in code, which & needs", pvmi_quote_symbol(assembly, i, quote));
        if (symbol->entry != PVMI_NO_ENTRY)
            continue;
        if (assembly->entry_count == UINT64_MAX)
            return pvmi_mistake(assembly, PVM_DEFECT_OUT_OF_RANGE, symbol->entry_used_at, "the jump table is full");
        const pvmi_expression_t target = {
            .first_term = assembly->terms.count, .term_count = 1, .at = symbol->entry_used_at};
        pvmi_term_t *const term = pvmi_append(assembly, &assembly->terms, sizeof *term);
        if (term == NULL)
            return false;
        term->symbol = i;
        symbol->entry = assembly->entry_count;
        if (!pvmi_append_entry(assembly, target, 1))
            return false;
    }
    return true;
}

static void place_data(pvmi_assembly_t *assembly)
{
    const uint64_t read_write = pvmi_read_write_address(assembly->sections[PVMI_SECTION_READ_ONLY].len);
    for (uint32_t i = 0; i < assembly->symbols.count; i++) {
        pvmi_symbol_t *const symbol = pvmi_symbol(assembly, i);
        if (symbol->kind != PVMI_SYMBOL_DATA)
            continue;
        symbol->value += symbol->section == PVMI_SECTION_READ_ONLY ? PVMI_READ_ONLY_ADDRESS : read_write;
        symbol->is_placed = true;
    }
}

static bool fill_in_numbers(pvmi_assembly_t *assembly)
{
    const pvmi_fixup_t *const fixups = assembly->fixups.items;
    for (size_t i = 0; i < assembly->fixups.count; i++) {
        const pvmi_fixup_t *const fixup = &fixups[i];
        uint64_t value = 0;
        pvmi_evaluate(assembly, &fixup->value, &value); /* all symbols are placed by now */
        uint8_t *const octets = assembly->sections[fixup->section].octets + fixup->offset;
        if (!pvmi_store(assembly, fixup->value.at, value, fixup->width, octets))
            return false;
    }
    return true;
}

/* ---- Sections ---------------------------------------------------------- */

static bool is_standard(const pvmi_assembly_t *assembly)
{
    const pvmi_setting_t *const settings = assembly->settings;
    bool is_one = settings[PVMI_SETTING_HEAP_PAGES].is_given || settings[PVMI_SETTING_STACK].is_given;
    for (uint32_t section = PVMI_SECTION_READ_ONLY; section < PVMI_SECTION_COUNT; section++)
        is_one |= assembly->is_named[section];
    return is_one;
}

static bool check_data_len(pvmi_assembly_t *assembly, pvmi_section_t section)
{
    const pvmi_data_t *const data = &assembly->sections[section];
    if (data->len <= PVMI_MAX_SECTION_LEN)
        return true;
    return pvmi_mistake(assembly, PVM_DEFECT_LAYOUT, data->at,
                        "the section has %llu octets, more than the %u it can have", (unsigned long long)data->len,
                        (unsigned)PVMI_MAX_SECTION_LEN);
}

static bool check_sections(pvmi_assembly_t *assembly)
{
    const bool has_program = assembly->items.count != 0 || assembly->entry_count != 0 ||
                             assembly->settings[PVMI_SETTING_JUMP_ENTRY_SIZE].is_given;
    if (assembly->is_named[PVMI_SECTION_BLOB] && has_program)
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, assembly->sections[PVMI_SECTION_BLOB].at,
                            ".blob holds code, bitmask and jump table; the text cannot have others");
    return check_data_len(assembly, PVMI_SECTION_READ_ONLY) && check_data_len(assembly, PVMI_SECTION_READ_WRITE);
}

/* ---- Jump table -------------------------------------------------------- */

static uint64_t entry_value(const pvmi_assembly_t *assembly, const pvmi_entry_t *entry)
{
    uint64_t value = 0;
    pvmi_evaluate(assembly, &entry->target, &value); /* all symbols are placed by now */
    return value;
}

static uint32_t entry_size(const pvmi_assembly_t *assembly)
{
    const pvmi_setting_t *const written = &assembly->settings[PVMI_SETTING_JUMP_ENTRY_SIZE];
    if (written->is_given)
        return (uint32_t)written->value;
    uint64_t all = 0;
    const pvmi_entry_t *const entries = assembly->entries.items;
    for (size_t i = 0; i < assembly->entries.count; i++)
        all |= entry_value(assembly, &entries[i]);
    return pvmi_jump_entry_size(all, assembly->entry_count);
}

/* Does every entry fit, and is what is filled not endless? */
static bool check_entries(pvmi_assembly_t *assembly, uint32_t size)
{
    uint64_t filled = 0;
    const pvmi_entry_t *const entries = assembly->entries.items;
    for (size_t i = 0; i < assembly->entries.count; i++) {
        const pvmi_entry_t *const entry = &entries[i];
        const uint64_t value = entry_value(assembly, entry);
        char text[PVMI_NUMBER_SIZE];
        if (size < 8 && value >> (8 * size) != 0)
            return pvmi_mistake(assembly, PVM_DEFECT_OUT_OF_RANGE, entry->target.at,
                                "%s does not fit into a jump table entry of %u octet%s", pvmi_number_text(value, text),
                                (unsigned)size, size == 1 ? "" : "s");
        if (size == 0 || entry->count == 1)
            continue;
        if (entry->count > (PVMI_MAX_FILL - filled) / size)
            return pvmi_mistake(assembly, PVM_DEFECT_OUT_OF_RANGE, entry->target.at,
                                "more than %u octets of the jump table are filled", (unsigned)PVMI_MAX_FILL);
        filled += entry->count * size;
    }
    return true;
}

static uint8_t *put_entries(const pvmi_assembly_t *assembly, uint32_t size, uint8_t *at)
{
    const pvmi_entry_t *const entries = assembly->entries.items;
    for (size_t i = 0; size != 0 && i < assembly->entries.count; i++) {
        const uint64_t value = entry_value(assembly, &entries[i]);
        for (uint64_t j = 0; j < entries[i].count; j++) {
            for (uint32_t octet = 0; octet < size; octet++)
                *at++ = octet < 8 ? (uint8_t)(value >> (8 * octet)) : 0;
        }
    }
    return at;
}

/* ---- Blobs ------------------------------------------------------------- */

typedef struct blob {
    uint8_t *octets;
    size_t len;
} blob_t;

static bool make_blob(pvmi_assembly_t *assembly, uint64_t len, blob_t *out)
{
    out->octets = len > PTRDIFF_MAX - 1 ? NULL : calloc((size_t)len + 1, 1);
    out->len = (size_t)len;
    return out->octets != NULL || pvmi_out_of_memory(assembly);
}

/* Jump table, code and bitmask (A.2). */
static bool write_program(pvmi_assembly_t *assembly, blob_t *out)
{
    const uint32_t size = entry_size(assembly);
    if (!check_entries(assembly, size))
        return false;
    const uint64_t entry_count = assembly->entry_count;
    const uint64_t code_len = assembly->code_len;
    const uint64_t bitmask_len = code_len / 8 + (code_len % 8 != 0);
    /* no overflow: at most 255 octets per octet of text, and what may be filled */
    const uint64_t table_len = size == 0 ? 0 : entry_count * size;
    const uint64_t head_len = pvmi_natural_len(entry_count) + 1 + pvmi_natural_len(code_len);
    if (!make_blob(assembly, head_len + table_len + code_len + bitmask_len, out))
        return false;
    uint8_t *at = out->octets;
    at += pvmi_write_natural(entry_count, at);
    *at++ = (uint8_t)size;
    at += pvmi_write_natural(code_len, at);
    at = put_entries(assembly, size, at);
    return pvmi_write_code(assembly, at, at + code_len);
}

static uint8_t *put(uint8_t *at, uint64_t number, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++)
        *at++ = (uint8_t)(number >> (8 * i));
    return at;
}

static uint8_t *put_octets(uint8_t *at, const void *octets, size_t len)
{
    if (len != 0)
        memcpy(at, octets, len);
    return at + len;
}

/* The container around it (A.7), with metadata if there is such a section. */
static bool write_standard(pvmi_assembly_t *assembly, const blob_t *code, blob_t *out)
{
    const pvmi_data_t *const sections = assembly->sections;
    const pvmi_data_t *const metadata = &sections[PVMI_SECTION_METADATA];
    const pvmi_data_t *const read_only = &sections[PVMI_SECTION_READ_ONLY];
    const pvmi_data_t *const read_write = &sections[PVMI_SECTION_READ_WRITE];
    const bool has_metadata = assembly->is_named[PVMI_SECTION_METADATA];
    if ((uint64_t)code->len > UINT32_MAX)
        return pvmi_mistake(assembly, PVM_DEFECT_LAYOUT, 0, "jump table and code together have 2^32 octets or more");
    const uint64_t metadata_len = has_metadata ? pvmi_natural_len(metadata->len) + metadata->len : 0;
    if (!make_blob(assembly, metadata_len + 15 + read_only->len + read_write->len + code->len, out))
        return false;
    uint8_t *at = out->octets;
    if (has_metadata) {
        at += pvmi_write_natural(metadata->len, at);
        at = put_octets(at, metadata->octets, metadata->len);
    }
    at = put(at, read_only->len, 3);
    at = put(at, read_write->len, 3);
    at = put(at, assembly->settings[PVMI_SETTING_HEAP_PAGES].value, 2);
    at = put(at, assembly->settings[PVMI_SETTING_STACK].value, 3);
    at = put_octets(at, read_only->octets, read_only->len);
    at = put_octets(at, read_write->octets, read_write->len);
    at = put(at, code->len, 4);
    put_octets(at, code->octets, code->len);
    return true;
}

static bool write_blob(pvmi_assembly_t *assembly, blob_t *out)
{
    const pvmi_data_t *const written = &assembly->sections[PVMI_SECTION_BLOB];
    if (assembly->is_named[PVMI_SECTION_BLOB])
        return write_standard(assembly, &(blob_t){.octets = written->octets, .len = written->len}, out);
    if (!is_standard(assembly))
        return write_program(assembly, out);
    blob_t code = {0};
    const bool is_done = write_program(assembly, &code) && write_standard(assembly, &code, out);
    free(code.octets);
    return is_done;
}

/* ---- From text to blob ------------------------------------------------- */

static bool know_mnemonics(pvmi_assembly_t *assembly)
{
    for (uint32_t opcode = 0; opcode < PVMI_OPCODE_COUNT; opcode++) {
        const char *const text = pvmi_opcode_name[opcode];
        const pvmi_name_t name = {.text = text, .text_len = (uint8_t)strlen(text)};
        if (pvmi_names_add(&assembly->mnemonics, name) != opcode)
            return pvmi_out_of_memory(assembly);
    }
    return true;
}

static bool assemble(pvmi_assembly_t *assembly, blob_t *out)
{
    if (!know_mnemonics(assembly) || !pvmi_parse(assembly) || !check_symbols(assembly) || !check_constants(assembly) ||
        !add_entries(assembly))
        return false;
    place_data(assembly);
    return pvmi_lay_out(assembly) && fill_in_numbers(assembly) && check_sections(assembly) && write_blob(assembly, out);
}

pvm_status_t pvmi_assemble(const char *source, pvm_instruction_set_t instruction_set, uint8_t **out_blob,
                           size_t *out_len, pvm_program_error_t *error)
{
    pvmi_assembly_t assembly = {.source = source, .at = source, .set = instruction_set};
    blob_t blob = {0};
    if (assemble(&assembly, &blob)) {
        *out_blob = blob.octets;
        *out_len = blob.len;
    } else {
        free(blob.octets);
        if (error != NULL && assembly.status == PVM_STATUS_BAD_PROGRAM)
            *error = assembly.error;
    }
    const pvm_status_t status = assembly.status;
    pvmi_assembly_free(&assembly);
    return status;
}
