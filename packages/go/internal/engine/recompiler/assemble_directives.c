/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble_directives.c: change that one. */
#include "pvm_prefix_recompiler.h"
/* Directives: sections, data, constants, the jump table. */
#include "assemble_parse.h"
#include "assemble_source.h"

/* ---- Octets ------------------------------------------------------------ */

/*
 * Appends octets to the section. In code they belong to an item: that of the line before, or a new one. Octets that
 * start an instruction (kind PVMI_ITEM_RAW) always begin an item.
 */
static uint8_t *append(pvmi_assembly_t *assembly, size_t at, size_t len, pvmi_item_kind_t kind)
{
    const pvmi_section_t section = assembly->section;
    const size_t start = assembly->sections[section].len;
    if (section == PVMI_SECTION_CODE) {
        const size_t count = assembly->items.count;
        pvmi_item_t *item = count == 0 ? NULL : (pvmi_item_t *)assembly->items.items + count - 1;
        const bool goes_on = item != NULL && (item->kind == PVMI_ITEM_OCTETS || item->kind == PVMI_ITEM_RAW);
        if (!goes_on || kind == PVMI_ITEM_RAW) {
            item = pvmi_append_item(assembly, kind, at);
            if (item == NULL)
                return NULL;
            item->start = start;
        }
        item->len += len;
    }
    return pvmi_append_octets(assembly, section, len);
}

/* Appends zeros whose number came from a count. */
static bool append_zeros(pvmi_assembly_t *assembly, size_t at, uint64_t count)
{
    pvmi_data_t *const data = &assembly->sections[assembly->section];
    data->filled += count;
    if (data->filled > PVMI_MAX_FILL)
        return pvmi_mistake(assembly, PVM_DEFECT_OUT_OF_RANGE, at, "more than %u octets are filled in this section",
                            (unsigned)PVMI_MAX_FILL);
    if (count == 0)
        return true;
    uint8_t *const octets = append(assembly, at, (size_t)count, PVMI_ITEM_OCTETS);
    if (octets == NULL)
        return false;
    memset(octets, 0, (size_t)count);
    return true;
}

static bool parse_string(pvmi_assembly_t *assembly)
{
    const size_t at = pvmi_here(assembly);
    assembly->at++;
    while (*assembly->at != '"') {
        uint8_t octet;
        if (!pvmi_read_quoted(assembly, '"', &octet))
            return false;
        uint8_t *const place = append(assembly, at, 1, PVMI_ITEM_OCTETS);
        if (place == NULL)
            return false;
        *place = octet;
    }
    assembly->at++;
    return true;
}

/* A number of `width` octets. If its value is not known yet it is filled in at the end. */
static bool parse_element(pvmi_assembly_t *assembly, uint32_t width)
{
    pvmi_fixup_t fixup = {.section = assembly->section, .width = width};
    if (!pvmi_parse_expression(assembly, &fixup.value))
        return false;
    fixup.offset = assembly->sections[assembly->section].len;
    uint8_t *const octets = append(assembly, fixup.value.at, width, PVMI_ITEM_OCTETS);
    if (octets == NULL)
        return false;
    uint64_t value;
    if (!pvmi_evaluate(assembly, &fixup.value, &value)) {
        pvmi_fixup_t *const place = pvmi_append(assembly, &assembly->fixups, sizeof fixup);
        if (place == NULL)
            return false;
        *place = fixup;
        return true;
    }
    return pvmi_store(assembly, fixup.value.at, value, width, octets);
}

static bool parse_elements(pvmi_assembly_t *assembly, size_t at, uint32_t width)
{
    (void)at;
    do {
        pvmi_skip_blanks(assembly);
        const bool is_string = width == 1 && *assembly->at == '"';
        if (is_string ? !parse_string(assembly) : !parse_element(assembly, width))
            return false;
    } while (pvmi_take(assembly, ','));
    return true;
}

static bool parse_zero(pvmi_assembly_t *assembly, size_t at, uint32_t unused)
{
    (void)unused;
    uint64_t count;
    return pvmi_parse_number(assembly, "the number of zeros", 0, PVMI_MAX_FILL, &count) &&
           append_zeros(assembly, at, count);
}

