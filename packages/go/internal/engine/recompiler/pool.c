/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/pool.c: change that one. */
#include "pvm_prefix_recompiler.h"
/*
 * Machines ready for reuse, and programs. Their structs are never freed, only recycled: so a handle that was destroyed
 * can be recognised, and a stale pointer to a state block never leads to freed memory. Reservations are kept for some.
 */
#include "vm.h"

#include <stdlib.h>

/* Machines in the pool that keep their reservation: mapping one anew costs 5 to 40 microseconds. */
#define KEPT_RESERVATIONS 64

static atomic_flag lock = ATOMIC_FLAG_INIT;
static pvm_vm_t *with_memory;    /* the most recently given first: its pages are warm */
static pvm_vm_t *without_memory;
static uint32_t kept;
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

static pvm_vm_t *pop(void)
{
    acquire();
    pvm_vm_t *vm = with_memory;
    if (vm != NULL) {
        with_memory = vm->next;
        kept--;
    } else if ((vm = without_memory) != NULL) {
        without_memory = vm->next;
    }
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

pvm_vm_t *pvmi_pool_take(void)
{
    pvm_vm_t *vm = pop();
    if (vm == NULL) {
        vm = calloc(1, sizeof *vm);
        if (vm == NULL)
            return NULL;
        atomic_init(&vm->magic, PVMI_VM_DEAD);
        atomic_init(&vm->interrupt, false);
    }
    if (vm->memory.base == NULL && !pvmi_memory_reserve(&vm->memory)) {
        push_without_memory(vm);
        return NULL;
    }
    /* Whoever sees the handle alive sees all of it set up: set_up() in vm.c follows, then it is given out. */
    atomic_store_explicit(&vm->magic, PVMI_VM_ALIVE, memory_order_relaxed);
    return vm;
}

void pvmi_pool_give(pvm_vm_t *vm)
{
    atomic_store_explicit(&vm->magic, PVMI_VM_DEAD, memory_order_relaxed);
    pvmi_memory_reset(&vm->memory);
    acquire();
    const bool keep = kept < KEPT_RESERVATIONS;
    if (keep) {
        vm->next = with_memory;
        with_memory = vm;
        kept++;
    }
    release();
    if (keep)
        return;
    pvmi_memory_release(&vm->memory);
    push_without_memory(vm);
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
