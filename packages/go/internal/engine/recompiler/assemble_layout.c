/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble_layout.c: change that one. */
#include "pvm_prefix_recompiler.h"
#include "assemble_layout.h"

/*
 * Immediates start as short as they can be and only grow: a pass over the code places all labels, sees which immediates
 * are too short for where the labels are now, and lengthens them, until nothing moves. That is the shortest code there
 * is.
 *
 * Texts can be made in which each pass lengthens just one of them. After some passes all that depend on labels get
 * their full length, and then the next pass is the last but one.
 */
#define MAX_PASSES 64

#define FULL_LENGTH 4

/* ---- Values ------------------------------------------------------------ */

/* Constants made of labels. One may use those before it, so their order is the right one. */
static void update_constants(pvmi_assembly_t *assembly)
{
    const pvmi_constant_t *const constants = assembly->constants.items;
    for (size_t i = 0; i < assembly->constants.count; i++) {
        pvmi_symbol_t *const symbol = pvmi_symbol(assembly, constants[i].symbol);
        symbol->is_placed = pvmi_evaluate(assembly, &constants[i].value, &symbol->value);
    }
}

/* Where x counts modulo 2^32 its low 32 bits say all: 0xfefe0000 is the same as -0x1020000, which can be encoded. */
static uint64_t fold_address(uint64_t value)
{
    return value >> 31 == 1 ? value | UINT64_C(0xffffffff00000000) : value;
}

/* The instruction with its operands as known so far; what is not known is 0, or pc for a target. */
static pvmi_instruction_t resolve(const pvmi_assembly_t *assembly, const pvmi_item_t *item, uint64_t pc)
{
    pvmi_instruction_t out = {.opcode = item->opcode, .a = item->a, .b = item->b, .d = item->d, .target = pc};
    uint64_t value;
    if (pvmi_evaluate(assembly, &item->x, &value))
        out.x = item->is_address ? fold_address(value) : value;
    if (pvmi_evaluate(assembly, &item->last, &value))
        *(pvmi_last_is_offset(item->opcode) ? &out.target : &out.y) = value;
    return out;
}

/* ---- Lengths ----------------------------------------------------------- */

/* Do octets follow that are no instruction? They would be read as part of an immediate that has not its full length. */
static bool octets_follow(const pvmi_assembly_t *assembly, size_t index)
{
    const pvmi_item_t *const items = assembly->items.items;
    do
        index++;
    while (index < assembly->items.count && items[index].kind == PVMI_ITEM_LABEL);
    return index < assembly->items.count && items[index].kind == PVMI_ITEM_OCTETS;
}

static void start_lengths(pvmi_assembly_t *assembly)
{
    pvmi_item_t *const items = assembly->items.items;
    for (size_t i = 0; i < assembly->items.count; i++) {
        pvmi_item_t *const item = &items[i];
        if (item->kind != PVMI_ITEM_INSTRUCTION)
            continue;
        item->lengths = (pvmi_lengths_t){0};
        if (item->written.first != PVMI_ANY_LENGTH)
            item->lengths.first = item->written.first;
        if (item->written.last != PVMI_ANY_LENGTH)
            item->lengths.last = item->written.last;
        else if (pvmi_has_last(item->opcode) && octets_follow(assembly, i))
            item->lengths.last = FULL_LENGTH;
    }
}

static void grow(uint8_t *length, uint8_t written, uint8_t needed)
{
    if (written == PVMI_ANY_LENGTH && needed > *length)
        *length = needed < FULL_LENGTH ? needed : FULL_LENGTH; /* what does not fit is found when code is written */
}

static void grow_lengths(const pvmi_assembly_t *assembly, pvmi_item_t *item, uint64_t pc)
{
    const pvmi_instruction_t instruction = resolve(assembly, item, pc);
    const pvmi_lengths_t needed = pvmi_shortest_lengths(&instruction, pc);
    grow(&item->lengths.first, item->written.first, needed.first);
    grow(&item->lengths.last, item->written.last, needed.last);
}

