/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/vm.h: change that one. */
/* A machine: the public state block, memory, and what the API keeps beside them. */
#ifndef PVMI_VM_H
#define PVMI_VM_H

#include "memory.h"
#include "program.h"

#include <stdatomic.h>

struct pvm_vm {
    pvm_state_t state; /* first: the handle's address is the block's */

    atomic_uint magic;
    bool running;
    bool yield_mode;
    bool has_run; /* since it was created or reset */
    bool is_entry; /* pc was given from outside: by creation, execute, set_pc or a write to the state block */
    bool at_host_call; /* an answer is due; with is_entry the pc was set since, else resume goes on behind the ecalli */
    atomic_bool interrupt;

    pvm_program_t *program;
    pvmi_memory_t memory;
    uint64_t heap_limit; /* the heap end may not pass it (standard-program layout: lowest stack address) */
    uint64_t memory_limit;
    pvm_memory_mode_t memory_mode; /* as asked for */

    uint32_t next_cell; /* the interpreter's guess where a run behind a host call begins, in this program; 0: none */
    uint64_t exit_pc; /* state.pc as the library left it: another value there was written by the host */
    uint64_t budget;  /* instructions that a step has left when it stopped at a host call */

    uint64_t native_gas;       /* what the machine has spent in compiled code since it was created or reset */

    pvm_host_callback_t callback;
    void *user_data;
    uint32_t service_index;

    struct pvmi_parts *parts; /* what pvm_vm_create got, to make `program` from; NULL if a program came from outside */
    pvm_vm_t *next;           /* in the pool */
};

#define PVMI_VM_ALIVE 0x50564d56u
#define PVMI_VM_DEAD 0xdead50f1u

/* Is it a machine, and not destroyed? */
static inline pvm_status_t pvmi_vm_check(const pvm_vm_t *vm)
{
    if (vm == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    return atomic_load_explicit(&vm->magic, memory_order_relaxed) == PVMI_VM_ALIVE ? PVM_STATUS_OK
                                                                                   : PVM_STATUS_DESTROYED;
}

/* Is it one that is not running either? */
static inline pvm_status_t pvmi_vm_check_stopped(const pvm_vm_t *vm)
{
    const pvm_status_t status = pvmi_vm_check(vm);
    return status == PVM_STATUS_OK && vm->running ? PVM_STATUS_BUSY : status;
}

/* The heap end moves up by len and pages up to it are mapped (sbrk). False: over a limit, nothing changed. */
bool pvmi_grow_heap(pvm_vm_t *vm, uint64_t len);

/*
 * pool.c: an empty machine with reserved memory, which is guarded if it shall be. Its struct is never freed. Fails with
 * PVM_STATUS_OUT_OF_MEMORY, PVM_STATUS_LIMIT_EXCEEDED or PVM_STATUS_NO_MEMORY_MODE.
 */
pvm_status_t pvmi_pool_take(bool is_guarded, pvm_vm_t **out_vm);
void pvmi_pool_give(pvm_vm_t *vm);

/* layout.c: the zones of a standard program. Contents may be NULL for zeros. */
typedef struct pvmi_layout {
    const uint8_t *read_only;
    uint32_t read_only_len;
    const uint8_t *read_write;
    uint64_t read_write_len; /* of the contents */
    uint32_t heap_pages;     /* zero pages behind them */
    const uint8_t *stack;
    uint32_t stack_size;
    const uint8_t *argument;
    uint32_t argument_len;
} pvmi_layout_t;

/* Pages that the layout maps. */
uint64_t pvmi_layout_pages(const pvmi_layout_t *layout);

/* Maps and fills the zones of a machine without any mapped page, and sets heap end and limit. pages must be allowed. */
void pvmi_layout_apply(pvm_vm_t *vm, const pvmi_layout_t *layout);

#endif
