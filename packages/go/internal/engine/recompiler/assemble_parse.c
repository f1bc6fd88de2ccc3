/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble_parse.c: change that one. */
#include "pvm_prefix_recompiler.h"
#include "assemble_parse.h"
#include "assemble_source.h"

#include <stdio.h>

/* ---- Expressions ------------------------------------------------------- */

static bool parse_symbol(pvmi_assembly_t *assembly, bool is_negative, bool is_entry)
{
    const size_t at = pvmi_here(assembly);
    pvmi_name_t name;
    uint64_t unused;
    if (!pvmi_read_name(assembly, &name))
        return false;
    if (pvmi_is_register(name, &unused)) {
        char quote[PVMI_QUOTE_SIZE];
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, at, "expected a number or a label, found the register %s",
                            pvmi_quote(name.text, name.text_len, quote));
    }
    const uint32_t symbol = pvmi_symbol_named(assembly, name, at);
    if (symbol == PVMI_NO_NAME)
        return false;
    if (is_entry && !pvmi_symbol(assembly, symbol)->needs_entry) {
        pvmi_symbol(assembly, symbol)->needs_entry = true;
        pvmi_symbol(assembly, symbol)->entry_used_at = at;
    }
    pvmi_term_t *const term = pvmi_append(assembly, &assembly->terms, sizeof *term);
    if (term == NULL)
        return false;
    *term = (pvmi_term_t){.symbol = symbol, .is_negative = is_negative, .is_entry = is_entry};
    return true;
}

/* Adds a number or a symbol, with the sign that was read, to an expression. */
static bool parse_term(pvmi_assembly_t *assembly, bool is_negative, pvmi_expression_t *expression)
{
    if (pvmi_at_number(assembly)) {
        uint64_t number;
        if (!pvmi_read_unsigned(assembly, &number))
            return false;
        expression->number += is_negative ? 0 - number : number;
        return true;
    }
    const bool is_entry = pvmi_take(assembly, '&');
    if (!pvmi_at_name(assembly))
        return pvmi_expected(assembly, is_entry ? "a label" : "a number or a label");
    expression->term_count++;
    return parse_symbol(assembly, is_negative, is_entry);
}

/* Terms with their signs, as far as they go. The first may have a sign, and must be there. */
bool pvmi_parse_expression(pvmi_assembly_t *assembly, pvmi_expression_t *out_expression)
{
    pvmi_skip_blanks(assembly);
    *out_expression = (pvmi_expression_t){.at = pvmi_here(assembly), .first_term = assembly->terms.count};
    do {
        bool is_negative = false;
        while (pvmi_take(assembly, '-') || pvmi_take(assembly, '+'))
            is_negative ^= assembly->at[-1] == '-';
        if (!parse_term(assembly, is_negative, out_expression))
            return false;
        pvmi_skip_blanks(assembly);
    } while (*assembly->at == '+' || *assembly->at == '-');
    return true;
}

bool pvmi_parse_number(pvmi_assembly_t *assembly, const char *what, uint64_t low, uint64_t high, uint64_t *out_number)
{
    pvmi_expression_t expression;
    if (!pvmi_parse_expression(assembly, &expression))
        return false;
    uint64_t value;
    if (!pvmi_evaluate(assembly, &expression, &value))
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, expression.at,
                            "%s must be known here: use numbers and constants made of numbers above", what);
    char text[PVMI_NUMBER_SIZE];
    if (value < low || value > high)
        return pvmi_mistake(assembly, PVM_DEFECT_OUT_OF_RANGE, expression.at, "%s is %s, not from %llu to %llu", what,
                            pvmi_number_text(value, text), (unsigned long long)low, (unsigned long long)high);
    *out_number = value;
    return true;
}

/* ---- Labels ------------------------------------------------------------ */

bool pvmi_define(pvmi_assembly_t *assembly, pvmi_name_t name, size_t at, pvmi_symbol_kind_t kind, uint32_t *out_symbol)
{
    char quote[PVMI_QUOTE_SIZE];
    uint64_t unused;
    if (pvmi_is_register(name, &unused))
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, at, "%s names a register; choose another name",
                            pvmi_quote(name.text, name.text_len, quote));
    *out_symbol = pvmi_symbol_named(assembly, name, at);
    if (*out_symbol == PVMI_NO_NAME)
        return false;
    pvmi_symbol_t *const symbol = pvmi_symbol(assembly, *out_symbol);
    if (symbol->kind != PVMI_SYMBOL_UNKNOWN)
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, at, "%s is defined twice, first in line %u",
                            pvmi_quote_symbol(assembly, *out_symbol, quote),
                            (unsigned)pvmi_line_of(assembly, symbol->defined_at));
    symbol->kind = kind;
    symbol->defined_at = at;
    return true;
}

