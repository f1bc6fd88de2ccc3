/* Programs and machines that tests start from. What cannot be made ends the test. */
#ifndef GIVEN_H
#define GIVEN_H

#include "tap.h"

#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Where tests map memory. */
#define PLACE 0x20000u

static const pvm_program_options_t per_block = {.size = sizeof per_block,
                                                .instruction_set = PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY,
                                                .gas_model = PVM_GAS_MODEL_BLOCK};

/* The blob of an assembly text; to be freed. */
static inline uint8_t *given_blob(const char *text, pvm_instruction_set_t set, size_t *out_len)
{
    pvm_program_error_t error = {0};
    uint8_t *blob = NULL;
    size_t size = 0;
    pvm_status_t status;
    while ((status = pvm_assemble(text, set, blob, size, out_len, &error)) == PVM_STATUS_BUFFER_TOO_SMALL) {
        free(blob);
        size = *out_len;
        blob = malloc(size);
    }
    if (status != PVM_STATUS_OK) {
        free(blob);
        FAIL("cannot assemble, line %u: %s (%s)", (unsigned)error.line, error.message, pvm_status_message(status));
    }
    return blob;
}

static inline pvm_program_t *given_program(const char *text, const pvm_program_options_t *options)
{
    size_t len;
    uint8_t *const blob =
        given_blob(text, options == NULL ? PVM_INSTRUCTION_SET_GP_0_7_2 : options->instruction_set, &len);
    pvm_program_t *program;
    const pvm_status_t status = pvm_program_parse(blob, len, options, &program, NULL);
    free(blob);
    OK(status);
    return program;
}

/* The text has sections, but no metadata. */
static inline pvm_program_t *given_standard_program(const char *text)
{
    size_t len;
    uint8_t *const blob = given_blob(text, PVM_INSTRUCTION_SET_GP_0_7_2, &len);
    pvm_program_t *program;
    const pvm_status_t status = pvm_program_parse_standard(blob, len, false, NULL, &program, NULL);
    free(blob);
    OK(status);
    return program;
}

/* The options of a machine with this memory mode, or, where guarded memory is not to be had, of any. */
static inline pvm_vm_options_t given_mode(pvm_memory_mode_t mode)
{
    const pvm_vm_options_t options = {.size = sizeof options, .memory_mode = mode};
    static const uint8_t blob[] = {0, 0, 0}; /* no jump, no code */
    pvm_program_t *program;
    pvm_vm_t *vm;
    OK(pvm_program_parse(blob, sizeof blob, NULL, &program, NULL));
    const pvm_status_t status = pvm_vm_from_program(program, &options, &vm);
    pvm_program_release(program);
    if (status == PVM_STATUS_NO_MEMORY_MODE)
        return (pvm_vm_options_t){.size = sizeof options};
    OK(status);
    OK(pvm_vm_destroy(vm));
    return options;
}

/* A machine with 1000 gas that owns its program, so that destroying it frees all. */
static inline pvm_vm_t *given_machine_of(const char *text, const pvm_program_options_t *options,
                                         const pvm_vm_options_t *vm_options)
{
    pvm_program_t *const program = given_program(text, options);
    pvm_vm_t *vm;
    const pvm_status_t status = pvm_vm_from_program(program, vm_options, &vm);
    pvm_program_release(program);
    OK(status);
    pvm_vm_set_gas(vm, 1000);
    return vm;
}

static inline pvm_vm_t *given_machine_with(const char *text, const pvm_program_options_t *options)
{
    return given_machine_of(text, options, NULL);
}

static inline pvm_vm_t *given_machine(const char *text)
{
    return given_machine_with(text, NULL);
}

static inline pvm_vm_t *given_standard_machine(const char *text, const char *argument)
{
    pvm_program_t *const program = given_standard_program(text);
    pvm_vm_t *vm;
    const pvm_status_t status =
        pvm_vm_from_standard(program, (const uint8_t *)argument, strlen(argument), NULL, &vm);
    pvm_program_release(program);
    OK(status);
    pvm_vm_set_gas(vm, 1000);
    return vm;
}

/* A handle that was destroyed a moment ago. */
static inline pvm_vm_t *given_destroyed_machine(void)
{
    pvm_vm_t *const vm = pvm_vm_create(0, NULL, 0, NULL, 0, 0);
    CHECK(vm != NULL);
    OK(pvm_vm_destroy(vm));
    return vm;
}

#endif
