/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/pool.c: change that one. */
#include "pvm_prefix_recompiler.h"
/*
 * Machines ready for reuse, and programs. Their structs are never freed, only recycled: so a handle that was destroyed
 * can be recognised, and a stale pointer to a state block never leads to freed memory. Reservations are kept for some.
 */
#include "guard.h"
#include "vm.h"

#include <stdlib.h>

/* Machines in the pool that keep their reservation: mapping one anew costs 5 to 40 microseconds. */
#define KEPT_RESERVATIONS 64

static atomic_flag lock = ATOMIC_FLAG_INIT;
static pvm_vm_t *with_memory[2]; /* by is_guarded; the most recently given first: its pages are warm */
static pvm_vm_t *without_memory;
static uint32_t kept;
static atomic_uint reservations; /* of machines that are alive, and in the pool */
static pvm_program_t *released_programs;

/* Held for a few instructions, never across a call: spinning is right. */
static void acquire(void)
{
    while (atomic_flag_test_and_set_explicit(&lock, memory_order_acquire)) {
    }
}

static void release(void)
{
    atomic_flag_clear_explicit(&lock, memory_order_release);
}

static pvm_vm_t *pop_from(pvm_vm_t **list)
{
    pvm_vm_t *const vm = *list;
    if (vm != NULL)
        *list = vm->next;
    return vm;
}

/* If there is none with memory as it shall be, one with the other sort of memory, or none. */
static pvm_vm_t *pop(bool is_guarded)
{
    acquire();
    pvm_vm_t *vm = pop_from(&with_memory[is_guarded]);
    if (vm == NULL)
        vm = pop_from(&with_memory[!is_guarded]);
    if (vm != NULL)
        kept--;
    else
        vm = pop_from(&without_memory);
    release();
    return vm;
}

static void push_without_memory(pvm_vm_t *vm)
{
    acquire();
    vm->next = without_memory;
    without_memory = vm;
    release();
}

static void drop_memory(pvm_vm_t *vm)
{
    pvmi_memory_release(&vm->memory);
    atomic_fetch_sub_explicit(&reservations, 1, memory_order_relaxed);
    push_without_memory(vm);
}

static pvm_status_t reserve(pvm_vm_t *vm)
{
    pvm_status_t status = PVM_STATUS_OK;
    if (atomic_fetch_add_explicit(&reservations, 1, memory_order_relaxed) >= PVM_MAX_MACHINES)
        status = PVM_STATUS_LIMIT_EXCEEDED;
    else if (!pvmi_memory_reserve(&vm->memory))
        status = PVM_STATUS_OUT_OF_MEMORY;
    if (status == PVM_STATUS_OK)
        return status;
    atomic_fetch_sub_explicit(&reservations, 1, memory_order_relaxed);
    push_without_memory(vm);
    return status;
}

pvm_status_t pvmi_pool_take(bool is_guarded, pvm_vm_t **out_vm)
{
    pvm_vm_t *vm = pop(is_guarded);
    if (vm == NULL) {
        vm = calloc(1, sizeof *vm);
        if (vm == NULL)
            return PVM_STATUS_OUT_OF_MEMORY;
        atomic_init(&vm->magic, PVMI_VM_DEAD);
        atomic_init(&vm->interrupt, false);
    }
    const pvm_status_t status = vm->memory.base == NULL ? reserve(vm) : PVM_STATUS_OK;
    if (status != PVM_STATUS_OK)
        return status;
    if (!is_guarded) {
        pvmi_guard_end(&vm->memory);
    } else if (!pvmi_guard_begin(&vm->memory)) {
        drop_memory(vm);
        return PVM_STATUS_NO_MEMORY_MODE;
    }
    /* Whoever sees the handle alive sees all of it set up: set_up() in vm.c follows, then it is given out. */
    atomic_store_explicit(&vm->magic, PVMI_VM_ALIVE, memory_order_relaxed);
    *out_vm = vm;
    return PVM_STATUS_OK;
}

void pvmi_pool_give(pvm_vm_t *vm)
{
    pvmi_memory_t *const memory = &vm->memory;
    atomic_store_explicit(&vm->magic, PVMI_VM_DEAD, memory_order_relaxed);
    if (vm->memory_mode != PVM_MEMORY_MODE_GUARD)
        pvmi_guard_end(memory); /* most machines never run for long: they get memory that needs no system call */
    pvmi_memory_reset(memory);
    memory->refuses_guard = false;
    acquire();
    const bool keep = kept < KEPT_RESERVATIONS;
    if (keep) {
        vm->next = with_memory[memory->is_guarded];
        with_memory[memory->is_guarded] = vm;
        kept++;
    }
    release();
    if (!keep)
        drop_memory(vm);
}

pvm_program_t *pvmi_pool_take_program(void)
{
    acquire();
    pvm_program_t *const program = released_programs;
    if (program != NULL)
        released_programs = program->next;
    release();
    return program != NULL ? program : calloc(1, sizeof *program);
}

void pvmi_pool_give_program(pvm_program_t *program)
{
    atomic_store_explicit(&program->magic, PVMI_PROGRAM_DEAD, memory_order_relaxed);
    acquire();
    program->next = released_programs;
    released_programs = program;
    release();
}
