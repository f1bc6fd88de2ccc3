/*
 * Every function of x86.h, over all registers and edge immediates, octet for octet against GNU as: this program writes
 * the octets to one file and the same instructions as text to another; encoder.sh assembles the text and compares.
 */
#include "../x86.h"

#include <stdio.h>
#include <stdlib.h>

static FILE *text, *octets;
static uint8_t buffer[64];
static code_t code = {buffer};
static unsigned long instructions;

static const char *const names64[] = {"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi",
                                      "r8",  "r9",  "r10", "r11", "r12", "r13", "r14", "r15"};
static const char *const names32[] = {"eax", "ecx", "edx",  "ebx",  "esp",  "ebp",  "esi",  "edi",
                                      "r8d", "r9d", "r10d", "r11d", "r12d", "r13d", "r14d", "r15d"};
static const char *const names16[] = {"ax",  "cx",  "dx",   "bx",   "sp",   "bp",   "si",   "di",
                                      "r8w", "r9w", "r10w", "r11w", "r12w", "r13w", "r14w", "r15w"};
static const char *const names8[] = {"al",  "cl",  "dl",   "bl",   "spl",  "bpl",  "sil",  "dil",
                                     "r8b", "r9b", "r10b", "r11b", "r12b", "r13b", "r14b", "r15b"};
static const int32_t numbers[] = {0, 1, -1, 2, 127, 128, -128, -129, 255, 4095, 65536, INT32_MAX, INT32_MIN};
static const width_t widths[] = {W32, W64};

