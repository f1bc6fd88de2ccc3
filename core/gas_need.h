/* What an instruction needs of the processor that the block gas model imagines, see gas.c. */
#ifndef PVMI_GAS_NEED_H
#define PVMI_GAS_NEED_H

#include "decode.h"

/* Of the processor. */
#define PVMI_GAS_DECODE_SLOTS 4 /* per cycle */
#define PVMI_GAS_STARTS 5       /* per cycle */
#define PVMI_GAS_QUEUE 32       /* entries */
#define PVMI_GAS_ALUS 4
#define PVMI_GAS_FORGIVEN 3     /* cycles: decode, executed and retire of the last instruction */
#define PVMI_GAS_MAX_CYCLES 100 /* of an instruction */

/* Places of registers in an instruction: the nibbles of its second octet, and the third octet. */
enum { PVMI_GAS_LOW = 1, PVMI_GAS_HIGH = 2, PVMI_GAS_THIRD = 4 };

/* Instead of a register: one that nothing waits for, and one that nobody reads. */
enum { PVMI_GAS_READS_NONE = 13, PVMI_GAS_WRITES_NONE = 14, PVMI_GAS_REGISTERS = 15 };

/* Units: loads and stores hold an ALU, too, of which there are no more than units for them. It alone is looked at. */
typedef enum pvmi_gas_units {
    PVMI_GAS_NO_UNIT,
    PVMI_GAS_ALU,
    PVMI_GAS_ALU_2,
    PVMI_GAS_ALU_MUL, /* there is one multiplier */
    PVMI_GAS_ALU_DIV, /* and one divider */
} pvmi_gas_units_t;

typedef struct pvmi_gas_need {
    uint8_t cycles;        /* PVMI_GAS_BRANCH: its surroundings decide */
    uint8_t slots;         /* to decode it */
    uint8_t spares;        /* places of which one is to be the register written, or it takes another slot; 0: it doesn't */
    uint8_t writes, reads; /* places */
    uint8_t units;
    bool ends, is_move;
} pvmi_gas_need_t;

#define PVMI_GAS_BRANCH 0xff

/* By internal id plus 1; what no instruction has an opcode of counts as trap. */
extern const pvmi_gas_need_t pvmi_gas_needs[PVMI_OPCODE_COUNT + 1];

/* An instruction, as it is decoded. */
typedef struct pvmi_gas_instruction {
    const pvmi_gas_need_t *need;
    uint32_t slots;
    uint32_t first, second, written; /* registers read and written */
    uint32_t skip;
} pvmi_gas_instruction_t;

/* At any offset: octets outside the code are 0. The bitmask has no say in what the opcode is. */
static inline pvmi_gas_instruction_t pvmi_gas_instruction_at(const pvm_program_t *program, uint64_t pc)
{
    if (pc >= program->code_len)
        return (pvmi_gas_instruction_t){&pvmi_gas_needs[0], pvmi_gas_needs[0].slots, PVMI_GAS_READS_NONE,
                                        PVMI_GAS_READS_NONE, PVMI_GAS_WRITES_NONE, 0};
    const uint8_t *const at = program->code + pc;
    const pvmi_gas_need_t *const need = &pvmi_gas_needs[pvmi_opcode_of_number[program->instruction_set][at[0]]];
    const uint32_t low = pvmi_register(at[1] & 15), high = pvmi_register(at[1] >> 4);
    const uint32_t written = need->writes & PVMI_GAS_THIRD ? pvmi_register(at[2]) : low; /* HIGH is never written */
    uint32_t slots = need->slots;
    if (need->spares != 0)
        slots += !((need->spares & PVMI_GAS_LOW && written == low) || (need->spares & PVMI_GAS_HIGH && written == high));
    return (pvmi_gas_instruction_t){
        .need = need,
        .slots = slots,
        .first = need->reads & PVMI_GAS_LOW ? low : PVMI_GAS_READS_NONE,
        .second = need->reads & PVMI_GAS_HIGH ? high : PVMI_GAS_READS_NONE,
        .written = need->writes != 0 ? written : PVMI_GAS_WRITES_NONE,
        .skip = pvmi_skip(program, pc),
    };
}

/* Cycles of an instruction; of a branch, by what stands where it leads. */
uint8_t pvmi_gas_branch_cycles(const pvm_program_t *program, uint64_t pc, uint32_t skip);

static inline uint32_t pvmi_gas_cycles(const pvm_program_t *program, uint64_t pc, const pvmi_gas_instruction_t *instruction)
{
    const uint8_t cycles = instruction->need->cycles;
    return cycles != PVMI_GAS_BRANCH ? cycles : pvmi_gas_branch_cycles(program, pc, instruction->skip);
}

/* gas_pipeline.c: what pvmi_block_cost tells, cycle by cycle, for any block; ten times as slow. */
uint64_t pvmi_block_cost_by_cycle(const pvm_program_t *program, uint64_t start);

#endif
