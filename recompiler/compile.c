/*
 * From cells to machine code, in one pass: the way in and out, then each cell in order with exits in between, then the
 * distances of jumps and the table of dynamic jumps. Time and space are linear in the number of cells.
 */
#include "lower.h"

#ifdef PVMR_HAS_CODE

#include <cpuid.h>
#include <sys/mman.h>
#include <unistd.h>

/* Distances are 32 bits, and no useful program needs more. */
#define MAX_REGION (UINT64_C(1) << 30)

/* The way in and out, and checks. */
#define MAX_FRAME_CODE 1024

/* So that small programs have room for versions, too. */
#define MIN_ARENA 65536

/* Of the pages that the host has for those who need much. */
#define HUGE_PAGE (UINT64_C(1) << 21)

/* ---- Cells ------------------------------------------------------------- */

void pvmr_lower_exit(compiler_t *compiler, const cell_t *cell)
{
    (void)cell;
    emit_jmp(&compiler->code);
    exit_here(compiler);
}

static void lower_one_register(compiler_t *compiler, const cell_t *cell)
{
    if (cell->opcode == PVMI_OP_JUMP_IND)
        pvmr_lower_dynamic_jump(compiler, cell);
    else if (cell->opcode == PVMI_OP_LOAD_IMM)
        pvmr_lower_load_number(compiler, cell);
    else
        pvmr_lower_access(compiler, cell);
}

static void lower(compiler_t *compiler, const cell_t *cell)
{
    switch ((enum pvmi_format)pvmi_opcode_format[cell->opcode]) {
    case PVMI_FORMAT_NONE:
        if (cell->opcode == PVMI_OP_TRAP)
            pvmr_lower_exit(compiler, cell);
        return; /* fallthrough and unlikely do nothing */
    case PVMI_FORMAT_I: /* ecalli */
        pvmr_lower_exit(compiler, cell);
        return;
    case PVMI_FORMAT_R_I64:
        pvmr_lower_load_number(compiler, cell);
        return;
    case PVMI_FORMAT_I_I:
    case PVMI_FORMAT_R_I_I:
        pvmr_lower_store_number(compiler, cell);
        return;
    case PVMI_FORMAT_O:
        pvmr_lower_jump(compiler, cell);
        return;
    case PVMI_FORMAT_R_I:
        lower_one_register(compiler, cell);
        return;
    case PVMI_FORMAT_R_I_O:
        if (cell->opcode == PVMI_OP_LOAD_IMM_JUMP)
            pvmr_lower_jump(compiler, cell);
        else
            pvmr_lower_branch_number(compiler, cell);
        return;
    case PVMI_FORMAT_R_R:
        pvmr_lower_two_registers(compiler, cell);
        return;
    case PVMI_FORMAT_R_R_I:
        if (cell->opcode <= PVMI_OP_LOAD_IND_U64)
            pvmr_lower_access(compiler, cell);
        else
            pvmr_lower_number(compiler, cell);
        return;
    case PVMI_FORMAT_R_R_O:
        pvmr_lower_branch(compiler, cell);
        return;
    case PVMI_FORMAT_R_R_I_I:
        pvmr_lower_dynamic_jump(compiler, cell);
        return;
    case PVMI_FORMAT_R_R_R:
        pvmr_lower_three_registers(compiler, cell);
        return;
    }
}

/*
 * Is gas paid on the way into a cell? At the start of a unit, where jumps go and blocks fall through to. Behind an ecalli,
 * too, but there nobody comes but through the engine, which charges by itself.
 */
static bool has_gas_check(const pvmi_cells_t *cells, uint32_t cell)
{
    return pvmi_bit(cells->units, cells->pc_of[cell]);
}

static void emit_gas_check(compiler_t *compiler, uint32_t charge)
{
    emit_alu_memory_number(&compiler->code, W32, SUB, RSP, FRAME_FUEL, (int32_t)charge);
    emit_jcc(&compiler->code, IF_BELOW);
    exit_here(compiler)->cell |= EXIT_FOR_GAS;
}

/* Octets of the above. */
static uint32_t gas_check_len(uint32_t charge)
{
    return fits_8((int32_t)charge) ? 10 : 13;
}

const void *pvmr_native_entry(const native_t *native, const pvmi_cells_t *cells, uint32_t cell)
{
    return native->region + native->offset_of[cell] +
           (has_gas_check(cells, cell) ? gas_check_len(pvmi_charge(&cells->cells[cell])) : 0);
}

