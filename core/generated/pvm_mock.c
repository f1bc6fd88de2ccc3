/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. */
#include "pvm_mock.h"

pvm_mock_t pvm_mock;

uint32_t pvm_abi_version(void)
{
    pvm_mock.abi_version.calls++;
    return pvm_mock.abi_version.result;
}

pvm_engine_kind_t pvm_engine_kind(void)
{
    pvm_mock.engine_kind.calls++;
    return pvm_mock.engine_kind.result;
}

const char *pvm_engine_name(void)
{
    pvm_mock.engine_name.calls++;
    return pvm_mock.engine_name.result;
}

const char *pvm_status_message(pvm_status_t status)
{
    (void)status;
    pvm_mock.status_message.calls++;
    return pvm_mock.status_message.result;
}

const char *pvm_result_name(pvm_result_t result)
{
    (void)result;
    pvm_mock.result_name.calls++;
    return pvm_mock.result_name.result;
}

pvm_status_t pvm_program_parse(const uint8_t *blob, size_t blob_len, const pvm_program_options_t *options, pvm_program_t **out_program, pvm_program_error_t *out_error)
{
    (void)blob;
    (void)blob_len;
    (void)options;
    (void)out_program;
    (void)out_error;
    pvm_mock.program_parse.calls++;
    return pvm_mock.program_parse.result;
}

pvm_status_t pvm_program_parse_standard(const uint8_t *blob, size_t blob_len, bool has_metadata, const pvm_program_options_t *options, pvm_program_t **out_program, pvm_program_error_t *out_error)
{
    (void)blob;
    (void)blob_len;
    (void)has_metadata;
    (void)options;
    (void)out_program;
    (void)out_error;
    pvm_mock.program_parse_standard.calls++;
    return pvm_mock.program_parse_standard.result;
}

pvm_status_t pvm_program_from_parts(const uint8_t *code, size_t code_len, const uint8_t *bitmask, size_t bitmask_len, const uint64_t *jump_table, size_t jump_table_len, const pvm_program_options_t *options, pvm_program_t **out_program, pvm_program_error_t *out_error)
{
    (void)code;
    (void)code_len;
    (void)bitmask;
    (void)bitmask_len;
    (void)jump_table;
    (void)jump_table_len;
    (void)options;
    (void)out_program;
    (void)out_error;
    pvm_mock.program_from_parts.calls++;
    return pvm_mock.program_from_parts.result;
}

void pvm_program_retain(pvm_program_t *program)
{
    (void)program;
    pvm_mock.program_retain.calls++;
}

void pvm_program_release(pvm_program_t *program)
{
    (void)program;
    pvm_mock.program_release.calls++;
}

pvm_status_t pvm_program_get_info(const pvm_program_t *program, pvm_program_info_t *out_info)
{
    (void)program;
    (void)out_info;
    pvm_mock.program_get_info.calls++;
    return pvm_mock.program_get_info.result;
}

pvm_status_t pvm_program_get_defect(const pvm_program_t *program, pvm_program_error_t *out_error)
{
    (void)program;
    (void)out_error;
    pvm_mock.program_get_defect.calls++;
    return pvm_mock.program_get_defect.result;
}

pvm_status_t pvm_program_copy_code(const pvm_program_t *program, uint8_t *buffer, size_t buffer_size, size_t *out_len)
{
    (void)program;
    (void)buffer;
    (void)buffer_size;
    (void)out_len;
    pvm_mock.program_copy_code.calls++;
    return pvm_mock.program_copy_code.result;
}

pvm_status_t pvm_program_get_jump_target(const pvm_program_t *program, uint64_t index, uint64_t *out_target)
{
    (void)program;
    (void)index;
    (void)out_target;
    pvm_mock.program_get_jump_target.calls++;
    return pvm_mock.program_get_jump_target.result;
}

bool pvm_program_has_instruction(const pvm_program_t *program, uint64_t pc)
{
    (void)program;
    (void)pc;
    pvm_mock.program_has_instruction.calls++;
    return pvm_mock.program_has_instruction.result;
}

pvm_status_t pvm_program_get_block_cost(const pvm_program_t *program, uint64_t pc, uint64_t *out_cost)
{
    (void)program;
    (void)pc;
    (void)out_cost;
    pvm_mock.program_get_block_cost.calls++;
    return pvm_mock.program_get_block_cost.result;
}

