/*
 * The functions of pvm.h that read state, access memory and tell about programs: each checks its arguments and
 * delegates. Those that make programs are in program.c, those that make and run machines in vm.c.
 */
#include "assemble.h"
#include "decode.h"
#include "disasm.h"
#include "engine.h"
#include "gas.h"
#include "listing.h"

#include <stdlib.h>
#include <string.h>

/* ---- Identity and words ------------------------------------------------ */

uint32_t pvm_abi_version(void)
{
    return PVM_ABI_MAJOR << 16 | PVM_ABI_MINOR;
}

pvm_engine_kind_t pvm_engine_kind(void)
{
    return pvmi_engine.kind;
}

const char *pvm_engine_name(void)
{
    return pvmi_engine.name;
}

const char *pvm_status_message(pvm_status_t status)
{
    switch (status) {
    case PVM_STATUS_OK:
        return "no error";
    case PVM_STATUS_INVALID_ARGUMENT:
        return "a required pointer is NULL, or a number is outside its documented range";
    case PVM_STATUS_OUT_OF_MEMORY:
        return "the host has no memory or address space left for it";
    case PVM_STATUS_BAD_PROGRAM:
        return "not a program: the error record says where and why";
    case PVM_STATUS_PAGE_FAULT:
        return "a page of the range does not allow the access: map it first or shorten the range";
    case PVM_STATUS_BUSY:
        return "the machine is running: wait for it, or call only what is allowed in callbacks";
    case PVM_STATUS_BUFFER_TOO_SMALL:
        return "the buffer is too small: the needed size was reported";
    case PVM_STATUS_LIMIT_EXCEEDED:
        return "a limit of the library or of the machine would be passed";
    case PVM_STATUS_UNSUPPORTED:
        return "the library does not know this option or combination";
    case PVM_STATUS_DESTROYED:
        return "the handle was destroyed before";
    case PVM_STATUS_BAD_ADDRESS:
        return "the range is not made of whole pages from 0x10000 to 2^32";
    case PVM_STATUS_BAD_STATE:
        return "the machine is not stopped where this call makes sense";
    case PVM_STATUS_NO_MEMORY_MODE:
        return "the memory mode is unknown, or not to be had with this engine on this host";
    case PVM_STATUS_SIGNAL_TAKEN:
        return "guarded memory needs SIGSEGV: another handler has replaced the library's, or this thread blocks it";
    }
    return "unknown status";
}

const char *pvm_result_name(pvm_result_t result)
{
    switch (result) {
    case PVM_RESULT_OK:
        return "halt";
    case PVM_RESULT_OOG:
        return "out-of-gas";
    case PVM_RESULT_PANIC:
        return "panic";
    case PVM_RESULT_HOST_CALL:
        return "host-call";
    case PVM_RESULT_FAULT:
        return "page-fault";
    case PVM_RESULT_INTERRUPTED:
        return "interrupted";
    case PVM_RESULT_STEPPED:
        return "stepped";
    case PVM_RESULT_REFUSED:
        return "refused";
    }
    return "unknown";
}

/* ---- Programs ---------------------------------------------------------- */

/* As much as the caller's version of a sized struct has room for. Its size field stays. */
static pvm_status_t copy_sized(void *out, uint32_t out_size, const void *from, size_t size, size_t first_version)
{
    if (out_size < first_version)
        return PVM_STATUS_INVALID_ARGUMENT;
    memcpy(out, from, out_size < size ? out_size : size);
    memcpy(out, &out_size, sizeof out_size);
    return PVM_STATUS_OK;
}

pvm_status_t pvm_program_get_info(const pvm_program_t *program, pvm_program_info_t *out_info)
{
    const pvm_status_t status = out_info == NULL ? PVM_STATUS_INVALID_ARGUMENT : pvmi_program_check(program);
    if (status != PVM_STATUS_OK)
        return status;
    const pvm_program_info_t info = {
        .instruction_set = program->instruction_set,
        .gas_model = program->gas_model,
        .is_standard = program->is_standard,
        .is_valid = program->is_valid,
        .jump_entry_size = program->jump_entry_size,
        .jump_table_len = program->jump_table_len,
        .code_len = program->code_len,
        .instruction_count = program->instruction_count,
        .block_count = program->block_count,
        .native_len = __atomic_load_n(&program->native_len, __ATOMIC_RELAXED),
        .prepare_time = program->prepare_time,
        .read_only_len = program->standard.read_only_len,
        .read_write_len = program->standard.read_write_len,
        .metadata_len = program->standard.metadata_len,
        .heap_pages = program->standard.heap_pages,
        .stack_size = program->standard.stack_size,
        .compile_time = __atomic_load_n(&program->compile_time, __ATOMIC_RELAXED),
        .compile = program->compile,
    };
    return copy_sized(out_info, out_info->size, &info, sizeof info, offsetof(pvm_program_info_t, compile_time));
}