/* The last unit whose code begins before an offset. */
static uint32_t unit_before(const native_t *native, uint32_t offset)
{
    uint32_t first = 0, behind = native->unit_count;
    while (behind - first > 1) {
        const uint32_t middle = first + (behind - first) / 2;
        if (native->offset_of[native->units[middle].first] < offset)
            first = middle;
        else
            behind = middle;
    }
    return first;
}

uint32_t pvmr_native_exit(const native_t *native, const native_call_t *call)
{
    if (!call->is_denied)
        return (uint32_t)call->exit;
    /* inside the code of a cell: which is the last that begins before */
    const uint32_t offset = (uint32_t)(call->exit - (uintptr_t)native->region);
    const span_t unit = native->units[unit_before(native, offset)];
    uint32_t first = unit.first, behind = unit.end;
    while (behind - first > 1) {
        const uint32_t middle = first + (behind - first) / 2;
        if (native->offset_of[middle] < offset)
            first = middle;
        else
            behind = middle;
    }
    return first;
}

span_t pvmr_native_span(const native_t *native, uint32_t cell)
{
    const uint32_t first = native->offset_of[cell], unit = unit_before(native, first + 1);
    uint32_t exits = 0, behind = native->exits_count - 1; /* the last exits are behind all cells */
    while (exits < behind) {
        const uint32_t middle = exits + (behind - exits) / 2;
        if (native->exits[middle].first < first)
            exits = middle + 1;
        else
            behind = middle;
    }
    uint32_t end = native->exits[exits].first;
    const bool is_last = cell + 1 == native->units[unit].end;
    if (!is_last || unit + 1 < native->unit_count) {
        const uint32_t next = native->offset_of[is_last ? native->units[unit + 1].first : cell + 1];
        end = next < end ? next : end;
    }
    return (span_t){first, end};
}

/* ---- Exits and units --------------------------------------------------- */

/* Puts the exits so far here, where the code before does not come to. No calls: they would confuse the CPU's returns. */
static void emit_exits(compiler_t *compiler, native_t *native)
{
    code_t *const code = &compiler->code;
    span_t *const span = &native->exits[native->exits_count++];
    span->first = (uint32_t)(code->at - native->region);
    for (uint32_t i = 0; i < compiler->exit_count; i++) {
        const exit_point_t *const point = &compiler->exits[i];
        fill_distance(point->fields[0], code->at);
        if (point->fields[1] != NULL)
            fill_distance(point->fields[1], code->at);
        emit_mov_number(code, RCX, point->cell);
        emit_jmp(code);
        fill_distance(code->at - 4, compiler->leave);
    }
    compiler->exit_count = 0;
    span->end = (uint32_t)(code->at - native->region);
}

static bool goes_on(const cell_t *cell)
{
    switch (cell->opcode) {
    case PVMI_OP_TRAP:
    case PVMI_OP_ECALLI:
    case PVMI_OP_JUMP:
    case PVMI_OP_JUMP_IND:
    case PVMI_OP_LOAD_IMM_JUMP:
    case PVMI_OP_LOAD_IMM_JUMP_IND:
        return false;
    default:
        return true;
    }
}

/* After a cell, when exits are many: room for those of the next, if need be by a jump over those so far. */
static void make_room_for_exits(compiler_t *compiler, native_t *native, const cell_t *cell)
{
    if (!goes_on(cell)) {
        emit_exits(compiler, native);
    } else if (compiler->exit_count >= MAX_EXITS - 4) {
        emit_jmp(&compiler->code);
        uint8_t *const field = compiler->code.at - 4;
        emit_exits(compiler, native);
        fill_distance(field, compiler->code.at);
    }
}

/* A place in the region that no cell has. */
#define WILL_BE_COMPILED 1

uint64_t pvmr_filled_units(const pvm_program_t *program, const pvmi_cells_t *cells, span_t *spans, uint32_t *out_count)
{
    uint64_t cell_count = 0;
    uint32_t count = 0, open = PVMI_NO_CELL; /* the start of a filled unit whose end is not known yet */
    for (uint64_t word = 0; word <= program->code_len / 64; word++) {
        for (uint64_t bits = cells->units[word]; bits != 0; bits &= bits - 1) {
            const uint32_t cell = pvmi_cell_index(cells, word * 64 + (uint32_t)__builtin_ctzll(bits));
            if (open != PVMI_NO_CELL) {
                cell_count += cell - open;
                if (spans != NULL)
                    spans[count - 1].end = cell;
            }
            open = pvmi_charge(&cells->cells[cell]) != 0 ? cell : PVMI_NO_CELL;
            if (open != PVMI_NO_CELL && spans != NULL)
                spans[count] = (span_t){cell, cells->count};
            count += open != PVMI_NO_CELL;
        }
    }
    *out_count = count;
    return open != PVMI_NO_CELL ? cell_count + (cells->count - open) : cell_count;
}

