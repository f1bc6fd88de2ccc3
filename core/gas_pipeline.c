/*
 * The processor that the block gas model imagines (gas.c), cycle by cycle.
 *
 * Entries are numbered in program order. Number n lives at place n % 64 of the tables and at bit n % 64 of the sets.
 * The queue holds 32 numbers, and whoever waits for n entered while n was in it: so 64 places are enough for a place
 * never to be taken anew while somebody still refers to what it held.
 */
#include "gas_need.h"

#include <stddef.h>
#include <string.h>

#define PLACES 64

/* Units as one number, four bits a kind, so that all kinds are compared by one subtraction. Top bits are guards. */
#define UNITS(alus, multipliers, dividers) ((uint32_t)(alus) | (uint32_t)(multipliers) << 4 | (uint32_t)(dividers) << 8)
#define UNIT_GUARDS UNITS(8, 8, 8)
static const uint32_t units_of[] = {
    [PVMI_GAS_NO_UNIT] = UNITS(0, 0, 0),  [PVMI_GAS_ALU] = UNITS(1, 0, 0),     [PVMI_GAS_ALU_2] = UNITS(2, 0, 0),
    [PVMI_GAS_ALU_MUL] = UNITS(1, 1, 0), [PVMI_GAS_ALU_DIV] = UNITS(1, 0, 1),
};

/* ---- The processor ----------------------------------------------------- */

/* Longest instruction, rounded up to a power of two: events farther ahead do not exist. */
#define AHEAD 128

typedef struct processor {
    const pvm_program_t *program;
    uint64_t pc; /* of the next instruction to decode */
    bool done;   /* the terminator is decoded */

    uint64_t cycle;
    uint32_t head, tail;   /* numbers in the queue: head to tail - 1 */
    uint32_t provider[PVMI_GAS_REGISTERS]; /* by register: number of the entry that provides it; below head: nobody */
    uint32_t free_units;

    /* Sets of entries, by place. */
    uint64_t fresh;      /* decoded in this cycle */
    uint64_t waiting;    /* not started, the fresh ones apart */
    uint64_t blocked;    /* wait for an entry that has cycles left */
    uint64_t unfinished; /* cycles left */
    uint64_t executed;   /* may retire */
    uint64_t finished;   /* had no cycles left for the first time in the last cycle */
    uint64_t multiplies, divides;
    uint64_t finishing[AHEAD]; /* by cycle: which have their last cycle then */

    /* By place. */
    uint64_t waits_for[PLACES]; /* with cycles left */
    uint64_t holds_up[PLACES];  /* who waits for it */
    uint32_t units[PLACES];
    uint8_t cycles[PLACES];
} processor_t;

static uint64_t bit_of(uint32_t number)
{
    return UINT64_C(1) << (number % PLACES);
}

/* The entry that provides a register and has cycles left. */
static uint64_t provider_of(const processor_t *p, uint8_t reg)
{
    return p->provider[reg] - p->head < PVMI_GAS_QUEUE ? bit_of(p->provider[reg]) & p->unfinished : 0;
}

/* It waits for an entry, if there is one. */
static void wait_for(processor_t *p, uint32_t place, uint64_t entry)
{
    if (entry == 0)
        return;
    p->waits_for[place] |= entry;
    p->holds_up[__builtin_ctzll(entry)] |= UINT64_C(1) << place;
    p->blocked |= UINT64_C(1) << place;
}

