/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/vm.c: change that one. */
#include "pvm_prefix_recompiler.h"
/* Making, resetting and running machines: everything about pvm_vm_t that is not memory access or reading state. */
#include "vm.h"
#include "decode.h"
#include "engine.h"
#include "guard.h"

#include <stdlib.h>
#include <string.h>

/* What pvm_vm_create got: a program in the making. `program` of the machine is made from it when it first runs. */
struct pvmi_parts {
    uint8_t *code;
    size_t code_len;
    uint8_t *bitmask; /* of the right length; all 0 until it is set */
    size_t bitmask_len;
    uint64_t *jump_table;
    size_t jump_table_len;
};

static void free_parts(struct pvmi_parts *parts)
{
    if (parts == NULL)
        return;
    free(parts->code);
    free(parts->bitmask);
    free(parts->jump_table);
    free(parts);
}

/* ---- Creation ---------------------------------------------------------- */

static void set_up(pvm_vm_t *vm, pvm_program_t *program, const pvm_vm_options_t *options)
{
    vm->state = (pvm_state_t){0};
    vm->running = false;
    vm->yield_mode = false;
    vm->has_run = false;
    vm->is_entry = true;
    vm->at_host_call = false;
    atomic_store_explicit(&vm->interrupt, false, memory_order_relaxed);
    if (program != NULL)
        pvm_program_retain(program);
    vm->program = program;
    vm->heap_limit = 0;
    vm->memory_limit = options == NULL ? 0 : options->memory_limit;
    vm->memory_mode = options == NULL ? PVM_MEMORY_MODE_AUTO : options->memory_mode;
    vm->native_gas = 0;
    vm->next_cell = 0;
    vm->exit_pc = 0;
    vm->budget = 0;
    vm->callback = NULL;
    vm->user_data = NULL;
    vm->service_index = options == NULL ? 0 : options->service_index;
    vm->parts = NULL;
    vm->next = NULL;
}

static void limit_pages(pvm_vm_t *vm)
{
    const uint64_t pages = vm->memory_limit / PVM_PAGE_SIZE;
    vm->memory.page_limit = vm->memory_limit == 0 || pages > PVMI_PAGES ? PVMI_PAGES : (uint32_t)pages;
}

static pvm_status_t check_options(const pvm_vm_options_t *options)
{
    if (options != NULL && options->size < sizeof *options)
        return PVM_STATUS_INVALID_ARGUMENT;
    return options != NULL && options->memory_mode > PVM_MEMORY_MODE_CHECK ? PVM_STATUS_NO_MEMORY_MODE : PVM_STATUS_OK;
}

static pvm_status_t check_guard(void)
{
    return pvmi_engine.check_guard == NULL ? PVM_STATUS_NO_MEMORY_MODE : pvmi_engine.check_guard();
}

pvm_status_t pvm_vm_from_program(pvm_program_t *program, const pvm_vm_options_t *options, pvm_vm_t **out_vm)
{
    pvm_status_t status = pvmi_program_check(program);
    if (status == PVM_STATUS_OK)
        status = out_vm == NULL ? PVM_STATUS_INVALID_ARGUMENT : check_options(options);
    if (status != PVM_STATUS_OK)
        return status;
    const bool is_guarded = options != NULL && options->memory_mode == PVM_MEMORY_MODE_GUARD;
    if (is_guarded)
        status = check_guard();
    pvm_vm_t *vm;
    if (status == PVM_STATUS_OK)
        status = pvmi_pool_take(is_guarded, &vm);
    if (status != PVM_STATUS_OK)
        return status;
    set_up(vm, program, options);
    limit_pages(vm);
    *out_vm = vm;
    return PVM_STATUS_OK;
}

