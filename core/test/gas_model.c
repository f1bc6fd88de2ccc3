/*
 * The block gas model once more, as slowly as it is written down: entries in a queue, a set of registers that each
 * provides, one cycle after the other. What the library says of random code must be the same to the last unit.
 */
#include "given.h"

#include "../opcodes.h"

#define QUEUE 32
#define PROGRAMS 20000
#define MAX_CODE 1500

enum { ALU, LOAD_UNIT, STORE_UNIT, MULTIPLIER, DIVIDER, KINDS };
enum { NO_REGISTER = 0, A = 1, B = 2, D = 4 };
enum { ALWAYS, DEST, SHIFT };

typedef struct row {
    int number, format;
    bool ends;
    int cycles, slot_rule, slots;
    int units[KINDS];
    int writes, reads;
    bool is_move, is_unlikely;
} row_t;

/* The columns of opcodes.h, in words of this file. */
#define BRANCH (-1)
#define LOAD 25
#define SLOTS_ALWAYS_1 ALWAYS, 1
#define SLOTS_ALWAYS_2 ALWAYS, 2
#define SLOTS_ALWAYS_3 ALWAYS, 3
#define SLOTS_ALWAYS_4 ALWAYS, 4
#define SLOTS_DEST_1 DEST, 1
#define SLOTS_DEST_2 DEST, 2
#define SLOTS_SHIFT_2 SHIFT, 2
#define SLOTS_SHIFT_3 SHIFT, 3
#define UNITS_NO_UNIT {0}
#define UNITS_ALU {[ALU] = 1}
#define UNITS_ALU_2 {[ALU] = 2}
#define UNITS_ALU_LOAD {[ALU] = 1, [LOAD_UNIT] = 1}
#define UNITS_ALU_STORE {[ALU] = 1, [STORE_UNIT] = 1}
#define UNITS_ALU_MUL {[ALU] = 1, [MULTIPLIER] = 1}
#define UNITS_ALU_DIV {[ALU] = 1, [DIVIDER] = 1}
#define REGISTERS_NONE NO_REGISTER
#define REGISTERS_A A
#define REGISTERS_B B
#define REGISTERS_AB (A | B)
#define REGISTERS_D D
#define AS_ROW(n072, nunl, id, mnemonic, format, ends, cycles, slots, units, writes, reads)                            \
    {nunl, PVMI_FORMAT_##format, ends, cycles, SLOTS_##slots, UNITS_##units, REGISTERS_##writes, REGISTERS_##reads,    \
     PVMI_OP_##id == PVMI_OP_MOVE_REG, PVMI_OP_##id == PVMI_OP_UNLIKELY},
static const row_t rows[PVMI_OPCODE_COUNT] = {PVMI_OPCODES(AS_ROW)};

/* ---- Code --------------------------------------------------------------- */

static struct {
    uint8_t octets[MAX_CODE + 16], mask[MAX_CODE / 8 + 1];
    int64_t len;
} code;

static uint8_t octet(int64_t at)
{
    return at >= 0 && at < code.len ? code.octets[at] : 0;
}

/* What is unknown counts as trap, the first row. */
static const row_t *row_at(int64_t at)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (rows[i].number == octet(at))
            return &rows[i];
    }
    return &rows[0];
}

static int64_t behind(int64_t at)
{
    int64_t skip = 0;
    while (skip < 24 && at + 1 + skip < code.len && !(code.mask[(at + 1 + skip) / 8] >> ((at + 1 + skip) % 8) & 1))
        skip++;
    return at + 1 + (at < code.len ? skip : 0);
}

static int clamp(int number)
{
    return number < 12 ? number : 12;
}

/* Registers, as a set of bits, that the operands name. */
static int registers(const row_t *row, int64_t at, int operands)
{
    const int low = clamp(octet(at + 1) & 15), high = clamp(octet(at + 1) >> 4), third = clamp(octet(at + 2));
    const bool two = row->format == PVMI_FORMAT_R_R;
    return (operands & A ? 1 << (two ? high : low) : 0) | (operands & B ? 1 << high : 0) |
           (operands & D ? 1 << (two ? low : third) : 0);
}