#define EACH(type, name, values) for (size_t name##_i = 0; name##_i < sizeof(values) / sizeof *(values); name##_i++) \
    for (type name = (values)[name##_i], *once_##name = &name; once_##name != NULL; once_##name = NULL)
#define EACH_REG(name) for (reg_t name = RAX; name <= R15; name++)
#define EACH_WIDTH(name) EACH(width_t, name, widths)
#define EACH_NUMBER(name) EACH(int32_t, name, numbers)

static const char *name(width_t width, reg_t reg)
{
    return width == W64 ? names64[reg] : names32[reg];
}

/* Compares with the text later. */
#define IS(call, ...)                                                                                                  \
    do {                                                                                                               \
        call;                                                                                                          \
        fprintf(text, __VA_ARGS__);                                                                                    \
        fputc('\n', text);                                                                                             \
        fwrite(buffer, 1, (size_t)(code.at - buffer), octets);                                                         \
        code.at = buffer;                                                                                              \
        instructions++;                                                                                                \
    } while (0)

static void moves(void)
{
    EACH_REG(a) {
        EACH_REG(b) {
            EACH_WIDTH(w) {
                if (a != b || w == W32)
                    IS(emit_mov(&code, w, a, b), "mov.s %s, %s", name(w, a), name(w, b));
            }
            IS(emit_movsxd(&code, a, b), "movsxd %s, %s", names64[a], names32[b]);
            IS(emit_rr(&code, W64, MOVSX_8, a, b), "movsx %s, %s", names64[a], names8[b]);
            IS(emit_rr(&code, W64, MOVSX_16, a, b), "movsx %s, %s", names64[a], names16[b]);
            IS(emit_rr(&code, W32, MOVZX_16, a, b), "movzx %s, %s", names32[a], names16[b]);
            if (b == RCX)
                IS(emit_rr(&code, W32, MOVZX_8, a, b), "movzx %s, %s", names32[a], names8[b]);
        }
        EACH_NUMBER(n) {
            if (n >= 0)
                IS(emit_mov_number(&code, a, (uint64_t)n), "mov %s, %d", names32[a], n);
            else
                IS(emit_mov_number(&code, a, (uint64_t)(int64_t)n), "mov %s, %d", names64[a], n);
        }
        IS(emit_mov_number(&code, a, UINT32_MAX), "mov %s, 0xffffffff", names32[a]);
        IS(emit_mov_number(&code, a, UINT64_C(0x123456789abcdef0)), "movabs %s, 0x123456789abcdef0", names64[a]);
        IS(emit_mov_number(&code, a, UINT64_C(1) << 63), "movabs %s, 0x8000000000000000", names64[a]);
        IS(emit_push(&code, a), "push %s", names64[a]);
        IS(emit_pop(&code, a), "pop %s", names64[a]);
        IS(emit_bswap(&code, a), "bswap %s", names64[a]);
        IS(emit_jmp_reg(&code, a), "jmp %s", names64[a]);
    }
}

static void memory(void)
{
    EACH_REG(a) {
        EACH_REG(base) {
            EACH_NUMBER(n) {
                EACH_WIDTH(w) {
                    IS(emit_rm(&code, w, MOV_LOAD, a, base, n), "mov %s, [%s%+d]", name(w, a), names64[base], n);
                    IS(emit_rm(&code, w, MOV_STORE, a, base, n), "mov [%s%+d], %s", names64[base], n, name(w, a));
                    IS(emit_lea(&code, w, a, base, n), "lea %s, [%s%+d]", name(w, a), names64[base], n);
                }
                IS(emit_rm(&code, W64, ADD << 3 | 3, a, base, n), "add %s, [%s%+d]", names64[a], names64[base], n);
            }
        }
        EACH_REG(index) {
            if (index == RSP)
                continue;
            IS(emit_ri(&code, W32, MOVZX_8, a, R15, index), "movzx %s, byte ptr [r15+%s]", names32[a], names64[index]);
            IS(emit_ri(&code, W64, MOVSX_8, a, R15, index), "movsx %s, byte ptr [r15+%s]", names64[a], names64[index]);
            IS(emit_ri(&code, W32, MOVZX_16, a, R15, index), "movzx %s, word ptr [r15+%s]", names32[a], names64[index]);
            IS(emit_ri(&code, W64, MOVSX_16, a, R15, index), "movsx %s, word ptr [r15+%s]", names64[a], names64[index]);
            IS(emit_ri(&code, W64, MOVSXD, a, R15, index), "movsxd %s, dword ptr [r15+%s]", names64[a], names64[index]);
            IS(emit_ri(&code, W32, MOV_LOAD, a, R15, index), "mov %s, [r15+%s]", names32[a], names64[index]);
            IS(emit_ri(&code, W64, MOV_LOAD, a, R15, index), "mov %s, [r15+%s]", names64[a], names64[index]);
            IS(emit_ri(&code, W32, MOV_STORE_8, a, R15, index), "mov [r15+%s], %s", names64[index], names8[a]);
            IS((emit_8(&code, 0x66), emit_ri(&code, W32, MOV_STORE, a, R15, index)), "mov [r15+%s], %s", names64[index],
               names16[a]);
            IS(emit_ri(&code, W32, MOV_STORE, a, R15, index), "mov [r15+%s], %s", names64[index], names32[a]);
            IS(emit_ri(&code, W64, MOV_STORE, a, R15, index), "mov [r15+%s], %s", names64[index], names64[a]);
            if (a == RSP)
                continue;
            EACH_REG(dst) {
                EACH_WIDTH(w) {
                    const bool swaps = (a & 7) == RBP;
                    const reg_t base = swaps ? index : a, other = swaps ? a : index;
                    IS(emit_lea_sum(&code, w, dst, a, index), "lea %s, [%s+%s*1]", name(w, dst), names64[base],
                       names64[other]);
                }
            }
        }
        EACH_NUMBER(n) {
            IS(emit_test_octet(&code, a, n, 2), "test byte ptr [%s%+d], 2", names64[a], n);
            EACH_NUMBER(m) {
                IS(emit_alu_memory_number(&code, W32, SUB, a, n, m), "sub dword ptr [%s%+d], %d", names64[a], n, m);
                IS(emit_alu_memory_number(&code, W64, SUB, a, n, m), "sub qword ptr [%s%+d], %d", names64[a], n, m);
            }
        }
    }
}

static void arithmetic(void)
{
    static const char *const alus[] = {"add", "or", "adc", "sbb", "and", "sub", "xor", "cmp"};
    static const char *const unaries[] = {"", "", "not", "neg", "mul", "imul", "div", "idiv"};
    static const char *const shifts[] = {"rol", "ror", "", "", "shl", "shr", "", "sar"};
    EACH_WIDTH(w) {
        EACH_REG(a) {
            EACH_REG(b) {
                for (uint32_t op = ADD; op <= CMP; op++)
                    IS(emit_alu(&code, w, (alu_t)op, a, b), "%s.s %s, %s", alus[op], name(w, a), name(w, b));
                IS(emit_test(&code, w, a, b), "test %s, %s", name(w, a), name(w, b));
                IS(emit_imul(&code, w, a, b), "imul %s, %s", name(w, a), name(w, b));
                EACH_NUMBER(n)
                    IS(emit_imul_number(&code, w, a, b, n), "imul %s, %s, %d", name(w, a), name(w, b), n);
                IS(emit_prefixed_rr(&code, 0xf3, w, POPCNT, a, b), "popcnt %s, %s", name(w, a), name(w, b));
                IS(emit_prefixed_rr(&code, 0xf3, w, LZCNT, a, b), "lzcnt %s, %s", name(w, a), name(w, b));
                IS(emit_prefixed_rr(&code, 0xf3, w, TZCNT, a, b), "tzcnt %s, %s", name(w, a), name(w, b));
                IS(emit_rorx(&code, w, a, b, 13), "rorx %s, %s, 13", name(w, a), name(w, b));
                EACH_REG(c) {
                    IS(emit_shiftx(&code, w, SHL, a, b, c), "shlx %s, %s, %s", name(w, a), name(w, b), name(w, c));
                    IS(emit_shiftx(&code, w, SHR, a, b, c), "shrx %s, %s, %s", name(w, a), name(w, b), name(w, c));
                    IS(emit_shiftx(&code, w, SAR, a, b, c), "sarx %s, %s, %s", name(w, a), name(w, b), name(w, c));
                    IS(emit_andn(&code, w, a, b, c), "andn %s, %s, %s", name(w, a), name(w, b), name(w, c));
                }
            }
            for (uint32_t op = NOT; op <= IDIV; op++)
                IS(emit_unary(&code, w, (unary_t)op, a), "%s %s", unaries[op], name(w, a));
            EACH_NUMBER(n) {
                for (uint32_t op = ADD; op <= CMP; op++) {
                    /* as knows a shorter form for rax and wide numbers, which costs us nothing but an octet */
                    if (a != RAX || fits_8(n))
                        IS(emit_alu_number(&code, w, (alu_t)op, a, n), "%s %s, %d", alus[op], name(w, a), n);
                }
            }
            for (uint32_t op = ROL; op <= SAR; op++) {
                if (shifts[op][0] == 0)
                    continue;
                IS(emit_shift_cl(&code, w, (shift_t)op, a), "%s %s, cl", shifts[op], name(w, a));
                for (uint32_t by = 0; by < (w == W64 ? 64u : 32u); by++)
                    IS(emit_shift_number(&code, w, (shift_t)op, a, by), "%s %s, %u", shifts[op], name(w, a), by);
            }
        }
        IS(emit_sign_to_rdx(&code, w), w == W64 ? "cqo" : "cdq");
    }
}

static void conditions(void)
{
    static const struct {
        condition_t condition;
        const char *name;
    } all[] = {{IF_BELOW, "b"}, {IF_NOT_BELOW, "ae"}, {IF_EQUAL, "e"}, {IF_NOT_EQUAL, "ne"}, {IF_NOT_ABOVE, "be"},
               {IF_ABOVE, "a"}, {IF_NOT_SIGN, "ns"}, {IF_LESS, "l"}, {IF_NOT_LESS, "ge"}, {IF_NOT_GREATER, "le"},
               {IF_GREATER, "g"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const condition_t condition = all[i].condition;
        IS(emit_setcc_cl(&code, condition), "set%s cl", all[i].name);
        EACH_WIDTH(w)
            EACH_REG(a)
                EACH_REG(b)
                    IS(emit_cmov(&code, w, condition, a, b), "cmov%s %s, %s", all[i].name, name(w, a), name(w, b));
        IS((emit_jcc(&code, condition), fill_distance(code.at - 4, buffer - 1000)), "{disp32} j%s .-1000", all[i].name);
        IS((emit_jcc(&code, condition), fill_distance(code.at - 4, buffer + 1000)), "{disp32} j%s .+1000", all[i].name);
        IS((land_short(&code, emit_jcc_short(&code, condition))), "j%s .+2", all[i].name);
    }
    IS((emit_jmp(&code), fill_distance(code.at - 4, buffer + 70000)), "jmp .+70000");
    IS((emit_jmp(&code), fill_distance(code.at - 4, buffer + 5)), "{disp32} jmp .+5");
    IS((emit_call(&code), fill_distance(code.at - 4, buffer - 70000)), "call .-70000");
    IS((land_short(&code, emit_jmp_short(&code))), "jmp .+2");
    IS(emit_ret(&code), "ret");
}

int main(int argc, char **argv)
{
    if (argc != 3 || (text = fopen(argv[1], "w")) == NULL || (octets = fopen(argv[2], "wb")) == NULL) {
        fprintf(stderr, "usage: encoder TEXT OCTETS\n");
        return 2;
    }
    fprintf(text, ".intel_syntax noprefix\n.text\n");
    moves();
    memory();
    arithmetic();
    conditions();
    printf("%lu\n", instructions);
    return fclose(text) != 0 || fclose(octets) != 0;
}