static void emit_unit(compiler_t *compiler, native_t *native, span_t unit)
{
    const pvmi_cells_t *const cells = compiler->cells;
    for (uint32_t i = unit.first; i < unit.end; i++) {
        native->offset_of[i] = (uint32_t)(compiler->code.at - native->region);
        compiler->cell = i;
        if (i == unit.first)
            emit_gas_check(compiler, pvmi_charge(&cells->cells[i]));
        lower(compiler, &cells->cells[i]);
        if (compiler->exit_count >= MANY_EXITS)
            make_room_for_exits(compiler, native, &cells->cells[i]);
    }
    if (unit.end == cells->count || !goes_on(&cells->cells[unit.end - 1]) || native->offset_of[unit.end] != 0)
        return;
    emit_jmp(&compiler->code); /* falls through to a unit that isn't compiled */
    jump_to(compiler, unit.end);
}

static void emit_units(compiler_t *compiler, native_t *native)
{
    for (uint32_t i = 0; i < native->unit_count; i++)
        native->offset_of[native->units[i].first] = WILL_BE_COMPILED;
    for (uint32_t i = 0; i < native->unit_count; i++)
        emit_unit(compiler, native, native->units[i]);
    emit_exits(compiler, native); /* behind a cell that doesn't go on, or a jump */
}

static void fill_jumps(const compiler_t *compiler, const native_t *native)
{
    for (uint32_t i = 0; i < compiler->jump_count; i++)
        fill_distance(native->region + compiler->jumps[i].field, native->region + native->offset_of[compiler->jumps[i].cell]);
}

static void emit_dynamic_jumps(compiler_t *compiler, native_t *native)
{
    const pvmi_cells_t *const cells = compiler->cells;
    while ((uintptr_t)compiler->code.at % 8 != 0)
        emit_8(&compiler->code, 0xcc);
    native->jumps = compiler->code.at;
    for (uint32_t i = 0; i < cells->jump_cells_len; i++) {
        const uint32_t cell = cells->jump_cells[i];
        const uint32_t offset = cell == PVMI_NO_CELL ? 0 : native->offset_of[cell];
        emit_64(&compiler->code, offset == 0 ? 0 : (uint64_t)(uintptr_t)(native->region + offset));
    }
}

/* ---- Room -------------------------------------------------------------- */

static uint64_t whole_pages(uint64_t len)
{
    const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
    return (len + page - 1) / page * page;
}

static uint64_t count_units(const pvm_program_t *program, const pvmi_cells_t *cells)
{
    uint64_t count = 0;
    for (uint64_t word = 0; word <= program->code_len / 64; word++)
        count += pvmi_popcount(cells->units[word]);
    return count;
}

/* Pages of a version's tables, of its code at most, and of what is only needed while it is made. */
typedef struct need {
    uint64_t tables, code, scratch;
} need_t;

/* Exits wait until there are many, and a cell has two or three. */
static uint64_t max_exit_spans(const pvmi_cells_t *cells)
{
    return cells->count * UINT64_C(4) / MANY_EXITS + 2;
}

static need_t need_for(const pvmi_cells_t *cells, uint64_t unit_count, uint64_t cell_count)
{
    return (need_t){
        .tables = whole_pages(sizeof(native_t) + cells->count * sizeof(uint32_t) + 8 +
                              (unit_count + max_exit_spans(cells)) * sizeof(span_t)),
        .code = whole_pages(MAX_FRAME_CODE + cell_count * MAX_OCTETS_PER_CELL + 8 * (uint64_t)cells->jump_cells_len + 8),
        .scratch = whole_pages((cell_count + 1) * sizeof(jump_t)), /* one jump at most for each cell */
    };
}

/* Will tables and code, a tenth of the most that it could be, fill one? */
static bool is_worth_huge_pages(const need_t *need)
{
    return need->tables + need->code / 8 >= HUGE_PAGE;
}

