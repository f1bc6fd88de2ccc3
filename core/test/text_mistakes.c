/* What the assembler says of texts with a mistake. */
#include "given.h"

typedef struct mistake {
    const char *text;
    pvm_defect_t defect;
    uint32_t line;
    uint64_t offset;
    const char *message;
} mistake_t;

#define NAME_64 "a123456789a123456789a123456789a123456789a123456789a123456789abcd"

static const mistake_t mistakes[] = {
    /* words */
    {"add_im_64 r1, r2, 3", PVM_DEFECT_SYNTAX, 1, 0, "unknown instruction \"add_im_64\"; did you mean \"add_imm_64\"?"},
    {"trap\n ADD_64 r1, r2, r3", PVM_DEFECT_SYNTAX, 2, 6, "unknown instruction \"ADD_64\"; did you mean \"add_64\"?"},
    {"nonsense", PVM_DEFECT_SYNTAX, 1, 0, "unknown instruction \"nonsense\""},
    {"unlikely", PVM_DEFECT_SYNTAX, 1, 0, "the instruction set has no unlikely; choose the one that has it"},
    {".stak 5", PVM_DEFECT_SYNTAX, 1, 0, "unknown directive \".stak\"; did you mean \".stack\"?"},
    {".nonsense", PVM_DEFECT_SYNTAX, 1, 0, "unknown directive \".nonsense\""},
    {"5 trap", PVM_DEFECT_SYNTAX, 1, 0, "expected an instruction, a directive or a label, found \"5\""},
    {"# x", PVM_DEFECT_SYNTAX, 1, 0,
     "expected an instruction, a directive or a label; comments start with a semicolon"},
    {"trap // x", PVM_DEFECT_SYNTAX, 1, 5, "too many operands; write trap"},
    {"ecalli 1 // x", PVM_DEFECT_SYNTAX, 1, 9, "expected the end of the line; comments start with a semicolon"},
    {"\xc3\xa9", PVM_DEFECT_SYNTAX, 1, 0, "expected an instruction, a directive or a label, found the octet 0xc3"},
    {"trap trap", PVM_DEFECT_SYNTAX, 1, 5, "too many operands; write trap"},
    {NAME_64 "5:", PVM_DEFECT_SYNTAX, 1, 0,
     "the name \"a123456789a123456789a123456789a123456789...\" has 65 characters, more than 64"},
    /* operands */
    {"add_imm_64 r1, r2", PVM_DEFECT_SYNTAX, 1, 17, "too few operands; write add_imm_64 register, register, number"},
    {"add_imm_64", PVM_DEFECT_SYNTAX, 1, 10, "too few operands; write add_imm_64 register, register, number"},
    {"add_64 r1, r2, r3, r4", PVM_DEFECT_SYNTAX, 1, 17, "too many operands; write add_64 register, register, register"},
    {"trap r1", PVM_DEFECT_SYNTAX, 1, 5, "too many operands; write trap"},
    {"store_imm_ind_u64 [r1 + 5]", PVM_DEFECT_SYNTAX, 1, 26,
     "too few operands; write store_imm_ind_u64 [register + number], number"},
    {"load_u8 r1", PVM_DEFECT_SYNTAX, 1, 10, "too few operands; write load_u8 register, [address]"},
    {"jump", PVM_DEFECT_SYNTAX, 1, 4, "too few operands; write jump target"},
    {"add_64 r1 r2, r3", PVM_DEFECT_SYNTAX, 1, 10, "expected a comma, found \"r2\""},
    {"add_64 r1, r13, r2", PVM_DEFECT_OUT_OF_RANGE, 1, 11, "there is no register r13; they are r0 to r12"},
    {"add_64 r1, 5, r2", PVM_DEFECT_SYNTAX, 1, 11, "expected a register, found \"5\""},
    {"add_64 r1, r, r2", PVM_DEFECT_SYNTAX, 1, 11, "expected a register, found \"r\""},
    {"add_64 r1,", PVM_DEFECT_SYNTAX, 1, 10, "expected a register, found the end of the line"},
    {"load_imm r7, r8", PVM_DEFECT_SYNTAX, 1, 13, "expected a number or a label, found the register \"r8\""},
    {"load_ind_u8 r7, r8, 5", PVM_DEFECT_SYNTAX, 1, 16, "expected [ of an operand in memory, found \"r8\""},
    {"load_u8 r7, [5", PVM_DEFECT_SYNTAX, 1, 14, "expected ], found the end of the line"},
    {"load_ind_u8 r7, [r8 5]", PVM_DEFECT_SYNTAX, 1, 20, "expected ], found \"5\""},
    {"ecalli 5 -", PVM_DEFECT_SYNTAX, 1, 10, "expected a number or a label, found the end of the line"},
    {"ecalli 1{1", PVM_DEFECT_SYNTAX, 1, 10, "expected }, found the end of the line"},
    {"load_imm_64 r1, 5{4}", PVM_DEFECT_SYNTAX, 1, 17, "expected the end of the line, found \"{\""},
    /* numbers */
    {"ecalli 12a", PVM_DEFECT_SYNTAX, 1, 7, "\"12a\" is no number; write 12, 0x1f, 0b101 or 'a'"},
    {"ecalli 0x", PVM_DEFECT_SYNTAX, 1, 7, "\"0x\" is no number; write 12, 0x1f, 0b101 or 'a'"},
    {"ecalli 0b12", PVM_DEFECT_SYNTAX, 1, 7, "\"0b12\" is no number; write 12, 0x1f, 0b101 or 'a'"},
    {"ecalli 18446744073709551616", PVM_DEFECT_OUT_OF_RANGE, 1, 7, "the number is 2^64 or more; numbers have 64 bits"},
    {"ecalli 'ab'", PVM_DEFECT_SYNTAX, 1, 7,
     "a character in single quotes is one octet; write strings in double quotes"},
    {"ecalli ''", PVM_DEFECT_SYNTAX, 1, 8, "nothing stands between the quotes"},
    {"ecalli 'a", PVM_DEFECT_SYNTAX, 1, 7, "a character in single quotes is one octet; write strings in double quotes"},
    {"ecalli '", PVM_DEFECT_SYNTAX, 1, 8, "the line ends before its closing '"},
    {"load_imm r7, 0xffffffff", PVM_DEFECT_OUT_OF_RANGE, 1, 13,
     "4294967295 does not fit: an immediate is 32 bits with a sign; -1 has the same low 32 bits"},
    {"load_imm r7, 0x100000000", PVM_DEFECT_OUT_OF_RANGE, 1, 13,
     "4294967296 does not fit: an immediate is 32 bits with a sign; load_imm_64 takes 64"},
    {"load_u8 r7, [0x100000000]", PVM_DEFECT_OUT_OF_RANGE, 1, 13,
     "4294967296 does not fit: an immediate is 32 bits with a sign; load_imm_64 takes 64"},
    {"trap\nstore_imm_u8 [5], 300{1}", PVM_DEFECT_OUT_OF_RANGE, 2, 23, "300 does not fit into 1 octet"},
    {"ecalli 3{9}", PVM_DEFECT_OUT_OF_RANGE, 1, 9, "the length of an immediate is 9, not from 0 to 4"},
    {"jump 300{1}", PVM_DEFECT_OUT_OF_RANGE, 1, 5,
     "the target is 300 octets away, which an offset of 1 octet cannot hold"},
    {"trap\njump 0x80000001", PVM_DEFECT_OUT_OF_RANGE, 2, 10,
     "the target is 2147483648 octets away, which an offset of 4 octets cannot hold"},
    {"jump -2147483649", PVM_DEFECT_OUT_OF_RANGE, 1, 5,
     "the target is -2147483649 octets away, which an offset of 4 octets cannot hold"},
    /* labels and constants */
    {"jump lop\nloop: trap", PVM_DEFECT_UNKNOWN_LABEL, 1, 5, "unknown label \"lop\"; did you mean \"loop\"?"},
    {"trap\njump nowhere", PVM_DEFECT_UNKNOWN_LABEL, 2, 10, "unknown label \"nowhere\""},
    {"a: trap\njump .x\nb: .x: trap", PVM_DEFECT_UNKNOWN_LABEL, 2, 13, "unknown label \".x\""},
    {"jump @12", PVM_DEFECT_UNKNOWN_LABEL, 1, 5, "unknown label \"@12\""},
    {"a: trap\n\na: trap", PVM_DEFECT_SYNTAX, 3, 9, "\"a\" is defined twice, first in line 1"},
    {"a: .b: trap\na.b: trap", PVM_DEFECT_SYNTAX, 2, 12, "\"a.b\" is defined twice, first in line 1"},
    {".equ a, 5\na: trap", PVM_DEFECT_SYNTAX, 2, 10, "\"a\" is defined twice, first in line 1"},
    {"r7: trap", PVM_DEFECT_SYNTAX, 1, 0, "\"r7\" names a register; choose another name"},
    {".equ a, b\n.equ b, x\nx: trap", PVM_DEFECT_SYNTAX, 1, 8,
     "the constant \"b\" depends on labels and must be defined above this line"},
    {".equ a, a", PVM_DEFECT_SYNTAX, 1, 8, "the constant \"a\" depends on labels and must be defined above this line"},
    {".equ", PVM_DEFECT_SYNTAX, 1, 4, "expected the name of a constant, found the end of the line"},
    {".equ .a, 5", PVM_DEFECT_SYNTAX, 1, 5, "the name of a constant starts with a letter or _"},
    {".equ a 5", PVM_DEFECT_SYNTAX, 1, 7, "expected a comma and the value of the constant, found \"5\""},
    {".metadata\nx: .u8 1", PVM_DEFECT_SYNTAX, 2, 10,
     "a label here has no address: it must be in code, .read_only or .read_write"},
    {"ecalli &5", PVM_DEFECT_SYNTAX, 1, 8, "expected a label, found \"5\""},
    {".equ a, 5\necalli &a", PVM_DEFECT_SYNTAX, 2, 18, "\"a\" is no label in code, which & needs"},
    /* data */
    {".u8 256", PVM_DEFECT_OUT_OF_RANGE, 1, 4, "256 does not fit into 1 octet"},
    {".u8 -129", PVM_DEFECT_OUT_OF_RANGE, 1, 4, "-129 does not fit into 1 octet"},
    {".u16 65536", PVM_DEFECT_OUT_OF_RANGE, 1, 5, "65536 does not fit into 2 octets"},
    {".u32 0x100000000", PVM_DEFECT_OUT_OF_RANGE, 1, 5, "4294967296 does not fit into 4 octets"},
    {".zero 300\nx: .u8 x", PVM_DEFECT_OUT_OF_RANGE, 2, 17, "300 does not fit into 1 octet"},
    {".u8 \"abc", PVM_DEFECT_SYNTAX, 1, 8, "the line ends before its closing \""},
    {".u8 \"\\q\"", PVM_DEFECT_SYNTAX, 1, 5,
     "behind a backslash stands one of n t r 0 \\ \" ' or x and two hex digits"},
    {".u8 \"\\x1\"", PVM_DEFECT_SYNTAX, 1, 5,
     "behind a backslash stands one of n t r 0 \\ \" ' or x and two hex digits"},
    {".u16 \"ab\"", PVM_DEFECT_SYNTAX, 1, 5, "expected a number or a label, found \"\"\""},
    {".zero x\nx:", PVM_DEFECT_SYNTAX, 1, 6,
     "the number of zeros must be known here: use numbers and constants made of numbers above"},
    {".zero 99999999", PVM_DEFECT_OUT_OF_RANGE, 1, 6, "the number of zeros is 99999999, not from 0 to 33554432"},
    {".zero 33554432\n.zero 1", PVM_DEFECT_OUT_OF_RANGE, 2, 15, "more than 33554432 octets are filled in this section"},
    {".align 4", PVM_DEFECT_SYNTAX, 1, 0, ".align is for data sections; code has no alignment"},
    {".read_only\n.align 0", PVM_DEFECT_OUT_OF_RANGE, 2, 18, "an alignment is 0, not from 1 to 4096"},
    {".instruction 256", PVM_DEFECT_OUT_OF_RANGE, 1, 13, "an octet of an instruction is 256, not from 0 to 255"},
    {".instruction", PVM_DEFECT_SYNTAX, 1, 12, "expected a number or a label, found the end of the line"},
    {".read_only\n.instruction 0", PVM_DEFECT_SYNTAX, 2, 11,
     "an instruction cannot be in a data section; write .code first"},
    {".read_only\ntrap", PVM_DEFECT_SYNTAX, 2, 11, "an instruction cannot be in a data section; write .code first"},
    {".read_only\n.zero 16777216", PVM_DEFECT_LAYOUT, 1, 0,
     "the section has 16777216 octets, more than the 16777215 it can have"},
    {".heap_pages 65536", PVM_DEFECT_OUT_OF_RANGE, 1, 12, "the number of heap pages is 65536, not from 0 to 65535"},
    {".stack 1\n.stack 2", PVM_DEFECT_SYNTAX, 2, 9, "the size of the stack is given twice, first in line 1"},
    {".blob\n.u8 1\n.code\ntrap", PVM_DEFECT_SYNTAX, 1, 0,
     ".blob holds code, bitmask and jump table; the text cannot have others"},
    /* jump table */
    {".jump_entry_size 1\n.jump_table 300", PVM_DEFECT_OUT_OF_RANGE, 2, 31,
     "300 does not fit into a jump table entry of 1 octet"},
    {".jump_entry_size 0\n.jump_table 1", PVM_DEFECT_OUT_OF_RANGE, 2, 31,
     "1 does not fit into a jump table entry of 0 octets"},
    {".jump_entry_size 256", PVM_DEFECT_OUT_OF_RANGE, 1, 17,
     "the size of a jump table entry is 256, not from 0 to 255"},
    {".jump_fill 18446744073709551615, 0", PVM_DEFECT_OUT_OF_RANGE, 1, 33,
     "more than 33554432 octets of the jump table are filled"},
    {".jump_fill 18446744073709551615, 0\n.jump_table 0", PVM_DEFECT_OUT_OF_RANGE, 2, 47,
     "the jump table has 2^64 entries or more"},
    {".jump_fill 5", PVM_DEFECT_SYNTAX, 1, 12,
     "expected a comma and the target of the entries, found the end of the line"},
};

