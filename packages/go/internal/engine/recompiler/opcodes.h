/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/opcodes.h: change that one. */
/*
 * The instruction set: the one table that decoder, disassembler, assembler, gas model, engines and tests
 * derive from. To find what an opcode does, look up its name here and then its `OP(NAME)` in
 * interpreter_ops.h.
 *
 * Two numbering columns today, chosen per program (pvm_instruction_set_t). Everything behind the decoder works
 * with the internal ids PVMI_OP_*, which are the same for all of them; another instruction set is another column.
 */
#ifndef PVMI_OPCODES_H
#define PVMI_OPCODES_H

#include <stdbool.h>
#include <stdint.h>

/* The number of an opcode that an instruction set doesn't have. */
#define PVMI_UNDEF 0xffff

/*
 * columns, left to right:
 *   0.7.2      number in Gray Paper 0.7.2; PVMI_UNDEF: not in that set
 *   +unlikely  number in 0.7.2 with `unlikely`
 *   id         name of the internal id, and of the semantics: PVMI_OP_<id>, OP(<id>)
 *   mnemonic   as the Gray Paper names it
 *   format     where operands are (decode.h), Gray Paper A.5
 *   ends       does it end a basic block
 *   cycles     of the pipeline gas model (gas.c); LOAD and BRANCH stand for its two parameters
 *   slots      decode slots: always n; DEST_n: n if the register written is also read, else n + 1;
 *              SHIFT_n: n if the register written is the value shifted, else n + 1
 *   units      execution units held
 *   writes     the register it writes: operand A or D
 *   reads      the registers it reads, as the gas model sees it
 */
