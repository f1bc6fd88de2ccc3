/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/interpreter_ops.h: change that one. */
/*
 * What each instruction does: Gray Paper A.5, one line or a few per opcode, in table order. interpreter.c includes this
 * twice, once per loop, with these words defined:
 *
 *   OP(id)                begins an instruction
 *   A, B, D               the registers that the operands name; X, Y the immediates, sign-extended
 *   NEXT                  on to the next instruction
 *   NEXT_BLOCK            the same after a terminator: a new block begins
 *   JUMP                  to the static target, or panic if it is no block start
 *   BRANCH(condition)     JUMP if it holds, NEXT_BLOCK otherwise
 *   DYNAMIC_JUMP(address) through the jump table
 *   LOAD(type, address)   value `loaded` of memory, as that type; leaves with a fault if it may not
 *   STORE(type, address, value)
 *   TRAP, HOST_CALL(id)   exits
 */

/* These are frequent: their bodies have names, since some pairs of them run as one (pairs.h). */
#define DO_FALLTHROUGH NEXT_BLOCK
#define DO_LOAD_IMM_64 A = X64
#define DO_JUMP JUMP
#define DO_JUMP_IND DYNAMIC_JUMP(A + X)
#define DO_LOAD_IMM A = X
#define DO_LOAD_U64 LOAD(uint64_t, X); A = loaded
#define DO_STORE_IMM_IND_U8 STORE(uint8_t, A + X, Y)
#define DO_STORE_IMM_IND_U32 STORE(uint32_t, A + X, Y)
#define DO_STORE_IMM_IND_U64 STORE(uint64_t, A + X, Y)
#define DO_LOAD_IMM_JUMP A = X; JUMP
#define DO_BRANCH_EQ_IMM BRANCH(A == X)
#define DO_BRANCH_NE_IMM BRANCH(A != X)
#define DO_BRANCH_LT_U_IMM BRANCH(A < X)
#define DO_BRANCH_LE_U_IMM BRANCH(A <= X)
#define DO_BRANCH_LT_S_IMM BRANCH((int64_t)A < (int64_t)X)
#define DO_MOVE_REG D = A
#define DO_STORE_IND_U8 STORE(uint8_t, B + X, A)
#define DO_STORE_IND_U32 STORE(uint32_t, B + X, A)
#define DO_STORE_IND_U64 STORE(uint64_t, B + X, A)
#define DO_LOAD_IND_U8 LOAD(uint8_t, B + X); A = loaded
#define DO_LOAD_IND_U16 LOAD(uint16_t, B + X); A = loaded
#define DO_LOAD_IND_U32 LOAD(uint32_t, B + X); A = loaded
#define DO_LOAD_IND_I32 LOAD(int32_t, B + X); A = (uint64_t)(int64_t)loaded
#define DO_LOAD_IND_U64 LOAD(uint64_t, B + X); A = loaded
#define DO_ADD_IMM_32 A = extend32(B + X)
#define DO_AND_IMM A = B & X
#define DO_SHLO_L_IMM_32 A = extend32(B << (X & 31))
#define DO_SHLO_R_IMM_32 A = extend32((uint32_t)B >> (X & 31))
#define DO_NEG_ADD_IMM_32 A = extend32(X - B)
#define DO_CMOV_NZ_IMM if (B != 0) A = X
#define DO_ADD_IMM_64 A = B + X
#define DO_MUL_IMM_64 A = B * X
#define DO_SHLO_L_IMM_64 A = B << (X & 63)
#define DO_SHLO_R_IMM_64 A = B >> (X & 63)
#define DO_SHAR_R_IMM_64 A = shift_right_signed64(B, X)
#define DO_NEG_ADD_IMM_64 A = X - B
#define DO_SHLO_L_IMM_ALT_64 A = X << (B & 63)
#define DO_BRANCH_EQ BRANCH(A == B)
#define DO_BRANCH_NE BRANCH(A != B)
#define DO_BRANCH_LT_U BRANCH(A < B)
#define DO_BRANCH_GE_U BRANCH(A >= B)
#define DO_LOAD_IMM_JUMP_IND const uint64_t to = B + Y; A = X; DYNAMIC_JUMP(to)
#define DO_ADD_32 D = extend32(A + B)
#define DO_SUB_32 D = extend32(A - B)
#define DO_ADD_64 D = A + B
#define DO_SUB_64 D = A - B
#define DO_SHLO_L_64 D = A << (B & 63)
#define DO_SHLO_R_64 D = A >> (B & 63)
#define DO_AND D = A & B
#define DO_OR D = A | B
#define DO_CMOV_NZ if (B != 0) D = A
#define DO_ROT_L_64 D = rotate_right64(A, 0 - B)
#define DO_MAX_U D = A > B ? A : B

