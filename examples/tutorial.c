/* The program of docs/tutorial.md in C. Usage: tutorial GUEST.pasm TEXT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "pvm.h"

/* region: host */
static pvm_host_result_t on_host_call(pvm_vm_t *vm, int func_id, void *user_data)
{
    (void)user_data;
    if (func_id != 1)
        return PVM_HOST_ERROR; /* The guest panics. */
    pvm_state_t *state = pvm_vm_get_state(vm);
    const uint32_t address = (uint32_t)state->registers[7];
    const uint64_t length = state->registers[8];
    char text[64];
    if (length > sizeof text || pvm_vm_read_memory(vm, address, (uint8_t *)text, length, NULL) != PVM_STATUS_OK)
        return PVM_HOST_ERROR;
    printf("guest says: %.*s\n", (int)length, text);
    state->registers[7] = length; /* The answer, in the guest's own register. */
    return PVM_HOST_CONTINUE;
}
/* endregion */

/* region: load */
static pvm_program_t *load(const char *source)
{
    static uint8_t blob[4096];
    size_t length;
    pvm_program_error_t error;
    pvm_program_t *program = NULL;
    if (pvm_assemble(source, PVM_INSTRUCTION_SET_GP_0_7_2, blob, sizeof blob, &length, &error) != PVM_STATUS_OK)
        fprintf(stderr, "line %" PRIu32 ": %s\n", error.line, error.message);
    else if (pvm_program_parse_standard(blob, length, false, NULL, &program, &error) != PVM_STATUS_OK)
        fprintf(stderr, "octet %" PRIu64 ": %s\n", error.offset, error.message);
    return program;
}
/* endregion */

/* region: run */
static int run(pvm_program_t *program, const char *text)
{
    pvm_vm_t *vm = NULL;
    if (pvm_vm_from_standard(program, (const uint8_t *)text, strlen(text), NULL, &vm) != PVM_STATUS_OK)
        return 1;
    pvm_vm_set_host_callback(vm, on_host_call, NULL);
    pvm_vm_set_gas(vm, 100);
    const pvm_result_t result = pvm_vm_execute(vm, 0);

    uint8_t output[8] = {0};
    size_t length;
    if (result == PVM_RESULT_OK)
        pvm_vm_copy_output(vm, output, sizeof output, &length);
    printf("%s: answer %u, gas left %" PRIu64 "\n", pvm_result_name(result), output[0], pvm_vm_get_gas(vm));
    pvm_vm_destroy(vm);
    return 0;
}
/* endregion */

int main(int argc, char **argv)
{
    char source[4096] = {0};
    FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL || fread(source, 1, sizeof source - 1, file) == 0) {
        fprintf(stderr, "usage: tutorial GUEST.pasm TEXT\n");
        return 2;
    }
    fclose(file);
    pvm_program_t *program = load(source);
    if (program == NULL)
        return 1;
    const int status = run(program, argv[2]);
    pvm_program_release(program);
    return status;
}