static bool parse_align(pvmi_assembly_t *assembly, size_t at, uint32_t unused)
{
    (void)unused;
    uint64_t unit;
    if (assembly->section == PVMI_SECTION_CODE)
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, at, ".align is for data sections; code has no alignment");
    if (!pvmi_parse_number(assembly, "an alignment", 1, PVM_PAGE_SIZE, &unit))
        return false;
    const uint64_t over = assembly->sections[assembly->section].len % unit;
    return append_zeros(assembly, at, over == 0 ? 0 : unit - over);
}

static bool parse_instruction_octets(pvmi_assembly_t *assembly, size_t at, uint32_t unused)
{
    (void)unused;
    if (assembly->section != PVMI_SECTION_CODE)
        return pvmi_misplaced_instruction(assembly, at);
    pvmi_item_kind_t kind = PVMI_ITEM_RAW;
    do {
        uint64_t octet;
        if (!pvmi_parse_number(assembly, "an octet of an instruction", 0, 255, &octet))
            return false;
        uint8_t *const place = append(assembly, at, 1, kind);
        if (place == NULL)
            return false;
        *place = (uint8_t)octet;
        kind = PVMI_ITEM_OCTETS;
    } while (pvmi_take(assembly, ','));
    return true;
}

/* ---- Sections and settings --------------------------------------------- */

static bool enter(pvmi_assembly_t *assembly, size_t at, uint32_t section)
{
    if (!assembly->is_named[section])
        assembly->sections[section].at = at;
    assembly->is_named[section] = true;
    assembly->section = (pvmi_section_t)section;
    return true;
}

/* What a setting is called in messages, and its largest value. */
static const struct {
    const char *what;
    uint64_t high;
} settings[PVMI_SETTING_COUNT] = {
    [PVMI_SETTING_HEAP_PAGES] = {"the number of heap pages", PVMI_MAX_HEAP_PAGES},
    [PVMI_SETTING_STACK] = {"the size of the stack", PVMI_MAX_SECTION_LEN},
    [PVMI_SETTING_JUMP_ENTRY_SIZE] = {"the size of a jump table entry", 255},
};

static bool parse_setting(pvmi_assembly_t *assembly, size_t at, uint32_t which)
{
    pvmi_setting_t *const setting = &assembly->settings[which];
    const char *const what = settings[which].what;
    if (setting->is_given)
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, at, "%s is given twice, first in line %u", what,
                            (unsigned)pvmi_line_of(assembly, setting->at));
    setting->is_given = true;
    setting->at = at;
    return pvmi_parse_number(assembly, what, 0, settings[which].high, &setting->value);
}

/* ---- Jump table -------------------------------------------------------- */

bool pvmi_append_entry(pvmi_assembly_t *assembly, pvmi_expression_t target, uint64_t count)
{
    pvmi_entry_t *const entry = pvmi_append(assembly, &assembly->entries, sizeof *entry);
    if (entry == NULL)
        return false;
    *entry = (pvmi_entry_t){.target = target, .count = count};
    assembly->entry_count += count;
    return true;
}

/* An entry that is nothing but a label is what &label means. */
static void note_entry(pvmi_assembly_t *assembly, const pvmi_expression_t *target)
{
    if (target->number != 0 || target->term_count != 1)
        return;
    const pvmi_term_t term = ((const pvmi_term_t *)assembly->terms.items)[target->first_term];
    pvmi_symbol_t *const symbol = pvmi_symbol(assembly, term.symbol);
    if (!term.is_negative && !term.is_entry && symbol->entry == PVMI_NO_ENTRY)
        symbol->entry = assembly->entry_count;
}

static bool parse_entry(pvmi_assembly_t *assembly, uint64_t count)
{
    pvmi_expression_t target;
    if (!pvmi_parse_expression(assembly, &target))
        return false;
    if (count > UINT64_MAX - assembly->entry_count)
        return pvmi_mistake(assembly, PVM_DEFECT_OUT_OF_RANGE, target.at, "the jump table has 2^64 entries or more");
    if (count == 0)
        return true;
    note_entry(assembly, &target);
    return pvmi_append_entry(assembly, target, count);
}

static bool parse_jump_table(pvmi_assembly_t *assembly, size_t at, uint32_t unused)
{
    (void)at;
    (void)unused;
    do {
        if (!parse_entry(assembly, 1))
            return false;
    } while (pvmi_take(assembly, ','));
    return true;
}