void pvmr_arena_reserve(arena_t *arena, const pvm_program_t *program, const pvmi_cells_t *cells, bool is_eager)
{
    const need_t need = need_for(cells, count_units(program, cells), cells->count);
    *arena = (arena_t){0};
    if (need.code > MAX_REGION)
        return;
    /* code is seldom a fifth of what it could be: this is room for several versions */
    uint64_t len = 2 * (need.tables + need.code + need.scratch) + MIN_ARENA;
    const bool is_huge = is_eager && is_worth_huge_pages(&need);
    if (is_huge) /* the host aligns what has whole ones */
        len = (len + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    void *const base = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (base == MAP_FAILED)
        return;
    *arena = (arena_t){.base = base, .len = len};
#ifdef MADV_HUGEPAGE
    if (is_huge)
        madvise(base, len, MADV_HUGEPAGE); /* a wish: to be given small ones takes a fifth of the time to compile */
#endif
}

void pvmr_arena_release(arena_t *arena)
{
    if (arena->base != NULL)
        munmap(arena->base, arena->len);
    arena->base = NULL;
}

/* Code becomes executable only here, when it is no longer writable. */
static bool seal(native_t *native, const uint8_t *end)
{
    native->len = (uint64_t)(end - native->region);
    native->pages_len = whole_pages(native->len);
    return mprotect(native->region, native->pages_len, PROT_READ | PROT_EXEC) == 0;
}

/* ---- The whole --------------------------------------------------------- */

static void compile(compiler_t *compiler, native_t *native)
{
    compiler->code.at = native->region;
    compiler->region = native->region;
    pvmr_emit_enter(&compiler->code);
    compiler->leave = compiler->code.at;
    pvmr_emit_leave(&compiler->code);
    if (compiler->is_guarded)
        native->on_fault = pvmr_emit_fault(compiler);
    else
        pvmr_emit_checks(compiler, pvmr_emit_denied(compiler));
    emit_units(compiler, native);
    fill_jumps(compiler, native);
    emit_dynamic_jumps(compiler, native);
    memcpy(&native->enter, &native->region, sizeof native->enter);
}

native_t *pvmr_compile(arena_t *arena, const pvm_program_t *program, const pvmi_cells_t *cells, uint32_t features,
                       bool is_hot, bool is_guarded)
{
    const uint64_t unit_count = count_units(program, cells);
    const uint64_t tables = need_for(cells, unit_count, 0).tables;
    if (arena->base == NULL || tables > arena->len - arena->used)
        return NULL;
    native_t *const native = (void *)(arena->base + arena->used);
    *native = (native_t){.is_hot = is_hot, .is_guarded = is_guarded, .region = arena->base + arena->used + tables};
    native->units = (void *)(native + 1);
    native->exits = native->units + unit_count;
    native->offset_of = (void *)(native->exits + max_exit_spans(cells)); /* fresh pages: all 0 */
    native->cell_count = pvmr_filled_units(program, cells, native->units, &native->unit_count);
    const need_t need = need_for(cells, unit_count, native->cell_count);
    const uint64_t most = need.tables + need.code + need.scratch;
    if (most > arena->len - arena->used)
        return NULL; /* who asked won't ask again: what was written above stays unused */
    compiler_t compiler = {.cells = cells, .features = features, .offset_of = native->offset_of,
                           .inlines_checks = is_hot, .is_guarded = is_guarded};
    compiler.jumps = (void *)(native->region + need.code);
    compile(&compiler, native);
    if (!seal(native, compiler.code.at)) {
        arena->used = arena->len; /* never again */
        return NULL;
    }
    /* the next version begins behind this one's code, and expects zeros there */
    arena->used += tables + native->pages_len;
    madvise(arena->base + arena->used, most - (tables + native->pages_len), MADV_DONTNEED);
    return native;
}

/* Of those, these may be used. */
#ifndef PVMR_FEATURES
#define PVMR_FEATURES (HAS_POPCNT | HAS_LZCNT | HAS_BMI1 | HAS_BMI2)
#endif

/* Not every clang knows it by name. */
static bool has_lzcnt(void)
{
    uint32_t eax, ebx, ecx = 0, edx;
    return __get_cpuid(0x80000001, &eax, &ebx, &ecx, &edx) != 0 && (ecx & bit_LZCNT) != 0;
}

uint32_t pvmr_features(void)
{
    __builtin_cpu_init();
    return PVMR_FEATURES &
           (uint32_t)((__builtin_cpu_supports("popcnt") ? HAS_POPCNT : 0) | (has_lzcnt() ? HAS_LZCNT : 0) |
                      (__builtin_cpu_supports("bmi") ? HAS_BMI1 : 0) | (__builtin_cpu_supports("bmi2") ? HAS_BMI2 : 0));
}

#endif
