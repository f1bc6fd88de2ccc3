/*
 * The block gas model: what a block costs is the time that a small imaginary out-of-order processor takes for it.
 * Gray Paper pull request 508, the draft for 0.8. The processor decodes in order into a queue of 32 entries, starts
 * whatever has its operands and units, oldest first, and retires from the queue's head.
 *
 * Here no cycles are gone through. Instructions are given their cycles one after the other, in program order: decoded
 * when there are slots and room in the queue, started in the first cycle from then on that has the operands and, besides
 * what older instructions use, the units. That is what the processor does, unless a younger instruction that started
 * before an older one keeps a unit from it: then they would use more units in some cycle than there are, which is
 * noticed, and the block is simulated cycle by cycle (gas_pipeline.c). In programs of compilers that is seldom.
 */
#include "gas.h"
#include "gas_need.h"

#define BRANCH_EXPECTED 1
#define BRANCH_UNEXPECTED 20

/* ---- What instructions need -------------------------------------------- */

/* Operands as places. In the format of two registers, D is in the lower nibble and A in the upper one. */
#define PLACES(format, operands)                                                                                       \
    (PVMI_FORMAT_##format != PVMI_FORMAT_R_R ? (operands)                                                              \
                                             : (((operands)&OPERAND_A) << 1 | ((operands)&OPERAND_D) >> 2))
enum { OPERAND_NONE = 0, OPERAND_A = PVMI_GAS_LOW, OPERAND_B = PVMI_GAS_HIGH, OPERAND_AB = 3, OPERAND_D = PVMI_GAS_THIRD };

#define PVMI_GAS_ALU_LOAD PVMI_GAS_ALU
#define PVMI_GAS_ALU_STORE PVMI_GAS_ALU

/* See `slots` in opcodes.h. */
#define SLOTS_ALWAYS_1(reads) 1, 0
#define SLOTS_ALWAYS_2(reads) 2, 0
#define SLOTS_ALWAYS_3(reads) 3, 0
#define SLOTS_ALWAYS_4(reads) 4, 0
#define SLOTS_DEST_1(reads) 1, reads
#define SLOTS_DEST_2(reads) 2, reads
#define SLOTS_SHIFT_2(reads) 2, OPERAND_A
#define SLOTS_SHIFT_3(reads) 3, OPERAND_A

