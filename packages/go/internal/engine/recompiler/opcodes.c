/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/opcodes.c: change that one. */
#include "pvm_prefix_recompiler.h"
/* The tables that follow from PVMI_OPCODES. */
#include "decode.h"

/* An opcode that the set lacks goes to the spare last element. Two of one number don't compile (-Woverride-init). */
#define AT(number) [(number) == PVMI_UNDEF ? 256 : (number)]
#define AS_GP_0_7_2(n072, nunl, id, ...) AT(n072) = PVMI_OP_##id + 1,
#define AS_GP_0_7_2_UNLIKELY(n072, nunl, id, ...) AT(nunl) = PVMI_OP_##id + 1,

const uint8_t pvmi_opcode_of_number[2][257] = {
    [PVM_INSTRUCTION_SET_GP_0_7_2] = {PVMI_OPCODES(AS_GP_0_7_2)},
    [PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY] = {PVMI_OPCODES(AS_GP_0_7_2_UNLIKELY)},
};

#define AS_FORMAT(n072, nunl, id, mnemonic, format, ...) PVMI_FORMAT_##format,
#define AS_ENDS(n072, nunl, id, mnemonic, format, ends, ...) ends,
#define AS_NAME(n072, nunl, id, mnemonic, ...) mnemonic,

const uint8_t pvmi_opcode_format[PVMI_OPCODE_COUNT] = {PVMI_OPCODES(AS_FORMAT)};
const bool pvmi_opcode_ends_block[PVMI_OPCODE_COUNT] = {PVMI_OPCODES(AS_ENDS)};
const char *const pvmi_opcode_name[PVMI_OPCODE_COUNT] = {PVMI_OPCODES(AS_NAME)};