TEST("a mistake is told with its line, its place and what to do, and nothing else is touched")
{
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        const mistake_t *const mistake = &mistakes[i];
        pvm_program_error_t error = {0};
        uint8_t buffer[4] = {1, 2, 3, 4};
        size_t len = 77;
        const pvm_status_t status =
            pvm_assemble(mistake->text, PVM_INSTRUCTION_SET_GP_0_7_2, buffer, sizeof buffer, &len, &error);
        if (status != PVM_STATUS_BAD_PROGRAM)
            FAIL("%s: got %s", mistake->text, pvm_status_message(status));
        if (strcmp(mistake->message, error.message) != 0 || mistake->line != error.line ||
            mistake->offset != error.offset || mistake->defect != error.defect)
            FAIL("%s\nexpected %u, %u, %d: %s\n     got %u, %u, %d: %s", mistake->text, (unsigned)mistake->line,
                 (unsigned)mistake->offset, (int)mistake->defect, mistake->message, (unsigned)error.line,
                 (unsigned)error.offset, (int)error.defect, error.message);
        EQUAL(77, len);
        EQUAL_OCTETS("\1\2\3\4", buffer, 4);
        STATUS(PVM_STATUS_BAD_PROGRAM, pvm_assemble(mistake->text, PVM_INSTRUCTION_SET_GP_0_7_2, NULL, 0, &len, NULL));
    }
}