#define LOAD PVMI_GAS_LOAD_CYCLES
#define BRANCH PVMI_GAS_BRANCH
#define AS_NEED(n072, nunl, id, mnemonic, format, ends, cycles, slots, units, writes, reads)                           \
    {cycles, SLOTS_##slots(PLACES(format, OPERAND_##reads)), PLACES(format, OPERAND_##writes),                          \
     PLACES(format, OPERAND_##reads), PVMI_GAS_##units, ends, PVMI_OP_##id == PVMI_OP_MOVE_REG},
#define TRAP_NEED {2, 1, 0, 0, 0, PVMI_GAS_NO_UNIT, true, false}
const pvmi_gas_need_t pvmi_gas_needs[PVMI_OPCODE_COUNT + 1] = {TRAP_NEED, PVMI_OPCODES(AS_NEED)};
#undef LOAD
#undef BRANCH
#undef AS_NEED

/* Does a branch that leads here count as expected? Not for unknown opcodes: they are compared as what they are. */
static bool is_cheap_target(const pvm_program_t *program, uint64_t pc)
{
    const uint8_t opcode = pc < program->code_len ? pvmi_opcode_at(program, pc) : PVMI_OP_TRAP;
    return opcode == PVMI_OP_TRAP || opcode == PVMI_OP_UNLIKELY;
}

uint8_t pvmi_gas_branch_cycles(const pvm_program_t *program, uint64_t pc, uint32_t skip)
{
    pvmi_instruction_t branch;
    if (is_cheap_target(program, pc + 1 + skip))
        return BRANCH_EXPECTED;
    pvmi_decode_operands(program, pc, pvmi_opcode_at(program, pc), skip, &branch);
    return is_cheap_target(program, branch.target) ? BRANCH_EXPECTED : BRANCH_UNEXPECTED;
}

/* ---- Which cycles use what ---------------------------------------------- */

/*
 * 64 cycles, one bit each. Numbers of up to 7 are three words: bit n of the number is in word n. Fits a cache line.
 */
typedef struct cycles {
    uint64_t alus[3];
    uint64_t starts[3];
    uint64_t multiplier, divider;
} cycles_t;

/*
 * The queue's instructions finish one after the other at worst, so that nothing happens farther ahead than this. The
 * table is a ring; what is left of it from before is cleared on the way.
 */
#define AHEAD 64
_Static_assert(PVMI_GAS_QUEUE * PVMI_GAS_MAX_CYCLES + 2 * 64 <= (AHEAD - 2) * 64, "all of the queue's future is in the ring");

typedef struct schedule {
    uint32_t cleared;  /* cycles_t from here on hold what was before */
    cycles_t ring[AHEAD];
} schedule_t;

static inline cycles_t *cycles_at(schedule_t *schedule, uint32_t index)
{
    while (schedule->cleared <= index)
        schedule->ring[schedule->cleared++ % AHEAD] = (cycles_t){0};
    return &schedule->ring[index % AHEAD];
}

_Static_assert(PVMI_GAS_STARTS == 5 && PVMI_GAS_ALUS == 4, "the numbers that are compared with here");

/* Cycles in which units are lacking. */
static inline uint64_t busy(const cycles_t *cycles, pvmi_gas_units_t units)
{
    uint64_t bits = units == PVMI_GAS_NO_UNIT ? 0 : cycles->alus[2];
    if (units > PVMI_GAS_ALU)
        bits |= units == PVMI_GAS_ALU_2     ? cycles->alus[1] & cycles->alus[0]
                : units == PVMI_GAS_ALU_MUL ? cycles->multiplier
                                            : cycles->divider;
    return bits;
}

/* Cycles in which an instruction with these units may start. */
static inline uint64_t free_in(const cycles_t *cycles, pvmi_gas_units_t units)
{
    return ~(busy(cycles, units) | (cycles->starts[2] & cycles->starts[0]));
}

/* Adds 1 to the numbers in these cycles. */
static inline void count(uint64_t number[3], uint64_t cycles)
{
    const uint64_t carry = number[0] & cycles;
    number[0] ^= cycles;
    number[2] ^= number[1] & carry;
    number[1] ^= carry;
}

/* Takes units in cycles. Returns those in which they are lacking. */
static inline uint64_t take(cycles_t *at, pvmi_gas_units_t units, uint64_t cycles)
{
    const uint64_t lacking = busy(at, units) & cycles;
    count(at->alus, units == PVMI_GAS_NO_UNIT ? 0 : cycles);
    if (units > PVMI_GAS_ALU) {
        if (units == PVMI_GAS_ALU_2)
            count(at->alus, cycles);
        else if (units == PVMI_GAS_ALU_MUL)
            at->multiplier |= cycles;
        else
            at->divider |= cycles;
    }
    return lacking;
}

/* The same for cycles of more than one cycles_t. */
static uint64_t take_span(schedule_t *schedule, pvmi_gas_units_t units, uint32_t start, uint32_t end)
{
    uint64_t cycles = ~UINT64_C(0) << start % 64, lacking = 0;
    for (uint32_t index = start / 64; index < end / 64; index++, cycles = ~UINT64_C(0))
        lacking |= take(cycles_at(schedule, index), units, cycles);
    return end % 64 == 0 ? lacking : lacking | take(cycles_at(schedule, end / 64), units, cycles & ~(~UINT64_C(0) << end % 64));
}

/*
 * Starts an instruction in the first cycle from `ready` on that has the units. What it returns is where it ends; 0: in
 * some cycle until then an older instruction needs the unit.
 */
static inline uint32_t schedule_one(schedule_t *schedule, pvmi_gas_units_t units, uint32_t ready, uint32_t duration)
{
    uint32_t index = ready / 64;
    cycles_t *at = cycles_at(schedule, index);
    uint64_t free = free_in(at, units) & ~UINT64_C(0) << ready % 64;
    while (free == 0) {
        at = cycles_at(schedule, ++index);
        free = free_in(at, units);
    }
    const uint32_t first = (uint32_t)__builtin_ctzll(free), start = index * 64 + first;
    count(at->starts, free & -free);
    const uint64_t lacking = first + duration < 64 ? take(at, units, ((UINT64_C(1) << duration) - 1) << first)
                                                   : take_span(schedule, units, start, start + duration);
    return lacking == 0 ? start + duration : 0;
}

/* ---- Blocks ------------------------------------------------------------- */

static uint32_t max(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

uint64_t pvmi_block_cost(const pvm_program_t *program, uint64_t start)
{
    schedule_t schedule;
    uint32_t finish[PVMI_GAS_REGISTERS] = {0}; /* by register: the cycle from which on it is there */
    uint32_t retire[PVMI_GAS_QUEUE];           /* by number in the queue: its last cycle there */
    uint32_t cycle = 0, slots = PVMI_GAS_DECODE_SLOTS, last = 0; /* of decoding; the last retire */
    uint64_t pc = start;
    schedule.cleared = 0;
    for (uint32_t number = 0;;) {
        const pvmi_gas_instruction_t instruction = pvmi_gas_instruction_at(program, pc);
        const pvmi_gas_need_t *const need = instruction.need;
        uint32_t decoded = cycle + (instruction.slots > slots);
        if (number >= PVMI_GAS_QUEUE)
            decoded = max(decoded, retire[number % PVMI_GAS_QUEUE] + 1);
        slots = (decoded == cycle ? slots : PVMI_GAS_DECODE_SLOTS) - instruction.slots;
        cycle = decoded;
        if (need->is_move) {
            finish[instruction.written] = finish[instruction.second];
        } else {
            const uint32_t ready = max(cycle + 1, max(finish[instruction.first], finish[instruction.second]));
            const uint32_t end = schedule_one(&schedule, need->units, ready, pvmi_gas_cycles(program, pc, &instruction));
            if (end == 0)
                return pvmi_block_cost_by_cycle(program, start);
            finish[instruction.written] = end;
            last = max(last, end + 1);
            retire[number++ % PVMI_GAS_QUEUE] = last;
            if (need->ends)
                return last + 1 > PVMI_GAS_FORGIVEN + 1 ? last + 1 - PVMI_GAS_FORGIVEN : 1;
        }
        pc += 1 + instruction.skip;
    }
}

uint64_t pvmi_block_of(const pvm_program_t *program, uint64_t pc)
{
    if (pc >= program->code_len)
        return pc;
    uint64_t word = pc / 64;
    uint64_t bits = program->gas_starts[word] & (~UINT64_C(0) >> (63 - pc % 64));
    while (bits == 0) /* ends at 0, where a block always starts */
        bits = program->gas_starts[--word];
    return word * 64 + 63 - (uint32_t)__builtin_clzll(bits);
}
