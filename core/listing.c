#include "listing.h"
#include "disasm.h"
size_t pvmi_list(const pvm_program_t *program, char *text, size_t size)
{
    size_t len = 0;
    char line[PVM_MAX_INSTRUCTION_TEXT];
    for (uint64_t pc = 0; pc < program->code_len; pc += 1 + pvmi_skip(program, pc)) {
        const size_t n = pvmi_disassemble(program, pc, line, sizeof line);
        line[n] = '\n';
        if (len + n + 1 < size)
            memcpy(text + len, line, n + 1);
        len += n + 1;
    }
    if (len < size)
        text[len] = 0;
    return len;
}
