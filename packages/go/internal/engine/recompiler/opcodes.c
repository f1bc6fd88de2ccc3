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

/* Registers in the lower and the upper nibble of the second octet, or in the third one; lengths in octet and nibble. */
#define A_LOW 0, 15
#define A_HIGH 4, 15
#define NO_A 0, 0
#define B 15
#define NO_B 0
#define D_LOW 0, 15
#define D_THIRD 8, 255
#define NO_D 0, 0
#define LEN_LOW 0, 7
#define LEN_HIGH 4, 7
#define LEN_THIRD 8, 7
#define THE_REST 0, 0

const pvmi_places_t pvmi_places_of[PVMI_FORMAT_R_R_R + 1] = {
    /*                     registers              first's length, octets before it; x, y;  target, is it second */
    [PVMI_FORMAT_NONE] =    {NO_A,   NO_B, NO_D,    THE_REST,  1,  0, 0,  false, false},
    [PVMI_FORMAT_I] =       {NO_A,   NO_B, NO_D,    THE_REST,  1,  4, 0,  false, false},
    [PVMI_FORMAT_R_I64] =   {A_LOW,  NO_B, NO_D,    THE_REST,  2,  0, 0,  false, false},
    [PVMI_FORMAT_I_I] =     {NO_A,   NO_B, NO_D,    LEN_LOW,   2,  4, 4,  false, false},
    [PVMI_FORMAT_O] =       {NO_A,   NO_B, NO_D,    THE_REST,  1,  4, 0,  true,  false},
    [PVMI_FORMAT_R_I] =     {A_LOW,  NO_B, NO_D,    THE_REST,  2,  4, 0,  false, false},
    [PVMI_FORMAT_R_I_I] =   {A_LOW,  NO_B, NO_D,    LEN_HIGH,  2,  4, 4,  false, false},
    [PVMI_FORMAT_R_I_O] =   {A_LOW,  NO_B, NO_D,    LEN_HIGH,  2,  4, 4,  true,  true},
    [PVMI_FORMAT_R_R] =     {A_HIGH, NO_B, D_LOW,   THE_REST,  2,  0, 0,  false, false},
    [PVMI_FORMAT_R_R_I] =   {A_LOW,  B,    NO_D,    THE_REST,  2,  4, 0,  false, false},
    [PVMI_FORMAT_R_R_O] =   {A_LOW,  B,    NO_D,    THE_REST,  2,  4, 0,  true,  false},
    [PVMI_FORMAT_R_R_I_I] = {A_LOW,  B,    NO_D,    LEN_THIRD, 3,  4, 4,  false, false},
    [PVMI_FORMAT_R_R_R] =   {A_LOW,  B,    D_THIRD, THE_REST,  3,  0, 0,  false, false},
};