pvmi_item_t *pvmi_append_item(pvmi_assembly_t *assembly, pvmi_item_kind_t kind, size_t at)
{
    pvmi_item_t *const item = pvmi_append(assembly, &assembly->items, sizeof *item);
    if (item == NULL)
        return NULL;
    item->kind = kind;
    item->at = at;
    return item;
}

static bool parse_label(pvmi_assembly_t *assembly, pvmi_name_t name, size_t at)
{
    const pvmi_section_t section = assembly->section;
    if (section == PVMI_SECTION_METADATA || section == PVMI_SECTION_BLOB)
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, at,
                            "a label here has no address: it must be in code, .read_only or .read_write");
    const bool in_code = section == PVMI_SECTION_CODE;
    uint32_t number;
    if (!pvmi_define(assembly, name, at, in_code ? PVMI_SYMBOL_CODE : PVMI_SYMBOL_DATA, &number))
        return false;
    if (name.text[0] != '.' && name.text[0] != '@')
        assembly->scope = name;
    pvmi_symbol_t *const symbol = pvmi_symbol(assembly, number);
    symbol->section = section;
    symbol->value = assembly->sections[section].len;
    if (!in_code)
        return true;
    pvmi_item_t *const item = pvmi_append_item(assembly, PVMI_ITEM_LABEL, at);
    if (item == NULL)
        return false;
    item->symbol = number;
    return true;
}

/* ---- Operands ---------------------------------------------------------- */

static bool parse_register(pvmi_assembly_t *assembly, uint8_t *out_register)
{
    pvmi_skip_blanks(assembly);
    const size_t at = pvmi_here(assembly);
    pvmi_name_t name;
    uint64_t number;
    if (!pvmi_at_name(assembly))
        return pvmi_expected(assembly, "a register");
    if (!pvmi_read_name(assembly, &name))
        return false;
    if (!pvmi_is_register(name, &number)) {
        assembly->at = name.text;
        return pvmi_expected(assembly, "a register");
    }
    if (number >= PVM_REGISTER_COUNT)
        return pvmi_mistake(assembly, PVM_DEFECT_OUT_OF_RANGE, at, "there is no register r%llu; they are r0 to r12",
                            (unsigned long long)number);
    *out_register = (uint8_t)number;
    return true;
}

/* The length of an immediate in braces, where it is not to be the shortest. */
static bool parse_length(pvmi_assembly_t *assembly, uint8_t *out_len)
{
    if (!pvmi_take(assembly, '{'))
        return true;
    uint64_t len;
    if (!pvmi_parse_number(assembly, "the length of an immediate", 0, 4, &len))
        return false;
    *out_len = (uint8_t)len;
    return pvmi_take(assembly, '}') || pvmi_expected(assembly, "}");
}

/* The rest of [register + number]: nothing, or terms that start with a sign. */
static bool parse_displacement(pvmi_assembly_t *assembly, pvmi_expression_t *out)
{
    pvmi_skip_blanks(assembly);
    *out = (pvmi_expression_t){.at = pvmi_here(assembly)};
    if (*assembly->at != '+' && *assembly->at != '-')
        return true;
    return pvmi_parse_expression(assembly, out);
}

/* A part of an operand pattern in words. */
static const char *word_of(char part, char next)
{
    switch (part) {
    case 'x':
        return next == ']' ? "address" : "number";
    case 'y':
        return "number";
    case 't':
        return "target";
    case ',':
        return ", ";
    case '[':
        return "[";
    case ']':
        return "]";
    default:
        return next == '+' ? "register + number" : "register";
    }
}

/* How an instruction is written, for messages. */
static const char *usage_of(uint8_t opcode, char out[96])
{
    const char *const pattern = pvmi_operand_pattern(opcode);
    int len = snprintf(out, 96, "%s%s", pvmi_opcode_name[opcode], *pattern != 0 ? " " : "");
    for (const char *part = pattern; *part != 0 && len < 96; part += part[1] == '+' ? 3 : 1)
        len += snprintf(out + len, 96 - (size_t)len, "%s", word_of(part[0], part[1]));
    return out;
}

static bool wrong_count(pvmi_assembly_t *assembly, uint8_t opcode)
{
    char usage[96];
    return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, pvmi_here(assembly), "too %s operands; write %s",
                        pvmi_at_end(assembly) ? "few" : "many", usage_of(opcode, usage));
}

