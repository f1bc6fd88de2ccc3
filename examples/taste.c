/* region: taste */
#include <inttypes.h>
#include <stdio.h>
#include "pvm.h"
static pvm_host_result_t answer(pvm_vm_t *vm, int func_id, void *user_data)
{
    (void)user_data;
    pvm_vm_get_registers(vm)[7] *= 2; /* the guest's own register */
    return func_id == 1 ? PVM_HOST_CONTINUE : PVM_HOST_ERROR;
}
int main(void)
{
    uint8_t blob[64];
    size_t length;
    pvm_program_t *program = NULL;
    pvm_vm_t *vm = NULL;
    if (pvm_assemble("ecalli 1\n add_imm_64 r7, r7, 2\n jump_ind r0, 0\n", PVM_INSTRUCTION_SET_GP_0_7_2, blob,
                     sizeof blob, &length, NULL) != PVM_STATUS_OK ||
        pvm_program_parse(blob, length, NULL, &program, NULL) != PVM_STATUS_OK ||
        pvm_vm_from_program(program, NULL, &vm) != PVM_STATUS_OK)
        return 1;
    pvm_vm_set_host_callback(vm, answer, NULL);
    pvm_state_t *state = pvm_vm_get_state(vm);
    state->gas = 100;
    state->registers[0] = PVM_HALT_ADDRESS;
    state->registers[7] = 20;
    const char *result = pvm_result_name(pvm_vm_execute(vm, 0));
    printf("%s: r7 = %" PRIu64 ", gas left %" PRIu64 "\n", result, state->registers[7], state->gas);
    pvm_vm_destroy(vm);
    pvm_program_release(program);
}
/* endregion */