/* clang-format off */
#define PVMI_OPCODES(X) \
    /* 0.7.2  +unl  id                   mnemonic                 format   ends   cycles  slots     units      writes reads */ \
    /* A.5.1  no operands */                                                                                                \
    X(    0,   0, TRAP,                  "trap",                  NONE,    true,  2,      ALWAYS_1, NO_UNIT,   NONE, NONE)  \
    X(    1,   1, FALLTHROUGH,           "fallthrough",           NONE,    true,  2,      ALWAYS_1, NO_UNIT,   NONE, NONE)  \
    X(PVMI_UNDEF, 3, UNLIKELY,             "unlikely",              NONE,    false, 40,     ALWAYS_1, NO_UNIT,   NONE, NONE)  \
    /* A.5.2  one immediate */                                                                                              \
    X(   10,  10, ECALLI,                "ecalli",                I,       false, 100,    ALWAYS_4, ALU,       NONE, NONE)  \
    /* A.5.3  register and 64-bit immediate */                                                                              \
    X(   20,  20, LOAD_IMM_64,           "load_imm_64",           R_I64,   false, 1,      ALWAYS_2, NO_UNIT,   A,    NONE)  \
    /* A.5.4  two immediates */                                                                                             \
    X(   30,  30, STORE_IMM_U8,          "store_imm_u8",          I_I,     false, 25,     ALWAYS_1, ALU_STORE, NONE, NONE)  \
    X(   31,  31, STORE_IMM_U16,         "store_imm_u16",         I_I,     false, 25,     ALWAYS_1, ALU_STORE, NONE, NONE)  \
    X(   32,  32, STORE_IMM_U32,         "store_imm_u32",         I_I,     false, 25,     ALWAYS_1, ALU_STORE, NONE, NONE)  \
    X(   33,  33, STORE_IMM_U64,         "store_imm_u64",         I_I,     false, 25,     ALWAYS_1, ALU_STORE, NONE, NONE)  \
    /* A.5.5  offset */                                                                                                     \
    X(   40,  40, JUMP,                  "jump",                  O,       true,  15,     ALWAYS_1, NO_UNIT,   NONE, NONE)  \
    /* A.5.6  register and immediate */                                                                                     \
    X(   50,  50, JUMP_IND,              "jump_ind",              R_I,     true,  22,     ALWAYS_1, NO_UNIT,   NONE, A)     \
    X(   51,  51, LOAD_IMM,              "load_imm",              R_I,     false, 1,      ALWAYS_1, NO_UNIT,   A,    NONE)  \
    X(   52,  52, LOAD_U8,               "load_u8",               R_I,     false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    NONE)  \
    X(   53,  53, LOAD_I8,               "load_i8",               R_I,     false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    NONE)  \
    X(   54,  54, LOAD_U16,              "load_u16",              R_I,     false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    NONE)  \
    X(   55,  55, LOAD_I16,              "load_i16",              R_I,     false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    NONE)  \
    X(   56,  56, LOAD_U32,              "load_u32",              R_I,     false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    NONE)  \
    X(   57,  57, LOAD_I32,              "load_i32",              R_I,     false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    NONE)  \
    X(   58,  58, LOAD_U64,              "load_u64",              R_I,     false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    NONE)  \
    X(   59,  59, STORE_U8,              "store_u8",              R_I,     false, 25,     ALWAYS_1, ALU_STORE, NONE, A)     \
    X(   60,  60, STORE_U16,             "store_u16",             R_I,     false, 25,     ALWAYS_1, ALU_STORE, NONE, A)     \
    X(   61,  61, STORE_U32,             "store_u32",             R_I,     false, 25,     ALWAYS_1, ALU_STORE, NONE, A)     \
    X(   62,  62, STORE_U64,             "store_u64",             R_I,     false, 25,     ALWAYS_1, ALU_STORE, NONE, A)     \
    /* A.5.7  register and two immediates */                                                                                \
    X(   70,  70, STORE_IMM_IND_U8,      "store_imm_ind_u8",      R_I_I,   false, 25,     ALWAYS_1, ALU_STORE, NONE, A)     \
    X(   71,  71, STORE_IMM_IND_U16,     "store_imm_ind_u16",     R_I_I,   false, 25,     ALWAYS_1, ALU_STORE, NONE, A)     \
    X(   72,  72, STORE_IMM_IND_U32,     "store_imm_ind_u32",     R_I_I,   false, 25,     ALWAYS_1, ALU_STORE, NONE, A)     \
    X(   73,  73, STORE_IMM_IND_U64,     "store_imm_ind_u64",     R_I_I,   false, 25,     ALWAYS_1, ALU_STORE, NONE, A)     \
    /* A.5.8  register, immediate and offset */                                                                             \
    X(   80,  80, LOAD_IMM_JUMP,         "load_imm_jump",         R_I_O,   true,  15,     ALWAYS_1, NO_UNIT,   A,    NONE)  \
    X(   81,  81, BRANCH_EQ_IMM,         "branch_eq_imm",         R_I_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, A)     \
    X(   82,  82, BRANCH_NE_IMM,         "branch_ne_imm",         R_I_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, A)     \
    X(   83,  83, BRANCH_LT_U_IMM,       "branch_lt_u_imm",       R_I_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, A)     \
    X(   84,  84, BRANCH_LE_U_IMM,       "branch_le_u_imm",       R_I_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, A)     \
    X(   85,  85, BRANCH_GE_U_IMM,       "branch_ge_u_imm",       R_I_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, A)     \
    X(   86,  86, BRANCH_GT_U_IMM,       "branch_gt_u_imm",       R_I_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, A)     \
    X(   87,  87, BRANCH_LT_S_IMM,       "branch_lt_s_imm",       R_I_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, A)     \
    X(   88,  88, BRANCH_LE_S_IMM,       "branch_le_s_imm",       R_I_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, A)     \
    X(   89,  89, BRANCH_GE_S_IMM,       "branch_ge_s_imm",       R_I_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, A)     \
    X(   90,  90, BRANCH_GT_S_IMM,       "branch_gt_s_imm",       R_I_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, A)     \
    /* A.5.9  two registers */                                                                                              \
    X(  100, 100, MOVE_REG,              "move_reg",              R_R,     false, 0,      ALWAYS_1, NO_UNIT,   D,    A)     \
    X(  101, 101, SBRK,                  "sbrk",                  R_R,     false, 100,    ALWAYS_4, ALU,       D,    A)     \
    X(  102, 102, COUNT_SET_BITS_64,     "count_set_bits_64",     R_R,     false, 1,      ALWAYS_1, ALU,       D,    A)     \
    X(  103, 103, COUNT_SET_BITS_32,     "count_set_bits_32",     R_R,     false, 1,      ALWAYS_1, ALU,       D,    A)     \
    X(  104, 104, LEADING_ZERO_BITS_64,  "leading_zero_bits_64",  R_R,     false, 1,      ALWAYS_1, ALU,       D,    A)     \
    X(  105, 105, LEADING_ZERO_BITS_32,  "leading_zero_bits_32",  R_R,     false, 1,      ALWAYS_1, ALU,       D,    A)     \
    X(  106, 106, TRAILING_ZERO_BITS_64, "trailing_zero_bits_64", R_R,     false, 2,      ALWAYS_1, ALU_2,     D,    A)     \
    X(  107, 107, TRAILING_ZERO_BITS_32, "trailing_zero_bits_32", R_R,     false, 2,      ALWAYS_1, ALU_2,     D,    A)     \
    X(  108, 108, SIGN_EXTEND_8,         "sign_extend_8",         R_R,     false, 1,      ALWAYS_1, ALU,       D,    A)     \
    X(  109, 109, SIGN_EXTEND_16,        "sign_extend_16",        R_R,     false, 1,      ALWAYS_1, ALU,       D,    A)     \
    X(  110, 110, ZERO_EXTEND_16,        "zero_extend_16",        R_R,     false, 1,      ALWAYS_1, ALU,       D,    A)     \
    X(  111, 111, REVERSE_BYTES,         "reverse_bytes",         R_R,     false, 1,      DEST_1,   ALU,       D,    A)     \
    /* A.5.10  two registers and an immediate */                                                                            \
    X(  120, 120, STORE_IND_U8,          "store_ind_u8",          R_R_I,   false, 25,     ALWAYS_1, ALU_STORE, NONE, AB)    \
    X(  121, 121, STORE_IND_U16,         "store_ind_u16",         R_R_I,   false, 25,     ALWAYS_1, ALU_STORE, NONE, AB)    \
    X(  122, 122, STORE_IND_U32,         "store_ind_u32",         R_R_I,   false, 25,     ALWAYS_1, ALU_STORE, NONE, AB)    \
    X(  123, 123, STORE_IND_U64,         "store_ind_u64",         R_R_I,   false, 25,     ALWAYS_1, ALU_STORE, NONE, AB)    \
    X(  124, 124, LOAD_IND_U8,           "load_ind_u8",           R_R_I,   false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    B)     \
    X(  125, 125, LOAD_IND_I8,           "load_ind_i8",           R_R_I,   false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    B)     \
    X(  126, 126, LOAD_IND_U16,          "load_ind_u16",          R_R_I,   false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    B)     \
    X(  127, 127, LOAD_IND_I16,          "load_ind_i16",          R_R_I,   false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    B)     \
    X(  128, 128, LOAD_IND_U32,          "load_ind_u32",          R_R_I,   false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    B)     \
    X(  129, 129, LOAD_IND_I32,          "load_ind_i32",          R_R_I,   false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    B)     \
    X(  130, 130, LOAD_IND_U64,          "load_ind_u64",          R_R_I,   false, LOAD,   ALWAYS_1, ALU_LOAD,  A,    B)     \
    X(  131, 131, ADD_IMM_32,            "add_imm_32",            R_R_I,   false, 2,      DEST_2,   ALU,       A,    B)     \
    X(  132, 132, AND_IMM,               "and_imm",               R_R_I,   false, 1,      DEST_1,   ALU,       A,    B)     \
    X(  133, 133, XOR_IMM,               "xor_imm",               R_R_I,   false, 1,      DEST_1,   ALU,       A,    B)     \
    X(  134, 134, OR_IMM,                "or_imm",                R_R_I,   false, 1,      DEST_1,   ALU,       A,    B)     \
    X(  135, 135, MUL_IMM_32,            "mul_imm_32",            R_R_I,   false, 4,      DEST_2,   ALU_MUL,   A,    B)     \
    X(  136, 136, SET_LT_U_IMM,          "set_lt_u_imm",          R_R_I,   false, 3,      ALWAYS_3, ALU,       A,    B)     \
    X(  137, 137, SET_LT_S_IMM,          "set_lt_s_imm",          R_R_I,   false, 3,      ALWAYS_3, ALU,       A,    B)     \
    X(  138, 138, SHLO_L_IMM_32,         "shlo_l_imm_32",         R_R_I,   false, 2,      DEST_2,   ALU,       A,    B)     \
    X(  139, 139, SHLO_R_IMM_32,         "shlo_r_imm_32",         R_R_I,   false, 2,      DEST_2,   ALU,       A,    B)     \
    X(  140, 140, SHAR_R_IMM_32,         "shar_r_imm_32",         R_R_I,   false, 2,      DEST_2,   ALU,       A,    B)     \
    X(  141, 141, NEG_ADD_IMM_32,        "neg_add_imm_32",        R_R_I,   false, 3,      ALWAYS_4, ALU,       A,    B)     \
    X(  142, 142, SET_GT_U_IMM,          "set_gt_u_imm",          R_R_I,   false, 3,      ALWAYS_3, ALU,       A,    B)     \
    X(  143, 143, SET_GT_S_IMM,          "set_gt_s_imm",          R_R_I,   false, 3,      ALWAYS_3, ALU,       A,    B)     \
    X(  144, 144, SHLO_L_IMM_ALT_32,     "shlo_l_imm_alt_32",     R_R_I,   false, 2,      ALWAYS_4, ALU,       A,    B)     \
    X(  145, 145, SHLO_R_IMM_ALT_32,     "shlo_r_imm_alt_32",     R_R_I,   false, 2,      ALWAYS_4, ALU,       A,    B)     \
    X(  146, 146, SHAR_R_IMM_ALT_32,     "shar_r_imm_alt_32",     R_R_I,   false, 2,      ALWAYS_4, ALU,       A,    B)     \
    X(  147, 147, CMOV_IZ_IMM,           "cmov_iz_imm",           R_R_I,   false, 2,      ALWAYS_3, ALU,       A,    B)     \
    X(  148, 148, CMOV_NZ_IMM,           "cmov_nz_imm",           R_R_I,   false, 2,      ALWAYS_3, ALU,       A,    B)     \
    X(  149, 149, ADD_IMM_64,            "add_imm_64",            R_R_I,   false, 1,      DEST_1,   ALU,       A,    B)     \
    X(  150, 150, MUL_IMM_64,            "mul_imm_64",            R_R_I,   false, 3,      DEST_1,   ALU_MUL,   A,    B)     \
    X(  151, 151, SHLO_L_IMM_64,         "shlo_l_imm_64",         R_R_I,   false, 1,      DEST_1,   ALU,       A,    B)     \
    X(  152, 152, SHLO_R_IMM_64,         "shlo_r_imm_64",         R_R_I,   false, 1,      DEST_1,   ALU,       A,    B)     \
    X(  153, 153, SHAR_R_IMM_64,         "shar_r_imm_64",         R_R_I,   false, 1,      DEST_1,   ALU,       A,    B)     \
    X(  154, 154, NEG_ADD_IMM_64,        "neg_add_imm_64",        R_R_I,   false, 2,      ALWAYS_3, ALU,       A,    B)     \
    X(  155, 155, SHLO_L_IMM_ALT_64,     "shlo_l_imm_alt_64",     R_R_I,   false, 1,      ALWAYS_3, ALU,       A,    B)     \
    X(  156, 156, SHLO_R_IMM_ALT_64,     "shlo_r_imm_alt_64",     R_R_I,   false, 1,      ALWAYS_3, ALU,       A,    B)     \
    X(  157, 157, SHAR_R_IMM_ALT_64,     "shar_r_imm_alt_64",     R_R_I,   false, 1,      ALWAYS_3, ALU,       A,    B)     \
    X(  158, 158, ROT_R_64_IMM,          "rot_r_64_imm",          R_R_I,   false, 1,      DEST_1,   ALU,       A,    B)     \
    X(  159, 159, ROT_R_64_IMM_ALT,      "rot_r_64_imm_alt",      R_R_I,   false, 1,      ALWAYS_3, ALU,       A,    B)     \
    X(  160, 160, ROT_R_32_IMM,          "rot_r_32_imm",          R_R_I,   false, 2,      DEST_2,   ALU,       A,    B)     \
    X(  161, 161, ROT_R_32_IMM_ALT,      "rot_r_32_imm_alt",      R_R_I,   false, 2,      ALWAYS_4, ALU,       A,    B)     \
    /* A.5.11  two registers and an offset */                                                                               \
    X(  170, 170, BRANCH_EQ,             "branch_eq",             R_R_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, AB)    \
    X(  171, 171, BRANCH_NE,             "branch_ne",             R_R_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, AB)    \
    X(  172, 172, BRANCH_LT_U,           "branch_lt_u",           R_R_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, AB)    \
    X(  173, 173, BRANCH_LT_S,           "branch_lt_s",           R_R_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, AB)    \
    X(  174, 174, BRANCH_GE_U,           "branch_ge_u",           R_R_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, AB)    \
    X(  175, 175, BRANCH_GE_S,           "branch_ge_s",           R_R_O,   true,  BRANCH, ALWAYS_1, ALU,       NONE, AB)    \
    /* A.5.12  two registers and two immediates */                                                                          \
    X(  180, 180, LOAD_IMM_JUMP_IND,     "load_imm_jump_ind",     R_R_I_I, true,  22,     ALWAYS_1, NO_UNIT,   A,    B)     \
    /* A.5.13  three registers */                                                                                           \
    X(  190, 190, ADD_32,                "add_32",                R_R_R,   false, 2,      DEST_2,   ALU,       D,    AB)    \
    X(  191, 191, SUB_32,                "sub_32",                R_R_R,   false, 2,      DEST_2,   ALU,       D,    AB)    \
    X(  192, 192, MUL_32,                "mul_32",                R_R_R,   false, 4,      DEST_2,   ALU_MUL,   D,    AB)    \
    X(  193, 193, DIV_U_32,              "div_u_32",              R_R_R,   false, 60,     ALWAYS_4, ALU_DIV,   D,    AB)    \
    X(  194, 194, DIV_S_32,              "div_s_32",              R_R_R,   false, 60,     ALWAYS_4, ALU_DIV,   D,    AB)    \
    X(  195, 195, REM_U_32,              "rem_u_32",              R_R_R,   false, 60,     ALWAYS_4, ALU_DIV,   D,    AB)    \
    X(  196, 196, REM_S_32,              "rem_s_32",              R_R_R,   false, 60,     ALWAYS_4, ALU_DIV,   D,    AB)    \
    X(  197, 197, SHLO_L_32,             "shlo_l_32",             R_R_R,   false, 2,      SHIFT_3,  ALU,       D,    AB)    \
    X(  198, 198, SHLO_R_32,             "shlo_r_32",             R_R_R,   false, 2,      SHIFT_3,  ALU,       D,    AB)    \
    X(  199, 199, SHAR_R_32,             "shar_r_32",             R_R_R,   false, 2,      SHIFT_3,  ALU,       D,    AB)    \
    X(  200, 200, ADD_64,                "add_64",                R_R_R,   false, 1,      DEST_1,   ALU,       D,    AB)    \
    X(  201, 201, SUB_64,                "sub_64",                R_R_R,   false, 1,      DEST_1,   ALU,       D,    AB)    \
    X(  202, 202, MUL_64,                "mul_64",                R_R_R,   false, 3,      DEST_1,   ALU_MUL,   D,    AB)    \
    X(  203, 203, DIV_U_64,              "div_u_64",              R_R_R,   false, 60,     ALWAYS_4, ALU_DIV,   D,    AB)    \
    X(  204, 204, DIV_S_64,              "div_s_64",              R_R_R,   false, 60,     ALWAYS_4, ALU_DIV,   D,    AB)    \
    X(  205, 205, REM_U_64,              "rem_u_64",              R_R_R,   false, 60,     ALWAYS_4, ALU_DIV,   D,    AB)    \
    X(  206, 206, REM_S_64,              "rem_s_64",              R_R_R,   false, 60,     ALWAYS_4, ALU_DIV,   D,    AB)    \
    X(  207, 207, SHLO_L_64,             "shlo_l_64",             R_R_R,   false, 1,      SHIFT_2,  ALU,       D,    AB)    \
    X(  208, 208, SHLO_R_64,             "shlo_r_64",             R_R_R,   false, 1,      SHIFT_2,  ALU,       D,    AB)    \
    X(  209, 209, SHAR_R_64,             "shar_r_64",             R_R_R,   false, 1,      SHIFT_2,  ALU,       D,    AB)    \
    X(  210, 210, AND,                   "and",                   R_R_R,   false, 1,      DEST_1,   ALU,       D,    AB)    \
    X(  211, 211, XOR,                   "xor",                   R_R_R,   false, 1,      DEST_1,   ALU,       D,    AB)    \
    X(  212, 212, OR,                    "or",                    R_R_R,   false, 1,      DEST_1,   ALU,       D,    AB)    \
    X(  213, 213, MUL_UPPER_S_S,         "mul_upper_s_s",         R_R_R,   false, 4,      ALWAYS_4, ALU_MUL,   D,    AB)    \
    X(  214, 214, MUL_UPPER_U_U,         "mul_upper_u_u",         R_R_R,   false, 4,      ALWAYS_4, ALU_MUL,   D,    AB)    \
    X(  215, 215, MUL_UPPER_S_U,         "mul_upper_s_u",         R_R_R,   false, 6,      ALWAYS_4, ALU_MUL,   D,    AB)    \
    X(  216, 216, SET_LT_U,              "set_lt_u",              R_R_R,   false, 3,      ALWAYS_3, ALU,       D,    AB)    \
    X(  217, 217, SET_LT_S,              "set_lt_s",              R_R_R,   false, 3,      ALWAYS_3, ALU,       D,    AB)    \
    X(  218, 218, CMOV_IZ,               "cmov_iz",               R_R_R,   false, 2,      ALWAYS_2, ALU,       D,    AB)    \
    X(  219, 219, CMOV_NZ,               "cmov_nz",               R_R_R,   false, 2,      ALWAYS_2, ALU,       D,    AB)    \
    X(  220, 220, ROT_L_64,              "rot_l_64",              R_R_R,   false, 1,      SHIFT_2,  ALU,       D,    AB)    \
    X(  221, 221, ROT_L_32,              "rot_l_32",              R_R_R,   false, 2,      SHIFT_3,  ALU,       D,    AB)    \
    X(  222, 222, ROT_R_64,              "rot_r_64",              R_R_R,   false, 1,      SHIFT_2,  ALU,       D,    AB)    \
    X(  223, 223, ROT_R_32,              "rot_r_32",              R_R_R,   false, 2,      SHIFT_3,  ALU,       D,    AB)    \
    X(  224, 224, AND_INV,               "and_inv",               R_R_R,   false, 2,      ALWAYS_3, ALU,       D,    AB)    \
    X(  225, 225, OR_INV,                "or_inv",                R_R_R,   false, 2,      ALWAYS_3, ALU,       D,    AB)    \
    X(  226, 226, XNOR,                  "xnor",                  R_R_R,   false, 2,      DEST_2,   ALU,       D,    AB)    \
    X(  227, 227, MAX,                   "max",                   R_R_R,   false, 3,      DEST_2,   ALU,       D,    AB)    \
    X(  228, 228, MAX_U,                 "max_u",                 R_R_R,   false, 3,      DEST_2,   ALU,       D,    AB)    \
    X(  229, 229, MIN,                   "min",                   R_R_R,   false, 3,      DEST_2,   ALU,       D,    AB)    \
    X(  230, 230, MIN_U,                 "min_u",                 R_R_R,   false, 3,      DEST_2,   ALU,       D,    AB)   