static int slots_of(const row_t *row, int64_t at)
{
    const int written = registers(row, at, row->writes);
    const int wanted = registers(row, at, row->slot_rule == SHIFT ? A : row->reads);
    return row->slots + (row->slot_rule != ALWAYS && (written & wanted) == 0);
}

static int64_t number_at(int64_t at, int64_t len)
{
    uint32_t number = 0;
    for (int64_t i = 0; i < len; i++)
        number |= (uint32_t)octet(at + i) << (8 * i);
    return len == 0 ? 0 : (int32_t)(number << (32 - 8 * len)) >> (32 - 8 * len);
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t branch_target(const row_t *row, int64_t at)
{
    const int64_t skip = behind(at) - at - 1;
    const int64_t before = row->format == PVMI_FORMAT_R_I_O ? least(4, octet(at + 1) >> 4 & 7) : 0;
    return at + number_at(at + 2 + before, skip < before + 1 ? 0 : least(4, skip - before - 1));
}

static bool is_cheap(int64_t at)
{
    return octet(at) == 0 || octet(at) == 3; /* trap, unlikely */
}

static int cycles_of(const row_t *row, int64_t at)
{
    if (row->cycles != BRANCH)
        return row->cycles;
    return is_cheap(behind(at)) || is_cheap(branch_target(row, at)) ? 1 : 20;
}

/* ---- The processor ------------------------------------------------------ */

enum state { DECODED, WAITING, EXECUTING, EXECUTED };

typedef struct entry {
    enum state state;
    int left, provides;
    const row_t *row;
    int waits_for[QUEUE], waits; /* numbers of entries since the block began */
} entry_t;

static entry_t entries[MAX_CODE + 1]; /* by number; in the queue are those from head to before tail */

static bool may_start(const entry_t *entry, const int *free)
{
    for (int i = 0; i < entry->waits; i++) {
        if (entries[entry->waits_for[i]].left != 0)
            return false;
    }
    for (int kind = 0; kind < KINDS; kind++) {
        if (entry->row->units[kind] > free[kind])
            return false;
    }
    return true;
}

static uint64_t block_cost(int64_t at)
{
    int head = 0, tail = 0, free[KINDS] = {4, 4, 4, 1, 1};
    bool done = false;
    for (uint64_t cycles = 0;; cycles++) {
        for (int slots = 4; !done && tail - head < QUEUE && slots_of(row_at(at), at) <= slots; at = behind(at)) {
            const row_t *const row = row_at(at);
            slots -= slots_of(row, at);
            const int reads = registers(row, at, row->reads), writes = registers(row, at, row->writes);
            entry_t *const entry = &entries[tail];
            *entry = (entry_t){.row = row, .left = cycles_of(row, at), .provides = writes};
            for (int i = head; i < tail; i++) {
                const bool provides = entries[i].provides & reads;
                if (provides)
                    entry->waits_for[entry->waits++] = i;
                entries[i].provides &= ~writes;
                if (row->is_move && provides)
                    entries[i].provides |= writes;
            }
            tail += !row->is_move;
            done = row->ends;
        }
        for (int i = head, starts = 5; i < tail && starts > 0; i++) {
            if (entries[i].state != WAITING || !may_start(&entries[i], free))
                continue;
            entries[i].state = EXECUTING;
            starts--;
            for (int kind = 0; kind < KINDS; kind++)
                free[kind] -= entries[i].row->units[kind];
        }
        if (done && head == tail)
            return cycles > 4 ? cycles - 3 : 1;
        const int queue = head;
        while (head < tail && entries[head].state == EXECUTED)
            head++;
        for (int i = queue; i < tail; i++) {
            if (entries[i].state == DECODED) {
                entries[i].state = WAITING;
            } else if (entries[i].state == EXECUTING && entries[i].left == 0) {
                entries[i].state = EXECUTED;
            } else if (entries[i].state == EXECUTING && --entries[i].left == 0) {
                for (int kind = 0; kind < KINDS; kind++)
                    free[kind] += entries[i].row->units[kind];
            }
        }
    }
}

/* ---- Random code -------------------------------------------------------- */

static uint64_t seed;

static uint32_t below(uint32_t bound)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (uint32_t)((seed >> 33) % bound);
}