pvm_status_t pvm_program_list_blocks(const pvm_program_t *program, uint64_t from, pvm_block_t *blocks, size_t blocks_size, size_t *out_count)
{
    (void)program;
    (void)from;
    (void)blocks;
    (void)blocks_size;
    (void)out_count;
    pvm_mock.program_list_blocks.calls++;
    return pvm_mock.program_list_blocks.result;
}

pvm_status_t pvm_program_disassemble(const pvm_program_t *program, uint64_t pc, char *text, size_t text_size, size_t *out_len, uint64_t *out_next_pc)
{
    (void)program;
    (void)pc;
    (void)text;
    (void)text_size;
    (void)out_len;
    (void)out_next_pc;
    pvm_mock.program_disassemble.calls++;
    return pvm_mock.program_disassemble.result;
}

pvm_status_t pvm_program_list(const pvm_program_t *program, char *text, size_t text_size, size_t *out_len)
{
    (void)program;
    (void)text;
    (void)text_size;
    (void)out_len;
    pvm_mock.program_list.calls++;
    return pvm_mock.program_list.result;
}

pvm_status_t pvm_program_copy_native_code(const pvm_program_t *program, uint64_t pc, uint8_t *buffer, size_t buffer_size, size_t *out_len, uint64_t *out_offset)
{
    (void)program;
    (void)pc;
    (void)buffer;
    (void)buffer_size;
    (void)out_len;
    (void)out_offset;
    pvm_mock.program_copy_native_code.calls++;
    return pvm_mock.program_copy_native_code.result;
}

pvm_status_t pvm_assemble(const char *source, pvm_instruction_set_t instruction_set, uint8_t *buffer, size_t buffer_size, size_t *out_len, pvm_program_error_t *out_error)
{
    (void)source;
    (void)instruction_set;
    (void)buffer;
    (void)buffer_size;
    (void)out_len;
    (void)out_error;
    pvm_mock.assemble.calls++;
    return pvm_mock.assemble.result;
}

pvm_vm_t *pvm_vm_create(uint32_t service_index, const uint8_t *code, size_t code_len, const uint64_t *initial_regs, size_t num_regs, uint64_t initial_pc)
{
    (void)service_index;
    (void)code;
    (void)code_len;
    (void)initial_regs;
    (void)num_regs;
    (void)initial_pc;
    pvm_mock.vm_create.calls++;
    return pvm_mock.vm_create.result;
}

pvm_status_t pvm_vm_from_program(pvm_program_t *program, const pvm_vm_options_t *options, pvm_vm_t **out_vm)
{
    (void)program;
    (void)options;
    (void)out_vm;
    pvm_mock.vm_from_program.calls++;
    return pvm_mock.vm_from_program.result;
}

pvm_status_t pvm_vm_from_standard(pvm_program_t *program, const uint8_t *argument, size_t argument_len, const pvm_vm_options_t *options, pvm_vm_t **out_vm)
{
    (void)program;
    (void)argument;
    (void)argument_len;
    (void)options;
    (void)out_vm;
    pvm_mock.vm_from_standard.calls++;
    return pvm_mock.vm_from_standard.result;
}

pvm_status_t pvm_vm_clone(const pvm_vm_t *vm, pvm_vm_t **out_vm)
{
    (void)vm;
    (void)out_vm;
    pvm_mock.vm_clone.calls++;
    return pvm_mock.vm_clone.result;
}

pvm_status_t pvm_vm_destroy(pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_destroy.calls++;
    return pvm_mock.vm_destroy.result;
}

pvm_status_t pvm_vm_reset(pvm_vm_t *vm, pvm_program_t *program)
{
    (void)vm;
    (void)program;
    pvm_mock.vm_reset.calls++;
    return pvm_mock.vm_reset.result;
}

pvm_status_t pvm_vm_reset_standard(pvm_vm_t *vm, pvm_program_t *program, const uint8_t *argument, size_t argument_len)
{
    (void)vm;
    (void)program;
    (void)argument;
    (void)argument_len;
    pvm_mock.vm_reset_standard.calls++;
    return pvm_mock.vm_reset_standard.result;
}

pvm_status_t pvm_vm_set_bitmask(pvm_vm_t *vm, const uint8_t *bitmask, size_t bitmask_len)
{
    (void)vm;
    (void)bitmask;
    (void)bitmask_len;
    pvm_mock.vm_set_bitmask.calls++;
    return pvm_mock.vm_set_bitmask.result;
}