/* A.5.1 no operands */
OP(TRAP) { TRAP; }
OP(FALLTHROUGH) { DO_FALLTHROUGH; }
OP(UNLIKELY) { NEXT; }

/* A.5.2 one immediate */
OP(ECALLI) { HOST_CALL(X); }

/* A.5.3 register and 64-bit immediate */
OP(LOAD_IMM_64) { DO_LOAD_IMM_64; NEXT; }

/* A.5.4 two immediates */
OP(STORE_IMM_U8) { STORE(uint8_t, X, Y); NEXT; }
OP(STORE_IMM_U16) { STORE(uint16_t, X, Y); NEXT; }
OP(STORE_IMM_U32) { STORE(uint32_t, X, Y); NEXT; }
OP(STORE_IMM_U64) { STORE(uint64_t, X, Y); NEXT; }

/* A.5.5 offset */
OP(JUMP) { DO_JUMP; }

/* A.5.6 register and immediate */
OP(JUMP_IND) { DO_JUMP_IND; }
OP(LOAD_IMM) { DO_LOAD_IMM; NEXT; }
OP(LOAD_U8) { LOAD(uint8_t, X); A = loaded; NEXT; }
OP(LOAD_I8) { LOAD(int8_t, X); A = (uint64_t)(int64_t)loaded; NEXT; }
OP(LOAD_U16) { LOAD(uint16_t, X); A = loaded; NEXT; }
OP(LOAD_I16) { LOAD(int16_t, X); A = (uint64_t)(int64_t)loaded; NEXT; }
OP(LOAD_U32) { LOAD(uint32_t, X); A = loaded; NEXT; }
OP(LOAD_I32) { LOAD(int32_t, X); A = (uint64_t)(int64_t)loaded; NEXT; }
OP(LOAD_U64) { DO_LOAD_U64; NEXT; }
OP(STORE_U8) { STORE(uint8_t, X, A); NEXT; }
OP(STORE_U16) { STORE(uint16_t, X, A); NEXT; }
OP(STORE_U32) { STORE(uint32_t, X, A); NEXT; }
OP(STORE_U64) { STORE(uint64_t, X, A); NEXT; }

/* A.5.7 register and two immediates */
OP(STORE_IMM_IND_U8) { DO_STORE_IMM_IND_U8; NEXT; }
OP(STORE_IMM_IND_U16) { STORE(uint16_t, A + X, Y); NEXT; }
OP(STORE_IMM_IND_U32) { DO_STORE_IMM_IND_U32; NEXT; }
OP(STORE_IMM_IND_U64) { DO_STORE_IMM_IND_U64; NEXT; }

/* A.5.8 register, immediate and offset */
OP(LOAD_IMM_JUMP) { DO_LOAD_IMM_JUMP; }
OP(BRANCH_EQ_IMM) { DO_BRANCH_EQ_IMM; }
OP(BRANCH_NE_IMM) { DO_BRANCH_NE_IMM; }
OP(BRANCH_LT_U_IMM) { DO_BRANCH_LT_U_IMM; }
OP(BRANCH_LE_U_IMM) { DO_BRANCH_LE_U_IMM; }
OP(BRANCH_GE_U_IMM) { BRANCH(A >= X); }
OP(BRANCH_GT_U_IMM) { BRANCH(A > X); }
OP(BRANCH_LT_S_IMM) { DO_BRANCH_LT_S_IMM; }
OP(BRANCH_LE_S_IMM) { BRANCH((int64_t)A <= (int64_t)X); }
OP(BRANCH_GE_S_IMM) { BRANCH((int64_t)A >= (int64_t)X); }
OP(BRANCH_GT_S_IMM) { BRANCH((int64_t)A > (int64_t)X); }