pvm_status_t pvm_program_get_defect(const pvm_program_t *program, pvm_program_error_t *out_error)
{
    const pvm_status_t status = out_error == NULL ? PVM_STATUS_INVALID_ARGUMENT : pvmi_program_check(program);
    if (status == PVM_STATUS_OK)
        *out_error = program->defect;
    return status;
}

/* The protocol of all functions that fill a caller's buffer. */
static pvm_status_t fill_buffer(const uint8_t *from, size_t len, uint8_t *buffer, size_t buffer_size, size_t *out_len)
{
    *out_len = len;
    if (len > buffer_size)
        return PVM_STATUS_BUFFER_TOO_SMALL;
    if (len != 0)
        memcpy(buffer, from, len);
    return PVM_STATUS_OK;
}

pvm_status_t pvm_program_copy_code(const pvm_program_t *program, uint8_t *buffer, size_t buffer_size, size_t *out_len)
{
    const pvm_status_t status = pvmi_program_check(program);
    if (status != PVM_STATUS_OK)
        return status;
    if ((buffer == NULL && buffer_size != 0) || out_len == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    return fill_buffer(program->code, program->code_len, buffer, buffer_size, out_len);
}

pvm_status_t pvm_program_copy_native_code(const pvm_program_t *program, uint64_t pc, uint8_t *buffer, size_t buffer_size,
                                          size_t *out_len, uint64_t *out_offset)
{
    const pvm_status_t status = pvmi_program_check(program);
    if (status != PVM_STATUS_OK)
        return status;
    if ((buffer == NULL && buffer_size != 0) || out_len == NULL || out_offset == NULL ||
        (pc != program->code_len && !pvmi_is_instruction(program, pc)))
        return PVM_STATUS_INVALID_ARGUMENT;
    pvmi_native_code_t code;
    if (!program->is_valid || pvmi_engine.native_code == NULL || !pvmi_engine.native_code(program, pc, &code))
        return PVM_STATUS_UNSUPPORTED;
    *out_offset = code.offset;
    return fill_buffer(code.octets, code.len, buffer, buffer_size, out_len);
}

pvm_status_t pvm_program_get_jump_target(const pvm_program_t *program, uint64_t index, uint64_t *out_target)
{
    const pvm_status_t status = pvmi_program_check(program);
    if (status != PVM_STATUS_OK)
        return status;
    if (out_target == NULL || index >= program->jump_table_len)
        return PVM_STATUS_INVALID_ARGUMENT;
    *out_target = pvmi_jump_target(program, index);
    return PVM_STATUS_OK;
}

/* Is there code to look at? */
static bool has_code(const pvm_program_t *program)
{
    return pvmi_program_check(program) == PVM_STATUS_OK && program->is_valid;
}

bool pvm_program_has_instruction(const pvm_program_t *program, uint64_t pc)
{
    return has_code(program) && pvmi_is_instruction(program, pc);
}

/* First octet behind the block at start, and how many instructions it has as gas counts them. */
static uint64_t block_end(const pvm_program_t *program, uint64_t start, uint64_t *out_count)
{
    uint64_t pc = start;
    *out_count = 0;
    while (pc < program->code_len && (pc == start || !pvmi_bit(program->gas_starts, pc))) {
        ++*out_count;
        pc += 1 + pvmi_skip(program, pc);
    }
    return pc;
}

static uint64_t block_cost(const pvm_program_t *program, uint64_t start, uint64_t instruction_count)
{
    if (program->gas_model == PVM_GAS_MODEL_BLOCK)
        return pvmi_block_cost(program, start);
    return start == program->code_len ? 1 : instruction_count;
}

pvm_status_t pvm_program_get_block_cost(const pvm_program_t *program, uint64_t pc, uint64_t *out_cost)
{
    const pvm_status_t status = pvmi_program_check(program);
    if (status != PVM_STATUS_OK)
        return status;
    const bool starts = program->is_valid && (pc == program->code_len || pvmi_is_instruction(program, pc) ||
                                              (pc < program->code_len && pvmi_bit(program->gas_starts, pc)));
    if (out_cost == NULL || !starts)
        return PVM_STATUS_INVALID_ARGUMENT;
    const uint64_t start = pc == program->code_len ? pc : pvmi_block_of(program, pc);
    uint64_t count;
    block_end(program, start, &count);
    *out_cost = block_cost(program, start, count);
    return PVM_STATUS_OK;
}

/* First block at or behind pc, false if there is none. */
static bool next_block(const pvm_program_t *program, uint64_t pc, uint64_t *out_start)
{
    for (uint64_t word = pc / 64; pc <= program->code_len && word <= program->code_len / 64; word++) {
        const uint64_t bits = program->gas_starts[word] & (word == pc / 64 ? ~UINT64_C(0) << (pc % 64) : ~UINT64_C(0));
        if (bits != 0) {
            *out_start = word * 64 + (uint32_t)__builtin_ctzll(bits);
            return true;
        }
    }
    return false;
}

pvm_status_t pvm_program_list_blocks(const pvm_program_t *program, uint64_t from, pvm_block_t *blocks,
                                     size_t blocks_size, size_t *out_count)
{
    const pvm_status_t status = pvmi_program_check(program);
    if (status != PVM_STATUS_OK)
        return status;
    if ((blocks == NULL && blocks_size != 0) || out_count == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    size_t count = 0;
    if (program->is_valid) {
        for (uint64_t pc = from; count < blocks_size && next_block(program, pc, &pc); count++, pc++) {
            pvm_block_t *const block = &blocks[count];
            block->start = pc;
            block->end = block_end(program, pc, &block->instruction_count);
            block->gas_cost = block_cost(program, pc, block->instruction_count);
        }
    }
    *out_count = count;
    return PVM_STATUS_OK;
}

/* ---- Text -------------------------------------------------------------- */

pvm_status_t pvm_program_disassemble(const pvm_program_t *program, uint64_t pc, char *text, size_t text_size,
                                     size_t *out_len, uint64_t *out_next_pc)
{
    const pvm_status_t status = pvmi_program_check(program);
    if (status != PVM_STATUS_OK)
        return status;
    if ((text == NULL && text_size != 0) || out_len == NULL || out_next_pc == NULL || !program->is_valid)
        return PVM_STATUS_INVALID_ARGUMENT;
    char line[PVM_MAX_INSTRUCTION_TEXT];
    const size_t len = pvmi_disassemble(program, pc, line, sizeof line);
    *out_len = len;
    if (len >= text_size)
        return PVM_STATUS_BUFFER_TOO_SMALL;
    memcpy(text, line, len + 1);
    *out_next_pc = pc < program->code_len ? pc + 1 + pvmi_skip(program, pc) : pc;
    return PVM_STATUS_OK;
}

pvm_status_t pvm_program_list(const pvm_program_t *program, char *text, size_t text_size, size_t *out_len)
{
    const pvm_status_t status = pvmi_program_check(program);
    if (status != PVM_STATUS_OK)
        return status;
    if ((text == NULL && text_size != 0) || out_len == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    *out_len = pvmi_list(program, text, text_size);
    return *out_len >= text_size ? PVM_STATUS_BUFFER_TOO_SMALL : PVM_STATUS_OK;
}

pvm_status_t pvm_assemble(const char *source, pvm_instruction_set_t instruction_set, uint8_t *buffer,
                          size_t buffer_size, size_t *out_len, pvm_program_error_t *out_error)
{
    if (source == NULL || (buffer == NULL && buffer_size != 0) || out_len == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    if (instruction_set > PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY)
        return PVM_STATUS_UNSUPPORTED;
    uint8_t *blob;
    size_t len;
    pvm_status_t status = pvmi_assemble(source, instruction_set, &blob, &len, out_error);
    if (status != PVM_STATUS_OK)
        return status;
    status = fill_buffer(blob, len, buffer, buffer_size, out_len);
    free(blob);
    return status;
}

/* ---- State ------------------------------------------------------------- */

pvm_status_t pvm_vm_check(const pvm_vm_t *vm)
{
    return pvmi_vm_check_stopped(vm);
}

pvm_state_t *pvm_vm_get_state(pvm_vm_t *vm)
{
    return pvmi_vm_check(vm) == PVM_STATUS_OK ? &vm->state : NULL;
}

uint64_t pvm_vm_get_gas(const pvm_vm_t *vm)
{
    return pvmi_vm_check(vm) == PVM_STATUS_OK ? vm->state.gas : 0;
}

void pvm_vm_set_gas(pvm_vm_t *vm, uint64_t gas)
{
    if (pvmi_vm_check(vm) == PVM_STATUS_OK)
        vm->state.gas = gas;
}

uint64_t pvm_vm_get_pc(const pvm_vm_t *vm)
{
    return pvmi_vm_check(vm) == PVM_STATUS_OK ? vm->state.pc : 0;
}

pvm_machine_state_t pvm_vm_get_machine_state(const pvm_vm_t *vm)
{
    if (pvmi_vm_check(vm) != PVM_STATUS_OK || !vm->has_run)
        return PVM_MACHINE_STATE_READY;
    switch (vm->state.result) {
    case PVM_RESULT_OK:
        return PVM_MACHINE_STATE_HALT;
    case PVM_RESULT_OOG:
        return PVM_MACHINE_STATE_OUT_OF_GAS;
    case PVM_RESULT_PANIC:
        return PVM_MACHINE_STATE_PANIC;
    case PVM_RESULT_HOST_CALL:
        return PVM_MACHINE_STATE_HOST;
    case PVM_RESULT_FAULT:
        return PVM_MACHINE_STATE_FAULT;
    case PVM_RESULT_INTERRUPTED:
    case PVM_RESULT_STEPPED:
    case PVM_RESULT_REFUSED:
        break;
    }
    return PVM_MACHINE_STATE_READY;
}

uint64_t pvm_vm_get_register(const pvm_vm_t *vm, uint32_t index)
{
    return pvmi_vm_check(vm) == PVM_STATUS_OK && index < PVM_REGISTER_COUNT ? vm->state.registers[index] : 0;
}

pvm_status_t pvm_vm_set_register(pvm_vm_t *vm, uint32_t index, uint64_t value)
{
    const pvm_status_t status = pvmi_vm_check(vm);
    if (status != PVM_STATUS_OK)
        return status;
    if (index >= PVM_REGISTER_COUNT)
        return PVM_STATUS_INVALID_ARGUMENT;
    vm->state.registers[index] = value;
    return PVM_STATUS_OK;
}

uint64_t *pvm_vm_get_registers(pvm_vm_t *vm)
{
    return pvmi_vm_check(vm) == PVM_STATUS_OK ? vm->state.registers : NULL;
}

uint32_t pvm_vm_get_service_index(const pvm_vm_t *vm)
{
    return pvmi_vm_check(vm) == PVM_STATUS_OK ? vm->service_index : 0;
}

pvm_status_t pvm_vm_get_trap(const pvm_vm_t *vm, pvm_trap_t *out_trap)
{
    const pvm_status_t status = pvmi_vm_check(vm);
    if (status != PVM_STATUS_OK)
        return status;
    if (out_trap == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    const bool faulted = vm->state.result == PVM_RESULT_FAULT;
    *out_trap = (pvm_trap_t){
        .pc = vm->state.pc, .kind = vm->state.trap_kind, .address = faulted ? vm->state.fault_address : 0};
    return PVM_STATUS_OK;
}

/* ---- Host calls -------------------------------------------------------- */

void pvm_vm_set_host_callback(pvm_vm_t *vm, pvm_host_callback_t callback, void *user_data)
{
    if (pvmi_vm_check(vm) != PVM_STATUS_OK)
        return;
    vm->callback = callback;
    vm->user_data = user_data;
}

void pvm_vm_set_yield_mode(pvm_vm_t *vm, bool yield)
{
    if (pvmi_vm_check(vm) == PVM_STATUS_OK)
        vm->yield_mode = yield;
}

bool pvm_vm_get_yield_mode(const pvm_vm_t *vm)
{
    return pvmi_vm_check(vm) == PVM_STATUS_OK && vm->yield_mode;
}

int pvm_vm_get_func_id(const pvm_vm_t *vm)
{
    return pvmi_vm_check(vm) == PVM_STATUS_OK ? (int)(uint32_t)vm->state.host_call : 0;
}

/* ---- Memory ------------------------------------------------------------ */

/* Whole pages from the lowest address on; *out_first and *out_count are those pages. */
static pvm_status_t check_pages(uint32_t address, uint64_t length, uint32_t *out_first, uint32_t *out_count)
{
    if (address % PVM_PAGE_SIZE != 0 || length % PVM_PAGE_SIZE != 0 || address < PVM_LOWEST_ADDRESS ||
        length > PVMI_ADDRESS_SPACE - address)
        return PVM_STATUS_BAD_ADDRESS;
    *out_first = address >> PVMI_PAGE_BITS;
    *out_count = (uint32_t)(length >> PVMI_PAGE_BITS);
    return PVM_STATUS_OK;
}

pvm_status_t pvm_vm_map_memory(pvm_vm_t *vm, uint32_t address, uint64_t length, pvm_access_t access)
{
    pvm_status_t status = pvmi_vm_check(vm);
    if (status != PVM_STATUS_OK)
        return status;
    if (access > PVM_ACCESS_READ_WRITE)
        return PVM_STATUS_INVALID_ARGUMENT;
    uint32_t first, count;
    status = check_pages(address, length, &first, &count);
    if (status != PVM_STATUS_OK || count == 0)
        return status;
    return pvmi_memory_map(&vm->memory, first, count, access) ? PVM_STATUS_OK : PVM_STATUS_LIMIT_EXCEEDED;
}

pvm_status_t pvm_vm_protect_memory(pvm_vm_t *vm, uint32_t address, uint64_t length, pvm_access_t access)
{
    pvm_status_t status = pvmi_vm_check(vm);
    if (status != PVM_STATUS_OK)
        return status;
    if (access != PVM_ACCESS_READ && access != PVM_ACCESS_READ_WRITE)
        return PVM_STATUS_INVALID_ARGUMENT;
    uint32_t first, count;
    status = check_pages(address, length, &first, &count);
    if (status != PVM_STATUS_OK)
        return status;
    return pvmi_memory_protect(&vm->memory, first, count, access) ? PVM_STATUS_OK : PVM_STATUS_PAGE_FAULT;
}

pvm_status_t pvm_vm_query_memory(const pvm_vm_t *vm, uint32_t address, pvm_access_t *out_access, uint64_t *out_end)
{
    const pvm_status_t status = pvmi_vm_check(vm);
    if (status != PVM_STATUS_OK)
        return status;
    if (out_access == NULL || out_end == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    const uint32_t page = address >> PVMI_PAGE_BITS;
    *out_access = pvmi_memory_access(&vm->memory, page);
    *out_end = (uint64_t)pvmi_memory_run_end(&vm->memory, page) << PVMI_PAGE_BITS;
    return PVM_STATUS_OK;
}

/* The checks of the functions that copy: a machine, an array, and pages that allow it. */
static pvm_status_t check_copy(const pvm_vm_t *vm, uint32_t address, const uint8_t *octets, size_t len, uint8_t right,
                               uint32_t *out_fault_address)
{
    const pvm_status_t status = pvmi_vm_check(vm);
    if (status != PVM_STATUS_OK)
        return status;
    if (octets == NULL && len != 0)
        return PVM_STATUS_INVALID_ARGUMENT;
    uint32_t page;
    if (pvmi_memory_allows(&vm->memory, address, len, right, &page))
        return PVM_STATUS_OK;
    if (out_fault_address != NULL)
        *out_fault_address = page << PVMI_PAGE_BITS;
    return PVM_STATUS_PAGE_FAULT;
}

pvm_status_t pvm_vm_read_memory(const pvm_vm_t *vm, uint32_t address, uint8_t *buffer, size_t buffer_size,
                                uint32_t *out_fault_address)
{
    const pvm_status_t status = check_copy(vm, address, buffer, buffer_size, PVMI_CAN_LOAD, out_fault_address);
    if (status == PVM_STATUS_OK && buffer_size != 0)
        memmove(buffer, vm->memory.base + address, buffer_size);
    return status;
}

static pvm_status_t write_memory(pvm_vm_t *vm, uint32_t address, const uint8_t *data, size_t data_len, uint8_t right,
                                 uint32_t *out_fault_address)
{
    const pvm_status_t status = check_copy(vm, address, data, data_len, right, out_fault_address);
    if (status != PVM_STATUS_OK || data_len == 0)
        return status;
    pvmi_memory_note_written(&vm->memory, address, data_len);
    memmove(vm->memory.base + address, data, data_len);
    return PVM_STATUS_OK;
}

pvm_status_t pvm_vm_write_memory(pvm_vm_t *vm, uint32_t address, const uint8_t *data, size_t data_len,
                                 uint32_t *out_fault_address)
{
    return write_memory(vm, address, data, data_len, PVMI_READ_WRITE, out_fault_address);
}

pvm_status_t pvm_vm_initialize_memory(pvm_vm_t *vm, uint32_t address, const uint8_t *data, size_t data_len,
                                      uint32_t *out_fault_address)
{
    return write_memory(vm, address, data, data_len, PVMI_CAN_LOAD, out_fault_address);
}

/* What every binding can hold in one array. */
#define MAX_WINDOW_LEN 0x40000000

uint8_t *pvm_vm_get_memory_window(pvm_vm_t *vm, uint32_t address, size_t length)
{
    uint32_t page;
    if (pvmi_vm_check(vm) != PVM_STATUS_OK || length == 0 || length > MAX_WINDOW_LEN ||
        !pvmi_memory_allows(&vm->memory, address, length, PVMI_READ_WRITE, &page))
        return NULL;
    pvmi_memory_note_window(&vm->memory, address, length); /* the host may write through it at any time */
    return vm->memory.base + address;
}

uint64_t pvm_vm_get_heap_pointer(const pvm_vm_t *vm)
{
    return pvmi_vm_check(vm) == PVM_STATUS_OK ? vm->state.heap_pointer : 0;
}

pvm_status_t pvm_vm_set_heap_pointer(pvm_vm_t *vm, uint64_t heap_pointer)
{
    const pvm_status_t status = pvmi_vm_check(vm);
    if (status != PVM_STATUS_OK)
        return status;
    if (heap_pointer > vm->heap_limit)
        return PVM_STATUS_BAD_ADDRESS;
    vm->state.heap_pointer = heap_pointer;
    return PVM_STATUS_OK;
}

pvm_status_t pvm_vm_grow_heap(pvm_vm_t *vm, uint64_t length, uint64_t *out_old)
{
    const pvm_status_t status = pvmi_vm_check(vm);
    if (status != PVM_STATUS_OK)
        return status;
    if (out_old == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    const uint64_t old = vm->state.heap_pointer;
    if (length != 0 && !pvmi_grow_heap(vm, length))
        return PVM_STATUS_LIMIT_EXCEEDED;
    *out_old = old;
    return PVM_STATUS_OK;
}

/* The r8 octets at r7 if all are readable; the range does not wrap (A.8). */
static size_t output_len(const pvm_vm_t *vm)
{
    const uint64_t address = vm->state.registers[7];
    const uint64_t len = vm->state.registers[8];
    uint32_t page;
    if (address >= PVMI_ADDRESS_SPACE || len > PVMI_ADDRESS_SPACE - address)
        return 0;
    return pvmi_memory_allows(&vm->memory, (uint32_t)address, len, PVMI_CAN_LOAD, &page) ? (size_t)len : 0;
}

pvm_status_t pvm_vm_copy_output(const pvm_vm_t *vm, uint8_t *buffer, size_t buffer_size, size_t *out_len)
{
    const pvm_status_t status = pvmi_vm_check_stopped(vm);
    if (status != PVM_STATUS_OK)
        return status;
    if ((buffer == NULL && buffer_size != 0) || out_len == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    if (pvm_vm_get_machine_state(vm) != PVM_MACHINE_STATE_HALT)
        return PVM_STATUS_BAD_STATE;
    const size_t len = output_len(vm);
    return fill_buffer(len == 0 ? NULL : vm->memory.base + vm->state.registers[7], len, buffer, buffer_size, out_len);
}