pvm_memory_mode_t pvm_vm_get_memory_mode(const pvm_vm_t *vm)
{
    if (pvmi_vm_check(vm) != PVM_STATUS_OK)
        return PVM_MEMORY_MODE_AUTO;
    return vm->memory.is_guarded && check_guard() == PVM_STATUS_OK ? PVM_MEMORY_MODE_GUARD : PVM_MEMORY_MODE_CHECK;
}

/* Memory and registers of a standard program, on a machine with nothing mapped. */
static pvm_status_t lay_out_standard(pvm_vm_t *vm, const uint8_t *argument, size_t argument_len)
{
    const pvmi_standard_t *const standard = &vm->program->standard;
    const pvmi_layout_t layout = {
        .read_only = standard->read_only,
        .read_only_len = standard->read_only_len,
        .read_write = standard->read_write,
        .read_write_len = standard->read_write_len,
        .heap_pages = standard->heap_pages,
        .stack_size = standard->stack_size,
        .argument = argument,
        .argument_len = (uint32_t)argument_len,
    };
    if (pvmi_layout_pages(&layout) > vm->memory.page_limit)
        return PVM_STATUS_LIMIT_EXCEEDED;
    pvmi_layout_apply(vm, &layout);
    vm->state.registers[0] = PVM_HALT_ADDRESS;
    vm->state.registers[1] = PVM_STACK_TOP;
    vm->state.registers[7] = PVM_ARGUMENT_ADDRESS;
    vm->state.registers[8] = argument_len;
    return PVM_STATUS_OK;
}

static pvm_status_t check_argument(const uint8_t *argument, size_t argument_len)
{
    return (argument == NULL && argument_len != 0) || argument_len > PVM_MAX_ARGUMENT_LEN ? PVM_STATUS_INVALID_ARGUMENT
                                                                                          : PVM_STATUS_OK;
}

pvm_status_t pvm_vm_from_standard(pvm_program_t *program, const uint8_t *argument, size_t argument_len,
                                  const pvm_vm_options_t *options, pvm_vm_t **out_vm)
{
    pvm_status_t status = pvmi_program_check(program);
    if (status == PVM_STATUS_OK)
        status = check_argument(argument, argument_len);
    if (status == PVM_STATUS_OK && !program->is_standard)
        status = PVM_STATUS_UNSUPPORTED;
    if (status != PVM_STATUS_OK)
        return status;
    pvm_vm_t *vm;
    status = out_vm == NULL ? PVM_STATUS_INVALID_ARGUMENT : pvm_vm_from_program(program, options, &vm);
    if (status != PVM_STATUS_OK)
        return status;
    status = lay_out_standard(vm, argument, argument_len);
    if (status == PVM_STATUS_OK && vm->memory_mode == PVM_MEMORY_MODE_GUARD && !vm->memory.is_guarded)
        status = PVM_STATUS_NO_MEMORY_MODE; /* its zones were one piece of address space too many */
    if (status != PVM_STATUS_OK) {
        pvm_vm_destroy(vm);
        return status;
    }
    *out_vm = vm;
    return PVM_STATUS_OK;
}

static struct pvmi_parts *new_parts(const uint8_t *code, size_t code_len)
{
    struct pvmi_parts *const parts = calloc(1, sizeof *parts);
    if (parts == NULL)
        return NULL;
    parts->code_len = code_len;
    parts->bitmask_len = code_len / 8 + (code_len % 8 != 0);
    parts->code = malloc(code_len + 1);
    parts->bitmask = calloc(parts->bitmask_len + 1, 1);
    if (parts->code == NULL || parts->bitmask == NULL) {
        free_parts(parts);
        return NULL;
    }
    if (code_len != 0)
        memcpy(parts->code, code, code_len);
    return parts;
}