/* A.5.9 two registers */
OP(MOVE_REG) { DO_MOVE_REG; NEXT; }
OP(SBRK) { D = grow_heap_by(vm, A); NEXT; }
OP(COUNT_SET_BITS_64) { D = pvmi_popcount(A); NEXT; }
OP(COUNT_SET_BITS_32) { D = pvmi_popcount((uint32_t)A); NEXT; }
OP(LEADING_ZERO_BITS_64) { D = A == 0 ? 64 : (uint64_t)__builtin_clzll(A); NEXT; }
OP(LEADING_ZERO_BITS_32) { D = (uint32_t)A == 0 ? 32 : (uint64_t)__builtin_clz((uint32_t)A); NEXT; }
OP(TRAILING_ZERO_BITS_64) { D = A == 0 ? 64 : (uint64_t)__builtin_ctzll(A); NEXT; }
OP(TRAILING_ZERO_BITS_32) { D = (uint32_t)A == 0 ? 32 : (uint64_t)__builtin_ctz((uint32_t)A); NEXT; }
OP(SIGN_EXTEND_8) { D = (uint64_t)(int64_t)(int8_t)A; NEXT; }
OP(SIGN_EXTEND_16) { D = (uint64_t)(int64_t)(int16_t)A; NEXT; }
OP(ZERO_EXTEND_16) { D = (uint16_t)A; NEXT; }
OP(REVERSE_BYTES) { D = __builtin_bswap64(A); NEXT; }

/* A.5.10 two registers and an immediate */
OP(STORE_IND_U8) { DO_STORE_IND_U8; NEXT; }
OP(STORE_IND_U16) { STORE(uint16_t, B + X, A); NEXT; }
OP(STORE_IND_U32) { DO_STORE_IND_U32; NEXT; }
OP(STORE_IND_U64) { DO_STORE_IND_U64; NEXT; }
OP(LOAD_IND_U8) { DO_LOAD_IND_U8; NEXT; }
OP(LOAD_IND_I8) { LOAD(int8_t, B + X); A = (uint64_t)(int64_t)loaded; NEXT; }
OP(LOAD_IND_U16) { DO_LOAD_IND_U16; NEXT; }
OP(LOAD_IND_I16) { LOAD(int16_t, B + X); A = (uint64_t)(int64_t)loaded; NEXT; }
OP(LOAD_IND_U32) { DO_LOAD_IND_U32; NEXT; }
OP(LOAD_IND_I32) { DO_LOAD_IND_I32; NEXT; }
OP(LOAD_IND_U64) { DO_LOAD_IND_U64; NEXT; }
OP(ADD_IMM_32) { DO_ADD_IMM_32; NEXT; }
OP(AND_IMM) { DO_AND_IMM; NEXT; }
OP(XOR_IMM) { A = B ^ X; NEXT; }
OP(OR_IMM) { A = B | X; NEXT; }
OP(MUL_IMM_32) { A = extend32(B * X); NEXT; }
OP(SET_LT_U_IMM) { A = B < X; NEXT; }
OP(SET_LT_S_IMM) { A = (int64_t)B < (int64_t)X; NEXT; }
OP(SHLO_L_IMM_32) { DO_SHLO_L_IMM_32; NEXT; }
OP(SHLO_R_IMM_32) { DO_SHLO_R_IMM_32; NEXT; }
OP(SHAR_R_IMM_32) { A = shift_right_signed32(B, X); NEXT; }
OP(NEG_ADD_IMM_32) { DO_NEG_ADD_IMM_32; NEXT; }
OP(SET_GT_U_IMM) { A = B > X; NEXT; }
OP(SET_GT_S_IMM) { A = (int64_t)B > (int64_t)X; NEXT; }
OP(SHLO_L_IMM_ALT_32) { A = extend32(X << (B & 31)); NEXT; }
OP(SHLO_R_IMM_ALT_32) { A = extend32((uint32_t)X >> (B & 31)); NEXT; }
OP(SHAR_R_IMM_ALT_32) { A = shift_right_signed32(X, B); NEXT; }
OP(CMOV_IZ_IMM) { if (B == 0) A = X; NEXT; }
OP(CMOV_NZ_IMM) { DO_CMOV_NZ_IMM; NEXT; }
OP(ADD_IMM_64) { DO_ADD_IMM_64; NEXT; }
OP(MUL_IMM_64) { DO_MUL_IMM_64; NEXT; }
OP(SHLO_L_IMM_64) { DO_SHLO_L_IMM_64; NEXT; }
OP(SHLO_R_IMM_64) { DO_SHLO_R_IMM_64; NEXT; }
OP(SHAR_R_IMM_64) { DO_SHAR_R_IMM_64; NEXT; }
OP(NEG_ADD_IMM_64) { DO_NEG_ADD_IMM_64; NEXT; }
OP(SHLO_L_IMM_ALT_64) { DO_SHLO_L_IMM_ALT_64; NEXT; }
OP(SHLO_R_IMM_ALT_64) { A = X >> (B & 63); NEXT; }
OP(SHAR_R_IMM_ALT_64) { A = shift_right_signed64(X, B); NEXT; }
OP(ROT_R_64_IMM) { A = rotate_right64(B, X); NEXT; }
OP(ROT_R_64_IMM_ALT) { A = rotate_right64(X, B); NEXT; }
OP(ROT_R_32_IMM) { A = rotate_right32(B, X); NEXT; }
OP(ROT_R_32_IMM_ALT) { A = rotate_right32(X, B); NEXT; }