static void grow_all(pvmi_assembly_t *assembly)
{
    pvmi_item_t *const items = assembly->items.items;
    for (size_t i = 0; i < assembly->items.count; i++) {
        pvmi_item_t *const item = &items[i];
        if (item->kind != PVMI_ITEM_INSTRUCTION)
            continue;
        if (pvmi_has_first(item->opcode) && item->x.term_count != 0)
            grow(&item->lengths.first, item->written.first, FULL_LENGTH);
        if (pvmi_has_last(item->opcode) &&
            (pvmi_last_is_offset(item->opcode) || item->last.term_count != 0 || item->x.term_count != 0))
            grow(&item->lengths.last, item->written.last, FULL_LENGTH);
    }
}

static size_t length_of(const pvmi_item_t *item)
{
    switch ((pvmi_item_kind_t)item->kind) {
    case PVMI_ITEM_LABEL:
        return 0;
    case PVMI_ITEM_OCTETS:
    case PVMI_ITEM_RAW:
        return item->len;
    case PVMI_ITEM_INSTRUCTION:
        break;
    }
    return pvmi_encoded_len(item->opcode, item->lengths);
}

/* ---- Passes ------------------------------------------------------------ */

/* Places labels, and grows what has become too short. Tells whether a label has moved. */
static bool pass(pvmi_assembly_t *assembly)
{
    bool has_moved = false;
    uint64_t pc = 0;
    pvmi_item_t *const items = assembly->items.items;
    for (size_t i = 0; i < assembly->items.count; i++) {
        pvmi_item_t *const item = &items[i];
        if (item->kind == PVMI_ITEM_INSTRUCTION)
            grow_lengths(assembly, item, pc);
        if (item->kind == PVMI_ITEM_LABEL) {
            pvmi_symbol_t *const symbol = pvmi_symbol(assembly, item->symbol);
            has_moved |= !symbol->is_placed || symbol->value != pc;
            symbol->is_placed = true;
            symbol->value = pc;
        }
        pc += length_of(item);
    }
    assembly->code_len = pc;
    return has_moved;
}

static void pass_until_nothing_moves(pvmi_assembly_t *assembly)
{
    for (uint32_t passes = 0;; passes++) {
        if (passes == MAX_PASSES)
            grow_all(assembly);
        update_constants(assembly);
        if (!pass(assembly))
            return;
    }
}

/*
 * Forgets where labels are. With hints, numbered labels are taken to be where their names say: where offsets of a
 * program are longer only because of each other, its listing thus comes out as it was.
 */
static bool forget_places(pvmi_assembly_t *assembly, bool use_hints)
{
    bool has_hints = false;
    for (size_t i = 0; i < assembly->symbols.count; i++) {
        pvmi_symbol_t *const symbol = pvmi_symbol(assembly, (uint32_t)i);
        if (symbol->kind != PVMI_SYMBOL_CODE)
            continue;
        symbol->is_placed = use_hints && symbol->hint != PVMI_NO_HINT;
        symbol->value = symbol->is_placed ? symbol->hint : 0;
        has_hints |= symbol->is_placed;
    }
    return has_hints;
}

static bool are_hints_right(const pvmi_assembly_t *assembly)
{
    for (size_t i = 0; i < assembly->symbols.count; i++) {
        const pvmi_symbol_t *const symbol = pvmi_symbol(assembly, (uint32_t)i);
        if (symbol->kind == PVMI_SYMBOL_CODE && symbol->hint != PVMI_NO_HINT && symbol->value != symbol->hint)
            return false;
    }
    return true;
}

/* Refuses code that is too long, at the first item that is. */
static bool check_code_len(pvmi_assembly_t *assembly)
{
    if (assembly->code_len <= PVM_MAX_CODE_LEN)
        return true;
    const pvmi_item_t *item = assembly->items.items;
    for (uint64_t pc = length_of(item); pc <= PVM_MAX_CODE_LEN; pc += length_of(item))
        item++;
    return pvmi_mistake(assembly, PVM_DEFECT_LIMIT, item->at, "code of %llu octets is longer than the limit of %u",
                        (unsigned long long)assembly->code_len, (unsigned)PVM_MAX_CODE_LEN);
}

bool pvmi_lay_out(pvmi_assembly_t *assembly)
{
    bool is_done = false;
    if (forget_places(assembly, true)) {
        start_lengths(assembly);
        pass_until_nothing_moves(assembly);
        is_done = are_hints_right(assembly);
    }
    if (!is_done) {
        forget_places(assembly, false);
        start_lengths(assembly);
        pass_until_nothing_moves(assembly);
    }
    return check_code_len(assembly);
}

