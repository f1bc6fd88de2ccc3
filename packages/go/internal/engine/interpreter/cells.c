/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/cells.c: change that one. */
#include "pvm_prefix_interpreter.h"
#include "cells.h"
#include "gas.h"

#include <stdlib.h>

/* The capped skip leads to i + 25, where no instruction starts: an implicit trap of its own (A.3). */
static void add_gaps(const pvm_program_t *program, uint64_t *mask)
{
    for (uint64_t pc = 0; pc < program->code_len; pc++) {
        if (pvmi_bit(program->mask, pc)) {
            const uint64_t behind = pc + 1 + pvmi_skip(program, pc);
            mask[behind / 64] |= UINT64_C(1) << (behind % 64);
        }
    }
}

/* Which code offsets have cells: instructions, places where more than 24 zero bits lead to, and the end of the code. */
static uint64_t find_cells(const pvm_program_t *program, uint64_t *mask, uint32_t *rank)
{
    const uint64_t len = program->code_len;
    const uint64_t words = len / 64 + 1;
    memcpy(mask, program->mask, words * sizeof *mask);
    mask[len / 64] &= ~(~UINT64_C(0) << (len % 64));
    mask[len / 64] |= UINT64_C(1) << (len % 64);
    if (program->has_gaps)
        add_gaps(program, mask);

    uint64_t count = 0;
    for (uint64_t word = 0; word < words; word++) {
        rank[word] = (uint32_t)count;
        count += pvmi_popcount(mask[word]);
    }
    return count;
}

/* The cell at pc; what is no instruction, or an undefined one, is a trap. */
static void fill_cell(const pvm_program_t *program, const pvmi_cells_t *cells, uint64_t pc, uint32_t skip, cell_t *out)
{
    const bool is_instruction = pc < program->code_len && (!program->has_gaps || pvmi_bit(program->mask, pc));
    const uint8_t opcode = is_instruction ? pvmi_opcode_at(program, pc) : PVMI_NO_OPCODE;
    if (opcode == PVMI_NO_OPCODE) {
        out->opcode = PVMI_OP_TRAP; /* 0, as all else of it */
        return;
    }
    pvmi_instruction_t instruction;
    pvmi_decode_operands(program, pc, opcode, skip, &instruction);
    out->a = instruction.a;
    out->b = instruction.b;
    out->d = instruction.d;
    out->opcode = opcode;
    out->x = (int32_t)(uint32_t)instruction.x;
    out->y = (int32_t)(uint32_t)instruction.y;
    const uint8_t format = pvmi_opcode_format[opcode];
    if (format == PVMI_FORMAT_R_I64)
        out->x64 = instruction.x;
    else if (pvmi_places_of[format].has_target)
        out->target = pvmi_is_block_start(program, instruction.target) ? pvmi_cell_index(cells, instruction.target)
                                                                       : PVMI_NO_CELL;
}

/* ---- Filling ----------------------------------------------------------- */

