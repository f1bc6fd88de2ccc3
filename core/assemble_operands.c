#include "assemble_operands.h"

/* ---- Text -------------------------------------------------------------- */

enum access { NO_ACCESS, LOADS, STORES };

/* What the units column of the table tells of memory. A new unit does not compile until it stands here. */
#define ACCESS_NO_UNIT NO_ACCESS
#define ACCESS_ALU NO_ACCESS
#define ACCESS_ALU_2 NO_ACCESS
#define ACCESS_ALU_MUL NO_ACCESS
#define ACCESS_ALU_DIV NO_ACCESS
#define ACCESS_ALU_LOAD LOADS
#define ACCESS_ALU_STORE STORES
#define AS_ACCESS(n072, nunl, id, mnemonic, format, ends, cycles, slots, units, ...) ACCESS_##units,

static const uint8_t access_of_opcode[PVMI_OPCODE_COUNT] = {PVMI_OPCODES(AS_ACCESS)};

/* Destination first, and what is loaded from or stored to memory in brackets. */
static const char *const patterns[][3] = {
    [PVMI_FORMAT_NONE] = {""},
    [PVMI_FORMAT_I] = {"x"},
    [PVMI_FORMAT_R_I64] = {"a,x"},
    [PVMI_FORMAT_I_I] = {"x,y", [STORES] = "[x],y"},
    [PVMI_FORMAT_O] = {"t"},
    [PVMI_FORMAT_R_I] = {"a,x", [LOADS] = "a,[x]", [STORES] = "[x],a"},
    [PVMI_FORMAT_R_I_I] = {"a,x,y", [STORES] = "[a+x],y"},
    [PVMI_FORMAT_R_I_O] = {"a,x,t"},
    [PVMI_FORMAT_R_R] = {"d,a"},
    [PVMI_FORMAT_R_R_I] = {"a,b,x", [LOADS] = "a,[b+x]", [STORES] = "[b+x],a"},
    [PVMI_FORMAT_R_R_O] = {"a,b,t"},
    [PVMI_FORMAT_R_R_I_I] = {"a,x,b,y"},
    [PVMI_FORMAT_R_R_R] = {"d,a,b"},
};

const char *pvmi_operand_pattern(uint8_t opcode)
{
    const char *const *const of_format = patterns[pvmi_opcode_format[opcode]];
    const char *const pattern = of_format[access_of_opcode[opcode]];
    return pattern != NULL ? pattern : of_format[NO_ACCESS];
}

/* ---- Numbers ----------------------------------------------------------- */

#define AS_GP_0_7_2(n072, nunl, ...) n072,
#define AS_GP_0_7_2_UNLIKELY(n072, nunl, ...) nunl,

static const uint16_t number_of_opcode[2][PVMI_OPCODE_COUNT] = {
    [PVM_INSTRUCTION_SET_GP_0_7_2] = {PVMI_OPCODES(AS_GP_0_7_2)},
    [PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY] = {PVMI_OPCODES(AS_GP_0_7_2_UNLIKELY)},
};

uint32_t pvmi_opcode_number(pvm_instruction_set_t set, uint8_t opcode)
{
    return number_of_opcode[set][opcode];
}

/* ---- Lengths ----------------------------------------------------------- */

bool pvmi_has_first(uint8_t opcode)
{
    switch ((enum pvmi_format)pvmi_opcode_format[opcode]) {
    case PVMI_FORMAT_I_I:
    case PVMI_FORMAT_R_I_I:
    case PVMI_FORMAT_R_I_O:
    case PVMI_FORMAT_R_R_I_I:
        return true;
    default:
        return false;
    }
}

bool pvmi_has_last(uint8_t opcode)
{
    switch ((enum pvmi_format)pvmi_opcode_format[opcode]) {
    case PVMI_FORMAT_NONE:
    case PVMI_FORMAT_R_I64:
    case PVMI_FORMAT_R_R:
    case PVMI_FORMAT_R_R_R:
        return false;
    default:
        return true;
    }
}

bool pvmi_last_is_offset(uint8_t opcode)
{
    switch ((enum pvmi_format)pvmi_opcode_format[opcode]) {
    case PVMI_FORMAT_O:
    case PVMI_FORMAT_R_I_O:
    case PVMI_FORMAT_R_R_O:
        return true;
    default:
        return false;
    }
}

uint8_t pvmi_immediate_len(uint64_t value)
{
    if (value == 0)
        return 0;
    for (uint8_t len = 1; len <= 4; len++) {
        const uint64_t half = UINT64_C(1) << (8 * len - 1);
        if (value + half < 2 * half) /* -half to half - 1 */
            return len;
    }
    return 5;
}

static uint64_t last_value(const pvmi_instruction_t *instruction, uint64_t pc)
{
    if (pvmi_last_is_offset(instruction->opcode))
        return instruction->target - pc;
    return pvmi_has_first(instruction->opcode) ? instruction->y : instruction->x;
}