pvm_status_t pvm_vm_set_jump_table(pvm_vm_t *vm, const uint64_t *jump_table, size_t jump_table_len)
{
    (void)vm;
    (void)jump_table;
    (void)jump_table_len;
    pvm_mock.vm_set_jump_table.calls++;
    return pvm_mock.vm_set_jump_table.result;
}

pvm_status_t pvm_vm_check(const pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_check.calls++;
    return pvm_mock.vm_check.result;
}

pvm_state_t *pvm_vm_get_state(pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_get_state.calls++;
    return pvm_mock.vm_get_state.result;
}

uint64_t pvm_vm_get_gas(const pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_get_gas.calls++;
    return pvm_mock.vm_get_gas.result;
}

void pvm_vm_set_gas(pvm_vm_t *vm, uint64_t gas)
{
    (void)vm;
    (void)gas;
    pvm_mock.vm_set_gas.calls++;
}

uint64_t pvm_vm_get_pc(const pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_get_pc.calls++;
    return pvm_mock.vm_get_pc.result;
}

void pvm_vm_set_pc(pvm_vm_t *vm, uint64_t pc)
{
    (void)vm;
    (void)pc;
    pvm_mock.vm_set_pc.calls++;
}

pvm_machine_state_t pvm_vm_get_machine_state(const pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_get_machine_state.calls++;
    return pvm_mock.vm_get_machine_state.result;
}

uint64_t pvm_vm_get_register(const pvm_vm_t *vm, uint32_t index)
{
    (void)vm;
    (void)index;
    pvm_mock.vm_get_register.calls++;
    return pvm_mock.vm_get_register.result;
}

pvm_status_t pvm_vm_set_register(pvm_vm_t *vm, uint32_t index, uint64_t value)
{
    (void)vm;
    (void)index;
    (void)value;
    pvm_mock.vm_set_register.calls++;
    return pvm_mock.vm_set_register.result;
}

uint64_t *pvm_vm_get_registers(pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_get_registers.calls++;
    return pvm_mock.vm_get_registers.result;
}

uint32_t pvm_vm_get_service_index(const pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_get_service_index.calls++;
    return pvm_mock.vm_get_service_index.result;
}

pvm_memory_mode_t pvm_vm_get_memory_mode(const pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_get_memory_mode.calls++;
    return pvm_mock.vm_get_memory_mode.result;
}

pvm_status_t pvm_vm_get_trap(const pvm_vm_t *vm, pvm_trap_t *out_trap)
{
    (void)vm;
    (void)out_trap;
    pvm_mock.vm_get_trap.calls++;
    return pvm_mock.vm_get_trap.result;
}

pvm_status_t pvm_vm_set_memory_regions(pvm_vm_t *vm, const uint8_t *rw_data, size_t rw_size, const uint8_t *ro_data, size_t ro_size, const uint8_t *output, size_t output_size, const uint8_t *stack, size_t stack_size)
{
    (void)vm;
    (void)rw_data;
    (void)rw_size;
    (void)ro_data;
    (void)ro_size;
    (void)output;
    (void)output_size;
    (void)stack;
    (void)stack_size;
    pvm_mock.vm_set_memory_regions.calls++;
    return pvm_mock.vm_set_memory_regions.result;
}

pvm_status_t pvm_vm_map_memory(pvm_vm_t *vm, uint32_t address, uint64_t length, pvm_access_t access)
{
    (void)vm;
    (void)address;
    (void)length;
    (void)access;
    pvm_mock.vm_map_memory.calls++;
    return pvm_mock.vm_map_memory.result;
}

pvm_status_t pvm_vm_protect_memory(pvm_vm_t *vm, uint32_t address, uint64_t length, pvm_access_t access)
{
    (void)vm;
    (void)address;
    (void)length;
    (void)access;
    pvm_mock.vm_protect_memory.calls++;
    return pvm_mock.vm_protect_memory.result;
}

pvm_status_t pvm_vm_query_memory(const pvm_vm_t *vm, uint32_t address, pvm_access_t *out_access, uint64_t *out_end)
{
    (void)vm;
    (void)address;
    (void)out_access;
    (void)out_end;
    pvm_mock.vm_query_memory.calls++;
    return pvm_mock.vm_query_memory.result;
}