/* The instruction at p->pc if it needs no more than *slots. False: it waits for the next cycle. */
static bool decode_one(processor_t *p, uint32_t *slots)
{
    const pvmi_gas_instruction_t instruction = pvmi_gas_instruction_at(p->program, p->pc);
    const pvmi_gas_need_t *const need = instruction.need;
    if (instruction.slots > *slots)
        return false;
    *slots -= instruction.slots;
    const uint64_t pc = p->pc;
    p->pc = pc + 1 + instruction.skip;
    if (need->is_move) {
        p->provider[instruction.written] = p->provider[instruction.second];
        return true;
    }
    const uint32_t number = p->tail++, place = number % PLACES;
    const uint64_t bit = bit_of(number);
    p->waits_for[place] = p->holds_up[place] = 0;
    wait_for(p, place, provider_of(p, instruction.first));
    wait_for(p, place, provider_of(p, instruction.second));
    p->cycles[place] = (uint8_t)pvmi_gas_cycles(p->program, pc, &instruction);
    p->units[place] = units_of[need->units];
    p->multiplies = need->units == PVMI_GAS_ALU_MUL ? p->multiplies | bit : p->multiplies & ~bit;
    p->divides = need->units == PVMI_GAS_ALU_DIV ? p->divides | bit : p->divides & ~bit;
    p->provider[instruction.written] = number;
    p->fresh |= bit;
    p->unfinished |= bit;
    p->done = need->ends;
    return true;
}

static void decode(processor_t *p)
{
    uint32_t slots = PVMI_GAS_DECODE_SLOTS;
    while (!p->done && p->tail - p->head < PVMI_GAS_QUEUE && decode_one(p, &slots)) {
    }
}

/* Starts what can, oldest first. */
static void start(processor_t *p)
{
    const uint32_t turn = p->head % PLACES;
    uint64_t ready = p->waiting & ~p->blocked;
    if ((p->free_units & UNITS(0, 1, 0)) == 0) /* many may wait for the one */
        ready &= ~p->multiplies;
    if ((p->free_units & UNITS(0, 0, 1)) == 0)
        ready &= ~p->divides;
    uint64_t candidates = turn == 0 ? ready : ready >> turn | ready << (PLACES - turn);
    uint32_t starts = PVMI_GAS_STARTS;
    while (candidates != 0 && starts > 0) {
        const uint32_t place = (turn + (uint32_t)__builtin_ctzll(candidates)) % PLACES;
        candidates &= candidates - 1;
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

/* An entry has no cycles left: its units are free, and who waited for nobody else may start. */
static void finish(processor_t *p, uint32_t place)
{
    p->free_units += p->units[place];
    for (uint64_t held = p->holds_up[place]; held != 0; held &= held - 1) {
        const uint32_t other = (uint32_t)__builtin_ctzll(held);
        p->waits_for[other] &= ~(UINT64_C(1) << place);
        if (p->waits_for[other] == 0)
            p->blocked &= ~(UINT64_C(1) << other);
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
        finish(p, (uint32_t)__builtin_ctzll(*now));
    p->waiting |= p->fresh;
    p->fresh = 0;
    p->cycle++;
}

/* Nothing was decoded or started in the last cycle. Goes to where somebody finishes, if nothing can change before. */
static void skip_idle_cycles(processor_t *p)
{
    const bool decodes = !p->done && p->tail - p->head < PVMI_GAS_QUEUE;
    if (decodes || p->finished != 0 || (p->executed & bit_of(p->head)) != 0 || p->head == p->tail)
        return;
    while (p->finishing[p->cycle % AHEAD] == 0)
        p->cycle++;
}

uint64_t pvmi_block_cost_by_cycle(const pvm_program_t *program, uint64_t start_pc)
{
    processor_t p;
    memset(&p, 0, offsetof(processor_t, waits_for)); /* the rest is written when an entry is decoded */
    p.program = program;
    p.pc = start_pc;
    p.free_units = UNITS(PVMI_GAS_ALUS, 1, 1);
    p.head = p.tail = PVMI_GAS_QUEUE;
    for (;;) {
        decode(&p);
        const uint64_t waiting = p.waiting;
        start(&p);
        if (p.done && p.head == p.tail)
            return p.cycle > PVMI_GAS_FORGIVEN + 1 ? p.cycle - PVMI_GAS_FORGIVEN : 1;
        const bool idle = waiting == p.waiting && p.fresh == 0;
        advance(&p);
        if (idle)
            skip_idle_cycles(&p);
    }
}