pvmi_lengths_t pvmi_shortest_lengths(const pvmi_instruction_t *instruction, uint64_t pc)
{
    pvmi_lengths_t lengths = {0};
    if (pvmi_has_first(instruction->opcode))
        lengths.first = pvmi_immediate_len(instruction->x);
    if (pvmi_has_last(instruction->opcode))
        lengths.last = pvmi_immediate_len(last_value(instruction, pc));
    return lengths;
}

/* ---- Octets ------------------------------------------------------------ */

static uint8_t *put(uint8_t *at, uint64_t value, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++)
        *at++ = (uint8_t)(value >> (8 * i));
    return at;
}

/* Octets of opcode, registers and length field, by format. */
static const uint8_t head_len[] = {
    [PVMI_FORMAT_NONE] = 1,  [PVMI_FORMAT_I] = 1,     [PVMI_FORMAT_R_I64] = 2,   [PVMI_FORMAT_I_I] = 2,
    [PVMI_FORMAT_O] = 1,     [PVMI_FORMAT_R_I] = 2,   [PVMI_FORMAT_R_I_I] = 2,   [PVMI_FORMAT_R_I_O] = 2,
    [PVMI_FORMAT_R_R] = 2,   [PVMI_FORMAT_R_R_I] = 2, [PVMI_FORMAT_R_R_O] = 2,   [PVMI_FORMAT_R_R_I_I] = 3,
    [PVMI_FORMAT_R_R_R] = 3,
};

size_t pvmi_encoded_len(uint8_t opcode, pvmi_lengths_t lengths)
{
    const uint8_t format = pvmi_opcode_format[opcode];
    const size_t wide = format == PVMI_FORMAT_R_I64 ? 8 : 0;
    return head_len[format] + wide + lengths.first + lengths.last;
}

/* What the length field says; 0 where the format has none. The octets behind the opcode are there to be read. */
static uint8_t first_length(const uint8_t *octets, uint8_t opcode)
{
    switch ((enum pvmi_format)pvmi_opcode_format[opcode]) {
    case PVMI_FORMAT_I_I:
        return (uint8_t)pvmi_up_to(octets[1] & 7, 4);
    case PVMI_FORMAT_R_I_I:
    case PVMI_FORMAT_R_I_O:
        return (uint8_t)pvmi_up_to((octets[1] >> 4) & 7, 4);
    case PVMI_FORMAT_R_R_I_I:
        return (uint8_t)pvmi_up_to(octets[2] & 7, 4);
    default:
        return 0;
    }
}

bool pvmi_lengths_of(const uint8_t *octets, uint64_t len, uint8_t opcode, pvmi_lengths_t *out_lengths)
{
    pvmi_lengths_t lengths = {.first = first_length(octets, opcode)};
    const uint64_t least = pvmi_encoded_len(opcode, lengths);
    const uint64_t most = least + (pvmi_has_last(opcode) ? 4 : 0);
    if (len < least || len > most)
        return false;
    lengths.last = (uint8_t)(len - least);
    *out_lengths = lengths;
    return true;
}

/* Mirrors pvmi_decode_operands. */
size_t pvmi_encode(const pvmi_instruction_t *instruction, uint64_t pc, uint8_t number, pvmi_lengths_t lengths,
                   uint8_t out[PVMI_MAX_ENCODED])
{
    const uint32_t a = instruction->a;
    const uint32_t b = instruction->b;
    const uint32_t d = instruction->d;
    uint8_t *at = put(out, number, 1);
    switch ((enum pvmi_format)pvmi_opcode_format[instruction->opcode]) {
    case PVMI_FORMAT_NONE:
    case PVMI_FORMAT_I:
    case PVMI_FORMAT_O:
        break;
    case PVMI_FORMAT_R_I64:
        at = put(at, a, 1);
        at = put(at, instruction->x, 8);
        break;
    case PVMI_FORMAT_I_I:
        at = put(at, lengths.first, 1);
        break;
    case PVMI_FORMAT_R_I:
        at = put(at, a, 1);
        break;
    case PVMI_FORMAT_R_I_I:
    case PVMI_FORMAT_R_I_O:
        at = put(at, a | (uint32_t)lengths.first << 4, 1);
        break;
    case PVMI_FORMAT_R_R:
        at = put(at, d | a << 4, 1);
        break;
    case PVMI_FORMAT_R_R_I:
    case PVMI_FORMAT_R_R_O:
        at = put(at, a | b << 4, 1);
        break;
    case PVMI_FORMAT_R_R_I_I:
        at = put(at, a | b << 4, 1);
        at = put(at, lengths.first, 1);
        break;
    case PVMI_FORMAT_R_R_R:
        at = put(at, a | b << 4, 1);
        at = put(at, d, 1);
        break;
    }
    at = put(at, instruction->x, lengths.first);
    at = put(at, last_value(instruction, pc), lengths.last);
    return (size_t)(at - out);
}
