/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/disasm.c: change that one. */
#include "pvm_prefix_recompiler.h"
#include "disasm.h"

/* Numbers from here on are easier to read in hex. */
#define HEX_FROM 0x10000

/* ---- Pieces of a line -------------------------------------------------- */

void pvmi_put_text(pvmi_line_t *line, const char *text)
{
    const size_t len = strlen(text);
    const size_t room = sizeof line->text - line->len;
    const size_t kept = len < room ? len : room;
    memcpy(line->text + line->len, text, kept);
    line->len += kept;
}

void pvmi_put_decimal(pvmi_line_t *line, uint64_t number)
{
    char digits[20];
    uint32_t count = 0;
    do
        digits[count++] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    while (count != 0)
        pvmi_put_char(line, digits[--count]);
}

void pvmi_put_hex(pvmi_line_t *line, uint64_t number, uint32_t min_digits)
{
    uint32_t count = 1;
    while (count < 16 && (count < min_digits || number >> (4 * count) != 0))
        count++;
    pvmi_put_text(line, "0x");
    while (count-- != 0)
        pvmi_put_char(line, "0123456789abcdef"[number >> (4 * count) & 15]);
}

static void put_magnitude(pvmi_line_t *line, uint64_t number)
{
    if (number < HEX_FROM)
        pvmi_put_decimal(line, number);
    else
        pvmi_put_hex(line, number, 1);
}

/* Sign-extended numbers. */
static void put_signed(pvmi_line_t *line, uint64_t number)
{
    const bool negative = number >> 63;
    if (negative)
        pvmi_put_char(line, '-');
    put_magnitude(line, negative ? 0 - number : number);
}

/* Numbers that use all 64 bits: those just below 2^64 are negative ones. */
static void put_wide(pvmi_line_t *line, uint64_t number)
{
    if (number > 0 - (uint64_t)HEX_FROM)
        put_signed(line, number);
    else
        put_magnitude(line, number);
}

static void put_register(pvmi_line_t *line, uint32_t number)
{
    pvmi_put_char(line, 'r');
    pvmi_put_decimal(line, number);
}

/* ---- Instructions ------------------------------------------------------ */

void pvmi_put_target(pvmi_line_t *line, const pvm_program_t *program, uint64_t target)
{
    const bool negative = target >> 63; /* in front of the code: nothing but a panic is there */
    if (negative)
        pvmi_put_char(line, '-');
    else if (program != NULL && pvmi_is_block_start(program, target))
        pvmi_put_char(line, '@');
    pvmi_put_decimal(line, negative ? 0 - target : target);
}

static void put_length(pvmi_line_t *line, uint8_t length)
{
    if (length == PVMI_ANY_LENGTH)
        return;
    pvmi_put_char(line, '{');
    pvmi_put_decimal(line, length);
    pvmi_put_char(line, '}');
}

/* What stands behind the register of a memory operand: nothing, or a sign and a number. */
static void put_displacement(pvmi_line_t *line, uint64_t number, uint8_t length)
{
    if (number == 0 && length == PVMI_ANY_LENGTH)
        return;
    const bool negative = number >> 63;
    pvmi_put_text(line, negative ? " - " : " + ");
    put_magnitude(line, negative ? 0 - number : number);
    put_length(line, length);
}

static void put_x(pvmi_line_t *line, const pvmi_instruction_t *instruction, bool is_address)
{
    if (is_address) /* the low 32 bits are what counts */
        pvmi_put_hex(line, (uint32_t)instruction->x, 1);
    else if (pvmi_opcode_format[instruction->opcode] == PVMI_FORMAT_R_I64)
        put_wide(line, instruction->x);
    else
        put_signed(line, instruction->x);
}

void pvmi_put_instruction(pvmi_line_t *line, const pvm_program_t *program, const pvmi_instruction_t *instruction,
                          pvmi_lengths_t written)
{
    const char *const pattern = pvmi_operand_pattern(instruction->opcode);
    const uint8_t x_length = pvmi_has_first(instruction->opcode) ? written.first : written.last;
    pvmi_put_text(line, pvmi_opcode_name[instruction->opcode]);
    if (*pattern != 0)
        pvmi_put_char(line, ' ');
    for (const char *part = pattern; *part != 0; part++) {
        switch (*part) {
        case ',':
            pvmi_put_text(line, ", ");
            break;
        case 'a':
            put_register(line, instruction->a);
            break;
        case 'b':
            put_register(line, instruction->b);
            break;
        case 'd':
            put_register(line, instruction->d);
            break;
        case 't':
            pvmi_put_target(line, program, instruction->target);
            put_length(line, written.last);
            break;
        case 'x':
            put_x(line, instruction, part[1] == ']');
            put_length(line, x_length);
            break;
        case 'y':
            put_signed(line, instruction->y);
            put_length(line, written.last);
            break;
        case '+':
            put_displacement(line, instruction->x, x_length);
            part++;
            break;
        default: /* a bracket */
            pvmi_put_char(line, *part);
        }
    }
}

size_t pvmi_disassemble(const pvm_program_t *program, uint64_t pc, char *text, size_t size)
{
    pvmi_instruction_t instruction;
    pvmi_decode(program, pc, &instruction);
    pvmi_line_t line = {.len = 0};
    pvmi_put_instruction(&line, NULL, &instruction, PVMI_ANY_LENGTHS);
    if (size != 0) {
        const size_t kept = line.len < size ? line.len : size - 1;
        memcpy(text, line.text, kept);
        text[kept] = 0;
    }
    return line.len;
}