pvm_status_t pvm_vm_read_memory(const pvm_vm_t *vm, uint32_t address, uint8_t *buffer, size_t buffer_size, uint32_t *out_fault_address)
{
    (void)vm;
    (void)address;
    (void)buffer;
    (void)buffer_size;
    (void)out_fault_address;
    pvm_mock.vm_read_memory.calls++;
    return pvm_mock.vm_read_memory.result;
}

pvm_status_t pvm_vm_write_memory(pvm_vm_t *vm, uint32_t address, const uint8_t *data, size_t data_len, uint32_t *out_fault_address)
{
    (void)vm;
    (void)address;
    (void)data;
    (void)data_len;
    (void)out_fault_address;
    pvm_mock.vm_write_memory.calls++;
    return pvm_mock.vm_write_memory.result;
}

pvm_status_t pvm_vm_initialize_memory(pvm_vm_t *vm, uint32_t address, const uint8_t *data, size_t data_len, uint32_t *out_fault_address)
{
    (void)vm;
    (void)address;
    (void)data;
    (void)data_len;
    (void)out_fault_address;
    pvm_mock.vm_initialize_memory.calls++;
    return pvm_mock.vm_initialize_memory.result;
}

uint8_t *pvm_vm_get_memory_window(pvm_vm_t *vm, uint32_t address, size_t length)
{
    (void)vm;
    (void)address;
    (void)length;
    pvm_mock.vm_get_memory_window.calls++;
    return pvm_mock.vm_get_memory_window.result;
}

uint64_t pvm_vm_get_heap_pointer(const pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_get_heap_pointer.calls++;
    return pvm_mock.vm_get_heap_pointer.result;
}

pvm_status_t pvm_vm_set_heap_pointer(pvm_vm_t *vm, uint64_t heap_pointer)
{
    (void)vm;
    (void)heap_pointer;
    pvm_mock.vm_set_heap_pointer.calls++;
    return pvm_mock.vm_set_heap_pointer.result;
}

pvm_status_t pvm_vm_grow_heap(pvm_vm_t *vm, uint64_t length, uint64_t *out_old)
{
    (void)vm;
    (void)length;
    (void)out_old;
    pvm_mock.vm_grow_heap.calls++;
    return pvm_mock.vm_grow_heap.result;
}

pvm_status_t pvm_vm_copy_output(const pvm_vm_t *vm, uint8_t *buffer, size_t buffer_size, size_t *out_len)
{
    (void)vm;
    (void)buffer;
    (void)buffer_size;
    (void)out_len;
    pvm_mock.vm_copy_output.calls++;
    return pvm_mock.vm_copy_output.result;
}

void pvm_vm_set_host_callback(pvm_vm_t *vm, pvm_host_callback_t callback, void *user_data)
{
    (void)vm;
    (void)callback;
    (void)user_data;
    pvm_mock.vm_set_host_callback.calls++;
}

void pvm_vm_set_yield_mode(pvm_vm_t *vm, bool yield)
{
    (void)vm;
    (void)yield;
    pvm_mock.vm_set_yield_mode.calls++;
}

bool pvm_vm_get_yield_mode(const pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_get_yield_mode.calls++;
    return pvm_mock.vm_get_yield_mode.result;
}

int pvm_vm_get_func_id(const pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_get_func_id.calls++;
    return pvm_mock.vm_get_func_id.result;
}

pvm_result_t pvm_vm_execute(pvm_vm_t *vm, uint64_t entry_point)
{
    (void)vm;
    (void)entry_point;
    pvm_mock.vm_execute.calls++;
    return pvm_mock.vm_execute.result;
}

pvm_result_t pvm_vm_resume(pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_resume.calls++;
    return pvm_mock.vm_resume.result;
}

pvm_result_t pvm_vm_step(pvm_vm_t *vm, uint64_t count)
{
    (void)vm;
    (void)count;
    pvm_mock.vm_step.calls++;
    return pvm_mock.vm_step.result;
}

pvm_result_t pvm_vm_answer_host_call(pvm_vm_t *vm, pvm_host_result_t answer)
{
    (void)vm;
    (void)answer;
    pvm_mock.vm_answer_host_call.calls++;
    return pvm_mock.vm_answer_host_call.result;
}

void pvm_vm_interrupt(pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_interrupt.calls++;
}

void pvm_vm_clear_interrupt(pvm_vm_t *vm)
{
    (void)vm;
    pvm_mock.vm_clear_interrupt.calls++;
}
