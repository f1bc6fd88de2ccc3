/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/gas.c: change that one. */
#include "pvm_prefix_recompiler.h"
/*
 * The block gas model: what a block costs is the time that a small imaginary out-of-order processor takes for it.
 * Gray Paper pull request 508, the draft for 0.8. The processor decodes in order into a queue of 32 entries, starts
 * whatever has its operands and units, oldest first, and retires from the queue's head.
 *
 * Entries are numbered in program order. Number n lives at place n % 64 of the tables and at bit n % 64 of the sets.
 * The queue holds 32 numbers, and whoever waits for n entered while n was in it: so 64 places are enough for a place
 * never to be taken anew while somebody still refers to what it held.
 */
#include "gas.h"
#include "decode.h"

#define DECODE_SLOTS 4  /* per cycle */
#define STARTS 5        /* per cycle */
#define QUEUE 32        /* entries */
#define PLACES 64
#define FORGIVEN 3      /* cycles: decode, executed and retire of the last instruction */
#define BRANCH_EXPECTED 1
#define BRANCH_UNEXPECTED 20

/* ---- What instructions need -------------------------------------------- */

/* Units as one number, four bits a kind, so that all kinds are compared by one subtraction. Top bits are guards. */
#define UNITS(alu, load, store, multiply, divide)                                                                      \
    ((uint32_t)(alu) | (load) << 4 | (store) << 8 | (multiply) << 12 | (divide) << 16)
#define UNIT_GUARDS UNITS(8, 8, 8, 8, 8)

enum {
    UNITS_NO_UNIT = UNITS(0, 0, 0, 0, 0),
    UNITS_ALU = UNITS(1, 0, 0, 0, 0),
    UNITS_ALU_2 = UNITS(2, 0, 0, 0, 0),
    UNITS_ALU_LOAD = UNITS(1, 1, 0, 0, 0),
    UNITS_ALU_STORE = UNITS(1, 0, 1, 0, 0),
    UNITS_ALU_MUL = UNITS(1, 0, 0, 1, 0),
    UNITS_ALU_DIV = UNITS(1, 0, 0, 0, 1),
    UNITS_ALL = UNITS(4, 4, 4, 1, 1),
};

/* How the decode slots follow from the registers; see `slots` in opcodes.h. */
enum { RULE_ALWAYS, RULE_DEST, RULE_SHIFT };

/* Sets of operands. */
enum { OPERAND_NONE = 0, OPERAND_A = 1, OPERAND_B = 2, OPERAND_AB = 3, OPERAND_D = 4 };

/* Cycles of a conditional branch, which its surroundings decide. */
#define CYCLES_BRANCH 0xff

typedef struct need {
    uint8_t cycles;
    uint8_t slot_rule, slots;
    uint8_t writes, reads; /* operands */
    uint32_t units;
} need_t;

