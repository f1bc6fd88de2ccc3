/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/engine.h: change that one. */
/*
 * What makes a library an engine: everything else of the API is shared. The interpreter library links
 * interpreter.c, the recompiler library its own implementation; each defines `pvmi_engine` once.
 */
#ifndef PVMI_ENGINE_H
#define PVMI_ENGINE_H

#include "vm.h"

/* In the program's newest machine code; stays as long as the program. */
typedef struct pvmi_native_code {
    const uint8_t *octets;
    size_t len;
    uint64_t offset;
} pvmi_native_code_t;

typedef struct pvmi_engine {
    pvm_engine_kind_t kind;
    const char *name;

    /*
     * Makes what running needs out of a valid program and leaves it in program->prepared. Called once, before any
     * other thread can see the program. Sets native_len and compile_time if it makes machine code.
     */
    pvm_status_t (*prepare)(pvm_program_t *program);

    /* Frees program->prepared. */
    void (*release)(pvm_program_t *program);

    /*
     * Runs from state.pc until the next exit or pause, and returns how it ended, with the state block complete:
     * registers, gas, pc, charged, and for the exits that have them host_call, fault_address and trap_kind.
     * It never calls back: a host call is an exit (PVM_RESULT_HOST_CALL with pc at the ecalli).
     *
     * *budget instructions at most are run, UINT64_MAX for any number; it is left with what remains, and the
     * result is PVM_RESULT_STEPPED when it was used up. The program is valid. vm->is_entry tells whether pc was
     * given from outside.
     */
    pvm_result_t (*run)(pvm_vm_t *vm, uint64_t *budget);

    /*
     * Can it run machines whose memory is guarded (guard.h), on this thread, now? If not, the status says why. NULL:
     * this engine never does.
     */
    pvm_status_t (*check_guard)(void);

    /* The machine code of the instruction at pc, or of the implicit trap; false: there is none. NULL: there never is. */
    bool (*native_code)(const pvm_program_t *program, uint64_t pc, pvmi_native_code_t *out);
} pvmi_engine_t;

extern const pvmi_engine_t pvmi_engine;

#endif
