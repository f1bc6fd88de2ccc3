/* A stack machine that interprets a loop of n rounds: indirect jumps through the jump table. */
#include "kernel.h"

enum { PUSH, LOAD, STORE, ADD, SUBTRACT, MULTIPLY, XOR, SHIFT, DUPLICATE, SWAP, JUMP_IF, END };

/* a = 57; do { a = (a * 109 + 1) ^ (a >> 7); b += a; } while (--count); */
static const uint8_t code[] = {
    PUSH, 57, STORE, 1,                                                          /* 0: a = 57 */
    LOAD, 1, PUSH, 109, MULTIPLY, PUSH, 1, ADD, LOAD, 1, PUSH, 7, SHIFT, XOR,    /* 4: (a * 109 + 1) ^ (a >> 7) */
    DUPLICATE, STORE, 1, LOAD, 2, SWAP, ADD, STORE, 2,                           /* 18: a, and b += a */
    LOAD, 0, PUSH, 1, SUBTRACT, DUPLICATE, STORE, 0, JUMP_IF, 4,                 /* 27: count, back to 4 */
    END,
};

uint32_t run(uint32_t n)
{
    uint64_t variables[4] = {n, 0, 0, 0}, stack[16];
    uint64_t *top = stack;
    for (const uint8_t *pc = code;;) {
        switch (*pc++) {
        case PUSH: *++top = *pc++; break;
        case LOAD: *++top = variables[*pc++ & 3]; break;
        case STORE: variables[*pc++ & 3] = *top--; break;
        case ADD: top--; *top += top[1]; break;
        case SUBTRACT: top--; *top -= top[1]; break;
        case MULTIPLY: top--; *top *= top[1]; break;
        case XOR: top--; *top ^= top[1]; break;
        case SHIFT: top--; *top >>= top[1] & 63; break;
        case DUPLICATE: top++; *top = top[-1]; break;
        case SWAP: { const uint64_t word = *top; *top = top[-1]; top[-1] = word; break; }
        case JUMP_IF: pc = *top-- != 0 ? code + *pc : pc + 1; break;
        case END: return (uint32_t)(variables[1] ^ variables[2]);
        default: return 0;
        }
    }
}