pvm_vm_t *pvm_vm_create(uint32_t service_index, const uint8_t *code, size_t code_len, const uint64_t *initial_regs,
                        size_t num_regs, uint64_t initial_pc)
{
    if ((code == NULL && code_len != 0) || code_len > PVM_MAX_CODE_LEN || (initial_regs == NULL && num_regs != 0) ||
        num_regs > PVM_REGISTER_COUNT)
        return NULL;
    struct pvmi_parts *const parts = new_parts(code, code_len);
    pvm_vm_t *vm;
    if (parts == NULL || pvmi_pool_take(false, &vm) != PVM_STATUS_OK) {
        free_parts(parts);
        return NULL;
    }
    const pvm_vm_options_t options = {.size = sizeof options, .service_index = service_index};
    set_up(vm, NULL, &options);
    vm->parts = parts;
    for (size_t i = 0; i < num_regs; i++)
        vm->state.registers[i] = initial_regs[i];
    vm->state.pc = vm->exit_pc = initial_pc;
    return vm;
}

/* The program that a run needs, made now if it is still in parts. */
static pvm_status_t need_program(pvm_vm_t *vm)
{
    if (vm->program != NULL)
        return PVM_STATUS_OK;
    const struct pvmi_parts *const parts = vm->parts;
    return pvm_program_from_parts(parts->code, parts->code_len, parts->bitmask, parts->bitmask_len, parts->jump_table,
                                  parts->jump_table_len, NULL, &vm->program, NULL);
}

/* A part has changed: the next run needs another program. */
static void drop_made_program(pvm_vm_t *vm)
{
    pvm_program_release(vm->program);
    vm->program = NULL;
    vm->next_cell = 0;
}

pvm_status_t pvm_vm_set_bitmask(pvm_vm_t *vm, const uint8_t *bitmask, size_t bitmask_len)
{
    const pvm_status_t status = pvmi_vm_check_stopped(vm);
    if (status != PVM_STATUS_OK)
        return status;
    struct pvmi_parts *const parts = vm->parts;
    if (parts == NULL)
        return PVM_STATUS_UNSUPPORTED;
    if (bitmask == NULL && bitmask_len != 0)
        return PVM_STATUS_INVALID_ARGUMENT;
    if (bitmask_len != parts->bitmask_len)
        return PVM_STATUS_BAD_PROGRAM;
    if (parts->code_len % 8 != 0 && bitmask[bitmask_len - 1] >> (parts->code_len % 8) != 0)
        return PVM_STATUS_BAD_PROGRAM;
    if (bitmask_len != 0)
        memcpy(parts->bitmask, bitmask, bitmask_len);
    drop_made_program(vm);
    return PVM_STATUS_OK;
}

pvm_status_t pvm_vm_set_jump_table(pvm_vm_t *vm, const uint64_t *jump_table, size_t jump_table_len)
{
    const pvm_status_t status = pvmi_vm_check_stopped(vm);
    if (status != PVM_STATUS_OK)
        return status;
    if (vm->parts == NULL)
        return PVM_STATUS_UNSUPPORTED;
    if (jump_table == NULL && jump_table_len != 0)
        return PVM_STATUS_INVALID_ARGUMENT;
    uint64_t *copy = NULL;
    if (jump_table_len != 0) {
        copy = calloc(jump_table_len, sizeof *copy);
        if (copy == NULL)
            return PVM_STATUS_OUT_OF_MEMORY;
        memcpy(copy, jump_table, jump_table_len * sizeof *copy);
    }
    free(vm->parts->jump_table);
    vm->parts->jump_table = copy;
    vm->parts->jump_table_len = jump_table_len;
    drop_made_program(vm);
    return PVM_STATUS_OK;
}

/* ---- Copies, resets, ends ---------------------------------------------- */