/* ---- Code -------------------------------------------------------------- */

/* Refuses an immediate that its length does not hold. */
static bool check_length(pvmi_assembly_t *assembly, const pvmi_expression_t *expression, uint64_t value, uint8_t length)
{
    const uint8_t needed = pvmi_immediate_len(value);
    char text[PVMI_NUMBER_SIZE];
    char other[PVMI_NUMBER_SIZE];
    if (needed <= length)
        return true;
    pvmi_number_text(value, text);
    if (needed <= FULL_LENGTH)
        return pvmi_mistake(assembly, PVM_DEFECT_OUT_OF_RANGE, expression->at, "%s does not fit into %u octet%s", text,
                            (unsigned)length, length == 1 ? "" : "s");
    if (value >> 32 == 0)
        return pvmi_mistake(assembly, PVM_DEFECT_OUT_OF_RANGE, expression->at,
                            "%s does not fit: an immediate is 32 bits with a sign; %s has the same low 32 bits", text,
                            pvmi_number_text(fold_address(value), other));
    return pvmi_mistake(assembly, PVM_DEFECT_OUT_OF_RANGE, expression->at,
                        "%s does not fit: an immediate is 32 bits with a sign; load_imm_64 takes 64", text);
}

static bool check_target(pvmi_assembly_t *assembly, const pvmi_expression_t *expression, uint64_t offset,
                         uint8_t length)
{
    char text[PVMI_NUMBER_SIZE];
    if (pvmi_immediate_len(offset) <= length)
        return true;
    return pvmi_mistake(assembly, PVM_DEFECT_OUT_OF_RANGE, expression->at,
                        "the target is %s octets away, which an offset of %u octet%s cannot hold",
                        pvmi_number_text(offset, text), (unsigned)length, length == 1 ? "" : "s");
}

static bool check_operands(pvmi_assembly_t *assembly, const pvmi_item_t *item, const pvmi_instruction_t *instruction,
                           uint64_t pc)
{
    const uint8_t opcode = item->opcode;
    if (pvmi_has_first(opcode) && !check_length(assembly, &item->x, instruction->x, item->lengths.first))
        return false;
    if (!pvmi_has_last(opcode))
        return true;
    if (pvmi_last_is_offset(opcode))
        return check_target(assembly, &item->last, instruction->target - pc, item->lengths.last);
    return pvmi_has_first(opcode) ? check_length(assembly, &item->last, instruction->y, item->lengths.last)
                                  : check_length(assembly, &item->x, instruction->x, item->lengths.last);
}

static bool write_instruction(pvmi_assembly_t *assembly, const pvmi_item_t *item, uint64_t pc, uint8_t *code)
{
    const pvmi_instruction_t instruction = resolve(assembly, item, pc);
    if (!check_operands(assembly, item, &instruction, pc))
        return false;
    const uint8_t number = (uint8_t)pvmi_opcode_number(assembly->set, item->opcode);
    uint8_t encoded[PVMI_MAX_ENCODED];
    memcpy(code + pc, encoded, pvmi_encode(&instruction, pc, number, item->lengths, encoded));
    return true;
}

bool pvmi_write_code(pvmi_assembly_t *assembly, uint8_t *code, uint8_t *bitmask)
{
    uint64_t pc = 0;
    const pvmi_item_t *const items = assembly->items.items;
    for (size_t i = 0; i < assembly->items.count; i++) {
        const pvmi_item_t *const item = &items[i];
        if (item->kind == PVMI_ITEM_INSTRUCTION) {
            if (!write_instruction(assembly, item, pc, code))
                return false;
        } else if (item->kind != PVMI_ITEM_LABEL) {
            memcpy(code + pc, assembly->sections[PVMI_SECTION_CODE].octets + item->start, item->len);
        }
        if (item->kind == PVMI_ITEM_INSTRUCTION || item->kind == PVMI_ITEM_RAW)
            bitmask[pc / 8] |= (uint8_t)(1 << (pc % 8));
        pc += length_of(item);
    }
    return true;
}
