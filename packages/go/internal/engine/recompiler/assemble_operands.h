/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble_operands.h: change that one. */
/*
 * How the operands of an instruction are written, and how they are encoded: what disassembler, listing and assembler
 * share. The text of operands follows from the format and, for loads and stores, from the execution unit in opcodes.h.
 */
#ifndef PVMI_ASSEMBLE_OPERANDS_H
#define PVMI_ASSEMBLE_OPERANDS_H

#include "decode.h"

/* The longest instruction that is encoded: an opcode, two octets of registers and lengths, twice 4 of immediates. */
#define PVMI_MAX_ENCODED 11

/*
 * Operands as text, by internal id: a and b and d are registers, x and y immediates, t a target, all as in
 * pvmi_instruction_t; [x] is an address and [a+x] an offset from a register. Commas stand between operands.
 */
const char *pvmi_operand_pattern(uint8_t opcode);

/* The number of an opcode in an instruction set; PVMI_UNDEF if it has no such opcode. */
uint32_t pvmi_opcode_number(pvm_instruction_set_t set, uint8_t opcode);

/* Octets that the immediates of an instruction take. `first` is 0 where the format has no length field. */
typedef struct pvmi_lengths {
    uint8_t first;
    uint8_t last;
} pvmi_lengths_t;

/* The shortest length that will do. */
#define PVMI_ANY_LENGTH 0xff
#define PVMI_ANY_LENGTHS ((pvmi_lengths_t){PVMI_ANY_LENGTH, PVMI_ANY_LENGTH})

/* Is there a last immediate, whose length follows from the instruction's? load_imm_64 has none: it is always of 8. */
bool pvmi_has_last(uint8_t opcode);

/* Is the last immediate an offset from the instruction to its target? */
bool pvmi_last_is_offset(uint8_t opcode);

/* Is there another immediate in front of it, which has a length field? */
bool pvmi_has_first(uint8_t opcode);

/* Octets of the shortest immediate that reads as the value, 0 to 4; 5 if there is none. */
uint8_t pvmi_immediate_len(uint64_t value);

/* The shortest lengths for an instruction at pc. One is 5 if its immediate cannot be encoded. */
pvmi_lengths_t pvmi_shortest_lengths(const pvmi_instruction_t *instruction, uint64_t pc);

/*
 * The lengths that the immediates of `len` octets of code have, which start with the opcode. False if the octets are
 * not just what is needed for them.
 */
bool pvmi_lengths_of(const uint8_t *octets, uint64_t len, uint8_t opcode, pvmi_lengths_t *out_lengths);

/* Octets of an instruction whose immediates have these lengths. */
size_t pvmi_encoded_len(uint8_t opcode, pvmi_lengths_t lengths);

/* Writes the octets of the instruction at pc, `number` being its opcode; returns how many. Lengths are at most 4. */
size_t pvmi_encode(const pvmi_instruction_t *instruction, uint64_t pc, uint8_t number, pvmi_lengths_t lengths,
                   uint8_t out[PVMI_MAX_ENCODED]);

#endif