#define LOAD PVMI_GAS_LOAD_CYCLES
#define BRANCH CYCLES_BRANCH
#define SLOTS_ALWAYS_1 RULE_ALWAYS, 1
#define SLOTS_ALWAYS_2 RULE_ALWAYS, 2
#define SLOTS_ALWAYS_3 RULE_ALWAYS, 3
#define SLOTS_ALWAYS_4 RULE_ALWAYS, 4
#define SLOTS_DEST_1 RULE_DEST, 1
#define SLOTS_DEST_2 RULE_DEST, 2
#define SLOTS_SHIFT_2 RULE_SHIFT, 2
#define SLOTS_SHIFT_3 RULE_SHIFT, 3
#define AS_NEED(n072, nunl, id, mnemonic, format, ends, cycles, slots, units, writes, reads)                           \
    {cycles, SLOTS_##slots, OPERAND_##writes, OPERAND_##reads, UNITS_##units},
static const need_t needs[PVMI_OPCODE_COUNT] = {PVMI_OPCODES(AS_NEED)};
#undef LOAD
#undef BRANCH
#undef AS_NEED

/* Opcode at any offset: octets outside the code are 0, unknown opcodes count as trap. The bitmask has no say here. */
static uint8_t opcode_at(const pvm_program_t *program, uint64_t pc)
{
    const uint8_t opcode = pc < program->code_len ? pvmi_opcode_at(program, pc) : PVMI_OP_TRAP;
    return opcode == PVMI_NO_OPCODE ? PVMI_OP_TRAP : opcode;
}

/* Does a branch that leads here count as expected? Not for unknown opcodes: they are compared as what they are. */
static bool is_cheap_target(const pvm_program_t *program, uint64_t pc)
{
    const uint8_t opcode = pc < program->code_len ? pvmi_opcode_at(program, pc) : PVMI_OP_TRAP;
    return opcode == PVMI_OP_TRAP || opcode == PVMI_OP_UNLIKELY;
}

static uint8_t branch_cycles(const pvm_program_t *program, uint64_t pc, uint8_t opcode, uint32_t skip)
{
    pvmi_instruction_t branch;
    pvmi_decode_operands(program, pc, opcode, skip, &branch);
    return is_cheap_target(program, pc + 1 + skip) || is_cheap_target(program, branch.target) ? BRANCH_EXPECTED
                                                                                              : BRANCH_UNEXPECTED;
}

typedef struct registers {
    uint8_t a, b, d;
} registers_t;

/* The registers alone, without the immediates. pc < code_len. */
static registers_t registers_at(const pvm_program_t *program, uint64_t pc, uint8_t opcode)
{
    const uint8_t *const at = program->code + pc;
    const uint8_t low = pvmi_register(at[1] & 15), high = pvmi_register(at[1] >> 4);
    if (pvmi_opcode_format[opcode] == PVMI_FORMAT_R_R)
        return (registers_t){.a = high, .d = low};
    return (registers_t){.a = low, .b = high, .d = pvmi_register(at[2])};
}

/* ---- The processor ----------------------------------------------------- */

/* Longest instruction, rounded up to a power of two: events farther ahead do not exist. */
#define AHEAD 128

typedef struct processor {
    const pvm_program_t *program;
    uint64_t pc; /* of the next instruction to decode */
    bool done;   /* the terminator is decoded */

    uint64_t cycle;
    uint32_t head, tail;   /* numbers in the queue: head to tail - 1 */
    uint32_t provider[13]; /* by register: number of the entry that provides it; below head: nobody */
    uint32_t free_units;

    /* Sets of entries, by place. */
    uint64_t fresh;      /* decoded in this cycle */
    uint64_t waiting;    /* not started, the fresh ones apart */
    uint64_t unfinished; /* cycles left */
    uint64_t executed;   /* may retire */
    uint64_t finished;   /* had no cycles left for the first time in the last cycle */
    uint64_t finishing[AHEAD]; /* by cycle: which have their last cycle then */

    /* By place. */
    uint64_t waits_for[PLACES];
    uint32_t units[PLACES];
    uint8_t cycles[PLACES];
} processor_t;

static uint64_t bit_of(uint32_t number)
{
    return UINT64_C(1) << (number % PLACES);
}

/* The entry that provides a register and is still in the queue. */
static uint64_t provider_of(const processor_t *p, uint8_t reg)
{
    return p->provider[reg] - p->head < QUEUE ? bit_of(p->provider[reg]) : 0;
}

/* The instruction at p->pc if it needs no more than *slots. False: it waits for the next cycle. */
static bool decode_one(processor_t *p, uint32_t *slots)
{
    const pvm_program_t *const program = p->program;
    const uint64_t pc = p->pc;
    const uint8_t opcode = opcode_at(program, pc);
    const need_t *const need = &needs[opcode];
    const registers_t regs = pc < program->code_len ? registers_at(program, pc, opcode) : (registers_t){0};
    const uint8_t written = need->writes == OPERAND_D ? regs.d : regs.a;

    uint32_t needed = need->slots;
    if (need->slot_rule == RULE_SHIFT)
        needed += written != regs.a;
    else if (need->slot_rule == RULE_DEST)
        needed += !(((need->reads & OPERAND_A) && written == regs.a) ||
                    ((need->reads & OPERAND_B) && written == regs.b));
    if (needed > *slots)
        return false;
    *slots -= needed;

    const uint32_t skip = pc < program->code_len ? pvmi_skip(program, pc) : 0;
    p->pc = pc + 1 + skip;
    if (opcode == PVMI_OP_MOVE_REG) {
        p->provider[regs.d] = p->provider[regs.a];
        return true;
    }
    const uint32_t number = p->tail++;
    const uint32_t place = number % PLACES;
    p->waits_for[place] = (need->reads & OPERAND_A ? provider_of(p, regs.a) : 0) |
                          (need->reads & OPERAND_B ? provider_of(p, regs.b) : 0);
    p->cycles[place] = need->cycles == CYCLES_BRANCH ? branch_cycles(program, pc, opcode, skip) : need->cycles;
    p->units[place] = need->units;
    if (need->writes != OPERAND_NONE)
        p->provider[written] = number;
    p->fresh |= bit_of(number);
    p->unfinished |= bit_of(number);
    p->done = pvmi_opcode_ends_block[opcode];
    return true;
}

static void decode(processor_t *p)
{
    uint32_t slots = DECODE_SLOTS;
    while (!p->done && p->tail - p->head < QUEUE && decode_one(p, &slots)) {
    }
}

/* Starts what can, oldest first. */
static void start(processor_t *p)
{
    const uint32_t turn = p->head % PLACES;
    uint64_t candidates = turn == 0 ? p->waiting : p->waiting >> turn | p->waiting << (PLACES - turn);
    uint32_t starts = STARTS;
    while (candidates != 0 && starts > 0) {
        const uint32_t place = (turn + (uint32_t)__builtin_ctzll(candidates)) % PLACES;
        candidates &= candidates - 1;
        if (p->waits_for[place] & p->unfinished)
            continue;
        /* Every kind of unit has a guard bit: one that is borrowed from was short. */
        const uint32_t left = (p->free_units | UNIT_GUARDS) - p->units[place];
        if ((left & UNIT_GUARDS) != UNIT_GUARDS)
            continue;
        p->free_units = left & ~UNIT_GUARDS;
        p->waiting &= ~(UINT64_C(1) << place);
        p->finishing[(p->cycle + p->cycles[place] - 1) % AHEAD] |= UINT64_C(1) << place;
        starts--;
    }
}

/* Retires, finishes, and goes on to the next cycle. */
static void advance(processor_t *p)
{
    while (p->head != p->tail && (p->executed & bit_of(p->head))) {
        p->executed &= ~bit_of(p->head);
        p->head++;
    }
    p->executed |= p->finished;
    uint64_t *const now = &p->finishing[p->cycle % AHEAD];
    p->finished = *now;
    p->unfinished &= ~*now;
    for (; *now != 0; *now &= *now - 1)
        p->free_units += p->units[__builtin_ctzll(*now)];
    p->waiting |= p->fresh;
    p->fresh = 0;
    p->cycle++;
}

/* Nothing was decoded or started in the last cycle. Goes to where somebody finishes, if nothing can change before. */
static void skip_idle_cycles(processor_t *p)
{
    const bool decodes = !p->done && p->tail - p->head < QUEUE;
    if (decodes || (p->executed | p->finished) != 0 || p->head == p->tail)
        return;
    while (p->finishing[p->cycle % AHEAD] == 0)
        p->cycle++;
}

uint64_t pvmi_block_cost(const pvm_program_t *program, uint64_t start_pc)
{
    processor_t p = {.program = program, .pc = start_pc, .free_units = UNITS_ALL, .head = QUEUE, .tail = QUEUE};
    for (;;) {
        decode(&p);
        const uint64_t waiting = p.waiting;
        start(&p);
        if (p.done && p.head == p.tail)
            return p.cycle > FORGIVEN + 1 ? p.cycle - FORGIVEN : 1;
        const bool idle = waiting == p.waiting && p.fresh == 0;
        advance(&p);
        if (idle)
            skip_idle_cycles(&p);
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