/* A.5.11 two registers and an offset */
OP(BRANCH_EQ) { DO_BRANCH_EQ; }
OP(BRANCH_NE) { DO_BRANCH_NE; }
OP(BRANCH_LT_U) { DO_BRANCH_LT_U; }
OP(BRANCH_LT_S) { BRANCH((int64_t)A < (int64_t)B); }
OP(BRANCH_GE_U) { DO_BRANCH_GE_U; }
OP(BRANCH_GE_S) { BRANCH((int64_t)A >= (int64_t)B); }

/* A.5.12 two registers and two immediates: the address comes from B as it was, A and B may be one register */
OP(LOAD_IMM_JUMP_IND) { DO_LOAD_IMM_JUMP_IND; }

/* A.5.13 three registers */
OP(ADD_32) { DO_ADD_32; NEXT; }
OP(SUB_32) { DO_SUB_32; NEXT; }
OP(MUL_32) { D = extend32(A * B); NEXT; }
OP(DIV_U_32) { D = (uint32_t)B == 0 ? UINT64_MAX : extend32((uint32_t)A / (uint32_t)B); NEXT; }
OP(DIV_S_32) { D = divide_signed32(A, B); NEXT; }
OP(REM_U_32) { D = extend32((uint32_t)B == 0 ? (uint32_t)A : (uint32_t)A % (uint32_t)B); NEXT; }
OP(REM_S_32) { D = remainder_signed32(A, B); NEXT; }
OP(SHLO_L_32) { D = extend32(A << (B & 31)); NEXT; }
OP(SHLO_R_32) { D = extend32((uint32_t)A >> (B & 31)); NEXT; }
OP(SHAR_R_32) { D = shift_right_signed32(A, B); NEXT; }
OP(ADD_64) { DO_ADD_64; NEXT; }
OP(SUB_64) { DO_SUB_64; NEXT; }
OP(MUL_64) { D = A * B; NEXT; }
OP(DIV_U_64) { D = B == 0 ? UINT64_MAX : A / B; NEXT; }
OP(DIV_S_64) { D = divide_signed64(A, B); NEXT; }
OP(REM_U_64) { D = B == 0 ? A : A % B; NEXT; }
OP(REM_S_64) { D = remainder_signed64(A, B); NEXT; }
OP(SHLO_L_64) { DO_SHLO_L_64; NEXT; }
OP(SHLO_R_64) { DO_SHLO_R_64; NEXT; }
OP(SHAR_R_64) { D = shift_right_signed64(A, B); NEXT; }
OP(AND) { DO_AND; NEXT; }
OP(XOR) { D = A ^ B; NEXT; }
OP(OR) { DO_OR; NEXT; }
OP(MUL_UPPER_S_S) { D = multiply_upper_signed(A, B); NEXT; }
OP(MUL_UPPER_U_U) { D = multiply_upper(A, B); NEXT; }
OP(MUL_UPPER_S_U) { D = multiply_upper_signed_unsigned(A, B); NEXT; }
OP(SET_LT_U) { D = A < B; NEXT; }
OP(SET_LT_S) { D = (int64_t)A < (int64_t)B; NEXT; }
OP(CMOV_IZ) { if (B == 0) D = A; NEXT; }
OP(CMOV_NZ) { DO_CMOV_NZ; NEXT; }
OP(ROT_L_64) { DO_ROT_L_64; NEXT; }
OP(ROT_L_32) { D = rotate_right32(A, 0 - B); NEXT; }
OP(ROT_R_64) { D = rotate_right64(A, B); NEXT; }
OP(ROT_R_32) { D = rotate_right32(A, B); NEXT; }
OP(AND_INV) { D = A & ~B; NEXT; }
OP(OR_INV) { D = A | ~B; NEXT; }
OP(XNOR) { D = ~(A ^ B); NEXT; }
OP(MAX) { D = (int64_t)A > (int64_t)B ? A : B; NEXT; }
OP(MAX_U) { DO_MAX_U; NEXT; }
OP(MIN) { D = (int64_t)A < (int64_t)B ? A : B; NEXT; }
OP(MIN_U) { D = A < B ? A : B; NEXT; }