static bool parse_jump_fill(pvmi_assembly_t *assembly, size_t at, uint32_t unused)
{
    (void)at;
    (void)unused;
    uint64_t count;
    return pvmi_parse_number(assembly, "the number of entries", 0, UINT64_MAX, &count) &&
           (pvmi_take(assembly, ',') || pvmi_expected(assembly, "a comma and the target of the entries")) &&
           parse_entry(assembly, count);
}

/* ---- Constants --------------------------------------------------------- */

static bool parse_equ(pvmi_assembly_t *assembly, size_t at, uint32_t unused)
{
    (void)at;
    (void)unused;
    pvmi_name_t name;
    if (!pvmi_at_name(assembly))
        return pvmi_expected(assembly, "the name of a constant");
    const size_t name_at = pvmi_here(assembly);
    if (!pvmi_read_name(assembly, &name))
        return false;
    if (*name.text == '@' || *name.text == '.')
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, name_at, "the name of a constant starts with a letter or _");
    if (!pvmi_take(assembly, ','))
        return pvmi_expected(assembly, "a comma and the value of the constant");
    pvmi_expression_t value;
    uint32_t number;
    if (!pvmi_parse_expression(assembly, &value) ||
        !pvmi_define(assembly, name, name_at, PVMI_SYMBOL_CONSTANT, &number))
        return false;
    pvmi_symbol_t *const symbol = pvmi_symbol(assembly, number);
    symbol->order = (uint32_t)assembly->constants.count;
    symbol->is_placed = pvmi_evaluate(assembly, &value, &symbol->value);
    if (symbol->is_placed)
        return true;
    pvmi_constant_t *const constant = pvmi_append(assembly, &assembly->constants, sizeof *constant);
    if (constant == NULL)
        return false;
    *constant = (pvmi_constant_t){.symbol = number, .value = value};
    return true;
}

/* ---- All of them ------------------------------------------------------- */

typedef struct directive {
    const char *name;
    bool (*parse)(pvmi_assembly_t *assembly, size_t at, uint32_t argument);
    uint32_t argument;
} directive_t;

static const directive_t directives[] = {
    {".align", parse_align, 0},
    {".blob", enter, PVMI_SECTION_BLOB},
    {".code", enter, PVMI_SECTION_CODE},
    {".equ", parse_equ, 0},
    {".heap_pages", parse_setting, PVMI_SETTING_HEAP_PAGES},
    {".instruction", parse_instruction_octets, 0},
    {".jump_entry_size", parse_setting, PVMI_SETTING_JUMP_ENTRY_SIZE},
    {".jump_fill", parse_jump_fill, 0},
    {".jump_table", parse_jump_table, 0},
    {".metadata", enter, PVMI_SECTION_METADATA},
    {".read_only", enter, PVMI_SECTION_READ_ONLY},
    {".read_write", enter, PVMI_SECTION_READ_WRITE},
    {".stack", parse_setting, PVMI_SETTING_STACK},
    {".u16", parse_elements, 2},
    {".u32", parse_elements, 4},
    {".u64", parse_elements, 8},
    {".u8", parse_elements, 1},
    {".zero", parse_zero, 0},
};

#define DIRECTIVE_COUNT (sizeof directives / sizeof *directives)

static bool unknown_directive(pvmi_assembly_t *assembly, pvmi_name_t name, size_t at)
{
    pvmi_guess_t guess = pvmi_guess(name);
    for (size_t i = 0; i < DIRECTIVE_COUNT; i++)
        pvmi_guess_add(&guess, directives[i].name, strlen(directives[i].name));
    return pvmi_unknown(assembly, PVM_DEFECT_SYNTAX, at, "directive", &guess);
}

bool pvmi_parse_directive(pvmi_assembly_t *assembly, pvmi_name_t name, size_t at)
{
    for (size_t i = 0; i < DIRECTIVE_COUNT; i++) {
        const directive_t *const directive = &directives[i];
        if (strlen(directive->name) == name.text_len && memcmp(directive->name, name.text, name.text_len) == 0)
            return directive->parse(assembly, at, directive->argument);
    }
    return unknown_directive(assembly, name, at);
}