pvm_status_t pvm_vm_clone(const pvm_vm_t *vm, pvm_vm_t **out_vm)
{
    pvm_status_t status = pvmi_vm_check_stopped(vm);
    if (status != PVM_STATUS_OK)
        return status;
    if (out_vm == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    struct pvmi_parts *parts = NULL;
    if (vm->parts != NULL) {
        parts = new_parts(vm->parts->code, vm->parts->code_len);
        if (parts == NULL)
            return PVM_STATUS_OUT_OF_MEMORY;
    }
    pvm_vm_t *copy;
    status = pvmi_pool_take(false, &copy);
    if (status != PVM_STATUS_OK) {
        free_parts(parts);
        return status;
    }
    const pvm_vm_options_t options = {.size = sizeof options,
                                      .service_index = vm->service_index,
                                      .memory_limit = vm->memory_limit,
                                      .memory_mode = vm->memory_mode};
    set_up(copy, vm->program, &options);
    copy->native_gas = vm->native_gas;
    copy->state = vm->state;
    copy->yield_mode = vm->yield_mode;
    copy->has_run = vm->has_run;
    copy->is_entry = vm->is_entry;
    copy->at_host_call = vm->at_host_call;
    copy->heap_limit = vm->heap_limit;
    copy->exit_pc = vm->exit_pc;
    copy->budget = vm->budget;
    pvmi_memory_copy(&copy->memory, &vm->memory);
    if (vm->memory_mode == PVM_MEMORY_MODE_GUARD)
        pvmi_guard_begin(&copy->memory); /* else it runs checked code */
    copy->parts = parts;
    if (parts != NULL) {
        memcpy(parts->bitmask, vm->parts->bitmask, parts->bitmask_len);
        const pvm_status_t copied = pvm_vm_set_jump_table(copy, vm->parts->jump_table, vm->parts->jump_table_len);
        if (copied != PVM_STATUS_OK) {
            pvm_vm_destroy(copy);
            return copied;
        }
    }
    *out_vm = copy;
    return PVM_STATUS_OK;
}

pvm_status_t pvm_vm_destroy(pvm_vm_t *vm)
{
    if (vm == NULL)
        return PVM_STATUS_OK;
    const pvm_status_t status = pvmi_vm_check_stopped(vm);
    if (status != PVM_STATUS_OK)
        return status;
    pvm_program_release(vm->program);
    vm->program = NULL;
    free_parts(vm->parts);
    vm->parts = NULL;
    pvmi_pool_give(vm);
    return PVM_STATUS_OK;
}

static void reset(pvm_vm_t *vm, pvm_program_t *program)
{
    if (program != NULL) {
        pvm_program_retain(program); /* first: it may be the one that is released next */
        pvm_program_release(vm->program);
        vm->program = program;
        free_parts(vm->parts);
        vm->parts = NULL;
    }
    vm->state = (pvm_state_t){0};
    vm->has_run = false;
    vm->is_entry = true;
    vm->at_host_call = false;
    vm->next_cell = 0;
    vm->exit_pc = 0;
    vm->budget = 0;
    vm->heap_limit = 0;
    vm->native_gas = 0;
    atomic_store_explicit(&vm->interrupt, false, memory_order_relaxed);
    if (vm->memory_mode != PVM_MEMORY_MODE_GUARD)
        pvmi_guard_end(&vm->memory);
    pvmi_memory_reset(&vm->memory);
    limit_pages(vm);
}

static pvm_status_t check_reset(const pvm_vm_t *vm, const pvm_program_t *program)
{
    const pvm_status_t status = pvmi_vm_check_stopped(vm);
    return status != PVM_STATUS_OK || program == NULL ? status : pvmi_program_check(program);
}

pvm_status_t pvm_vm_reset(pvm_vm_t *vm, pvm_program_t *program)
{
    const pvm_status_t status = check_reset(vm, program);
    if (status == PVM_STATUS_OK)
        reset(vm, program);
    return status;
}

/* Does it point into the machine's guest memory? What is copied from there would be zeroed first. */
static bool is_own_memory(const pvm_vm_t *vm, const uint8_t *at)
{
    return at != NULL && (uintptr_t)at - (uintptr_t)vm->memory.base < PVMI_ADDRESS_SPACE;
}

pvm_status_t pvm_vm_reset_standard(pvm_vm_t *vm, pvm_program_t *program, const uint8_t *argument, size_t argument_len)
{
    pvm_status_t status = check_reset(vm, program);
    if (status == PVM_STATUS_OK)
        status = check_argument(argument, argument_len);
    if (status != PVM_STATUS_OK)
        return status;
    if (is_own_memory(vm, argument))
        return PVM_STATUS_INVALID_ARGUMENT;
    const pvm_program_t *const next = program != NULL ? program : vm->program;
    if (next == NULL || !next->is_standard)
        return PVM_STATUS_UNSUPPORTED;
    reset(vm, program);
    return lay_out_standard(vm, argument, argument_len);
}

pvm_status_t pvm_vm_set_memory_regions(pvm_vm_t *vm, const uint8_t *rw_data, size_t rw_size, const uint8_t *ro_data,
                                       size_t ro_size, const uint8_t *output, size_t output_size, const uint8_t *stack,
                                       size_t stack_size)
{
    const pvm_status_t status = pvmi_vm_check_stopped(vm);
    if (status != PVM_STATUS_OK)
        return status;
    const size_t largest = 0xffffff;
    if ((rw_data == NULL && rw_size != 0) || (ro_data == NULL && ro_size != 0) ||
        (output == NULL && output_size != 0) || rw_size > largest + 0x10000000 || ro_size > largest ||
        output_size > PVM_MAX_ARGUMENT_LEN || stack_size > largest)
        return PVM_STATUS_INVALID_ARGUMENT;
    if (is_own_memory(vm, rw_data) || is_own_memory(vm, ro_data) || is_own_memory(vm, output) ||
        is_own_memory(vm, stack))
        return PVM_STATUS_INVALID_ARGUMENT;
    const pvmi_layout_t layout = {
        .read_only = ro_data,
        .read_only_len = (uint32_t)ro_size,
        .read_write = rw_data,
        .read_write_len = rw_size,
        .stack = stack,
        .stack_size = (uint32_t)stack_size,
        .argument = output,
        .argument_len = (uint32_t)output_size,
    };
    if (pvmi_layout_pages(&layout) > vm->memory.page_limit)
        return PVM_STATUS_LIMIT_EXCEEDED;
    pvmi_memory_reset(&vm->memory);
    limit_pages(vm);
    pvmi_layout_apply(vm, &layout);
    return PVM_STATUS_OK;
}

/* ---- Running ----------------------------------------------------------- */

/* After a host call the guest goes on behind the ecalli; unless the host put it elsewhere. */
static void step_over_host_call(pvm_vm_t *vm)
{
    if (vm->at_host_call && !vm->is_entry)
        vm->state.pc = vm->exit_pc += 1 + pvmi_skip(vm->program, vm->state.pc);
    vm->at_host_call = false;
}

/* A pc that the host wrote into the state block acts as if set through pvm_vm_set_pc. */
static void notice_written_pc(pvm_vm_t *vm)
{
    if (vm->state.pc != vm->exit_pc)
        pvm_vm_set_pc(vm, vm->state.pc);
}

static pvm_result_t exit_with(pvm_vm_t *vm, pvm_result_t result, pvm_trap_kind_t kind)
{
    vm->state.result = result;
    vm->state.trap_kind = kind;
    vm->state.charged = 0;
    return result;
}

/* One run of the engine, from wherever the state says. */
static pvm_result_t run_engine(pvm_vm_t *vm, uint64_t *budget)
{
    const pvm_result_t result = pvmi_engine.run(vm, budget);
    /* A pc that is no instruction stays one from outside, also for who runs the machine again after its trap. */
    vm->is_entry = vm->is_entry && result != PVM_RESULT_HOST_CALL && vm->state.pc == vm->exit_pc;
    vm->exit_pc = vm->state.pc;
    vm->at_host_call = result == PVM_RESULT_HOST_CALL;
    return result;
}

/* Who answers a host call: the callback, the caller (yield), or nobody. */
static pvm_host_result_t ask_host(pvm_vm_t *vm)
{
    if (vm->callback != NULL)
        return vm->callback(vm, (int)(uint32_t)vm->state.host_call, vm->user_data);
    return vm->yield_mode ? PVM_HOST_YIELD : PVM_HOST_ERROR;
}

/* Runs until an exit that the host's answers do not take back. `answer` is the first one, if it is at a host call. */
static pvm_result_t run(pvm_vm_t *vm, uint64_t budget, pvm_host_result_t answer)
{
    if (need_program(vm) != PVM_STATUS_OK)
        return PVM_RESULT_REFUSED;
    vm->has_run = true;
    if (!vm->program->is_valid)
        return exit_with(vm, PVM_RESULT_PANIC, PVM_TRAP_KIND_INVALID_PROGRAM);
    vm->running = true;
    pvm_result_t result;
    for (;;) {
        notice_written_pc(vm);
        if (answer == PVM_HOST_CONTINUE) {
            step_over_host_call(vm);
            result = run_engine(vm, &budget);
            if (result != PVM_RESULT_HOST_CALL)
                break;
            vm->budget = budget;
            answer = ask_host(vm);
        } else if (answer == PVM_HOST_YIELD) {
            result = PVM_RESULT_HOST_CALL;
            break;
        } else {
            vm->at_host_call = false;
            result = answer == PVM_HOST_TERMINATE ? exit_with(vm, PVM_RESULT_OK, PVM_TRAP_KIND_NONE)
                                                  : exit_with(vm, PVM_RESULT_PANIC, PVM_TRAP_KIND_HOST_ERROR);
            break;
        }
    }
    vm->running = false;
    return result;
}

pvm_result_t pvm_vm_execute(pvm_vm_t *vm, uint64_t entry_point)
{
    if (pvmi_vm_check_stopped(vm) != PVM_STATUS_OK)
        return PVM_RESULT_REFUSED;
    pvm_vm_set_pc(vm, entry_point);
    return run(vm, UINT64_MAX, PVM_HOST_CONTINUE);
}

pvm_result_t pvm_vm_resume(pvm_vm_t *vm)
{
    if (pvmi_vm_check_stopped(vm) != PVM_STATUS_OK)
        return PVM_RESULT_REFUSED;
    return run(vm, UINT64_MAX, PVM_HOST_CONTINUE);
}

pvm_result_t pvm_vm_step(pvm_vm_t *vm, uint64_t count)
{
    if (pvmi_vm_check_stopped(vm) != PVM_STATUS_OK)
        return PVM_RESULT_REFUSED;
    /* UINT64_MAX means "no limit" to the engine; no machine lives long enough to tell the difference */
    return run(vm, count, PVM_HOST_CONTINUE);
}

pvm_result_t pvm_vm_answer_host_call(pvm_vm_t *vm, pvm_host_result_t answer)
{
    if (pvmi_vm_check_stopped(vm) != PVM_STATUS_OK || !vm->at_host_call)
        return PVM_RESULT_REFUSED;
    return run(vm, vm->budget, answer);
}

void pvm_vm_set_pc(pvm_vm_t *vm, uint64_t pc)
{
    if (pvmi_vm_check(vm) != PVM_STATUS_OK)
        return;
    vm->state.pc = pc;
    vm->state.charged = 0;
    vm->exit_pc = pc;
    vm->is_entry = true;
}

void pvm_vm_interrupt(pvm_vm_t *vm)
{
    if (pvmi_vm_check(vm) == PVM_STATUS_OK)
        atomic_store_explicit(&vm->interrupt, true, memory_order_release);
}

void pvm_vm_clear_interrupt(pvm_vm_t *vm)
{
    if (pvmi_vm_check(vm) == PVM_STATUS_OK)
        atomic_store_explicit(&vm->interrupt, false, memory_order_relaxed);
}