/* One part of an operand pattern. */
static bool parse_part(pvmi_assembly_t *assembly, char part, pvmi_item_t *item)
{
    uint8_t *const x_length = pvmi_has_first(item->opcode) ? &item->written.first : &item->written.last;
    switch (part) {
    case 'a':
        return parse_register(assembly, &item->a);
    case 'b':
        return parse_register(assembly, &item->b);
    case 'd':
        return parse_register(assembly, &item->d);
    case 'x':
        if (!pvmi_has_last(item->opcode)) /* the eight octets of load_imm_64 */
            return pvmi_parse_expression(assembly, &item->x);
        return pvmi_parse_expression(assembly, &item->x) && parse_length(assembly, x_length);
    case '+':
        return parse_displacement(assembly, &item->x) && parse_length(assembly, x_length);
    case 'y':
    case 't':
        return pvmi_parse_expression(assembly, &item->last) && parse_length(assembly, &item->written.last);
    case '[':
        item->is_address = true;
        return pvmi_take(assembly, '[') || pvmi_expected(assembly, "[ of an operand in memory");
    case ']':
        return pvmi_take(assembly, ']') || pvmi_expected(assembly, "]");
    default:
        return pvmi_take(assembly, ',') || pvmi_expected(assembly, "a comma");
    }
}

static bool parse_operands(pvmi_assembly_t *assembly, pvmi_item_t *item)
{
    const char *const pattern = pvmi_operand_pattern(item->opcode);
    for (const char *part = pattern; *part != 0; part += *part == '+' ? 2 : 1) {
        if ((part == pattern || *part == ',') && pvmi_at_end(assembly))
            return wrong_count(assembly, item->opcode);
        if (!parse_part(assembly, *part, item))
            return false;
    }
    if (!pvmi_at_end(assembly) && (*assembly->at == ',' || *pattern == 0))
        return wrong_count(assembly, item->opcode);
    return true;
}

/* ---- Instructions ------------------------------------------------------ */

bool pvmi_misplaced_instruction(pvmi_assembly_t *assembly, size_t at)
{
    return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, at,
                        "an instruction cannot be in a data section; write .code first");
}

static bool unknown_mnemonic(pvmi_assembly_t *assembly, pvmi_name_t name, size_t at)
{
    pvmi_guess_t guess = pvmi_guess(name);
    for (uint8_t opcode = 0; opcode < PVMI_OPCODE_COUNT; opcode++) {
        if (pvmi_opcode_number(assembly->set, opcode) != PVMI_UNDEF)
            pvmi_guess_add(&guess, pvmi_opcode_name[opcode], strlen(pvmi_opcode_name[opcode]));
    }
    return pvmi_unknown(assembly, PVM_DEFECT_SYNTAX, at, "instruction", &guess);
}

static bool parse_instruction(pvmi_assembly_t *assembly, pvmi_name_t name, size_t at)
{
    const uint32_t opcode = pvmi_names_find(&assembly->mnemonics, name);
    if (opcode == PVMI_NO_NAME)
        return unknown_mnemonic(assembly, name, at);
    if (pvmi_opcode_number(assembly->set, (uint8_t)opcode) == PVMI_UNDEF)
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, at,
                            "the instruction set has no %s; choose the one that has it", pvmi_opcode_name[opcode]);
    if (assembly->section != PVMI_SECTION_CODE)
        return pvmi_misplaced_instruction(assembly, at);
    pvmi_item_t item = {.kind = PVMI_ITEM_INSTRUCTION,
                        .opcode = (uint8_t)opcode,
                        .written = PVMI_ANY_LENGTHS,
                        .at = at};
    if (!parse_operands(assembly, &item))
        return false;
    pvmi_item_t *const place = pvmi_append(assembly, &assembly->items, sizeof item);
    if (place == NULL)
        return false;
    *place = item;
    return true;
}

/* ---- Statements -------------------------------------------------------- */

static bool parse_line(pvmi_assembly_t *assembly)
{
    while (!pvmi_at_end(assembly)) {
        if (!pvmi_at_name(assembly))
            return pvmi_expected(assembly, "an instruction, a directive or a label");
        const size_t at = pvmi_here(assembly);
        pvmi_name_t name;
        if (!pvmi_read_name(assembly, &name))
            return false;
        if (pvmi_take(assembly, ':')) {
            if (!parse_label(assembly, name, at))
                return false;
            continue;
        }
        if (*name.text == '.' ? !pvmi_parse_directive(assembly, name, at) : !parse_instruction(assembly, name, at))
            return false;
        return pvmi_at_end(assembly) || pvmi_expected(assembly, "the end of the line");
    }
    return true;
}

bool pvmi_parse(pvmi_assembly_t *assembly)
{
    do {
        if (!parse_line(assembly))
            return false;
    } while (pvmi_next_line(assembly));
    return true;
}