/* By the opcodes of an instruction and the next one: which pair they are, from 1; 0 if none. */
#define AS_PAIR(first, second)                                                                                          \
    [PVMI_OP_##first][PVMI_OP_##second] = PVMI_PAIR_##first##_##second - PVMI_LAST_OPCODE_HANDLER,
static const uint8_t pair_of[PVMI_OPCODE_COUNT][PVMI_OPCODE_COUNT] = {PVMI_PAIRS(AS_PAIR)};
#undef AS_PAIR
_Static_assert(PVMI_HANDLER_COUNT - PVMI_OPCODE_COUNT <= 255, "a pair's number fits an octet");

/* Gives each cell of a unit the handler of its instruction, or of the pair that it begins. */
static void choose_handlers(pvmi_cells_t *cells, uint32_t first, uint32_t end)
{
    for (uint32_t index = first; index < end; index++) {
        cell_t *const cell = &cells->cells[index];
        const uint8_t pair = index + 1 < end ? pair_of[cell->opcode][cell[1].opcode] : 0;
        cell->handler = cells->handlers[pair != 0 ? PVMI_LAST_OPCODE_HANDLER + pair : cell->opcode];
    }
}

/* Instructions from each cell to the end of its run: the next terminator, ecalli or trap. The first cell comes last. */
static void charge_by_instruction(pvmi_cells_t *cells, uint32_t first, uint32_t end)
{
    uint32_t run = 0;
    for (uint32_t i = end; i-- > first;) {
        cell_t *const cell = &cells->cells[i];
        const bool ends = pvmi_opcode_ends_block[cell->opcode] || cell->opcode == PVMI_OP_ECALLI;
        run = ends ? 1 : run + 1;
        atomic_store_explicit(&cell->charge, run, i == first ? memory_order_release : memory_order_relaxed);
    }
}

/* Cost of the block. Code that does not start with an instruction has a unit whose block starts before it. */
static void charge_by_block(const pvm_program_t *program, pvmi_cells_t *cells, uint32_t first)
{
    const uint64_t start = pvmi_block_of(program, cells->pc_of[first]);
    atomic_store_explicit(&cells->cells[first].charge, (uint32_t)pvmi_block_cost(program, start), memory_order_release);
}

/* Fills the unit that a cell starts, and returns the first cell behind it. */
static uint32_t fill_unit(const pvm_program_t *program, pvmi_cells_t *cells, uint32_t first)
{
    uint32_t end = first, pc = cells->pc_of[first];
    do {
        const uint32_t next = end + 1 < cells->count ? cells->pc_of[end + 1] : pc + 1;
        fill_cell(program, cells, pc, next - pc - 1, &cells->cells[end++]);
        pc = next;
    } while (end < cells->count && !pvmi_bit(cells->units, pc));
    if (cells->handlers != NULL)
        choose_handlers(cells, first, end);
    if (program->gas_model == PVM_GAS_MODEL_BLOCK)
        charge_by_block(program, cells, first);
    else
        charge_by_instruction(cells, first, end);
    return end;
}

/* Held while a unit is decoded, or all are: mostly too short to sleep. */
static void begin_filling(pvmi_cells_t *cells)
{
    while (atomic_flag_test_and_set_explicit(&cells->filling, memory_order_acquire)) {
    }
}

static void end_filling(pvmi_cells_t *cells)
{
    atomic_flag_clear_explicit(&cells->filling, memory_order_release);
}

void pvmi_cells_fill(const pvm_program_t *program, pvmi_cells_t *cells, const cell_t *start)
{
    const uint32_t first = (uint32_t)(start - cells->cells);
    begin_filling(cells);
    if (pvmi_charge(start) == 0)
        fill_unit(program, cells, first);
    end_filling(cells);
}

void pvmi_cells_fill_all(const pvm_program_t *program, pvmi_cells_t *cells)
{
    begin_filling(cells);
    for (uint32_t cell = 0; cell < cells->count;) {
        const bool is_empty = pvmi_bit(cells->units, cells->pc_of[cell]) && pvmi_charge(&cells->cells[cell]) == 0;
        cell = is_empty ? fill_unit(program, cells, cell) : cell + 1;
    }
    end_filling(cells);
}

/* A block of the longest code cannot cost more than a charge can hold: 100 cycles per octet at most. */
_Static_assert(PVM_MAX_CODE_LEN * UINT64_C(100) + 100 <= UINT32_MAX, "the cost of a block fits a cell");

static bool allocate_offsets(pvmi_cells_t *cells, const pvm_program_t *program)
{
    const uint64_t words = program->code_len / 64 + 1;
    cells->mask = malloc(words * sizeof *cells->mask);
    cells->rank = malloc(words * sizeof *cells->rank);
    cells->units = malloc(words * sizeof *cells->units);
    return cells->mask != NULL && cells->rank != NULL && cells->units != NULL;
}

/* Fast look-up of jump targets; the interpreter finds the others the slow way. */
static bool make_jump_cells(pvmi_cells_t *cells, const pvm_program_t *program)
{
    const uint64_t halt_index = PVM_HALT_ADDRESS / 2 - 1; /* must stay a miss: it halts before the table is looked at */
    if (program->jump_table == NULL)
        return true;
    const uint64_t len = program->jump_table_len < halt_index ? program->jump_table_len : halt_index;
    cells->jump_cells = malloc(len * sizeof *cells->jump_cells);
    if (cells->jump_cells == NULL)
        return false;
    for (uint64_t i = 0; i < len; i++) {
        const uint64_t target = program->jump_table[i];
        cells->jump_cells[i] = pvmi_is_block_start(program, target) ? pvmi_cell_index(cells, target) : PVMI_NO_CELL;
    }
    cells->jump_cells_len = (uint32_t)len;
    return true;
}

static bool make_cells(pvmi_cells_t *cells, const pvm_program_t *program)
{
    if (!allocate_offsets(cells, program))
        return false;
    cells->count = (uint32_t)find_cells(program, cells->mask, cells->rank);
    cells->cells = calloc(cells->count, sizeof *cells->cells); /* no unit is filled */
    cells->pc_of = malloc(cells->count * sizeof *cells->pc_of);
    if (cells->cells == NULL || cells->pc_of == NULL)
        return false;

    uint32_t index = 0;
    for (uint64_t word = 0; word <= program->code_len / 64; word++) {
        for (uint64_t bits = cells->mask[word]; bits != 0; bits &= bits - 1)
            cells->pc_of[index++] = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
        cells->units[word] = cells->mask[word] & program->gas_starts[word];
    }
    cells->units[cells->pc_of[0] / 64] |= UINT64_C(1) << (cells->pc_of[0] % 64);
    return make_jump_cells(cells, program);
}

pvmi_cells_t *pvmi_cells_make(const pvm_program_t *program, const void *const *handlers)
{
    pvmi_cells_t *const cells = calloc(1, sizeof *cells);
    if (cells == NULL)
        return NULL;
    cells->handlers = handlers;
    atomic_flag_clear_explicit(&cells->filling, memory_order_relaxed);
    if (make_cells(cells, program))
        return cells;
    pvmi_cells_free(cells);
    return NULL;
}

void pvmi_cells_free(pvmi_cells_t *cells)
{
    if (cells == NULL)
        return;
    free(cells->cells);
    free(cells->pc_of);
    free(cells->mask);
    free(cells->rank);
    free(cells->units);
    free(cells->jump_cells);
    free(cells);
}