static void add_octet(uint32_t value, bool begins)
{
    code.mask[code.len / 8] |= (uint8_t)(begins << (code.len % 8));
    code.octets[code.len++] = (uint8_t)value;
}

/*
 * Few registers make instructions wait for one another, few opcodes for units. Every fourth program is of all opcodes
 * and unknown ones; some are one long block.
 */
static void make_code(void)
{
    const bool is_wild = below(4) == 0, is_long = below(16) == 0;
    const uint32_t registers_used = 1 + below(13), kinds = 1 + below(6);
    const int64_t len = is_long ? MAX_CODE - 32 : 8 + below(120);
    static const uint8_t often[] = {PVMI_OP_LOAD_IMM, PVMI_OP_MOVE_REG, PVMI_OP_LOAD_IND_U64, PVMI_OP_STORE_IND_U64,
                                    PVMI_OP_ADD_64,   PVMI_OP_MUL_64,   PVMI_OP_DIV_U_64,     PVMI_OP_TRAILING_ZERO_BITS_64};
    const row_t *chosen[6];
    for (uint32_t i = 0; i < kinds; i++)
        chosen[i] = &rows[below(2) ? often[below(COUNT(often))] : below(COUNT(rows))];
    memset(&code, 0, sizeof code);
    while (code.len < len) {
        const row_t *row = is_wild ? &rows[below(COUNT(rows))] : chosen[below(kinds)];
        if (below(is_long ? 200 : 8) == 0)
            row = &rows[PVMI_OP_FALLTHROUGH];
        else if (row->ends && below(is_long ? 64 : 3) != 0)
            row = &rows[PVMI_OP_LOAD_IMM];
        add_octet(is_wild && below(16) == 0 ? below(256) : (uint32_t)row->number, true);
        for (uint32_t i = below(8) == 0 ? below(12) : 2; i > 0; i--)
            add_octet(is_wild ? below(256) : below(registers_used) | below(registers_used) << 4, is_wild && below(20) == 0);
        if (code.len >= 3 && !is_wild)
            code.octets[code.len - 1] &= 15;
    }
}

TEST("the cost of every block of random code is what the processor takes that is written down")
{
    const pvm_program_options_t options = {.size = sizeof options, .gas_model = PVM_GAS_MODEL_BLOCK,
                                           .instruction_set = PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY};
    uint32_t compared = 0;
    for (uint32_t number = 1; number <= PROGRAMS; number++) {
        seed = number;
        make_code();
        pvm_program_t *program;
        const size_t len = (size_t)code.len;
        OK(pvm_program_from_parts(code.octets, len, code.mask, (len + 7) / 8, NULL, 0, &options, &program, NULL));
        size_t count;
        static pvm_block_t blocks[MAX_CODE];
        OK(pvm_program_list_blocks(program, 0, blocks, COUNT(blocks), &count));
        for (size_t i = 0; i < count; i++) {
            const uint64_t expected = block_cost((int64_t)blocks[i].start);
            if (blocks[i].gas_cost != expected)
                FAIL("program %u, block at %u: expected %u, got %u", (unsigned)number, (unsigned)blocks[i].start,
                     (unsigned)expected, (unsigned)blocks[i].gas_cost);
            compared++;
        }
        pvm_program_release(program);
    }
    CHECK(compared > 3 * PROGRAMS);
}