/* clang-format on */

/* Internal ids, dense from 0, in table order. `trap` is 0. */
#define PVMI_AS_ID(n072, nunl, id, ...) PVMI_OP_##id,
enum pvmi_opcode { PVMI_OPCODES(PVMI_AS_ID) PVMI_OPCODE_COUNT };
#undef PVMI_AS_ID

/* Where operands are in the octets of an instruction; names as in the Gray Paper's subsections A.5.1 to A.5.13. */
enum pvmi_format {
    PVMI_FORMAT_NONE,
    PVMI_FORMAT_I,
    PVMI_FORMAT_R_I64,
    PVMI_FORMAT_I_I,
    PVMI_FORMAT_O,
    PVMI_FORMAT_R_I,
    PVMI_FORMAT_R_I_I,
    PVMI_FORMAT_R_I_O,
    PVMI_FORMAT_R_R,
    PVMI_FORMAT_R_R_I,
    PVMI_FORMAT_R_R_O,
    PVMI_FORMAT_R_R_I_I,
    PVMI_FORMAT_R_R_R,
};

_Static_assert(PVMI_OP_TRAP == 0, "octets that are no instruction decode as id 0");
_Static_assert(PVMI_OPCODE_COUNT == 140, "139 opcodes of 0.7.2, and unlikely");

#endif
