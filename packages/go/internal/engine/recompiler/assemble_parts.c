/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble_parts.c: change that one. */
#include "pvm_prefix_recompiler.h"
#include "assemble_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define QUOTED_CHARACTERS 40

/* ---- Mistakes ---------------------------------------------------------- */

uint32_t pvmi_line_of(const pvmi_assembly_t *assembly, size_t at)
{
    uint32_t line = 1;
    for (size_t i = 0; i < at; i++)
        line += assembly->source[i] == '\n';
    return line;
}

bool pvmi_mistake(pvmi_assembly_t *assembly, pvm_defect_t defect, size_t at, const char *format, ...)
{
    if (assembly->status != PVM_STATUS_OK)
        return false;
    char message[sizeof assembly->error.message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    assembly->status = pvmi_refuse(&assembly->error, defect, at, "%s", message);
    assembly->error.line = pvmi_line_of(assembly, at);
    return false;
}

bool pvmi_out_of_memory(pvmi_assembly_t *assembly)
{
    if (assembly->status == PVM_STATUS_OK)
        assembly->status = PVM_STATUS_OUT_OF_MEMORY;
    return false;
}

/* Appends to a quoted text; what cannot be printed becomes a question mark. */
static size_t put_quoted(char *out, size_t at, const char *text, size_t len)
{
    for (size_t i = 0; i < len && at <= QUOTED_CHARACTERS; i++)
        out[at++] = text[i] >= ' ' && text[i] <= '~' ? text[i] : '?';
    return at;
}

static const char *end_quoted(char *out, size_t at, size_t len)
{
    snprintf(out + at, PVMI_QUOTE_SIZE - at, "%s", len > QUOTED_CHARACTERS ? "...\"" : "\"");
    return out;
}

const char *pvmi_quote(const char *text, size_t len, char out[PVMI_QUOTE_SIZE])
{
    out[0] = '"';
    return end_quoted(out, put_quoted(out, 1, text, len), len);
}

const char *pvmi_quote_symbol(const pvmi_assembly_t *assembly, uint32_t symbol, char out[PVMI_QUOTE_SIZE])
{
    const pvmi_name_t name = assembly->names.names[symbol];
    out[0] = '"';
    size_t at = put_quoted(out, 1, name.scope, name.scope_len);
    at = put_quoted(out, at, name.text, name.text_len);
    return end_quoted(out, at, (size_t)name.scope_len + name.text_len);
}

const char *pvmi_number_text(uint64_t number, char out[PVMI_NUMBER_SIZE])
{
    const bool negative = number >> 63;
    const unsigned long long magnitude = negative ? 0 - number : number;
    snprintf(out, PVMI_NUMBER_SIZE, "%s%llu", negative ? "-" : "", magnitude);
    return out;
}

/* ---- Arrays ------------------------------------------------------------ */

/* Makes room for `more` items behind `count`; the new pointer, or NULL, and noted, if there is no memory. */
static void *grow(pvmi_assembly_t *assembly, void *items, size_t count, size_t more, size_t size, size_t *room)
{
    if (more <= *room - count)
        return items;
    const size_t limit = PTRDIFF_MAX / size;
    if (more > limit - count) {
        pvmi_out_of_memory(assembly);
        return NULL;
    }
    const size_t needed = count + more;
    size_t wanted = *room < limit / 2 ? *room * 2 : limit;
    if (wanted < needed)
        wanted = needed;
    if (wanted < 64)
        wanted = 64;
    void *const grown = realloc(items, wanted * size);
    if (grown == NULL)
        pvmi_out_of_memory(assembly);
    else
        *room = wanted;
    return grown;
}

void *pvmi_append(pvmi_assembly_t *assembly, pvmi_array_t *array, size_t size)
{
    void *const items = grow(assembly, array->items, array->count, 1, size, &array->room);
    if (items == NULL)
        return NULL;
    array->items = items;
    return memset((char *)items + array->count++ * size, 0, size);
}

uint8_t *pvmi_append_octets(pvmi_assembly_t *assembly, pvmi_section_t section, size_t len)
{
    pvmi_data_t *const data = &assembly->sections[section];
    uint8_t *const octets = grow(assembly, data->octets, data->len, len, 1, &data->room);
    if (octets == NULL)
        return NULL;
    data->octets = octets;
    data->len += len;
    return octets + data->len - len;
}

/* ---- Symbols ----------------------------------------------------------- */

/* The number behind the @ of a numbered label; numbers that are no code offset are no hint. */
static uint64_t hint_of(pvmi_name_t name)
{
    uint64_t number = 0;
    if (name.scope_len != 0 || name.text_len < 2 || name.text[0] != '@')
        return PVMI_NO_HINT;
    for (uint32_t i = 1; i < name.text_len; i++) {
        if (name.text[i] < '0' || name.text[i] > '9' || number > PVM_MAX_CODE_LEN)
            return PVMI_NO_HINT;
        number = number * 10 + (uint64_t)(name.text[i] - '0');
    }
    return number > PVM_MAX_CODE_LEN ? PVMI_NO_HINT : number;
}

uint32_t pvmi_symbol_named(pvmi_assembly_t *assembly, pvmi_name_t name, size_t at)
{
    const uint32_t number = pvmi_names_add(&assembly->names, name);
    if (number == PVMI_NO_NAME) {
        pvmi_out_of_memory(assembly);
        return number;
    }
    if (number < assembly->symbols.count)
        return number;
    pvmi_symbol_t *const symbol = pvmi_append(assembly, &assembly->symbols, sizeof *symbol);
    if (symbol == NULL)
        return PVMI_NO_NAME;
    symbol->hint = hint_of(name);
    symbol->entry = PVMI_NO_ENTRY;
    symbol->used_at = at;
    return number;
}

bool pvmi_evaluate(const pvmi_assembly_t *assembly, const pvmi_expression_t *expression, uint64_t *out_value)
{
    uint64_t value = expression->number;
    const pvmi_term_t *const terms = assembly->terms.items;
    for (size_t i = 0; i < expression->term_count; i++) {
        const pvmi_term_t term = terms[expression->first_term + i];
        const pvmi_symbol_t *const symbol = pvmi_symbol(assembly, term.symbol);
        if (term.is_entry ? symbol->entry == PVMI_NO_ENTRY : !symbol->is_placed)
            return false;
        const uint64_t part = term.is_entry ? 2 * (symbol->entry + 1) : symbol->value;
        value += term.is_negative ? 0 - part : part;
    }
    *out_value = value;
    return true;
}

bool pvmi_store(pvmi_assembly_t *assembly, size_t at, uint64_t value, uint32_t width, uint8_t *octets)
{
    const bool fits = width == 8 || value >> (8 * width) == 0 || value >= 0 - (UINT64_C(1) << (8 * width - 1));
    char text[PVMI_NUMBER_SIZE];
    if (!fits)
        return pvmi_mistake(assembly, PVM_DEFECT_OUT_OF_RANGE, at, "%s does not fit into %u octet%s",
                            pvmi_number_text(value, text), (unsigned)width, width == 1 ? "" : "s");
    for (uint32_t i = 0; i < width; i++)
        octets[i] = (uint8_t)(value >> (8 * i));
    return true;
}

void pvmi_assembly_free(pvmi_assembly_t *assembly)
{
    pvmi_names_free(&assembly->mnemonics);
    pvmi_names_free(&assembly->names);
    free(assembly->symbols.items);
    free(assembly->terms.items);
    free(assembly->constants.items);
    for (uint32_t i = 0; i < PVMI_SECTION_COUNT; i++)
        free(assembly->sections[i].octets);
    free(assembly->fixups.items);
    free(assembly->items.items);
    free(assembly->entries.items);
}
